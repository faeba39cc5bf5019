"""The live socket: an experiment comes in as its link, its trajectories go out as one binary frame."""

import asyncio
import contextlib
import json
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import Response
from starlette.websockets import WebSocket, WebSocketDisconnect

from components.backend.frame import trajectory_frame
from components.share_link import LONGEST, decode
from optimizers import perform


async def live(socket: WebSocket) -> None:
    """Answer messages `<sequence> <link>`; of those that arrive while one is being answered only the newest counts.

    A message that cannot be answered gets the text {"sequence": …, "error": …} and the socket stays open.
    """
    if not same_origin(socket):
        await socket.close(code=1008, reason="this page belongs to another site")
        return
    await socket.accept()
    newest: asyncio.Queue[str] = asyncio.Queue(maxsize=1)

    async def listen() -> None:
        while True:
            message = await socket.receive()
            if message["type"] == "websocket.disconnect":
                raise WebSocketDisconnect
            if newest.full():
                newest.get_nowait()
            newest.put_nowait(message.get("text") or "")

    async def reply() -> None:
        while True:
            # In a thread: a landscape met for the first time compiles for a moment, and others' answers go on.
            answer = await asyncio.to_thread(answered, await newest.get())
            await (socket.send_bytes(answer) if isinstance(answer, bytes) else socket.send_text(answer))

    tasks = [asyncio.create_task(listen()), asyncio.create_task(reply())]
    done, pending = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    for task in pending:
        task.cancel()
    for task in (*done, *pending):
        # A peer that goes away, at whatever moment, is no error.
        with contextlib.suppress(WebSocketDisconnect, asyncio.CancelledError, RuntimeError):
            await task


def answered(message: str) -> bytes | str:
    """The frame for one message, or the text of the error in it."""
    number, _, link = message.partition(" ")
    if not (number.isascii() and number.isdigit() and len(number) <= 10 and int(number) < 2**32):
        return json.dumps({"sequence": None, "error": "a message is a sequence number below 2³², a space and a link"})
    if len(link) > LONGEST:
        error = f"the link is {len(link)} characters long; at most {LONGEST} are read"
        return json.dumps({"sequence": int(number), "error": error})
    view, problems = decode(link)
    if problems:
        return json.dumps({"sequence": int(number), "error": "; ".join(problems)[:2000]})
    return trajectory_frame(int(number), perform(view.shown), view.shown.surface.lowest)


async def trajectories(request: Request) -> Response:
    """The same frame for `?<link>`, with the sequence number 0; 400 with what was wrong for any other query."""
    answer = await asyncio.to_thread(answered, f"0 {request.url.query}")
    if isinstance(answer, str):
        return Response(answer, status_code=400, media_type="application/json")
    return Response(answer, media_type="application/octet-stream")


def same_origin(socket: WebSocket) -> bool:
    """Whether the page that opens the socket is our own. A program that is no browser names no origin and may come."""
    origin = socket.headers.get("origin")
    return origin is None or urlsplit(origin).netloc == socket.headers.get("host")

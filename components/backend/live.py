"""The live socket: an experiment comes in as its link, its trajectories go out as one binary frame."""

import asyncio
from collections.abc import Callable

from starlette.requests import Request
from starlette.responses import Response
from starlette.websockets import WebSocket

from components.backend.frame import trajectory_frame
from components.backend.newest import converse, failure, numbered
from components.backend.reading import decode
from components.share_link import LONGEST
from optimizers import perform


async def live(socket: WebSocket) -> None:
    """Answer messages `<sequence> <link>`; of those that arrive while one is being answered only the newest counts.

    A message that cannot be answered gets the text {"sequence": …, "error": …} and the socket stays open.
    """

    async def answer(take: Callable[[], str]) -> bytes | str:
        # In a thread: a landscape met for the first time compiles for a moment, and others' answers go on.
        return await asyncio.to_thread(answered, take())

    await converse(socket, answer)


def answered(message: str) -> bytes | str:
    """The frame for one message, or the text of the error in it."""
    number, link = numbered(message, "a link")
    if number is None:
        return failure(None, link)
    if len(link) > LONGEST:
        return failure(number, f"the link is {len(link)} characters long; at most {LONGEST} are read")
    view, problems = decode(link)
    if problems:
        return failure(number, "; ".join(problems))
    return trajectory_frame(number, perform(view.shown), view.shown.surface.baseline)


async def trajectories(request: Request) -> Response:
    """The same frame for `?<link>`, with the sequence number 0; 400 with what was wrong for any other query."""
    answer = await asyncio.to_thread(answered, f"0 {request.url.query}")
    if isinstance(answer, str):
        return Response(answer, status_code=400, media_type="application/json")
    return Response(answer, media_type="application/octet-stream")

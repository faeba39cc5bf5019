"""A socket on which only the newest counts: of messages that arrive while one is answered, each lane keeps its last."""

import asyncio
import contextlib
import json
from collections.abc import Awaitable, Callable
from threading import Lock

from starlette.websockets import WebSocket, WebSocketDisconnect

LANES = 16  # that may wait on one socket; of more, the one that has waited longest is forgotten

Answer = bytes | str


class Waiting:
    """The messages of one socket that wait, one for each lane, and lanes in the order in which they began to."""

    def __init__(self) -> None:
        self._messages: dict[str, str] = {}
        self._some = asyncio.Event()
        self._lock = Lock()

    def put(self, lane: str, message: str) -> None:
        """Wait with `message`: in the place of the lane's last, so that who asks often is not served more often."""
        with self._lock:
            self._messages[lane] = message
            if len(self._messages) > LANES:
                del self._messages[next(iter(self._messages))]
        self._some.set()

    async def some(self) -> None:
        """Come back when there is a message to take."""
        while not self._messages:
            self._some.clear()
            await self._some.wait()

    def take(self) -> str:
        """The message of the lane that has waited longest; from any thread, after `some`."""
        with self._lock:
            return self._messages.pop(next(iter(self._messages)))


async def converse(
    socket: WebSocket,
    answer: Callable[[Callable[[], str]], Awaitable[Answer]],
    lane: Callable[[str], str] = lambda message: "",
) -> None:
    """Answer the messages of one socket until its peer leaves, one after the other.

    `answer` is given the function that takes the message, to be called no sooner than the work can begin: what arrives
    before that replaces what waits. It may take it in any thread.
    """
    await socket.accept()
    waiting = Waiting()

    async def listen() -> None:
        while True:
            message = await socket.receive()
            if message["type"] == "websocket.disconnect":
                raise WebSocketDisconnect
            text = message.get("text") or ""
            waiting.put(lane(text), text)

    async def reply() -> None:
        while True:
            await waiting.some()
            found = await answer(waiting.take)
            await (socket.send_bytes(found) if isinstance(found, bytes) else socket.send_text(found))

    tasks = [asyncio.create_task(listen()), asyncio.create_task(reply())]
    done, pending = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    for task in pending:
        task.cancel()
    for task in (*done, *pending):
        # A peer that goes away, at whatever moment, is no error.
        with contextlib.suppress(WebSocketDisconnect, asyncio.CancelledError, RuntimeError):
            await task


def numbered(message: str, what: str) -> tuple[int | None, str]:
    """The sequence number and the rest of `<sequence> <rest>`; None, and what is wrong, for any other message.

    `what` names the rest: “a link”.
    """
    number, _, rest = message.partition(" ")
    if not (number.isascii() and number.isdigit() and len(number) <= 10 and int(number) < 2**32):
        return None, f"a message is a sequence number below 2³², a space and {what}"
    return int(number), rest


def failure(sequence: int | None, error: str) -> str:
    """The answer to a message that cannot be answered, as JSON."""
    return json.dumps({"sequence": sequence, "error": error[:2000]})

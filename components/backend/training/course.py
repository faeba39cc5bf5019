"""A training by plain HTTP, where no socket of ours gets through: what the socket would tell, as one long answer."""

import asyncio
from collections.abc import AsyncIterator
from struct import pack

from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse

from components.backend.training.going import Going
from components.training_link import read_training
from optimizers.training import Training, affordable

MESSAGES = "application/vnd.optiscape.messages"


async def course(request: Request) -> Response:
    """Train what `?<link>` asks for: the socket's messages of number 0, or 400 with {"error"}.

    Before each message stands 2 n + t as u4, little-endian: its n bytes are text where t is 1. Who leaves before the
    end ends the training.
    """
    try:
        asked = read_training(request.url.query)
        affordable(asked)
    except ValueError as error:
        return JSONResponse({"error": str(error)[:2000]}, status_code=400)
    headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}  # else nginx keeps it until its end
    return StreamingResponse(_told(asked), media_type=MESSAGES, headers=headers)


class _Messages:
    """As much of a socket as a training tells itself to."""

    def __init__(self) -> None:
        self.told: asyncio.Queue[bytes | None] = asyncio.Queue()

    async def send_text(self, text: str) -> None:
        body = text.encode()
        self.told.put_nowait(pack("<I", 2 * len(body) + 1) + body)

    async def send_bytes(self, body: bytes) -> None:
        self.told.put_nowait(pack("<I", 2 * len(body)) + body)


async def _told(asked: Training) -> AsyncIterator[bytes]:
    messages = _Messages()
    going = Going(messages, 0, asked)
    going.whole.add_done_callback(lambda _: messages.told.put_nowait(None))
    try:
        while (message := await messages.told.get()) is not None:
            yield message
    finally:
        await going.end()

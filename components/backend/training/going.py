"""A training under way for one socket: one thread trains, and the socket tells of it and may leave it at any time."""

import asyncio
import json
import logging
from contextlib import closing, suppress
from threading import Event
from time import perf_counter
from typing import Any, Protocol

import numpy as np
from starlette.websockets import WebSocketDisconnect

from components.backend.line import BusyError, Line
from components.backend.maps.frame import map_frame
from components.backend.newest import failure
from optimizers.training import MEASURES, Part, Training, followed, ready

LINE = Line("training")  # one training at a time in the whole server
PREPARING, LEFT = "preparing", "left"


class Told(Protocol):
    """What a training tells itself to, as a socket is."""

    async def send_text(self, data: str, /) -> None: ...
    async def send_bytes(self, data: bytes, /) -> None: ...


class Going:
    """A training from when it is asked for. It begins by itself, in a running event loop; `whole` ends with it."""

    def __init__(self, socket: Told, sequence: int, asked: Training) -> None:
        self._socket, self._sequence, self._asked = socket, sequence, asked
        self._told: int | None = None  # the last epoch
        self._diverged: list[int | None] = [None] * len(asked.runs)
        self._begun, self._left = perf_counter(), Event()
        self._news: asyncio.Queue[Part | Exception | str] = asyncio.Queue()
        self.whole = asyncio.create_task(self._tell())

    async def end(self) -> int | None:
        """Leave it where it still goes on: then the last epoch told, if any. Nothing is told of it from then on."""
        going = not self.whole.done()
        self._left.set()
        self._news.put_nowait(LEFT)
        with suppress(WebSocketDisconnect, RuntimeError):
            await self.whole
        return self._told if going else None

    async def _tell(self) -> None:
        waits = LINE.length > 0 and not ready(self._asked)
        training = asyncio.create_task(self._train(waits))
        try:
            await self._say(**{"waiting" if waits else PREPARING: True})
            while (news := await self._news.get()) != LEFT and not self._left.is_set():
                if isinstance(news, Exception):
                    await self._socket.send_text(failure(self._sequence, str(news)))
                    return
                if isinstance(news, str):
                    await self._say(**{news: True})
                    continue
                await self._socket.send_bytes(self._frame(news))
                self._told = news.end
                if news.end == self._asked.epochs:
                    return
        finally:
            self._left.set()
            training.cancel()
            await asyncio.wait([training])

    async def _say(self, **words: Any) -> None:
        told = {"sequence": self._sequence, "epochs": self._asked.epochs, **words}
        await self._socket.send_text(json.dumps(told))

    async def _train(self, waits: bool) -> None:
        """Train, in turn, or take what is kept; what is to be told of it comes to `_news`, from whichever thread."""
        loop = asyncio.get_running_loop()

        def tell(news: Part | str) -> None:
            with suppress(RuntimeError):  # the server has stopped
                loop.call_soon_threadsafe(self._news.put_nowait, news)

        def work() -> None:
            if waits:
                tell(PREPARING)
            with closing(followed(self._asked)) as parts:
                for part in parts:
                    if self._left.is_set():
                        return
                    tell(part)

        try:
            await (asyncio.to_thread(work) if ready(self._asked) else LINE.in_turn(work))
        except (BusyError, ValueError) as error:
            self._news.put_nowait(error)
        except Exception:
            logging.getLogger(__name__).exception("a training failed")
            self._news.put_nowait(RuntimeError("the training failed; the server's log has the reason"))

    def _frame(self, part: Part) -> bytes:
        asked = self._asked
        broken = ~np.isfinite(part.measures[..., MEASURES.index("loss")])
        self._diverged = [
            part.begin + int(np.argmax(row)) if before is None and row.any() else before
            for before, row in zip(self._diverged, broken, strict=True)
        ]
        head = {
            "training": "done" if part.end == asked.epochs else "progress",
            "from": part.begin,
            "to": part.end,
            "epochs": asked.epochs,
            "milliseconds": (perf_counter() - self._begun) * 1000,
            "runs": [run.rule.title for run in asked.runs],
            "weights": asked.network.parameters,
            "m_train": asked.count,
            "m_test": asked.held,
            "diverged": self._diverged,
        }
        columns = np.moveaxis(part.measures, -1, 0)
        return map_frame(self._sequence, head, dict(zip(MEASURES, np.ascontiguousarray(columns), strict=True)))

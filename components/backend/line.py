"""A thread in which what takes long is done, one thing at a time: whoever asks waits in a line that is bounded."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

Result = TypeVar("Result")


class BusyError(Exception):
    """There are too many in line already."""


class Line:
    """One thread and those who wait for it, at most `most` at once, the one whose turn it is included."""

    def __init__(self, name: str, most: int = 32) -> None:
        self.most = most
        self.length = 0  # how many are in line now
        self._worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix=name)

    async def in_turn(self, work: Callable[[], Result]) -> Result:
        """What `work()` gives when its turn has come; BusyError where the line is full.

        First come, first served. A socket stands in line with one question and goes to the end of it with its next, so
        that none is served twice while another waits. Who is gone before their turn loses it.
        """
        if self.length >= self.most:
            raise BusyError("the server is busy; ask again later")
        self.length += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(self._worker, work)
        finally:
            self.length -= 1

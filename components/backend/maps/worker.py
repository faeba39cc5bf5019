"""The one thread in which maps are computed, one at a time: whoever asks waits in line, and the line is bounded."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

Result = TypeVar("Result")

WAITING = 32  # at once, the one under way included

_worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="maps")
_in_line = 0


class BusyError(Exception):
    """There are too many in line already."""


async def in_turn(work: Callable[[], Result]) -> Result:
    """What `work()` gives when its turn has come; BusyError where the line is full.

    First come, first served. A socket stands in line with one question and goes to the end of it with its next, so that
    none is served twice while another waits. Who is gone before their turn loses it.
    """
    global _in_line
    if _in_line >= WAITING:
        raise BusyError("the server is busy; ask again later")
    _in_line += 1
    try:
        return await asyncio.get_running_loop().run_in_executor(_worker, work)
    finally:
        _in_line -= 1

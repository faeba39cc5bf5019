"""Messages that wait on a socket: the newest of each lane, lanes in their order, and never too many."""

import asyncio

from components.backend.newest import LANES, Waiting


def test_each_lane_keeps_its_newest_and_its_place():
    async def turns():
        waiting = Waiting()
        for lane, message in (("a", "a1"), ("b", "b1"), ("a", "a2"), ("c", "c1"), ("a", "a3")):
            waiting.put(lane, message)
        await waiting.some()
        taken = [waiting.take()]
        waiting.put("a", "a4")  # has had its turn, and goes to the end
        return taken + [waiting.take() for _ in range(3)]

    assert asyncio.run(turns()) == ["a3", "b1", "c1", "a4"]


def test_of_too_many_lanes_the_longest_waiting_is_forgotten():
    async def turns():
        waiting = Waiting()
        for i in range(10 * LANES):
            waiting.put(str(i), str(i))
        return [waiting.take() for _ in range(LANES)]

    assert asyncio.run(turns()) == [str(i) for i in range(9 * LANES, 10 * LANES)]


def test_it_waits_until_there_is_something():
    async def turns():
        waiting = Waiting()
        coming = asyncio.create_task(waiting.some())
        await asyncio.sleep(0)
        assert not coming.done()
        waiting.put("", "here")
        await asyncio.wait_for(coming, 10)
        assert waiting.take() == "here"
        again = asyncio.create_task(waiting.some())
        await asyncio.sleep(0)
        assert not again.done()
        again.cancel()

    asyncio.run(turns())

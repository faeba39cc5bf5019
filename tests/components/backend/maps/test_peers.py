"""The maps' socket and its peers: lanes, whose turn it is, and what happens when there are too many or one leaves."""

import asyncio
import json
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from components.backend import maps
from components.backend.maps.frame import Answer
from components.backend.maps.request import Kind, whole
from landscapes.base import Interval

PATIENCE = 60
PATH = "/api/maps"


@pytest.fixture
def gate(monkeypatch):
    """A kind of map, `held`, that waits until `open` is set; `met` holds the numbers it was asked for."""

    class Gate:
        entered, open, met, running = threading.Event(), threading.Event(), [], []

    def answer(experiment, n):
        Gate.met.append(n)
        Gate.running.append(n)
        assert Gate.running == [n]  # one at a time
        Gate.entered.set()
        assert Gate.open.wait(PATIENCE)
        Gate.running.remove(n)
        return Answer({"n": n}, {}, lambda: [])

    kind = Kind(("n",), lambda experiment, texts: {"n": whole(texts, "n", 0, Interval(0, 10**6))}, answer)
    monkeypatch.setattr(maps, "KINDS", {"held": kind})
    yield Gate
    Gate.open.set()


async def settle():
    """Long enough for what is under way on the loop and in its threads to come to rest."""
    for _ in range(20):
        await asyncio.sleep(0.005)


def test_of_each_lane_the_newest_that_waits_is_answered(connect, take_map, gate):
    async def talk():
        async with connect(PATH) as (peer, _):
            peer.say("1 map=held&n=1&lane=a")
            await asyncio.to_thread(gate.entered.wait, PATIENCE)
            for n, lane in ((2, "a"), (3, "b"), (4, "a"), (5, "c"), (6, "a"), (7, "b")):
                peer.say(f"{n} map=held&n={n}&lane={lane}")
            await settle()
            gate.open.set()
            return [take_map(await peer.hear()).sequence for _ in range(4)]

    assert asyncio.run(talk()) == [1, 6, 7, 5]
    assert gate.met == [1, 6, 7, 5]


def test_what_waits_in_line_is_replaced_until_its_turn_comes(connect, take_map, gate):
    async def talk():
        async with connect(PATH) as (one, _), connect(PATH) as (other, _):
            one.say("1 map=held&n=1")
            await asyncio.to_thread(gate.entered.wait, PATIENCE)
            for n in (2, 3, 4):
                other.say(f"{n} map=held&n={n}")
                await settle()
            gate.open.set()
            return take_map(await one.hear()).sequence, take_map(await other.hear()).sequence

    assert asyncio.run(talk()) == (1, 4)
    assert gate.met == [1, 4]


def test_two_peers_take_turns_however_much_one_of_them_asks(connect, take_map, gate):
    async def talk():
        async with connect(PATH) as (greedy, _), connect(PATH) as (modest, _):
            for n in range(8):
                greedy.say(f"{n} map=held&n={n}&lane={n}")
            await asyncio.to_thread(gate.entered.wait, PATIENCE)
            modest.say("100 map=held&n=100")
            await settle()
            gate.open.set()
            for _ in range(8):
                take_map(await greedy.hear())
            take_map(await modest.hear())

    asyncio.run(talk())
    assert gate.met.index(100) == 1


def test_who_leaves_the_line_is_not_computed_for(connect, take_map, gate):
    async def talk():
        async with connect(PATH) as (stays, _):
            stays.say("1 map=held&n=1")
            await asyncio.to_thread(gate.entered.wait, PATIENCE)
            async with connect(PATH) as (leaves, _):
                leaves.say("2 map=held&n=2")
                await settle()
            gate.open.set()
            await stays.hear()
            stays.say("3 map=held&n=3")
            await stays.hear()

    asyncio.run(talk())
    assert gate.met == [1, 3]


def test_when_the_line_is_full_whoever_comes_is_told_so(connect, get, gate, monkeypatch):
    monkeypatch.setattr(maps.LINE, "most", 2)

    async def talk():
        async with connect(PATH) as (one, _), connect(PATH) as (two, _), connect(PATH) as (three, _):
            one.say("1 map=held&n=1")
            await asyncio.to_thread(gate.entered.wait, PATIENCE)
            two.say("2 map=held&n=2")
            await settle()
            three.say("3 map=held&n=3")
            refused = json.loads(await three.hear())
            with ThreadPoolExecutor(1) as reader:  # a loop of its own
                replies = [reader.submit(get, path, "map=held&n=4").result() for path in (PATH, "/api/maps.csv")]
            gate.open.set()
            await one.hear()
            await two.hear()
            three.say("5 map=held&n=5")
            return refused, replies, await three.hear()

    refused, replies, after = asyncio.run(talk())
    assert refused == {"sequence": 3, "error": "the server is busy; ask again later"}
    assert [(r.status, json.loads(r.body)["error"]) for r in replies] == [(503, refused["error"])] * 2
    assert isinstance(after, bytes)
    assert gate.met == [1, 2, 5]


def test_another_sites_page_is_refused(connect):
    async def ask():
        async with connect(PATH, origin="http://evil.test") as (_, first):
            return first

    assert asyncio.run(ask())["type"] == "websocket.close"

"""The live socket and its peers: what comes in a burst, who comes and goes, and who may come at all."""

import asyncio
import threading

import pytest

from components.backend import live
from optimizers import perform

LINK = "landscape=ravine&steps=3&run=gradient_descent~0.01"
PATIENCE = 60


@pytest.fixture
def gate(monkeypatch):
    """Holds every computation until `open` is set; `met` holds the experiments it was asked for."""

    class Gate:
        entered, open, met = threading.Event(), threading.Event(), []

    def held(experiment):
        Gate.met.append(experiment)
        Gate.entered.set()
        assert Gate.open.wait(PATIENCE)
        return perform(experiment)

    monkeypatch.setattr(live, "perform", held)
    yield Gate
    Gate.open.set()


def test_of_messages_that_arrive_at_once_the_last_is_answered_and_not_all(connect, take_apart):
    async def burst():
        async with connect() as (peer, _):
            for sequence in range(1, 101):
                peer.say(f"{sequence} {LINK}")
            heard = []
            while not heard or heard[-1] != 100:
                heard.append(take_apart(await peer.hear()).sequence)
            return heard

    heard = asyncio.run(burst())
    assert heard[-1] == 100
    assert len(heard) < 10


def test_what_arrives_while_one_is_answered_is_replaced_by_what_follows(connect, take_apart, gate):
    async def drag():
        async with connect() as (peer, _):
            peer.say(f"1 {LINK}&w1=1")
            await asyncio.to_thread(gate.entered.wait, PATIENCE)
            for sequence in range(2, 7):
                peer.say(f"{sequence} {LINK}&w1={sequence}")
                await asyncio.sleep(0)
            gate.open.set()
            return [take_apart(await peer.hear()) for _ in range(2)]

    first, last = asyncio.run(drag())
    assert (first.sequence, last.sequence) == (1, 6)
    assert [experiment.start[0] for experiment in gate.met] == [1, 6]
    assert last.rows[0, 0, 0] == 6


def test_two_peers_do_not_take_each_others_messages(connect, take_apart):
    async def both():
        async with connect() as (one, _), connect() as (other, _):
            one.say(f"1 {LINK}&w1=1")
            other.say(f"1 {LINK}&w1=2")
            return [take_apart(await peer.hear()).rows[0, 0, 0] for peer in (one, other)]

    assert asyncio.run(both()) == [1, 2]


def test_leaving_at_once_leaves_no_exception(connect):
    async def come_and_go():
        async with connect():
            pass

    asyncio.run(come_and_go())


def test_leaving_before_the_answer_leaves_no_exception(connect, gate):
    async def leave_early():
        async with connect() as (peer, _):
            peer.say(f"1 {LINK}")
            await asyncio.to_thread(gate.entered.wait, PATIENCE)
            peer.leave()
        gate.open.set()

    asyncio.run(leave_early())


def test_an_answer_to_a_peer_that_has_just_left_leaves_no_exception(connect):
    async def leave_silently():
        async with connect() as (peer, _):
            peer.gone = True  # the connection is lost, and the app is told only when it writes to it
            peer.say(f"1 {LINK}")

    asyncio.run(leave_silently())


def first_word(connect, **headers):
    """What the app says to a peer with these headers that asks to connect."""

    async def ask():
        async with connect(**headers) as (_, first):
            return first

    return asyncio.run(ask())


def test_a_program_that_names_no_origin_may_connect(connect):
    assert first_word(connect)["type"] == "websocket.accept"


@pytest.mark.parametrize("origin", ["http://optiscape.test", "https://optiscape.test"])
def test_our_own_page_may_connect(connect, origin):
    assert first_word(connect, origin=origin)["type"] == "websocket.accept"


@pytest.mark.parametrize(
    "origin",
    [
        *(
            "http://evil.test",
            "http://optiscape.test.evil.test",
            "http://optiscape.test:8080",
            "http://sub.optiscape.test",
        ),
        *("null", "", "optiscape.test", "http://optiscape.test@evil.test", "file://"),
    ],
)
def test_another_sites_page_is_refused(connect, origin):
    assert first_word(connect, origin=origin) == {
        "type": "websocket.close",
        "code": 1008,
        "reason": "this page belongs to another site",
    }

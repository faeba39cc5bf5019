"""The training's socket: how it tells how it goes, is left at any time, and refuses."""

import asyncio
import json
import struct
import threading
from dataclasses import replace

import numpy as np
import pytest

from components.backend.training import course, going
from components.training_link import LONGEST, read_training
from optimizers.training import MEASURES, kept, ready, trained
from optimizers.training import keeping as keeper
from tests.components.backend.maps.conftest import taken_apart

PATH = "/api/training"
LINK = "data=xor&layers=3&epochs=40&batch=80&run=gradient_descent~0.1&run=adam~0.01~off&run=adam~0.02"
LONG = "data=breast_cancer&layers=16~16&epochs=1000&batch=8&run=adam~0.001&run=rmsprop~0.001&seed={}"


@pytest.fixture(autouse=True)
def nothing_kept(monkeypatch):
    monkeypatch.setattr(keeper, "_kept", type(keeper._kept)())


async def heard(peer, until="done"):
    """What is said, up to the frame that is done, or the text with this word: texts as dicts and frames taken apart."""
    said = []
    while True:
        news = await peer.hear()
        said.append(json.loads(news) if isinstance(news, str) else taken_apart(news))
        last = said[-1]
        if (until in last) if isinstance(last, dict) else last.head["training"] == until:
            return said


def talk(connect, script):
    async def open_and_talk():
        async with connect(PATH) as (peer, first):
            assert first["type"] == "websocket.accept"
            return await script(peer)

    return asyncio.run(open_and_talk())


def test_a_training_is_told_from_before_it_to_its_end(connect):
    async def script(peer):
        peer.say(f"7 {LINK}")
        return await heard(peer)

    preparing, *frames = talk(connect, script)
    assert preparing == {"sequence": 7, "epochs": 40, "preparing": True}
    assert [frame.head["from"] for frame in frames] == [0, *(frame.head["to"] + 1 for frame in frames[:-1])]
    assert [frame.head["training"] for frame in frames] == ["progress"] * (len(frames) - 1) + ["done"]
    assert len(frames) > 2
    head = {**frames[-1].head, "milliseconds": 0, "arrays": 0}
    assert head == {
        **{"training": "done", "from": head["from"], "to": 40, "epochs": 40, "milliseconds": 0, "arrays": 0},
        **{"runs": ["Gradient descent", "Adam"], "weights": 13, "m_train": 320, "m_test": 80},
        "diverged": [None, None],
    }
    found = kept(read_training(LINK))
    assert found
    for name in MEASURES:
        told = np.concatenate([frame.arrays[name] for frame in frames], axis=1)
        np.testing.assert_array_equal(told, getattr(found, name))
        assert told.dtype == np.float64


def test_what_is_kept_comes_as_one_frame(connect):
    found = trained(read_training(LINK))

    async def script(peer):
        peer.say(f"1 {LINK}")
        return await heard(peer)

    preparing, frame = talk(connect, script)
    assert preparing["preparing"]
    assert (frame.head["from"], frame.head["to"], frame.head["training"]) == (0, 40, "done")
    np.testing.assert_array_equal(frame.arrays["held_accuracy"], found.held_accuracy)


def test_cancel_ends_the_training_and_nothing_is_kept(connect):
    async def script(peer):
        peer.say(f"1 {LONG.format(0)}")
        told = await heard(peer, "progress")
        while told[-1].head["to"] == 0:
            told += await heard(peer, "progress")
        peer.say("2 cancel")
        last = await heard(peer, "cancelled")
        peer.say("3 cancel")
        again = await heard(peer, "cancelled")
        peer.say(f"4 {LINK}")
        return told + last, again, await heard(peer)

    told, again, after = talk(connect, script)
    *frames, cancelled = [each for each in told if not (isinstance(each, dict) and "cancelled" not in each)]
    assert cancelled == {"sequence": 2, "cancelled": frames[-1].head["to"]}
    assert cancelled["cancelled"] < 1000
    assert again == [{"sequence": 3, "cancelled": None}]
    assert {each["sequence"] if isinstance(each, dict) else each.sequence for each in after} == {4}
    assert not ready(read_training(LONG.format(0)))


def test_a_newer_message_ends_the_older(connect):
    async def script(peer):
        peer.say(f"1 {LONG.format(1)}")
        await heard(peer, "progress")
        peer.say(f"2 {LINK}")
        while True:
            said = await heard(peer, "done")
            if said[-1].sequence == 2:
                return [each["sequence"] if isinstance(each, dict) else each.sequence for each in said]

    numbers = talk(connect, script)
    assert numbers == sorted(numbers)
    assert not ready(read_training(LONG.format(1)))


def test_a_peer_that_leaves_ends_its_training_and_another_is_told_that_it_waits(connect, monkeypatch):
    entered, opened, left = threading.Event(), threading.Event(), threading.Event()
    train = keeper.train

    def held(training):
        try:
            for part in train(training):
                yield part
                if training.seed == 5:
                    entered.set()
                    assert opened.wait(60)
        finally:
            left.set()

    monkeypatch.setattr(keeper, "train", held)

    async def script():
        async with connect(PATH) as (other, _):
            async with connect(PATH) as (peer, _):
                peer.say(f"1 {LONG.format(5)}")
                await asyncio.to_thread(entered.wait, 60)
                other.say(f"2 {LINK}")
                waiting = await other.hear()
            opened.set()
            return json.loads(waiting), await heard(other)

    waiting, (preparing, *frames) = asyncio.run(script())
    assert waiting == {"sequence": 2, "epochs": 40, "waiting": True}
    assert preparing == {"sequence": 2, "epochs": 40, "preparing": True}
    assert frames[-1].head["training"] == "done"
    assert left.is_set()
    assert not ready(read_training(LONG.format(5)))


@pytest.mark.parametrize(
    ("link", "words"),
    [
        ("data=iris&run=adam~0.1", "“iris” is not known; choose one of breast_cancer"),
        ("run=newton~1", "Newton asks for the Hessian"),
        ("run=none", "there is nothing to train: tick an optimizer"),
        ("run=adam~0.1~off", "there is nothing to train: tick an optimizer"),
        ("layers=99&run=adam~0.1", "width of a layer = 99 is out of range"),
        (f"layers=32~32~32~32&batch=1&epochs=1000{'&run=adam~0.1' * 8}", "would take about"),
        (f"layers=32~32~32~32&batch=455&epochs=1000{'&run=adam~0.1' * 8}", "weights after every epoch are"),
        ("x" * (LONGEST + 1), f"only the first {LONGEST} were read"),
    ],
    ids=lambda part: part[-24:],
)
def test_a_bad_link_is_answered_in_words_and_the_socket_stays_open(connect, link, words):
    async def script(peer):
        peer.say(f"5 {link}")
        wrong = await peer.hear()
        peer.say(f"6 {LINK}")
        return json.loads(wrong), await heard(peer)

    wrong, after = talk(connect, script)
    assert wrong["sequence"] == 5
    assert words in wrong["error"]
    assert after[-1].sequence == 6


@pytest.mark.parametrize("message", ["", "x", LINK, "🦙", "9" * 11, "cancel"])
def test_garbage_is_answered_in_words_and_ends_nothing(connect, message):
    async def script(peer):
        peer.say(f"1 {LINK}")
        peer.say(message)
        return await heard(peer)

    said = talk(connect, script)
    (wrong,) = [each for each in said if isinstance(each, dict) and "error" in each]
    assert wrong["sequence"] is None
    assert "a message is a sequence number below 2³², a space and a link, or “cancel”" in wrong["error"]
    assert said[-1].head["training"] == "done"


def test_a_run_that_diverges_is_told_with_its_epoch(connect):
    async def script(peer):
        peer.say("1 data=xor&epochs=20&run=adamw~1~weight_decay~1000&run=adam~0.01")
        return await heard(peer)

    *_, last = talk(connect, script)
    found = kept(read_training("data=xor&epochs=20&run=adamw~1~weight_decay~1000&run=adam~0.01"))
    assert found
    assert found.diverged[1] is None
    assert 1 < found.diverged[0] < 20
    assert last.head["diverged"] == list(found.diverged)


def test_a_training_that_fails_is_told_so_and_not_kept(connect, monkeypatch, caplog):
    def fails(training):
        raise OSError("the disk is full of secrets")
        yield

    monkeypatch.setattr(keeper, "train", fails)

    async def script(peer):
        peer.say(f"1 {LINK}")
        return await heard(peer, "error")

    *_, wrong = talk(connect, script)
    assert wrong == {"sequence": 1, "error": "the training failed; the server's log has the reason"}
    assert not ready(read_training(LINK))
    assert going.LINE.length == 0


def test_another_sites_page_is_refused(connect):
    async def script():
        async with connect(PATH, origin="https://elsewhere.test") as (peer, first):
            peer.gone = True
            return first

    assert asyncio.run(script())["type"] == "websocket.close"


def messages(body):
    """What one long answer told, as `heard` gives it."""
    said = []
    while body:
        (head,) = struct.unpack_from("<I", body)
        told, body = body[4 : 4 + head // 2], body[4 + head // 2 :]
        said.append(json.loads(told) if head % 2 else taken_apart(told))
    return said


def test_by_plain_http_the_same_is_told_in_one_long_answer(get):
    reply = get(f"{PATH}/course", LINK)
    assert reply.status == 200
    assert (reply.headers["cache-control"], reply.headers["x-accel-buffering"]) == ("no-store", "no")
    preparing, *frames = messages(reply.body)
    assert preparing == {"sequence": 0, "epochs": 40, "preparing": True}
    assert [frame.head["training"] for frame in frames] == ["progress"] * (len(frames) - 1) + ["done"]
    found = kept(read_training(LINK))
    for name in MEASURES:
        np.testing.assert_array_equal(
            np.concatenate([frame.arrays[name] for frame in frames], axis=1), getattr(found, name)
        )


def test_of_what_a_program_writes_twice_the_last_is_trained():
    assert read_training(f"{LINK}&epochs=3") == replace(read_training(LINK), epochs=3)


def test_by_plain_http_what_cannot_be_trained_is_refused_in_words(get):
    reply = get(f"{PATH}/course", "data=nothing&epochs=x")
    assert reply.status == 400
    assert "epochs" in json.loads(reply.body)["error"]


def test_who_leaves_the_long_answer_ends_its_training():
    asked = read_training(LONG.format(7))

    async def left():
        answer = course._told(asked)
        first = await anext(answer)
        await answer.aclose()
        return first, going.LINE.length

    first, waiting = asyncio.run(left())
    assert messages(first)[0]["epochs"] == 1000
    assert waiting == 0
    assert not ready(asked)

"""The live socket: what it answers, what it refuses, and that nothing a peer says or does ends it."""

import asyncio
import json

import numpy as np
import pytest

from components.share_link import LONGEST, decode, encode, opening
from landscapes import CATALOGUE, parse
from optimizers import perform

LINK = "landscape=ravine&steps=3&run=gradient_descent~0.01"
PATIENCE = 60
BAD_SEQUENCES = [
    "",
    "x",
    "-1",
    "1.5",
    "1e3",
    "+1",
    " 1",
    "²",
    "٣",
    "4294967296",
    "99999999999999",
    "0" * 11,
    "1" * 5000,
]


@pytest.fixture
def converse(connect):
    """converse(message, …): the answer to each, one after the other."""

    def converse(*messages, **headers):
        async def turns():
            async with connect(**headers) as (peer, first):
                assert first["type"] == "websocket.accept"
                answers = []
                for message in messages:
                    peer.say(**message) if isinstance(message, dict) else peer.say(message)
                    answers.append(await peer.hear())
                return answers

        return asyncio.run(turns())

    return converse


# One with minima, one without, one with a parameter, one whose costs are large, and one that was typed.
SURFACES = [CATALOGUE[key] for key in ("himmelblau", "saddle", "ravine", "goldstein_price")] + [parse("w1^2 + sin(w2)")]


@pytest.mark.parametrize("landscape", SURFACES, ids=lambda landscape: landscape.key)
def test_a_frame_holds_what_perform_gives_for_the_same_link(converse, take_apart, landscape):
    link = encode(opening(landscape))
    (answer,) = converse(f"41 {link}")
    frame, trajectories = take_apart(answer), perform(decode(link)[0].shown)
    assert frame.sequence == 41
    assert frame.lost == [t.lost_from for t in trajectories]
    for rows, t in zip(frame.rows, trajectories, strict=True):
        above = np.full_like(t.cost, np.nan) if landscape.lowest is None else t.cost - landscape.lowest
        with np.errstate(over="ignore"):
            expected = np.stack((t.w1, t.w2, t.cost, above)).astype(np.float32)
        assert np.array_equal(rows[:4], expected, equal_nan=True)


def test_only_the_ticked_rows_run(converse, take_apart):
    both, one = converse("1 run=adam~0.1&run=momentum~0.1", "2 run=adam~0.1~off&run=momentum~0.1")
    assert np.array_equal(take_apart(both).rows[1:], take_apart(one).rows, equal_nan=True)


def test_no_ticked_row_is_answered_by_an_empty_frame(converse, take_apart):
    (answer,) = converse("9 run=none")
    assert take_apart(answer).rows.shape == (0, 7, 0)


@pytest.mark.parametrize("sequence", [0, 1, 2**31, 2**32 - 1])
def test_the_sequence_comes_back(converse, take_apart, sequence):
    (answer,) = converse(f"{sequence} {LINK}")
    assert take_apart(answer).sequence == sequence


@pytest.mark.parametrize(
    ("link", "words"),
    [
        ("landscape=nowhere", "“nowhere” is not known"),
        ("landscape=formula:w1%5E", "landscape: "),
        ("w1=NaN", "w1: “NaN” is not a number"),
        ("steps=1000000000", "whole numbers from 1 to 5000"),
        ("w1=1e30", "too far from the map"),
        ("run=nothing~0.1", "this optimizer is not known"),
        ("run=adam~1e400", "too large"),
        ("\u0000&%ff&=", "means nothing here"),
        ("x" * (LONGEST + 1), f"at most {LONGEST} are read"),
    ],
    ids=lambda part: part[:24],
)
def test_a_bad_link_is_answered_in_words_and_the_socket_stays_open(converse, take_apart, link, words):
    answer, after = converse(f"5 {link}", f"6 {LINK}")
    told = json.loads(answer)
    assert told["sequence"] == 5
    assert words in told["error"]
    assert len(answer) < 3000
    assert take_apart(after).sequence == 6


@pytest.mark.parametrize(
    "message",
    [
        *({"text": f"{sequence} {LINK}"} for sequence in BAD_SEQUENCES),
        *({"text": text} for text in (LINK, "x" * 10**7, "\u0000", "{}", "null", "🦙", "\udc80")),
        *({"data": data} for data in (b"", b"1 " + LINK.encode(), b"\xff\x00" * 5 * 10**6)),
    ],
    ids=lambda message: ascii(str(message.get("text", message.get("data", "")[:20]))[:20]),
)
def test_garbage_is_answered_in_words_and_the_socket_stays_open(converse, take_apart, message):
    answer, after = converse(message, f"6 {LINK}")
    assert json.loads(answer) == {
        "sequence": None,
        "error": "a message is a sequence number below 2³², a space and a link",
    }
    assert take_apart(after).sequence == 6


def test_a_long_link_is_named_by_its_length_without_being_read(converse):
    (answer,) = converse("7 " + "&landscape=ravine" * 10**6)
    assert json.loads(answer)["error"] == f"the link is 17000000 characters long; at most {LONGEST} are read"


def test_the_same_frame_is_had_by_a_plain_request(get, converse):
    (frame,) = converse(f"0 {LINK}")
    answer = get("/api/trajectories", LINK)
    assert (answer.status, answer.body) == (200, frame)


@pytest.mark.parametrize("query", ["landscape=nowhere", "run=adam~x", "w1=1e300", "x" * (LONGEST + 1)])
def test_a_plain_request_that_cannot_be_answered_says_why(get, query):
    answer = get("/api/trajectories", query)
    assert answer.status == 400
    assert 0 < len(json.loads(answer.body)["error"]) <= 2000

"""The maps' socket and routes: how a request is read, how an answer is laid out, and what is refused."""

import json

import numpy as np
import pytest

from components.backend.maps import KINDS, lane
from components.backend.maps.frame import map_frame
from components.share_link import LONGEST, decode

LINK = "landscape=ravine&steps=20&run=gradient_descent~0.01"
BASINS = f"{LINK}&map=basins&side=4"


def test_a_frame_is_laid_out_as_its_module_says(take_map):
    arrays = {
        "odd": np.arange(3, dtype=np.int32),
        "small": np.array([[1.5], [np.nan]], np.float32),
        "none": np.empty((0, 7), np.float32),
        "large": np.array([np.inf, -1e300]),
    }
    found = take_map(map_frame(2**32 - 1, {"words": "α ≤ β"}, arrays))
    assert (found.sequence, found.head["words"]) == (2**32 - 1, "α ≤ β")
    assert [(each["name"], each["shape"]) for each in found.head["arrays"]] == [
        *(("odd", [3]), ("small", [2, 1]), ("none", [0, 7]), ("large", [2])),
    ]
    for name, rows in arrays.items():
        np.testing.assert_array_equal(found.arrays[name], rows)


def test_an_array_of_another_type_is_refused():
    with pytest.raises(ValueError, match="x is of type i8; it must be one of i4, f4, f8"):
        map_frame(0, {}, {"x": np.arange(3)})


def test_the_socket_gives_the_same_as_a_plain_request(converse, ask, take_map):
    (answer,) = converse(f"41 {BASINS}&lane=here")
    by_socket, plain = take_map(answer), ask(BASINS)
    assert (by_socket.sequence, plain.sequence) == (41, 0)
    assert {**by_socket.head, "milliseconds": 0} == {**plain.head, "milliseconds": 0}
    for name, rows in plain.arrays.items():
        np.testing.assert_array_equal(by_socket.arrays[name], rows)


@pytest.mark.parametrize("kind", KINDS)
def test_asking_for_the_query_in_the_head_gives_the_same_again(ask, kind):
    request = f"landscape=ravine&theta=kappa~10.0&steps=20&run=adam~0.1~off&run=adam~3e-1&map={kind}&charts=slope"
    first = ask(f"{request}&lane=3")
    again = ask(first.head["query"])
    assert again.head["query"] == first.head["query"]
    assert "lane=" not in first.head["query"]
    assert "charts" not in first.head["query"]
    for name, rows in first.arrays.items():
        np.testing.assert_array_equal(again.arrays[name], rows)


def test_a_map_on_a_formula_that_somebody_typed_can_be_asked_for_again(ask):
    first = ask("landscape=formula:w1%5E2%20%2B%20w2%5E4&steps=20&run=adam~0.1&map=basins&side=3")
    np.testing.assert_array_equal(ask(first.head["query"]).arrays["cost"], first.arrays["cost"])


def test_no_name_means_two_things_in_one_request():
    ours = {name for kind in KINDS.values() for name in kind.names} | {"map", "lane"}
    query = "&".join(f"{name}=1" for name in ours)
    _, problems = decode(query)
    assert len(problems) == len(ours)  # a link knows none of them
    assert all("means nothing here" in problem for problem in problems)


@pytest.mark.parametrize(
    ("request_", "words"),
    [
        (LINK, "map: “” is not known; choose one of basins, rates"),
        (f"{LINK}&map=treasure", "map: “treasure” is not known"),
        (f"{BASINS}&of=0&of=9", "there is no run 9"),
        (f"{BASINS}&landscape=nowhere", "“nowhere” is not known"),
        (f"{BASINS}&nonsense=1", "“nonsense” means nothing here"),
        (f"{BASINS}&side=1e400", "too large"),
        ("x" * (LONGEST + 1), f"at most {LONGEST} are read"),
    ],
    ids=lambda part: part[-24:],
)
def test_a_bad_request_is_answered_in_words_and_the_socket_stays_open(converse, get, take_map, request_, words):
    wrong, after = converse(f"5 {request_}", f"6 {BASINS}")
    told = json.loads(wrong)
    assert told["sequence"] == 5
    assert words in told["error"]
    assert take_map(after).sequence == 6
    for path in ("/api/maps", "/api/maps.csv"):
        reply = get(path, request_)
        assert (reply.status, json.loads(reply.body)["error"]) == (400, told["error"])


@pytest.mark.parametrize("message", ["", "x", f"-1 {BASINS}", BASINS, "🦙", "9" * 11, "x" * 10**6])
def test_garbage_is_answered_in_words_and_the_socket_stays_open(converse, take_map, message):
    wrong, after = converse(message, f"6 {BASINS}")
    assert json.loads(wrong)["sequence"] is None
    assert "a message is a sequence number below 2³², a space and a request" in json.loads(wrong)["error"]
    assert take_map(after).sequence == 6


def test_a_message_names_its_lane_or_shares_one():
    assert lane(f"1 {BASINS}&lane=one") == lane("2 lane=one&map=rates") == "one"
    assert lane(f"1 {BASINS}") == lane("") == lane("1 lane=" + "x" * 10**6) == ""
    assert len(lane("1 lane=" + "x" * 1000)) == 40


@pytest.mark.parametrize(
    ("request_", "name"),
    [
        (BASINS, "optiscape-basins-ravine-gradient_descent.csv"),
        (f"{LINK}&map=rates&points=3", "optiscape-rates-ravine.csv"),
        ("landscape=formula:w1*w2%2B%22&run=adam~0.1&map=rates", None),
        ("landscape=formula:w1*w2&run=adam~0.1&map=basins&side=2", "optiscape-basins-formula-adam.csv"),
    ],
)
def test_a_spreadsheet_comes_as_a_file_with_a_name_of_its_own(get, request_, name):
    reply = get("/api/maps.csv", request_)
    if name is None:
        assert reply.status == 400
        return
    assert reply.status == 200
    assert reply.headers["content-type"] == "text/csv; charset=utf-8"
    assert reply.headers["content-disposition"] == f'attachment; filename="{name}"'
    assert reply.headers["cache-control"] == "public, max-age=3600"

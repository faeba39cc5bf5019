"""The live socket of the running server, as a hostile or unlucky program would meet it."""

import json

import pytest
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect


@pytest.fixture
def live(address):
    return address.replace("http", "ws") + "api/live"


def test_a_foreign_page_is_refused(live):
    with pytest.raises(InvalidStatus) as refused:
        connect(live, origin="http://elsewhere.example")
    assert refused.value.response.status_code == 403


def test_ten_megabytes_are_answered_with_words_and_the_socket_stays_open(live):
    with connect(live, max_size=None) as socket:
        socket.send("7 landscape=" + "x" * 10_000_000)
        assert "characters long" in json.loads(socket.recv(timeout=20))["error"]
        socket.send("8 landscape=himmelblau&steps=10")
        assert isinstance(socket.recv(timeout=20), bytes)


@pytest.mark.sampled(2)
@pytest.mark.smoke
@pytest.mark.parametrize("message", ["", "no number", "99999999999 landscape=saddle", "1 w1=nan", b"\x00\xff"])
def test_a_message_that_makes_no_sense_is_answered_with_words(live, message):
    with connect(live) as socket:
        socket.send(message)
        assert json.loads(socket.recv(timeout=20))["error"]


def test_of_a_burst_only_the_newest_need_be_answered(live):
    with connect(live) as socket:
        for i in range(1, 201):
            socket.send(f"{i} landscape=himmelblau&steps=500&w1={i / 100}")
        answers = []
        while not answers or answers[-1] != 200:
            answers.append(int.from_bytes(socket.recv(timeout=20)[:4], "little"))
    assert answers == sorted(answers)
    assert len(answers) < 200

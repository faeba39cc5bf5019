"""What the tests of the maps share: a map asked for and taken apart by the documented layout."""

import asyncio
import json
import struct
from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np
import pytest

PATH = "/api/maps"


class Map(NamedTuple):
    """A map's frame taken apart."""

    sequence: int
    head: dict[str, Any]
    arrays: dict[str, np.ndarray]


def taken_apart(body: bytes) -> Map:
    sequence, length = struct.unpack_from("<2I", body)
    head = json.loads(body[8 : 8 + length], parse_constant=pytest.fail)  # a browser reads neither NaN nor infinity
    arrays, at = {}, 8 + length
    for each in head["arrays"]:
        at += -at % 8
        assert not any(body[at - (at % 8) : at])
        numbers = np.frombuffer(body, f"<{each['type']}", int(np.prod(each["shape"])), at)
        arrays[each["name"]] = numbers.reshape(each["shape"])
        at += numbers.nbytes
    assert len(body) == at + -at % 8
    return Map(sequence, head, arrays)


@pytest.fixture(scope="session")
def take_map() -> Callable[[bytes], Map]:
    """The parts of a map's frame."""
    return taken_apart


@pytest.fixture(scope="session")
def ask(get) -> Callable[[str], Map]:
    """ask(request): the map by plain HTTP."""

    def ask(request: str) -> Map:
        reply = get(PATH, request)
        assert reply.status == 200, reply.body
        assert reply.headers["content-type"] == "application/octet-stream"
        return taken_apart(reply.body)

    return ask


@pytest.fixture(scope="session")
def refused(get) -> Callable[[str], str]:
    """refused(request): what is said to be wrong with it."""

    def refused(request: str) -> str:
        reply = get(PATH, request)
        assert reply.status == 400
        assert len(reply.body) < 5000
        assert "cache-control" not in reply.headers
        return json.loads(reply.body)["error"]

    return refused


@pytest.fixture(scope="session")
def converse(connect) -> Callable:
    """converse(message, …): the answer to each on one socket, one after the other."""

    def converse(*messages: str):
        async def turns():
            async with connect(PATH) as (peer, _):
                answers = []
                for message in messages:
                    peer.say(message)
                    answers.append(await peer.hear())
                return answers

        return asyncio.run(turns())

    return converse

"""A client that speaks ASGI to the routes directly: without a port, so that a test says what happens in which order."""

import asyncio
import struct
from collections.abc import Callable
from contextlib import asynccontextmanager
from types import MappingProxyType
from typing import NamedTuple

import numpy as np
import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware

from components.backend import MIDDLEWARE, ROUTES
from components.backend.hosts import Hosts

HOST = "optiscape.test"
PATIENCE = 60  # seconds, for a machine that is busy with other things


class Reply(NamedTuple):
    status: int
    headers: dict[str, str]
    body: bytes


class Frame(NamedTuple):
    """A trajectory frame taken apart."""

    sequence: int
    lost: list[int | None]  # by run, the row from which it is lost
    rows: np.ndarray  # (runs, 7, T+1): w1, w2, J, J − J*, ‖∇J‖, α and ‖ΔW‖ of the next update


class Peer:
    """The browser's end of the live socket."""

    def __init__(self) -> None:
        self.incoming: asyncio.Queue[dict] = asyncio.Queue()  # to the app
        self.outgoing: asyncio.Queue[dict] = asyncio.Queue()  # from the app
        self.gone = False

    def say(self, text: str | None = None, data: bytes | None = None) -> None:
        self.incoming.put_nowait({"type": "websocket.receive", "text": text, "bytes": data})

    def leave(self) -> None:
        self.gone = True
        self.incoming.put_nowait({"type": "websocket.disconnect", "code": 1001})

    async def hear(self) -> bytes | str:
        message = await asyncio.wait_for(self.outgoing.get(), PATIENCE)
        assert message["type"] == "websocket.send", message
        return message["bytes"] if message.get("bytes") is not None else message["text"]

    async def send(self, message: dict) -> None:
        if self.gone:
            raise OSError("the peer has gone away")
        self.outgoing.put_nowait(message)


@pytest.fixture(scope="session")
def app() -> Starlette:
    """The routes behind the middleware, as `st.App` mounts them."""
    return Starlette(routes=ROUTES, middleware=[Middleware(Hosts), *MIDDLEWARE])


@pytest.fixture(scope="session")
def get(app) -> Callable[..., Reply]:
    """get(path, query, headers, app, method): the whole answer to one request."""

    def get(path: str, query: str | bytes = "", headers=MappingProxyType({}), app=app, method: str = "GET") -> Reply:
        scope = {
            "type": "http",
            "http_version": "1.1",
            "method": method,
            "scheme": "http",
            "path": path,
            "raw_path": path.encode(),
            "query_string": query if isinstance(query, bytes) else query.encode(),
            "headers": [(k.lower().encode(), v.encode()) for k, v in {"host": HOST, **headers}.items()],
            "server": (HOST, 80),
            "client": ("reader", 1),
        }
        sent: list[dict] = []
        asked = iter([{"type": "http.request", "body": b"", "more_body": False}])

        async def receive() -> dict:
            return next(asked, None) or await asyncio.Event().wait()  # and then the client only listens

        async def send(message: dict) -> None:
            sent.append(message)

        asyncio.run(app(scope, receive, send))
        start, *parts = sent
        received = {name.decode(): value.decode() for name, value in start["headers"]}
        return Reply(start["status"], received, b"".join(part.get("body", b"") for part in parts))

    return get


@pytest.fixture(scope="session")
def connect(app) -> Callable:
    """`async with connect(origin=…) as (peer, first)`: an open socket and the app's first word, accept or close.

    The live one, or that of another `path`. Leaving it disconnects, and fails if the app or any of its tasks ended in
    an exception.
    """

    @asynccontextmanager
    async def connect(path: str = "/api/live", **headers: str):
        scope = {
            "type": "websocket",
            "http_version": "1.1",
            "scheme": "ws",
            "path": path,
            "raw_path": path.encode(),
            "query_string": b"",
            "headers": [(k.encode(), v.encode()) for k, v in {"host": HOST, **headers}.items()],
            "server": (HOST, 80),
            "client": ("reader", 1),
            "subprotocols": [],
            "state": {},
        }
        failures: list[dict] = []
        asyncio.get_running_loop().set_exception_handler(lambda _, context: failures.append(context))
        peer = Peer()
        peer.incoming.put_nowait({"type": "websocket.connect"})
        served = asyncio.create_task(app(scope, peer.incoming.get, peer.send))
        yield peer, await asyncio.wait_for(peer.outgoing.get(), PATIENCE)
        if not peer.gone:
            peer.leave()
        await asyncio.wait_for(served, PATIENCE)
        assert not failures

    return connect


@pytest.fixture(scope="session")
def take_apart() -> Callable[[bytes], Frame]:
    """The parts of a trajectory frame, by its documented layout."""

    def take_apart(body: bytes) -> Frame:
        sequence, runs, rows = struct.unpack_from("<3I", body)
        lost = [None if row == rows else row for row in struct.unpack_from(f"<{runs}I", body, 12)]
        numbers = struct.unpack_from(f"<{7 * runs * rows}f", body, 12 + 4 * runs)
        assert len(body) == 12 + 4 * runs + 28 * runs * rows
        return Frame(sequence, lost, np.array(numbers, np.float32).reshape(runs, 7, rows))

    return take_apart

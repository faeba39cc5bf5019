"""Our addresses below a prefix, and who may open a socket: as Streamlit's own settings say."""

import asyncio
import logging

import pytest
from streamlit import config

from components.admission import admits, prefix
from components.backend.hosts import Hosts


def passed_on(path, kind="http", headers=(), **settings):
    """The path with which the app is called, or the messages that are sent where it is not."""
    called, sent = [], []

    async def app(scope, receive, send):
        called.append(scope["path"])

    async def receive():
        return {"type": "websocket.connect"}

    async def send(message):
        sent.append(message)

    scope = {"type": kind, "path": path, "headers": [(name.encode(), value.encode()) for name, value in headers]}
    asyncio.run(Hosts(app, **settings)(scope, receive, send))
    return called or sent


@pytest.mark.parametrize("path", ["/api/surface", "/browser/0/player/main.mjs", "/healthz", "/readyz"])
def test_our_addresses_are_served_below_the_prefix_and_without_it(path):
    assert passed_on(f"/teaching/x{path}", prefix=lambda: "/teaching/x") == [path]
    assert passed_on(path, prefix=lambda: "/teaching/x") == [path]
    assert passed_on(f"/other{path}", prefix=lambda: "/teaching") == [f"/other{path}"]


def test_streamlits_addresses_are_left_as_they_are():
    assert passed_on("/teaching/_stcore/health", prefix=lambda: "/teaching") == ["/teaching/_stcore/health"]
    assert passed_on("/teaching/", prefix=lambda: "/teaching") == ["/teaching/"]


def test_a_socket_that_is_refused_is_closed_with_one_line_in_the_log(caplog):
    headers = (("origin", "https://evil.test"), ("host", "optiscape.test"))
    with caplog.at_level(logging.WARNING, "optiscape"):
        (word,) = passed_on("/api/live", "websocket", headers)
    assert (word["type"], word["code"]) == ("websocket.close", 1008)
    (line,) = caplog.records
    assert line.exc_info is None
    for part in ("/api/live", "https://evil.test", "optiscape.test"):
        assert part in line.getMessage()
    assert passed_on("/_stcore/stream", "websocket", headers) == ["/_stcore/stream"]  # Streamlit's own to judge


@pytest.fixture
def options():
    """options(name, value): a setting of Streamlit's for the time of a test."""
    before = {}

    def set_(name, value):
        before.setdefault(name, config.get_option(name))
        config.set_option(name, value)

    yield set_
    for name, value in before.items():
        config.set_option(name, value)


def test_the_prefix_is_streamlits(options):
    assert prefix() == ""
    for written in ("teaching/x", "/teaching/x/"):
        options("server.baseUrlPath", written)
        assert prefix() == "/teaching/x"


def test_whom_streamlit_admits_is_admitted(options):
    assert admits("https://optiscape.test", "optiscape.test")
    assert admits(None, "optiscape.test")
    assert admits("http://localhost:8501", "inside.test")
    options("server.corsAllowedOrigins", ["https://school.test"])
    assert admits("https://school.test", "inside.test")
    options("server.allowedHosts", ["optiscape.test"])
    assert not admits("https://inside.test", "inside.test")
    assert admits("https://optiscape.test", "optiscape.test")
    options("server.allowedHosts", [])
    options("server.enableCORS", False)
    assert admits("https://anywhere.test", "inside.test")

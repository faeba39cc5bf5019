"""Where the app is mounted and who may open its sockets: what a proxy does to addresses and to the names of hosts."""

import logging
from asyncio import to_thread
from collections.abc import Callable
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

OURS = ("/api/", "/browser/", "/healthz", "/readyz")
LOG = logging.getLogger("optiscape")


def same_origin(origin: str | None, host: str | None) -> bool:
    """Return whether the page that opens a socket is our own. A program that is no browser names no origin."""
    return origin is None or urlsplit(origin).netloc == host


class Hosts:
    """ASGI middleware: our addresses below the app's own prefix too, where a proxy keeps it, and sockets only for those
    whom `admits(origin, host)` lets in. One that is refused is closed, and one line of the log says so.

    `prefix()` is the path under which the app is served, "" or "/teaching/optimizers"; a proxy that strips it asks for
    the same addresses without it.
    """

    def __init__(
        self,
        app: ASGIApp,
        prefix: Callable[[], str] = lambda: "",
        admits: Callable[[str | None, str | None], bool] = same_origin,
    ) -> None:
        self.app, self.prefix, self.admits = app, prefix, admits

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        prefix, path = self.prefix(), scope["path"]
        if prefix and path.startswith(prefix) and path.removeprefix(prefix).startswith(OURS):
            scope = {**scope, "path": path.removeprefix(prefix)}
        if scope["type"] == "websocket" and scope["path"].startswith(OURS):
            headers = Headers(scope=scope)
            origin, host = headers.get("origin"), headers.get("host")
            # In a thread: Streamlit's rule may ask the network for the machine's own addresses.
            if not await to_thread(self.admits, origin, host):
                LOG.warning("refused a socket at %s: origin %s, host %s", scope["path"], origin, host)
                await receive()
                await send({"type": "websocket.close", "code": 1008, "reason": "this page belongs to another site"})
                return
        await self.app(scope, receive, send)

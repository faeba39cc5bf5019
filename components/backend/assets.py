"""The components' browser modules and Plotly from the installed package: compressed once, cached by browsers for good.

Every address holds a digest of all the files, so a new version of any of them is a new address.
"""

import gzip
import hashlib
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple

import plotly
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

COMPONENTS = Path(__file__).parent.parent
PLAYER = "player/"  # what a first visit is sent ahead: the other components wait for their pages
PLOTLY = f"{PLAYER}plotly.min.js"  # beside the module that asks for it
TYPES = {".mjs": "text/javascript", ".js": "text/javascript", ".css": "text/css"}
FOR_GOOD = "public, max-age=31536000, immutable"
# What a request for the page may not ask: it is rewritten whole and plain, and one that a browser kept names old files.
UNASKED = (b"accept-encoding", b"if-none-match", b"if-modified-since", b"range")


class Asset(NamedTuple):
    plain: bytes
    compressed: bytes
    media_type: str


@cache
def assets() -> dict[str, Asset]:
    """Every served file by its name, `player/main.mjs`; read and compressed at the first call."""
    sources = {path.relative_to(COMPONENTS).as_posix(): path.read_bytes() for path in _files()}
    sources[PLOTLY] = files(plotly).joinpath("package_data", "plotly.min.js").read_bytes()
    return {
        name: Asset(plain, gzip.compress(plain, 6, mtime=0), TYPES[Path(name).suffix])
        for name, plain in sources.items()
    }


def _files() -> list[Path]:
    # One folder deep at least: the style of the site stands among the pages, where Streamlit reads it.
    return sorted(path for path in COMPONENTS.rglob("*") if path.suffix in TYPES and path.parent.name != "pages")


@cache
def base() -> str:
    """The folder of the assets' addresses, `/browser/<digest>`."""
    digest = hashlib.sha256(plotly.__version__.encode())
    for path in _files():
        digest.update(path.relative_to(COMPONENTS).as_posix().encode() + path.read_bytes())
    return f"/browser/{digest.hexdigest()[:12]}"


class Preload:
    """ASGI middleware: name the player's files in the page itself, so that the browser fetches them, and reads Plotly,
    while it waits for Streamlit's first answer. A first visit paints half a second earlier for it."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        asks_for_page = scope["type"] == "http" and b"text/html" in dict(scope["headers"]).get(b"accept", b"")
        if not asks_for_page or scope["method"] != "GET":
            await self.app(scope, receive, send)
            return
        headers = [header for header in scope["headers"] if header[0] not in UNASKED]
        start: Message | None = None
        page = b""

        async def rewrite(message: Message) -> None:
            nonlocal start, page
            if message["type"] == "http.response.start" and _is_page(message):
                start = message
                return
            if start is None:
                await send(message)
                return
            page += message.get("body", b"")
            if message.get("more_body"):
                return
            page = page.replace(b"</head>", _tags() + b"</head>", 1)
            MutableHeaders(scope=start)["Content-Length"] = str(len(page))
            await send(start)
            await send({"type": "http.response.body", "body": page})

        await self.app({**scope, "headers": headers}, receive, rewrite)


def _is_page(start: Message) -> bool:
    return Headers(raw=start["headers"]).get("content-type", "").startswith("text/html")


@cache
def _tags() -> bytes:
    tag = {
        ".mjs": '<link rel="modulepreload" href="{}">',
        ".js": '<script async src="{}"></script>',
        ".css": '<link rel="stylesheet" href="{}">',
    }
    return "".join(
        tag[Path(name).suffix].format(f".{base()}/{name}") for name in assets() if name.startswith(PLAYER)
    ).encode()


async def asset(request: Request) -> Response:
    """One file of a component, or 404."""
    found = assets().get(request.path_params["name"])
    if found is None:
        return PlainTextResponse("no such file", status_code=404)
    headers = {"Cache-Control": FOR_GOOD, "Vary": "Accept-Encoding"}
    if "gzip" in request.headers.get("accept-encoding", ""):
        return Response(found.compressed, media_type=found.media_type, headers={**headers, "Content-Encoding": "gzip"})
    return Response(found.plain, media_type=found.media_type, headers=headers)

"""The HTTP and WebSocket backend that answers live questions without a script rerun. Pure Starlette.

JAX takes two seconds to import. What needs it is imported by the warm-up, or by the first request that comes before;
meanwhile the server is up, and a browser loads the page's own code.
"""

from asyncio import to_thread
from collections.abc import Awaitable, Callable
from importlib import import_module

from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route, WebSocketRoute
from starlette.websockets import WebSocket

from components.backend.assets import Preload, asset
from components.backend.health import healthz, lifespan, readyz


def _late(module: str, name: str) -> Callable[[Request], Awaitable[Response]]:
    """The handler `name` of a module of this package that is imported with the first request."""

    async def handler(request: Request) -> Response:
        return await getattr(await to_thread(import_module, f"components.backend.{module}"), name)(request)

    return handler


def _late_socket(module: str, name: str) -> Callable[[WebSocket], Awaitable[None]]:
    """The same for a WebSocket."""

    async def handler(socket: WebSocket) -> None:
        await getattr(await to_thread(import_module, f"components.backend.{module}"), name)(socket)

    return handler


ROUTES = (
    WebSocketRoute("/api/live", _late_socket("live", "live")),
    WebSocketRoute("/api/maps", _late_socket("maps", "maps")),
    WebSocketRoute("/api/training", _late_socket("training", "training")),
    Route("/api/training/course", _late("training.course", "course")),
    Route("/api/training/boundary", _late("training.boundary", "drawn")),
    Route("/api/training/plane", _late("training.plane", "seen")),
    Route("/api/trajectories", _late("live", "trajectories")),
    Route("/api/maps", _late("maps", "framed")),
    Route("/api/maps.csv", _late("maps", "spreadsheet")),
    Route("/api/surface", _late("surface", "surface")),
    Route("/api/picture/{scheme}/{key}.png", _late("picture", "picture")),
    Route("/api/points", _late("points", "points")),
    Route("/api/curvature", _late("curvature", "probe")),
    Route("/api/anatomy", _late("anatomy", "inside")),
    Route("/api/verdicts", _late("verdicts", "verdicts")),
    Route("/api/rounding", _late("rounding", "rounding")),
    Route("/api/diagnosis", _late("diagnosis", "diagnosis")),
    Route("/browser/{digest}/{name:path}", asset),
    Route("/healthz", healthz),
    Route("/readyz", readyz),
)
MIDDLEWARE = (Middleware(Preload),)

__all__ = ["MIDDLEWARE", "ROUTES", "lifespan"]

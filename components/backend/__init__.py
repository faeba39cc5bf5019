"""The HTTP and WebSocket backend that answers live questions without a script rerun. Pure Starlette.

JAX takes two seconds to import. What needs it is imported by the warm-up, or by the first request that comes before;
meanwhile the server is up, and a browser loads the page's own code.
"""

from asyncio import to_thread
from importlib import import_module

from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route, WebSocketRoute
from starlette.websockets import WebSocket

from components.backend.assets import Preload, asset
from components.backend.health import healthz, lifespan, readyz


async def _live(socket: WebSocket) -> None:
    await (await to_thread(import_module, "components.backend.live")).live(socket)


async def _trajectories(request: Request) -> Response:
    return await (await to_thread(import_module, "components.backend.live")).trajectories(request)


async def _surface(request: Request) -> Response:
    return await (await to_thread(import_module, "components.backend.surface")).surface(request)


async def _picture(request: Request) -> Response:
    return await (await to_thread(import_module, "components.backend.picture")).picture(request)


async def _points(request: Request) -> Response:
    return await (await to_thread(import_module, "components.backend.points")).points(request)


async def _curvature(request: Request) -> Response:
    return await (await to_thread(import_module, "components.backend.curvature")).probe(request)


async def _anatomy(request: Request) -> Response:
    return await (await to_thread(import_module, "components.backend.anatomy")).inside(request)


async def _maps(socket: WebSocket) -> None:
    await (await to_thread(import_module, "components.backend.maps")).maps(socket)


async def _map(request: Request) -> Response:
    return await (await to_thread(import_module, "components.backend.maps")).framed(request)


async def _map_sheet(request: Request) -> Response:
    return await (await to_thread(import_module, "components.backend.maps")).spreadsheet(request)


ROUTES = (
    WebSocketRoute("/api/live", _live),
    Route("/api/trajectories", _trajectories),
    Route("/api/surface", _surface),
    Route("/api/picture/{scheme}/{key}.png", _picture),
    Route("/api/points", _points),
    Route("/api/curvature", _curvature),
    Route("/api/anatomy", _anatomy),
    WebSocketRoute("/api/maps", _maps),
    Route("/api/maps", _map),
    Route("/api/maps.csv", _map_sheet),
    Route("/player/{digest}/{name}", asset),
    Route("/healthz", healthz),
    Route("/readyz", readyz),
)
MIDDLEWARE = (Middleware(Preload),)

__all__ = ["MIDDLEWARE", "ROUTES", "lifespan"]

"""The HTTP and WebSocket backend that answers live questions without a script rerun. Pure Starlette."""

from starlette.routing import Route, WebSocketRoute

from components.backend.assets import asset
from components.backend.health import healthz, lifespan, readyz
from components.backend.live import live
from components.backend.surface import surface

ROUTES = (
    WebSocketRoute("/api/live", live),
    Route("/api/surface", surface),
    Route("/player/{digest}/{name}", asset),
    Route("/healthz", healthz),
    Route("/readyz", readyz),
)

__all__ = ["ROUTES", "lifespan"]

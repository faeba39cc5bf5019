"""The surface route: J sampled over its domain, by its own short key, so that a browser keeps it."""

import hashlib

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from components.backend.frame import surface_frame
from components.backend.reading import decode
from landscapes.grid import sample


async def surface(request: Request) -> Response:
    """The grid of `?landscape=…&theta=…&domain=…` in binary; 400 with what was wrong for any other query."""
    query = request.url.query
    view, problems = await run_in_threadpool(decode, query)
    if problems:
        return JSONResponse({"error": "; ".join(problems)[:2000]}, status_code=400)
    experiment = view.experiment
    grid = await run_in_threadpool(sample, experiment.surface, experiment.theta, experiment.map_domain)
    body = surface_frame(grid)
    tag = f'"{hashlib.sha256(body).hexdigest()[:16]}"'
    headers = {"Cache-Control": "public, max-age=3600", "ETag": tag}
    if request.headers.get("if-none-match") == tag:
        return Response(status_code=304, headers=headers)
    return Response(body, media_type="application/octet-stream", headers=headers)

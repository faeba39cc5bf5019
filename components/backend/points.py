"""The points route: where J is level or lowest over its domain, by the surface's short key: a browser keeps it."""

import asyncio
import json
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from components.backend.reading import decode, surfaces
from components.training_link import NETWORK
from landscapes.calculus import critical_points
from landscapes.lows import lows
from optimizers import Experiment

WAITING = 8  # searches at once, the one under way included; a map without these marks is whole as well

# A search of a new surface is a second's work: one at a time, in a thread of its own, so that no drag waits for it.
_worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="points")
_under_way = 0


async def points(request: Request) -> Response:
    """The critical points and other minima within `?landscape=…&theta=…&domain=…`, as a JSON list of {w1, w2, J, kind}.

    400 with what was wrong for any other query, 400 too for a plane through a network, 503 where too many wait already.
    """
    global _under_way
    if surfaces(request.url.query)[0].startswith(NETWORK):
        error = "a search on a plane through a network would take minutes"
        return JSONResponse({"error": error}, status_code=400)
    view, problems = await asyncio.to_thread(decode, request.url.query)
    if problems:
        return JSONResponse({"error": "; ".join(problems)[:2000]}, status_code=400)
    if _under_way >= WAITING:
        return JSONResponse({"error": "the server is busy; ask again later"}, status_code=503)
    _under_way += 1
    try:
        body = await asyncio.get_running_loop().run_in_executor(_worker, found, view.experiment)
    finally:
        _under_way -= 1
    return Response(body, media_type="application/json", headers={"Cache-Control": "public, max-age=3600"})


@lru_cache(maxsize=64)  # a class opens the same surface together
def found(experiment: Experiment) -> bytes:
    """The answer's body: at most 512 points, of 60 to 100 bytes each."""
    surface, theta, domain = experiment.surface, experiment.theta, experiment.map_domain
    told = [(p.kind, p.w1, p.w2, p.cost) for p in critical_points(surface, theta, domain)]
    if not surface.minima:  # where nobody lists them, those on kinks and in steep furrows are looked for as well
        known = [(w1, w2) for kind, w1, w2, _ in told if kind == "minimum"]
        told += [("minimum", *low) for low in lows(surface, theta, domain, known)]
    return json.dumps([{"w1": w1, "w2": w2, "J": J, "kind": kind} for kind, w1, w2, J in told]).encode()

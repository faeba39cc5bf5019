"""The curvature route: J, its slope and how it bends at one point, for the probe on the map."""

from math import isfinite
from typing import Any

import numpy as np
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from components.backend.reading import decode
from landscapes.calculus import curvature, kind, value_and_gradient
from optimizers import Experiment


async def probe(request: Request) -> Response:
    """What `?landscape=…&theta=…&w1=…&w2=…` is like there, as JSON; 400 with what was wrong for any other query.

    {J, gradient, eigenvalues, axes, condition, stable_rate, kind}: null for what is not finite. `kind` is what the
    second derivatives alone would make of a critical point there.
    """
    view, problems = await run_in_threadpool(decode, request.url.query)
    if problems:
        return JSONResponse({"error": "; ".join(problems)[:2000]}, status_code=400)
    found = await run_in_threadpool(probed, view.experiment)
    return JSONResponse(found, headers={"Cache-Control": "public, max-age=3600"})


def probed(experiment: Experiment) -> dict[str, Any]:
    """The answer for an experiment's start."""
    surface, (w1, w2) = experiment.surface, experiment.origin
    cost, gradient = value_and_gradient(surface.computed)(w1, w2, **surface.arguments(experiment.theta))
    bend = curvature(surface, w1, w2, experiment.theta)
    return {
        "J": _number(cost),
        "gradient": [_number(g) for g in gradient],
        "eigenvalues": [_number(x) for x in bend.eigenvalues],
        "axes": [[_number(x) for x in axis] for axis in bend.axes],
        "condition": _number(bend.condition),
        "stable_rate": _number(bend.stable_rate),
        "kind": kind(bend.eigenvalues) if np.isfinite(bend.eigenvalues).all() else None,
    }


def _number(value: Any) -> float | None:
    number = float(value)
    return number if isfinite(number) else None

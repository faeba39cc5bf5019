"""Above which learning rate a run overshoots ever further: where that is known of its rule, and J bends upwards."""

from math import isnan
from typing import Any, NamedTuple

import numpy as np

from components.backend.maps.frame import finite
from landscapes.base import Frozen, Minimum
from landscapes.calculus import curvature
from optimizers import Experiment, Run
from optimizers.stability import limit_curve
from optimizers.sweep.basins import minima_of


class Bend(NamedTuple):
    """The largest curvature λmax of J where a run starts, and at the minimum nearest to there."""

    start: float  # NaN where a second derivative is not finite
    minimum: float | None  # None where no minimum is known or found
    at: Minimum | None


def bend(experiment: Experiment) -> Bend:
    """How J bends where it matters to the runs of an experiment."""
    surface, theta, (w1, w2) = experiment.surface, Frozen(experiment.theta), experiment.origin
    across, up = experiment.map_domain

    def away(minimum: Minimum) -> float:
        return float(np.hypot((minimum.w1 - w1) / across.width, (minimum.w2 - w2) / up.width))

    def steepest(a: float, b: float) -> float:
        return float(curvature(surface, a, b, theta).eigenvalues[1])

    nearest = min(minima_of(surface, theta, experiment.map_domain), key=away, default=None)
    return Bend(steepest(w1, w2), nearest and steepest(nearest.w1, nearest.w2), nearest)


def bound(run: Run, steepest: float | None, betas: list[float] | None = None) -> list[float | None] | None:
    """The rate above which the run overshoots, at each of `betas` or at its own; None where none is known.

    2/λmax for gradient descent (optimizers/stability.py has the others), on J's quadratic model, at a constant rate.
    """
    if steepest is None or isnan(steepest):
        return None
    own = run.rule.hyper(run.hyper).get("beta", 0.0)
    curve = limit_curve(run, steepest, [own] if betas is None else betas)
    return None if curve is None else list(map(finite, curve.tolist()))


def stable(run: Run, bent: Bend) -> dict[str, Any] | None:
    """The bound of one run: {"start", "minimum", "at"}, None for a rule of which none is known.

    On J's quadratic model at the start, and at the minimum nearest to it, which is [w1, w2] = "at". None in each place
    where there is no minimum, or no such rate.
    """
    if bound(run, 1.0) is None:
        return None
    start, minimum = ((bound(run, steepest) or [None])[0] for steepest in (bent.start, bent.minimum))
    return {"start": start, "minimum": minimum, "at": bent.at and [bent.at.w1, bent.at.w2]}

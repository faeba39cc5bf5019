"""The map of the learning rates: what every run does at each of many rates, and which rate serves it best."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from components.backend.frame import OUTCOMES
from components.backend.maps.frame import Answer, finite
from components.backend.maps.request import Kind, affordable, number, whole
from components.words import names
from landscapes.base import Frozen, Interval
from landscapes.calculus import curvature
from optimizers import Experiment, Run
from optimizers.experiment import LEARNING_RATES
from optimizers.sweep import Rates, best, rates
from optimizers.sweep.basins import NEVER, minima_of
from optimizers.sweep.rates import GRID

POINTS = Interval(2, 1024)
MOST = 1 << 23  # steps of all runs


def read(experiment: Experiment, texts: Mapping[str, str]) -> dict[str, Any]:
    """`low` and `high`, the ends of the grid of rates, and `points`, how many there are on it."""
    low, high = (number(texts, key, getattr(GRID, key)) for key in ("low", "high"))
    if not 0 < low < high <= LEARNING_RATES.high:
        accepted = f"they must rise, from above 0 to at most {LEARNING_RATES.high:g}"
        raise ValueError(f"low and high: rates from {low:g} to {high:g}: {accepted}")
    points = whole(texts, "points", 256, POINTS)
    affordable(points * len(experiment.runs), experiment.steps, MOST)
    return {"low": low, "high": high, "points": points}


def answer(experiment: Experiment, low: float, high: float, points: int) -> Answer:
    """Arrays: learning_rates (R,), evenly spaced on a logarithmic scale; cost, steps_to_tolerance, outcome and
    outcome_step (runs, R), as `Rates` has them, the outcome as its place in OUTCOMES.

    The head has "best", the column of the rate that serves each run best (see `tune`), and "stable", `stable` of each.
    """
    found = rates(experiment, np.clip(np.geomspace(low, high, points), low, high))
    head = {
        "runs": points * len(experiment.runs),
        "best": [best(found, row) for row in range(len(experiment.runs))],
        "stable": [stable(experiment, run) for run in experiment.runs],
    }
    codes = sum((found.outcome == name) * code for code, name in enumerate(OUTCOMES)) + np.zeros(found.cost.shape, int)
    arrays = {
        "learning_rates": found.learning_rates,
        "cost": found.cost,
        "steps_to_tolerance": found.steps_to_tolerance.astype(np.int32),
        "outcome": codes.astype(np.int32),
        "outcome_step": found.outcome_step.astype(np.int32),
    }
    return Answer(head, arrays, lambda: table(experiment, found))


def stable(experiment: Experiment, run: Run) -> dict[str, Any] | None:
    """Above which constant rate gradient descent overshoots ever further, 2/λmax; None for any other optimizer.

    {"start", "minimum"}: on J's quadratic model at the start, and at the minimum nearest to it, which is {"at"}. None
    where there is no minimum, or no such rate.
    """
    if run.optimizer != "gradient_descent":
        return None
    surface, theta, (w1, w2) = experiment.surface, Frozen(experiment.theta), experiment.origin
    across, up = experiment.map_domain

    def bound(a: float, b: float) -> float | None:
        return finite(curvature(surface, a, b, theta).stable_rate)

    def away(minimum) -> float:
        return np.hypot((minimum.w1 - w1) / across.width, (minimum.w2 - w2) / up.width)

    nearest = min(minima_of(surface, theta, experiment.map_domain), key=away, default=None)
    if nearest is None:
        return {"start": bound(w1, w2), "minimum": None, "at": None}
    return {"start": bound(w1, w2), "minimum": bound(nearest.w1, nearest.w2), "at": [nearest.w1, nearest.w2]}


def table(experiment: Experiment, found: Rates):
    """A row for every run and rate; no steps where it never comes within tolerance."""
    yield "optimizer", "learning_rate", "J", "steps_to_tolerance", "outcome", "outcome_step"
    parts = (found.cost, found.steps_to_tolerance, found.outcome, found.outcome_step)
    for name, *rows in zip(names(experiment.runs), *(part.tolist() for part in parts), strict=True):
        for rate, cost, steps, outcome, since in zip(found.learning_rates.tolist(), *rows, strict=True):
            yield name, rate, cost, "" if steps == NEVER else steps, outcome, since


KIND = Kind(("low", "high", "points"), read, answer)

"""The map of the learning rates: what every run does at each of many rates, and which rate serves it best."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from components.backend.maps.frame import Answer, codes
from components.backend.maps.request import Kind, affordable, number, whole
from components.backend.maps.stable import bend, stable
from components.words import names
from landscapes.base import Interval
from optimizers import Experiment
from optimizers.experiment import LEARNING_RATES
from optimizers.sweep import Rates, best, rates
from optimizers.sweep.arrival import NEVER
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
    outcome_step (runs, R), as `Rates` has them, the outcome as its place among the verdicts' KINDS.

    The head has "best", the column of the rate that serves each run best (see `tune`), and "stable", its bound.
    """
    found = rates(experiment, np.clip(np.geomspace(low, high, points), low, high))
    bent = bend(experiment)
    head = {
        "runs": points * len(experiment.runs),
        "best": [best(found, row) for row in range(len(experiment.runs))],
        "stable": [stable(run, bent) for run in experiment.runs],
    }
    arrays = {
        "learning_rates": found.learning_rates,
        "cost": found.cost,
        "steps_to_tolerance": found.steps_to_tolerance.astype(np.int32),
        "outcome": codes(found.outcome),
        "outcome_step": found.outcome_step.astype(np.int32),
    }
    return Answer(head, arrays, lambda: table(experiment, found))


def table(experiment: Experiment, found: Rates):
    """A row for every run and rate; no steps where it never comes within tolerance."""
    yield "optimizer", "learning_rate", "J", "steps_to_tolerance", "outcome", "outcome_step"
    parts = (found.cost, found.steps_to_tolerance, found.outcome, found.outcome_step)
    for name, *rows in zip(names(experiment), *(part.tolist() for part in parts), strict=True):
        for rate, cost, steps, outcome, since in zip(found.learning_rates.tolist(), *rows, strict=True):
            yield name, rate, cost, "" if steps == NEVER else steps, outcome, since


KIND = Kind(("low", "high", "points"), read, answer)

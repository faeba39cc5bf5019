"""The map of a plane: what one run does from its start with any two of its numbers changed."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from components.backend.maps.axes import Side, parameters, side
from components.backend.maps.frame import Answer, codes
from components.backend.maps.request import Kind, affordable, place, whole
from components.backend.maps.stable import bend, bound
from landscapes.base import Interval
from optimizers import Experiment, Run
from optimizers.sweep import Axis, Plane, plane
from optimizers.sweep.arrival import NEVER

SIDES = Interval(2, 128)
MOST = 1 << 23  # steps of all cells


def read(experiment: Experiment, texts: Mapping[str, str]) -> dict[str, Any]:
    """`of`, the run; `x` and `y`, the keys of what varies; `side`, the cells along each; and the ends of either."""
    of, cells = place(experiment, texts), whole(texts, "side", 64, SIDES)
    affordable(cells**2, experiment.steps, MOST)
    run = experiment.runs[of]
    x = texts.get("x", "learning_rate")
    y = texts.get("y", next((key for key in parameters(run) if key != x), x))
    if x == y:
        raise ValueError(f"x and y: “{x[:40]}” is on both; they must be two different parameters")
    across, up = side(run, x, texts, "x"), side(run, y, texts, "y")
    ends = {"xlow": across.low, "xhigh": across.high, "ylow": up.low, "yhigh": up.high}
    return {"of": of, "x": x, "y": y, "side": cells, **ends}


def answer(
    experiment: Experiment, of: int, x: str, y: str, side: int, xlow: float, xhigh: float, ylow: float, yhigh: float
) -> Answer:
    """Arrays: x and y (side,), what stands along either side; cost, steps and outcome (side, side), row j for y[j].

    The head has "axes", the sides as `Side.told` has them, and "stable", `curve`.
    """
    run = experiment.runs[of]
    across, up = _side(run, x, xlow, xhigh), _side(run, y, ylow, yhigh)
    found = plane(experiment, run, Axis(x, across.values(side)), Axis(y, up.values(side)))
    head = {"runs": side * side, "axes": {"x": across.told(), "y": up.told()}, "stable": curve(experiment, run, found)}
    arrays = {
        "x": np.asarray(found.across.values),
        "y": np.asarray(found.up.values),
        "cost": found.cost,
        "steps": found.steps_to_tolerance.astype(np.int32),
        "outcome": codes(found.outcome),
    }
    return Answer(head, arrays, lambda: table(found))


def curve(experiment: Experiment, run: Run, found: Plane) -> dict[str, Any] | None:
    """The learning rate above which the run overshoots ever further, for every value on the other side.

    {"axis", "rates", "curvature", "at"}: the side, “x” or “y”, along which the values lie, a rate for each (None where
    there is none), λmax, and the minimum [w1, w2] where J bends so: the nearest to the start. None where no bound is
    known, or the learning rate is on neither side.
    """
    sides = {"x": found.across, "y": found.up}
    others = [name for name, axis in sides.items() if axis.key != "learning_rate"]
    if len(others) != 1:
        return None
    axis, bent = sides[others[0]], bend(experiment)
    values = np.asarray(axis.values).tolist()
    rates = bound(run, bent.minimum, values) if axis.key == "beta" else bound(run, bent.minimum)
    if rates is None or bent.at is None:
        return None
    rates = rates if axis.key == "beta" else rates * len(values)
    return {"axis": others[0], "rates": rates, "curvature": bent.minimum, "at": [bent.at.w1, bent.at.w2]}


def table(found: Plane):
    """A row for every cell; no steps where it never comes within tolerance."""
    yield found.across.key, found.up.key, "J", "steps_to_tolerance", "outcome", "outcome_step"
    parts = (found.up.values, found.cost, found.steps_to_tolerance, found.outcome, found.outcome_step)
    across = np.asarray(found.across.values).tolist()
    for b, *rows in zip(*(np.asarray(part).tolist() for part in parts), strict=True):
        for a, cost, steps, outcome, since in zip(across, *rows, strict=True):
            yield a, b, cost, "" if steps == NEVER else steps, outcome, since


def _side(run: Run, key: str, low: float, high: float) -> Side:
    return side(run, key, {}, "")._replace(low=low, high=high)


KIND = Kind(("of", "x", "y", "side", "xlow", "xhigh", "ylow", "yhigh"), read, answer)

"""The map of the basins: for every start of a grid over the map, which minimum one run ends at, and how soon."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from components.backend.maps.frame import Answer, finite
from components.backend.maps.request import Kind, affordable, place, whole
from optimizers import Experiment
from optimizers.sweep import Basins, basins
from optimizers.sweep.arrival import NEVER
from optimizers.sweep.basins import DIVERGED, SIDES, UNDEFINED, UNFINISHED

MOST = 256**2 * 500  # steps of all starts
ENDS = {UNFINISHED: "unfinished", DIVERGED: "diverged", UNDEFINED: "undefined"}


def read(experiment: Experiment, texts: Mapping[str, str]) -> dict[str, Any]:
    """`of`, the run, and `side`, the starts along each side."""
    settings = {"of": place(experiment, texts), "side": whole(texts, "side", 128, SIDES)}
    affordable(settings["side"] ** 2, experiment.steps, MOST)
    return settings


def answer(experiment: Experiment, of: int, side: int) -> Answer:
    """Arrays of shape (side, side), row j for the j-th w2 from below: label, steps, cost, as `Basins` has them.

    The head has "minima", [[w1, w2, J], …], and "shares" of the starts: by the index of the minimum they end at,
    "unfinished", "diverged" or "undefined"; and whether it is of "single" precision.
    """
    found = basins(experiment, experiment.runs[of], side)
    minima = [list(map(finite, m)) for m in found.minima]
    head = {"runs": side * side, "minima": minima, "shares": shares(found), "single": found.single}
    arrays = {"label": found.label, "steps": found.steps.astype(np.int32), "cost": found.cost}
    return Answer(head, arrays, lambda: table(found))


def shares(found: Basins) -> dict[str, float]:
    """How much of the map each end has, also where it has nothing."""
    ends = {**{index: str(index) for index in range(len(found.minima))}, **ENDS}
    labels, counts = np.unique(found.label, return_counts=True)
    counted = dict(zip(labels.tolist(), counts.tolist(), strict=True))
    return {name: counted.get(label, 0) / found.label.size for label, name in ends.items()}


def table(found: Basins):
    """A row for every start: the minimum it ends at, counted from 0, or how else; no steps where it never arrives.

    The headings say the type of the numbers: in float32 a step to tolerance may be many off.
    """
    yield "w1", "w2", *(f"{name} ({found.cost.dtype})" for name in ("minimum", "steps", "J"))
    w1 = found.w1.tolist()
    for b, *rows in zip(found.w2.tolist(), found.label.tolist(), found.steps.tolist(), found.cost, strict=True):
        for a, label, steps, cost in zip(w1, *rows, strict=True):
            yield a, b, ENDS.get(label, label), "" if steps == NEVER else steps, str(cost)


KIND = Kind(("of", "side"), read, answer)

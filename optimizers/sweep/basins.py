"""Basins of attraction: where one run ends from every start on a grid over the map.

A run ends at a minimum where its last place and the minimum are one, as the verdicts have it.
"""

from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np

from landscapes.base import Frozen, Interval, Landscape, Minimum
from landscapes.calculus import critical_points
from landscapes.grid import sample
from landscapes.lows import lows
from optimizers.experiment import Experiment, Run
from optimizers.sweep.arrival import ARRIVAL, NEVER
from optimizers.sweep.lanes import Lanes, Row, Watch, meeting, sweep
from optimizers.sweep.outcomes import judged
from optimizers.sweep.precision import narrowed, precision
from optimizers.verdicts import LOST, at, finite, map_of, near

UNFINISHED, DIVERGED, UNDEFINED = -1, -2, -3
WIDER = 3  # times the map: where J has an edge so near, runs that are lost are asked whether they stepped over it
ASKED = 64  # of the runs that float32 has lost are made once more in float64
SIDES = Interval(2, 512)


class Basins(NamedTuple):
    """Row j, column i of a grid belongs to the run from (w1[i], w2[j])."""

    w1: np.ndarray  # (n1,) float64
    w2: np.ndarray  # (n2,) float64
    minima: tuple[Minimum, ...]  # the landscape's own in their order, then those found besides, the lowest first
    label: np.ndarray  # (n2, n1) int32: index into minima, or UNFINISHED = −1, DIVERGED = −2, UNDEFINED = −3
    steps: np.ndarray  # (n2, n1) int32: first row within tolerance of J*, as in achievement.py; NEVER = −1
    # (n2, n1): J of the last row, not finite where it is lost. float32, or float64 where one of them asks for it.
    cost: np.ndarray
    single: bool  # whether the runs were made in float32


# The last row and the arrival there; the last cost alone.
ENDS = Watch(
    lambda zero: (Row(*5 * (zero,)), ARRIVAL.begin(zero)),
    lambda i, row, noted, told: (row, ARRIVAL.note(i, row, noted[1], told)),
)
COST = Watch(lambda zero: zero, lambda i, row, noted, told: row.cost)


def basins(experiment: Experiment, run: Run, side: int | tuple[int, int] = 128) -> Basins:
    """Where `run` ends from each start of a grid over the map, and when it comes within tolerance of J*.

    `side` is the number of starts a side, or (n1, n2); 2 to 512 each, edges included. The experiment's own start and
    runs are not used. J* is the landscape's lowest known minimum, else the lowest cost that this sweep sees. In
    float32, but for small grids, and where J leaves it: what overflows in a sweep's precision has not diverged.
    ValueError for a side out of range.
    """
    w1, w2, lanes = _grid(experiment, run, side)
    minima = minima_of(experiment.surface, Frozen(experiment.theta), experiment.map_domain)
    dtype: Any = precision(experiment, len(lanes.w1))
    while True:
        last, reached = _swept(experiment, run, lanes, dtype)
        label = _label(experiment, last, minima)
        if _told(experiment, run, lanes, label, dtype) or dtype is np.float64:
            break
        dtype = np.float64
    shape = (len(w2), len(w1))
    steps = np.where(reached > experiment.steps, NEVER, reached)
    cost = narrowed(last.cost).reshape(shape)
    return Basins(w1, w2, minima, label.reshape(shape), steps.reshape(shape), cost, dtype is np.float32)


def final_costs(experiment: Experiment, run: Run, side: int | tuple[int, int] = 128) -> np.ndarray:
    """J of the last row alone, from each start of the same grid: (n2, n1), row j for w2[j]; float32 where it fits."""
    w1, w2, lanes = _grid(experiment, run, side)
    cost = sweep(experiment, run, lanes, COST, (), precision(experiment, len(lanes.w1)))
    return narrowed(cost).reshape(len(w2), len(w1))


def _swept(experiment: Experiment, run: Run, lanes: Lanes, dtype: Any) -> tuple[Row, np.ndarray]:
    """The last row of every lane, and the first one within tolerance."""
    lowest = experiment.surface.lowest
    if lowest is None:
        _, noted = sweep(experiment, run, lanes, ENDS, (-np.inf,), dtype)
        lowest = noted.lowest[np.isfinite(noted.lowest)].min(initial=np.inf)
    last, noted = sweep(experiment, run, lanes, ENDS, (lowest,), dtype)
    return last, noted.reached


def _told(experiment: Experiment, run: Run, lanes: Lanes, label: np.ndarray, dtype: Any) -> bool:
    """Mark which of the lost lanes are UNDEFINED. False where lanes that float32 has lost are not so in float64."""
    lost = np.flatnonzero(label == DIVERGED)
    edged = bool(lost.size) and _edged(experiment)
    if not edged:
        if dtype is np.float64:
            return True
        lost = lost[np.unique(np.linspace(0, lost.size - 1, ASKED, dtype=int))] if lost.size else lost
    if lost.size:
        told = judged(experiment, run, lanes.w1[lost], lanes.w2[lost])
        label[lost[told.kind == "undefined"]] = UNDEFINED
        return dtype is np.float64 or bool(np.isin(told.kind, LOST).all())
    return True


@lru_cache(maxsize=64)
def minima_of(landscape: Landscape, theta: Frozen, domain: tuple[Interval, Interval]) -> tuple[Minimum, ...]:
    """The landscape's known minima, then those of `domain` found besides, level ends of a path that are no saddle.

    Where none is known, those on kinks and in steep furrows as well.
    """
    known = landscape.minima
    found = [p for p in critical_points(landscape, theta, domain) if p.kind in ("minimum", "degenerate")]

    def new(p):
        return not any(
            abs(p.w1 - m.w1) <= 1e-3 * domain[0].width and abs(p.w2 - m.w2) <= 1e-3 * domain[1].width for m in known
        )

    level = known + tuple(Minimum(p.w1, p.w2, p.cost) for p in found if new(p))
    return level if known else level + lows(landscape, theta, domain, [(m.w1, m.w2) for m in level])


def _grid(experiment: Experiment, run: Run, side: int | tuple[int, int]) -> tuple[np.ndarray, np.ndarray, Lanes]:
    n1, n2 = side if isinstance(side, tuple) else (side, side)
    for n in (n1, n2):
        if n not in SIDES or n != int(n):
            raise ValueError(f"side = {n!r} is out of range: whole numbers from {SIDES.low} to {SIDES.high}")
    across, up = experiment.map_domain
    w1, w2 = np.linspace(across.low, across.high, n1), np.linspace(up.low, up.high, n2)
    rates = run.rates(experiment.steps, experiment.counted(run))
    return w1, w2, Lanes(np.tile(w1, n2), np.repeat(w2, n1), rates, *meeting(experiment, run))


def _edged(experiment: Experiment) -> bool:
    """Whether J is not finite somewhere on the map or around it."""
    wider = tuple(side.widened(WIDER) for side in experiment.map_domain)
    return not np.isfinite(sample(experiment.surface, experiment.theta, (wider[0], wider[1])).cost).all()


def _label(experiment: Experiment, last, minima: tuple[Minimum, ...]) -> np.ndarray:
    sides = map_of(experiment.map_domain)
    label = np.full(last.w1.shape, UNFINISHED, np.int32)
    nearest = np.full(last.w1.shape, np.inf)
    with np.errstate(invalid="ignore", over="ignore"):
        for index, minimum in enumerate(minima):
            away = np.maximum(abs(last.w1 - minimum.w1) / sides.width1, abs(last.w2 - minimum.w2) / sides.width2)
            label[at(sides, last.w1, last.w2, minimum.w1, minimum.w2) & (away <= nearest)] = index
            nearest = np.fmin(nearest, away)
        label[~(finite(*last) & near(sides, last.w1, last.w2))] = DIVERGED
    return label

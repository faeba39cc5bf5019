"""Basins of attraction: where one run ends from every start on a grid over the map."""

from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np
from jax import numpy as jnp

from landscapes.base import Frozen, Interval, Landscape, Minimum
from landscapes.calculus import critical_points
from optimizers.achievement import TOLERANCE
from optimizers.experiment import Experiment, Run
from optimizers.sweep.lanes import Lanes, Row, Watch, meeting, sweep
from optimizers.trajectory import _near

UNFINISHED, DIVERGED = -1, -2
AT = 0.01  # map widths: a run that ends this close to a minimum, in both coordinates, ended at it
SIDES = Interval(2, 512)
NEVER = -1
LATER = np.iinfo(np.int32).max  # stands for never inside the loop


class Basins(NamedTuple):
    """Row j, column i of a grid belongs to the run from (w1[i], w2[j])."""

    w1: np.ndarray  # (n1,) float64
    w2: np.ndarray  # (n2,) float64
    minima: tuple[Minimum, ...]  # the landscape's own in their order, then those found besides, the lowest first
    label: np.ndarray  # (n2, n1) int32: index into minima, or UNFINISHED = −1, or DIVERGED = −2
    steps: np.ndarray  # (n2, n1) int32: first row within tolerance of J*, as in achievement.py; NEVER = −1
    cost: np.ndarray  # (n2, n1) float32: J of the last row, not finite where it is lost


class Noted(NamedTuple):
    reached: Any  # the first row within tolerance of J*
    lowest: Any  # the lowest cost seen
    limit: Any  # what J − J* must come down to; NaN for a start that is lost already, which never arrives


def _begin(zero):
    return Noted(jnp.int32(LATER), zero + jnp.inf, zero)


def _note(i, row, noted, told):
    (lowest,) = told
    above = row.cost - lowest
    own = jnp.where(jnp.isfinite(row.cost), TOLERANCE * above, jnp.nan * above)
    limit = jnp.where(i == 0, own, noted.limit)
    there = jnp.where(above <= limit, i, jnp.int32(LATER))
    # NaN is not lower; `where` passes it over, `minimum` would keep it.
    seen = jnp.where(row.cost < noted.lowest, row.cost, noted.lowest)
    return Noted(jnp.minimum(noted.reached, there), seen, limit)


ARRIVAL = Watch(_begin, _note)
# The last row and the arrival there; the last cost alone.
ENDS = Watch(
    lambda zero: (Row(*5 * (zero,)), ARRIVAL.begin(zero)),
    lambda i, row, noted, told: (row, ARRIVAL.note(i, row, noted[1], told)),
)
COST = Watch(lambda zero: zero, lambda i, row, noted, told: row.cost)


def basins(experiment: Experiment, run: Run, side: int | tuple[int, int] = 128) -> Basins:
    """Where `run` ends from each start of a grid over the map, and when it comes within tolerance of J*. float32.

    `side` is the number of starts a side, or (n1, n2); 2 to 512 each, edges included. The experiment's own start and
    runs are not used. J* is the landscape's lowest known minimum, else the lowest cost that this sweep sees.
    ValueError for a side out of range.
    """
    w1, w2, lanes = _grid(experiment, run, side)
    lowest = experiment.surface.lowest
    if lowest is None:
        _, noted = sweep(experiment, run, lanes, ENDS, (-np.inf,))
        lowest = noted.lowest[np.isfinite(noted.lowest)].min(initial=np.inf)
    last, noted = sweep(experiment, run, lanes, ENDS, (lowest,))
    minima = minima_of(experiment.surface, Frozen(experiment.theta), experiment.map_domain)
    shape = (len(w2), len(w1))
    steps = np.where(noted.reached > experiment.steps, NEVER, noted.reached)
    label = _label(experiment, last, minima)
    return Basins(w1, w2, minima, label.reshape(shape), steps.reshape(shape), last.cost.reshape(shape))


def final_costs(experiment: Experiment, run: Run, side: int | tuple[int, int] = 128) -> np.ndarray:
    """J of the last row alone, from each start of the same grid: float32 (n2, n1), row j for w2[j]."""
    w1, w2, lanes = _grid(experiment, run, side)
    return sweep(experiment, run, lanes, COST).reshape(len(w2), len(w1))


@lru_cache(maxsize=64)
def minima_of(landscape: Landscape, theta: Frozen, domain: tuple[Interval, Interval]) -> tuple[Minimum, ...]:
    """The landscape's known minima, then those of `domain` found besides, level ends of a path that are no saddle."""
    known = landscape.minima
    found = [p for p in critical_points(landscape, theta, domain) if p.kind in ("minimum", "degenerate")]

    def new(p):
        return not any(
            abs(p.w1 - m.w1) <= 1e-3 * domain[0].width and abs(p.w2 - m.w2) <= 1e-3 * domain[1].width for m in known
        )

    return known + tuple(Minimum(p.w1, p.w2, p.cost) for p in found if new(p))


def _grid(experiment: Experiment, run: Run, side: int | tuple[int, int]) -> tuple[np.ndarray, np.ndarray, Lanes]:
    n1, n2 = side if isinstance(side, tuple) else (side, side)
    for n in (n1, n2):
        if n not in SIDES or n != int(n):
            raise ValueError(f"side = {n!r} is out of range: whole numbers from {SIDES.low} to {SIDES.high}")
    across, up = experiment.map_domain
    w1, w2 = np.linspace(across.low, across.high, n1), np.linspace(up.low, up.high, n2)
    rates = run.rates(experiment.steps, experiment.counted(run))
    return w1, w2, Lanes(np.tile(w1, n2), np.repeat(w2, n1), rates, *meeting(experiment, run))


def _label(experiment: Experiment, last, minima: tuple[Minimum, ...]) -> np.ndarray:
    across, up = experiment.map_domain
    label = np.full(last.w1.shape, UNFINISHED, np.int32)
    nearest = np.full(last.w1.shape, AT)
    with np.errstate(invalid="ignore", over="ignore"):
        for index, minimum in enumerate(minima):
            away = np.maximum(abs(last.w1 - minimum.w1) / across.width, abs(last.w2 - minimum.w2) / up.width)
            label[away <= nearest] = index
            nearest = np.fmin(nearest, away)
        label[~_near(experiment, *last)] = DIVERGED
    return label

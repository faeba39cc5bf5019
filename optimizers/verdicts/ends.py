"""The kinds of verdicts, of any number of runs at once, from what is noted of them on their way."""

from math import isfinite
from typing import NamedTuple

import numpy as np

from landscapes.base import Interval
from landscapes.calculus import look
from optimizers.experiment import Experiment
from optimizers.verdicts.points import found
from optimizers.verdicts.rows import Map, asked, finite, map_of, near, short

LOST = ("diverged", "undefined")
KINDS = ("moving", "converged", "diverged", "stalled", "undefined")
OVERFLOWED = 1e150  # where J is so large just before it is no number, it was overflowed, not left undefined
HALVINGS = 1200  # of the step that left J's domain, at most: then its edge is known to the last bit


class Ends(NamedTuple):
    """What is noted of n runs on their way: (n,) each, places (2, n)."""

    last: np.ndarray  # the place of the last row
    near: np.ndarray  # one more than the last row that is finite and no more than a million widths away
    rest: np.ndarray  # the row from which on every step is short
    broken: np.ndarray  # the first row that is not finite; T + 1 for none
    there: np.ndarray  # the place of that row
    before: np.ndarray  # and of the row before it; any where there is none


class Kinds(NamedTuple):
    """The verdicts of n runs."""

    kind: np.ndarray  # (n,) str: one of KINDS
    step: np.ndarray  # (n,) int32: the row from which it holds to the end; T for "moving"


def kinds(experiment: Experiment, ends: Ends) -> Kinds:
    """What became of runs of `experiment` that ended so."""
    steps = experiment.steps
    lost, broken = ends.near <= steps, ends.broken <= steps
    # A run that was far away for good before its numbers broke has diverged already.
    undefined = broken & ~(ends.near < ends.broken)
    if undefined.any():
        undefined[undefined] = outside(experiment, *(each[..., undefined] for each in ends[3:]))
    at_rest = ~lost & ~broken & (steps - ends.rest >= asked(steps))
    arrived = at_rest.copy()
    if at_rest.any():
        arrived[at_rest] = found(experiment, ends.last[:, at_rest])
    kind = np.full(lost.shape, "moving", "<U9")
    lost |= broken
    for name, holds in (("stalled", at_rest), ("converged", arrived), ("diverged", lost), ("undefined", undefined)):
        kind[holds] = name
    step = np.where(lost, np.minimum(ends.near, ends.broken), np.where(at_rest, ends.rest, steps))
    return Kinds(kind, step.astype(np.int32))


def outside(experiment: Experiment, broken: np.ndarray, there: np.ndarray, before: np.ndarray) -> np.ndarray:
    """Whether J or its gradient is not finite at the places `there` since they lie outside J's domain: (n,) bool.

    Not where the place itself is no number, nor where J grew beyond all numbers on the way there. Row 0 has no way.
    """
    outside = np.array(np.isfinite(there).all(axis=0))
    left = outside & (broken > 0)
    if left.any():
        outside[left] = np.abs(edges(experiment, there[:, left], before[:, left])[1]) < OVERFLOWED
    return outside


def edges(experiment: Experiment, there: np.ndarray, before: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The last places (2, n), on the way from `before` to `there`, where J and its gradient are finite, and J there."""
    surface, theta = experiment.surface.computed, experiment.surface.arguments(experiment.theta)
    low, high = before.copy(), there.copy()
    for _ in range(HALVINGS):
        middle = low + (high - low) / 2
        if ((middle == low) | (middle == high)).all():
            break
        known = np.isfinite(look(surface, middle, theta)[:3]).all(axis=0)
        low, high = np.where(known, middle, low), np.where(known, high, middle)
    return low, look(surface, low, theta)[0]


def lost_from(domain: tuple[Interval, Interval], w1, w2, cost, g1, g2) -> int | None:
    """The row from which a run with these columns (T+1,) is lost: not finite, or beyond a million widths for good.

    A fact of rows, cheap enough to be told of every move of the dot. None where the run is not lost.
    """
    sides = map_of(domain)
    with np.errstate(all="ignore"):
        if isfinite(cost.sum() + g1.sum() + g2.sum()) and near(sides, w1.item(-1), w2.item(-1)):
            return None  # where a weight is not finite, J or its slope is not
        fine = finite(w1, w2, cost, g1, g2)
        first = min(_broken(fine), _since(~(fine & near(sides, w1, w2))))
    return first if first < len(fine) else None


def ends_of(sides: Map, rows: np.ndarray) -> Ends:
    """What is noted of one run with these rows (5, T+1), as n = 1."""
    with np.errstate(all="ignore"):  # of runs that are lost
        fine = finite(*rows)
        still = short(sides, *(rows[:2, 1:] - rows[:2, :-1]))
        away = ~(fine & near(sides, rows[0], rows[1]))
    broken = _broken(fine)
    there, before = (rows[:2, [min(max(i, 0), len(fine) - 1)]] for i in (broken, broken - 1))
    steps = np.array([[_since(away)], [_since(still)], [broken]])
    return Ends(rows[:2, -1:], steps[0], steps[1], steps[2], there, before)


def _broken(fine: np.ndarray) -> int:
    first = int(fine.argmin())
    return len(fine) if fine[first] else first


def _since(holds: np.ndarray) -> int:
    """The first place from which `holds` is true to the end; one more than the last where it is not true there."""
    back = int(holds[::-1].argmin())
    return 0 if holds[len(holds) - 1 - back] else len(holds) - back

"""Breaks of J between two rows of a run: a pole, a jump, or a gap in its domain that one step leapt over.

Both rows look like any others, and what J does between them the rule never saw. Only formulas can have such places.
"""

from typing import NamedTuple

import numpy as np

from landscapes.breaks import may_break
from landscapes.level import costs
from optimizers.experiment import Experiment
from optimizers.verdicts.rows import map_of, tidy

PARTS = 16  # of a step: two breaks within one of them may be missed
ROUNDS = 20  # halvings, twice
GOES_ON = 0.25  # of what the first halvings added to its height, at least, the next must add: a pole, else a peak
LEAP = 0.01  # of J's span along the step, at least, between two neighbouring numbers: then it is a jump
BENT = 0.05  # of that span, at least, in J's second differences: where they are less it is smooth, as far as is seen
BEYOND = 10  # times that span: then J does not jump there, it grows without bound on one side or both
SEEN = 2.0**-30  # of |J|: less is rounding
SHORTEST = 1e-9  # map widths: a shorter step is not looked into


class Crossing(NamedTuple):
    """What one step leapt over."""

    step: int
    kind: str  # "pole" | "jump" | "gap", where J is not defined
    w1: float
    w2: float


def crossing(experiment: Experiment, rows: np.ndarray) -> Crossing | None:
    """The first break of J that a run with these rows (5, T+1) leapt over, up to where it is not finite; or None."""
    if not may_break(experiment.surface):
        return None
    until = int(np.argmin(np.append(np.isfinite(rows).all(axis=0), False)))
    sides = map_of(experiment.map_domain)
    begun, ended = rows[:2, : max(until - 1, 0)], rows[:2, 1 : max(until, 1)]
    size = np.array([[sides.width1], [sides.width2]])
    steps = np.flatnonzero((np.abs(ended - begun) > SHORTEST * size).any(axis=0))
    if not steps.size:
        return None
    walk = _Walk(experiment, begun[:, steps], ended[:, steps])
    with np.errstate(all="ignore"):  # at a pole
        kinds, places = _breaks(walk)
    hit = np.flatnonzero(kinds != "")
    if not hit.size:
        return None
    first = hit[0]
    w1, w2 = walk.at(places[first], first)
    return Crossing(int(steps[first]) + 1, str(kinds[first]), *tidy(sides, float(w1), float(w2)))


class _Walk:
    """J along n steps, told by the part of the way, 0 to 1."""

    def __init__(self, experiment: Experiment, begun: np.ndarray, ended: np.ndarray) -> None:
        self.experiment, self.begun, self.ended = experiment, begun, ended
        self.surface = experiment.surface.computed
        self.theta = experiment.surface.arguments(experiment.theta)

    def of(self, steps: np.ndarray) -> "_Walk":
        return _Walk(self.experiment, self.begun[:, steps], self.ended[:, steps])

    def at(self, part, i=slice(None)) -> np.ndarray:
        return self.begun[:, i] * (1 - part) + self.ended[:, i] * part

    def costs(self, parts: np.ndarray) -> np.ndarray:
        """J at `parts` (k, n)."""
        w = np.stack([self.at(part) for part in parts], axis=1).reshape(2, -1)
        # Few programs serve any number of places.
        padded = np.pad(w, ((0, 0), (0, (1 << (w.shape[1] - 1).bit_length()) - w.shape[1])), mode="edge")
        return np.asarray(costs(self.surface)(*padded, self.theta))[: w.shape[1]].reshape(parts.shape)


def _breaks(walk: _Walk) -> tuple[np.ndarray, np.ndarray]:
    """What kind of break each step leapt over, "" for none, and at which part of its way."""
    n = walk.begun.shape[1]
    parts = np.repeat(np.linspace(0, 1, PARTS + 1)[:, None], n, axis=1)
    seen = walk.costs(parts)
    kinds, places = np.full(n, "", "<U4"), np.zeros(n)
    gap = np.isnan(seen).any(axis=0)
    kinds[gap], places[gap] = "gap", parts[np.isnan(seen).argmax(axis=0), np.arange(n)][gap]
    span = np.ptp(np.where(np.isfinite(seen), seen, seen[0]), axis=0)
    bent = np.flatnonzero(~gap & ~(np.abs(np.diff(seen, 2, axis=0)).max(axis=0) <= BENT * span))
    if bent.size:
        kinds[bent], places[bent] = _closer(walk.of(bent), parts[:, bent], seen[:, bent], span[bent])
    return kinds, places


def _closer(walk: _Walk, parts: np.ndarray, seen: np.ndarray, span: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The same of steps along which J is bent, from what was seen of it."""
    kinds, places = np.full(len(span), "", "<U4"), np.zeros(len(span))
    leap, where = _leap(walk, parts, seen)
    there = (leap > LEAP * span) & (leap > SEEN * np.abs(seen).max(axis=0))
    kinds[there], places[there] = np.where(leap > BEYOND * span, "pole", "jump")[there], where[there]
    there, where = _pole(walk, parts, seen)
    kinds[there], places[there] = "pole", where[there]
    return kinds, places


def _leap(walk: _Walk, parts: np.ndarray, seen: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """What is left of the largest difference of neighbours when they have come as close as numbers do, and where."""
    lanes, at = np.arange(parts.shape[1]), np.abs(np.diff(seen, axis=0)).argmax(axis=0)
    (low, high), (left, right) = ((each[at, lanes], each[at + 1, lanes]) for each in (parts, seen))
    for _ in range(3 * ROUNDS):
        middle = low + (high - low) / 2
        here = walk.costs(middle[None])[0]
        first = np.abs(here - left) >= np.abs(right - here)
        low, left = np.where(first, low, middle), np.where(first, left, here)
        high, right = np.where(first, middle, high), np.where(first, here, right)
    return np.abs(right - left), low


def _pole(walk: _Walk, parts: np.ndarray, seen: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Where J leaves the straight way between both ends on and on, about where it is furthest from it."""

    def beside(part: np.ndarray, found: np.ndarray) -> np.ndarray:
        return np.abs(found - seen[0] * (1 - part) - seen[-1] * part)

    lanes, size = np.arange(parts.shape[1]), beside(parts, seen)
    at = np.where(np.isnan(size), -1.0, size).argmax(axis=0)
    middle, top, half = parts[at, lanes], size[at, lanes], 1 / PARTS
    begun, tops = top, []
    for turn in range(2 * ROUNDS):
        half /= 2
        # On both sides of the highest: what lies between two of these is met in the next turn.
        near = np.clip(middle + half * np.array([[-1.0], [1.0]]), 0, 1)
        around = beside(near, walk.costs(near))
        for part, size_there in zip(near, around, strict=True):
            higher = size_there > top
            middle, top = np.where(higher, part, middle), np.where(higher, size_there, top)
        if turn + 1 == ROUNDS:
            tops.append(top)
    (halfway,) = tops
    grown = (
        (top - halfway >= GOES_ON * (halfway - begun))
        & (halfway > begun)
        & (top - begun > SEEN * np.abs(seen).max(axis=0))
    )
    return np.isinf(top) | grown, middle

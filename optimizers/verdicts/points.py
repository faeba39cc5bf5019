"""The point p that a run at rest has come to, if any: a listed minimum, a level point, or a kink that is a minimum."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from math import inf

import numpy as np

from landscapes.base import Frozen, Interval, Landscape
from landscapes.breaks import may_break
from landscapes.calculus import kind, look
from landscapes.grid import sample
from landscapes.level import kind_around, kind_of, level_points
from optimizers.experiment import Experiment
from optimizers.verdicts.rows import HERE, Map, at, map_of, tidy
from optimizers.words import letter


@dataclass(frozen=True)
class Point:
    """The level point or the minimum that a run has come to rest at."""

    w1: float
    w2: float
    cost: float
    # "global minimum" | "local minimum" | "minimum" | "minimum that is not isolated" | "saddle" | "maximum"
    # | "edge of a jump" | "flat everywhere"; "minimum" alone where nobody knows whether there are lower ones
    kind: str
    letter: str = ""  # the minimum's name, where the landscape lists it


@lru_cache(maxsize=1024)
def point_at(
    surface: Landscape, theta: Frozen, domain: tuple[Interval, Interval], w1: float, w2: float
) -> Point | None:
    """The p of a run at rest at (w1, w2); None where there is none."""
    sides = map_of(domain)
    for index, minimum in sorted(enumerate(surface.minima), key=lambda listed: listed[1].cost):
        if at(sides, w1, w2, minimum.w1, minimum.w2):
            return Point(*minimum, _depth(surface, minimum.cost), letter(index))
    size, place = np.array([sides.width1, sides.width2]), np.array([w1, w2])
    computed, arguments = surface.computed, surface.arguments(theta)
    level = level_points(computed, arguments, size, place[:, None], HERE)
    p, cost = level.w[:, 0], float(level.seen[0, 0])
    if level.found[0]:
        what = kind_of(computed, arguments, size, p, level.seen[:, 0], HERE)
        if what == "minimum" and may_break(surface):  # second derivatives do not see what lies beyond a jump
            around = kind_around(computed, arguments, size, p, HERE)
            what = "edge of a jump" if around in ("saddle", "maximum") else what
    else:  # a minimum without a level point is a kink
        p, cost = place, float(look(computed, place[:, None], arguments)[0, 0])
        what = "minimum" if kind_around(computed, arguments, size, p, HERE) == "minimum" else "none"
    if what == "flat":
        what = _flat(surface, theta, domain, cost)
    if what == "none":
        return None
    return Point(*tidy(sides, float(p[0]), float(p[1])), cost, _depth(surface, cost) if what == "minimum" else what)


def _depth(surface: Landscape, cost: float) -> str:
    """What kind of minimum one of this depth is."""
    if surface.lowest is None:
        return "minimum"
    span = max(abs(cost), *(abs(m.cost) for m in surface.minima))
    return "global minimum" if cost <= surface.lowest + 1e-9 * span else "local minimum"


def _flat(surface: Landscape, theta: Frozen, domain: tuple[Interval, Interval], cost: float) -> str:
    """What a level place is: all there is, the lowest there is, or "none", a plateau."""
    low, high = range_of(surface, theta, domain)
    if low == high == cost:
        return "flat everywhere"
    return "minimum that is not isolated" if cost <= low else "none"


@lru_cache(maxsize=64)
def range_of(surface: Landscape, theta: Mapping[str, float], domain: tuple[Interval, Interval]) -> tuple[float, float]:
    """The lowest and the highest J that are known on the map: of its picture, and the listed minima."""
    costs = np.empty(0) if surface.dear else sample(surface, theta, domain).cost
    costs = np.append(costs[np.isfinite(costs)], [] if surface.lowest is None else surface.lowest)
    return float(costs.min(initial=inf)), float(costs.max(initial=-inf))


def found(experiment: Experiment, w: np.ndarray) -> np.ndarray:
    """Whether there is a p for runs at rest at the places `w` (2, n): (n,) bool.

    As `point_at` of each has it, most of them together: where a Hessian or the way downhill decides.
    """
    sides, surface, theta = map_of(experiment.map_domain), experiment.surface, Frozen(experiment.theta)
    if w.shape[1] == 1:  # which is remembered for who asks what is there
        return np.array([point_at(surface, theta, experiment.map_domain, *w[:, 0].tolist()) is not None])
    there = np.zeros(w.shape[1], bool)
    for minimum in surface.minima:
        there |= at(sides, w[0], w[1], minimum.w1, minimum.w2)
    open_ = np.flatnonzero(~there)
    if open_.size > 1:
        there[open_], doubtful = _found(surface.computed, surface.arguments(theta), sides, w[:, open_])
        open_ = open_[doubtful]
    for i in open_:
        there[i] = point_at(surface, theta, experiment.map_domain, float(w[0, i]), float(w[1, i])) is not None
    return there


def _found(surface: Landscape, theta: Mapping, sides: Map, w: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Whether there is a p for each place, and whether that is still in doubt."""
    size = np.array([sides.width1, sides.width2])
    level = level_points(surface, theta, size, w, HERE)
    bends = np.where(level.found, level.seen[[3, 4, 4, 5]], 0.0).T.reshape(-1, 2, 2)
    decided = np.array([kind(each) != "degenerate" for each in np.linalg.eigvalsh(bends)])
    here = look(surface, w, theta)
    with np.errstate(all="ignore"):
        downhill = w - HERE * size[:, None] * here[1:3] / np.hypot(*here[1:3])
        falls = look(surface, downhill, theta)[0] < here[0]
    return level.found & decided, np.where(level.found, ~decided, ~falls)

"""Where J is level near a given place: the zero of the gradient that Newton's method reaches from there, and its kind.

Nothing here depends on the units of J or w: lengths are told in map widths, a gradient by the Newton step it asks for.
"""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any, NamedTuple

import jax
import numpy as np

from landscapes.base import Landscape
from landscapes.calculus import kind, look, newton_step

TURNS = 60  # of damped Newton: near a double zero each step still goes a third of the way
SETTLED = 1e-6  # map widths: a Newton step from the last point shorter than this
ROUNDED = 2.0**-46  # of ‖H‖ times the distances at hand: a gradient below this is 0, as far as rounding lets one see
NO_DAMPING = 1e-30  # of ‖H‖²: keeps a Hessian with an eigenvalue of exactly 0 from being divided by
ANGLES = 64  # of a ring; a minimum or maximum between two of them is then closed in on
CLOSER = 4  # times, each ANGLES / 2 closer
EVEN = 2.0**-40  # of the largest difference on a ring: what differs by less is equal
KINDS = ("minimum", "minimum that is not isolated", "saddle", "maximum", "flat")


class Level(NamedTuple):
    """What damped Newton reached from n places. Where it found no level point nearby the last point is given."""

    w: np.ndarray  # (2, n)
    seen: np.ndarray  # (6, n), as `look` has it
    found: np.ndarray  # (n,) bool


def level_points(
    landscape: Landscape, theta: Mapping[str, Any], size: np.ndarray, w: np.ndarray, reach: float
) -> Level:
    """The zeros of ∇J that damped Newton steps lead to from the places `w` (2, n), at most `reach` map widths off.

    `landscape` is a `computed` one, `theta` its arguments and `size` the map's widths (2,). A plateau has none: from
    there Newton's steps go on and on.
    """
    with np.errstate(all="ignore"):  # NaN and infinity are no error: such places are not found
        return _level_points(landscape, theta, size[:, None], w, reach)


def _level_points(landscape: Landscape, theta: Mapping[str, Any], size: np.ndarray, begun: np.ndarray, reach: float):
    w, seen = begun.copy(), look(landscape, begun, theta)
    damping = np.full(w.shape[1], 1e-3)
    found = _level(seen, w, size)
    active = np.flatnonzero(~found & np.isfinite(seen).all(axis=0))
    for _ in range(TURNS):
        if not active.size:
            break
        there = w[:, active] - newton_step(seen[:, active], damping[active])
        near = (np.abs(there - begun[:, active]) <= reach * size).all(axis=0)
        seen_there = look(landscape, there, theta)
        better = np.hypot(*seen_there[1:3]) < np.hypot(*seen[1:3, active])
        moved = active[better & near]
        w[:, moved], seen[:, moved] = there[:, better & near], seen_there[:, better & near]
        damping[active] = np.where(better, np.maximum(damping[active] / 10, NO_DAMPING), damping[active] * 4)
        found[active] = _level(seen[:, active], w[:, active], size)
        active = active[~found[active] & near]
    return Level(w, seen, found)


def _level(seen: np.ndarray, w: np.ndarray, size: np.ndarray) -> np.ndarray:
    """Whether the gradient is 0 at each point: it is where it asks for no Newton step, or is no more than rounding."""
    slope = np.hypot(seen[1], seen[2])
    bend = np.hypot(np.hypot(seen[3], seen[4]), np.hypot(seen[4], seen[5]))
    short = (np.abs(newton_step(seen, NO_DAMPING)) <= SETTLED * size).all(axis=0)
    rounding = slope <= ROUNDED * bend * np.max(np.abs(w) + size, axis=0)
    return np.isfinite(seen[0]) & ((slope == 0) | (np.isfinite(bend) & (short | rounding)))


def kind_of(
    landscape: Landscape, theta: Mapping[str, Any], size: np.ndarray, w: np.ndarray, seen: np.ndarray, reach: float
) -> str:
    """What the level point `w` (2,) is, one of KINDS: by its Hessian or, where that does not decide, by J around it."""
    eigenvalues = np.linalg.eigvalsh(seen[[3, 4, 4, 5]].reshape(2, 2)) if np.isfinite(seen[3:]).all() else np.zeros(2)
    what = kind(eigenvalues)
    return kind_around(landscape, theta, size, w, reach) if what == "degenerate" else what


def kind_around(landscape: Landscape, theta: Mapping[str, Any], size: np.ndarray, w: np.ndarray, reach: float) -> str:
    """What J has at `w` (2,) by its lowest and its highest value on the ring `reach` map widths about it.

    One of KINDS, or "none" where J is not finite somewhere around. "minimum" is more than a claim of level: where J
    is higher on the whole ring than in its middle, a minimum lies within, kink or not.
    """
    here = float(costs(landscape)(*np.repeat(w[:, None], ANGLES + 1, axis=1), theta)[0])
    low, high = (sign * _lowest_around(landscape, theta, size, w, reach, sign) for sign in (1, -1))
    if not np.isfinite([here, low, high]).all():
        return "none"
    equal = EVEN * max(abs(low - here), abs(high - here)) + 2.0**-48 * abs(here)
    if low < here - equal:
        return "saddle" if high > here + equal else "maximum"
    if high <= here + equal:
        return "flat"
    return "minimum" if low > here + equal else "minimum that is not isolated"


def _lowest_around(landscape, theta, size: np.ndarray, w: np.ndarray, reach: float, sign: int) -> float:
    """The lowest of sign · J on the ring, to within an angle of 1e-7; NaN where one of the values is."""
    middle, half, lowest = 0.0, np.pi, np.inf
    for _ in range(1 + CLOSER):
        angles = middle + np.linspace(-half, half, ANGLES + 1)
        ring = w[:, None] + reach * size[:, None] * np.stack((np.cos(angles), np.sin(angles)))
        around = sign * np.asarray(costs(landscape)(*ring, theta))
        if not np.isfinite(around).all():
            return np.nan
        middle, half, lowest = angles[np.argmin(around)], 2 * half / ANGLES, min(lowest, float(around.min()))
    return lowest


@lru_cache(maxsize=32)
def costs(landscape: Landscape):
    """The compiled (w1, w2, what the cost takes) -> J at n places, (n,)."""
    return jax.jit(jax.vmap(lambda w1, w2, theta: landscape.cost(w1, w2, **theta), in_axes=(0, 0, None)))

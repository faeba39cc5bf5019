"""Minima where ∇J is not 0, or where its zeros are hard to find: kinks, tips and steep furrows, by comparing values.

From every place of a grid that is lower than its neighbours a ring is laid, and moved to its lowest point while that is
lower than the middle; else it is halved. The lowest point of a ring is found by angle, so that a furrow leads it.
"""

from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np

from landscapes.base import Interval, Landscape, Minimum
from landscapes.grid import sample
from landscapes.level import costs, kind_around

SIDE = 161  # of the grid
MOST = 64  # places followed, the lowest
BEGIN, END = 1 / 64, 1e-10  # map widths: the radii of the first ring and of one that is no longer followed
TURNS = 200  # a ring is moved or halved
ANGLES = 32  # of a ring, which is then closed in on
CLOSER, CLOSEST = 5, 12  # times: by the latter the angle is known to the last digit, and the narrowest furrow met
NOUGHT = 1e-9  # map widths
NEAR = 1e-4  # map widths: as close, two places are one
RINGS = (1e-3, 1e-6)  # map widths: J must be higher on both


def lows(
    landscape: Landscape,
    theta: Mapping[str, float],
    domain: tuple[Interval, Interval],
    known: Iterable[tuple[float, float]] = (),
) -> tuple[Minimum, ...]:
    """The isolated minima of `domain`, none of them on its edge, that are not among the `known` places: lowest first.

    At most 64. () for a surface of which a grid is too dear. ValueError for a bad theta.
    """
    if landscape.dear:
        return ()
    size = np.array([side.width for side in domain])
    begun = _begun(landscape, theta, domain)
    if not begun.size:
        return ()
    computed, arguments = landscape.computed, landscape.arguments(theta)
    with np.errstate(all="ignore"):  # outside the domain of J
        w, cost = _followed(computed, arguments, size, begun)
    taken = [np.array(place) for place in known]
    kept: list[int] = []
    for i in np.argsort(cost, kind="stable"):
        here = w[:, i]
        inside = all(side.low < x < side.high for side, x in zip(domain, here, strict=True))
        if not inside or any((np.abs(here - place) <= NEAR * size).all() for place in taken):
            continue
        taken.append(here)
        with np.errstate(all="ignore"):
            if all(kind_around(computed, arguments, size, here, reach) == "minimum" for reach in RINGS):
                kept.append(i)
    if not kept:
        return ()
    w, cost = w[:, kept], cost[kept]
    with np.errstate(all="ignore"):  # from the bottom of a furrow a wide ring, looked at closely, leads on
        again, _ = _followed(computed, arguments, size, w, CLOSEST)
    stays = (np.abs(again - w) <= NEAR * size[:, None]).all(axis=0)
    w = np.where(np.abs(w) > NOUGHT * size[:, None], w, 0.0)
    return tuple(Minimum(float(w[0, i]), float(w[1, i]), float(cost[i])) for i in np.flatnonzero(stays))


def _begun(landscape: Landscape, theta: Mapping[str, float], domain: tuple[Interval, Interval]) -> np.ndarray:
    """The places (2, n) of a grid that are as low as their neighbours, and lower than some."""
    grid = sample(landscape, theta, domain, SIDE)
    cost = np.where(np.isfinite(grid.cost), grid.cost, np.inf)
    middle = cost[1:-1, 1:-1]
    around = [
        cost[1 + j : SIDE - 1 + j, 1 + i : SIDE - 1 + i] for j in (-1, 0, 1) for i in (-1, 0, 1) if (i, j) != (0, 0)
    ]
    rows, columns = np.nonzero(
        np.isfinite(middle) & (middle <= np.min(around, axis=0)) & (middle < np.max(around, axis=0))
    )
    lowest = np.argsort(middle[rows, columns], kind="stable")[:MOST]
    return np.stack((grid.w1[1 + columns[lowest]], grid.w2[1 + rows[lowest]]))


def _followed(landscape: Landscape, theta: Mapping[str, Any], size: np.ndarray, w: np.ndarray, closer: int = CLOSER):
    """Where the rings come to from the places `w` (2, n), and J there."""
    more = MOST - w.shape[1]  # one program serves any number of places
    w = np.pad(w, ((0, 0), (0, more)), mode="edge")
    turn = np.linspace(-1, 1, ANGLES + 1)[:, None]

    def seen(places: np.ndarray) -> np.ndarray:
        found = np.asarray(costs(landscape)(*places.reshape(2, -1), theta)).reshape(places.shape[1:])
        return np.where(np.isnan(found), np.inf, found)

    here = seen(np.repeat(w[:, None], ANGLES + 1, axis=1))[0]
    radius, lanes = np.full(MOST, BEGIN), np.arange(MOST)
    for _ in range(TURNS):
        middle, half = np.zeros(MOST), np.pi
        ring, around, at = w[:, None], here[None], np.zeros(MOST, int)
        for _ in range(1 + closer):
            angles = middle + half * turn
            ring = w[:, None] + radius * size[:, None, None] * np.stack((np.cos(angles), np.sin(angles)))
            around = seen(ring)
            at = around.argmin(axis=0)
            middle, half = angles[at, lanes], 2 * half / ANGLES
        lower = around[at, lanes] < here
        w = np.where(lower, ring[:, at, lanes], w)
        here = np.where(lower, around[at, lanes], here)
        radius = np.where(lower, np.minimum(2 * radius, BEGIN), radius / 2)
        if (radius < END).all():
            break
    return w[:, : MOST - more], here[: MOST - more]

"""J sampled over a rectangle: the numbers behind the contour map."""

from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

import jax
import numpy as np

from landscapes.base import Interval, Landscape


class Grid(NamedTuple):
    w1: np.ndarray  # (n,) float64
    w2: np.ndarray  # (n,) float64
    cost: np.ndarray  # (n, n) float64; row j, column i is J(w1[i], w2[j])


def sample(
    landscape: Landscape,
    theta: Mapping[str, float] = {},
    domain: tuple[Interval, Interval] | None = None,
    n: int = 161,  # fine enough that a contour looks smooth on a projector
) -> Grid:
    """J on an n × n grid over `domain` (the landscape's own by default), edges included. 2 ≤ n ≤ 513."""
    if not 2 <= n <= 513:
        raise ValueError(f"a grid of n = {n} points a side is out of range: 2 to 513")
    across, up = domain or landscape.domain
    w1, w2 = np.linspace(across.low, across.high, n), np.linspace(up.low, up.high, n)
    return Grid(w1, w2, np.asarray(sampler(landscape.computed)(w1, w2, landscape.arguments(theta))))


@lru_cache(maxsize=32)
def sampler(landscape: Landscape):
    """The compiled (w1, w2, θ) -> J over the rectangle of two axes, (len(w2), len(w1))."""

    def over(w1, w2, theta):
        def row(b):
            return jax.vmap(lambda a: landscape.cost(a, b, **theta))(w1)

        return jax.lax.map(row, w2) if landscape.dear else jax.vmap(row)(w2)

    return jax.jit(over)

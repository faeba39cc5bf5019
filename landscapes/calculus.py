"""Derivatives of J, taken by JAX from the landscape's own formula: its slope, how it bends, and where it is level."""

from collections.abc import Callable, Mapping
from functools import lru_cache
from math import inf, nan
from typing import NamedTuple

import jax
import numpy as np
from jax import Array, lax
from jax import numpy as jnp

from landscapes.base import Interval, Landscape

STARTS = 64  # a side of the grid that critical points are looked for from: 3 in each half wave of Rastrigin
TURNS = 120  # of the search; where the Hessian vanishes too, an error shrinks by no more than a third in each
LEVEL = 1e-9  # times the mean ‖∇J‖ of the starts: a gradient below this is 0, as far as rounding lets one see
SETTLED = 1e-6  # map widths: a Newton step longer than this is still under way; points closer than this are one point
FLAT = 1e-8  # an eigenvalue this small beside the other, or beside the map's usual curvature, counts as 0
MOST = 512  # critical points in an answer
KINDS = ("minimum", "saddle", "maximum", "degenerate")


def value_and_gradient(landscape: Landscape) -> Callable[..., tuple[Array, tuple[Array, Array]]]:
    """The function (w1, w2, **theta) -> (J, (∂J/∂w1, ∂J/∂w2)) on scalars; traceable by JAX."""
    return jax.value_and_grad(landscape.cost, argnums=(0, 1))


def hessian(landscape: Landscape) -> Callable[..., tuple[tuple[Array, Array], tuple[Array, Array]]]:
    """The function (w1, w2, **theta) -> the 2 × 2 second derivatives of J as nested pairs; traceable by JAX."""
    return jax.hessian(landscape.cost, argnums=(0, 1))


class Curvature(NamedTuple):
    """How J bends at a point. Every number is NaN where a second derivative is not finite."""

    hessian: np.ndarray  # (2, 2) float64
    eigenvalues: np.ndarray  # (2,), the smaller first
    axes: np.ndarray  # (2, 2), row i the unit vector (w1, w2) along which J bends by eigenvalues[i]
    condition: float  # max |λ| / min |λ|, at least 1; infinity where one is 0
    # 2 / λmax: on J's quadratic model here gradient descent overshoots ever further at any constant rate above it.
    # Infinity where λmax ≤ 0: nothing bends up, so no rate overshoots (and where λ < 0 every rate walks away).
    stable_rate: float


class CriticalPoint(NamedTuple):
    """A point where the gradient of J vanishes."""

    w1: float
    w2: float
    cost: float
    kind: str  # "minimum" | "saddle" | "maximum" | "degenerate": one of KINDS
    curvature: Curvature


def curvature(landscape: Landscape, w1: float, w2: float, theta: Mapping[str, float] = {}) -> Curvature:
    """How J bends at (w1, w2); ValueError for a bad theta."""
    return _curvature(np.array(_bends(landscape)(float(w1), float(w2), landscape.theta(theta))))


def kind(eigenvalues: np.ndarray, usual: float = 0.0) -> str:
    """What a critical point is by its Hessian's two eigenvalues: one of KINDS.

    "degenerate" where one of them is at most 1e-8 beside the other or beside `usual`, a curvature that counts as
    large on this surface: then second derivatives do not decide (w1⁴ has a minimum at 0, w1³ has none).
    """
    if not (np.abs(eigenvalues) > FLAT * max(usual, *np.abs(eigenvalues))).all():
        return "degenerate"
    rising = int((eigenvalues > 0).sum())
    return ("maximum", "saddle", "minimum")[rising]


def critical_points(
    landscape: Landscape,
    theta: Mapping[str, float] = {},
    domain: tuple[Interval, Interval] | None = None,
) -> tuple[CriticalPoint, ...]:
    """The points of `domain` (the landscape's own by default) where ∇J = 0: by KINDS in their order, the lowest first.

    Found from 64 × 64 starts by damped Newton steps on ∇J, and kept where ‖∇J‖ ≤ 1e-9 of the map's mean and the next
    step is shorter than 1e-6 of the map. Two closer than that are one; places narrower than a 64th of the map may be
    missed. Plains, where the Hessian is exactly 0, are left out. A level curve gives some of its points, "degenerate",
    a 64th of the map apart. At most 512, the lowest. ValueError for a bad theta.
    """
    across, up = domain or landscape.domain
    found = _search(landscape)(*map(float, (*across, *up)), landscape.theta(theta))
    w1, w2, cost, bends, good, usual = map(np.asarray, found)
    size = np.array([across.width, up.width])
    order = np.flatnonzero(good)[np.argsort(cost[good], kind="stable")]
    cells = np.round(np.stack((w1, w2), axis=1)[order] / (size * SETTLED))
    order = order[np.sort(np.unique(cells, axis=0, return_index=True)[1])]  # most starts end where another one does
    points: list[CriticalPoint] = []
    taken = np.empty((0, 2))
    for at in order:
        bend = _curvature(bends[at])
        what = kind(bend.eigenvalues, float(usual))
        here, apart = np.array([w1[at], w2[at]]), size * (1 / STARTS if what == "degenerate" else SETTLED)
        if len(points) < MOST and not (np.abs(taken - here) <= apart).all(axis=1).any():
            points.append(CriticalPoint(float(here[0]), float(here[1]), float(cost[at]), what, bend))
            taken = np.vstack([taken, here])
    # Minima as deep as each other differ by rounding: to nine digits of the span they are equal, and go by place.
    span = max((abs(p.cost) for p in points), default=0.0) or 1.0
    return tuple(sorted(points, key=lambda p: (KINDS.index(p.kind), round(p.cost / span, 9), p.w1, p.w2)))


def _curvature(bends: np.ndarray) -> Curvature:
    if not np.isfinite(bends).all():
        return Curvature(bends, np.full(2, nan), np.full((2, 2), nan), nan, nan)
    eigenvalues, columns = np.linalg.eigh(bends)
    axes = columns.T * np.where(columns.sum(axis=0) < 0, -1.0, 1.0)[:, None]  # of the two signs, always the same
    small, large = np.sort(np.abs(eigenvalues)).tolist()
    top = float(eigenvalues[1])
    return Curvature(bends, eigenvalues, axes, large / small if small else inf, 2 / top if top > 0 else inf)


@lru_cache(maxsize=32)
def _bends(landscape: Landscape):
    return jax.jit(lambda w1, w2, theta: hessian(landscape)(w1, w2, **theta))


@lru_cache(maxsize=32)
def _search(landscape: Landscape):
    """The compiled search: (left, right, bottom, top, theta) -> w1, w2, J, Hessians, whether verified; usual |λ|."""

    def search(left, right, bottom, top, theta):
        def look(w1, w2):
            cost, gradient = value_and_gradient(landscape)(w1, w2, **theta)
            return cost, gradient, hessian(landscape)(w1, w2, **theta)

        def turn(_, carry):
            (w1, w2), damping = carry
            _, g, h = look(w1, w2)
            s1, s2 = _newton(g, h, damping)
            _, after, _ = look(w1 - s1, w2 - s2)
            better = jnp.hypot(*after) < jnp.hypot(*g)
            w = (jnp.where(better, w1 - s1, w1), jnp.where(better, w2 - s2, w2))
            return w, jnp.where(better, jnp.maximum(damping / 10, 1e-30), jnp.minimum(damping * 4, 1e30))

        def settle(w1, w2):
            (w1, w2), _ = lax.fori_loop(0, TURNS, turn, ((w1, w2), jnp.asarray(1e-3)))
            cost, g, h = look(w1, w2)
            step = _newton(g, h, 1e-30)
            return w1, w2, cost, jnp.array(h), jnp.hypot(*g), jnp.abs(jnp.array(step))

        # Middles of cells: a symmetric surface has its critical points on lines that none of these lies on.
        part = (jnp.arange(STARTS) + 0.5) / STARTS
        w2, w1 = (x.ravel() for x in jnp.meshgrid(bottom + (top - bottom) * part, left + (right - left) * part))
        _, slopes, bends = jax.vmap(look)(w1, w2)
        steep = jnp.hypot(*slopes)
        steep = jnp.mean(steep, where=jnp.isfinite(steep))
        usual = jnp.nanmedian(jnp.sqrt(sum(b**2 for row in bends for b in row)))
        w1, w2, cost, h, slope, step = jax.vmap(settle)(w1, w2)
        size = jnp.array([right - left, top - bottom])
        off = jnp.maximum(jnp.abs(w1 - (left + right) / 2) / size[0], jnp.abs(w2 - (bottom + top) / 2) / size[1])
        good = (off <= 0.5 + 1e-9) & (slope <= LEVEL * steep) & (step <= SETTLED * size).all(axis=1)
        return w1, w2, cost, h, good & jnp.isfinite(cost) & (h != 0).any(axis=(1, 2)), usual

    return jax.jit(search)


def _newton(gradient, bends, damping):
    """The step (H² + μ I)⁻¹ H g with μ = damping · ‖H‖²: Newton's towards ∇J = 0 for none, short and safe for much."""
    (g1, g2), ((a, b), (_, d)) = gradient, bends
    size = jnp.sqrt(a * a + 2 * b * b + d * d)
    a, b, d, g1, g2 = (x / size for x in (a, b, d, g1, g2))
    p, q, r = a * a + b * b + damping, b * (a + d), b * b + d * d + damping
    # p r − q² without its cancellation: det(H² + μ I) = det(H)² + μ tr(H²) + μ².
    volume = (a * d - b * b) ** 2 + damping * (a * a + 2 * b * b + d * d) + damping * damping
    u, v = a * g1 + b * g2, b * g1 + d * g2
    return (r * u - q * v) / volume, (p * v - q * u) / volume

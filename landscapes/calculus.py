"""Derivatives of J, taken by JAX from the landscape's own formula: its slope, how it bends, and where it is level."""

from collections.abc import Callable, Mapping
from functools import lru_cache
from math import inf, nan
from typing import Any, NamedTuple

import jax
import numpy as np
from jax import Array
from jax import numpy as jnp

from landscapes.base import Interval, Landscape

STARTS = 80  # a side of the grid that critical points are looked for from: 4 in each half wave of Rastrigin
TURNS = 400  # of the search; most starts need 20, those in a crooked furrow such as Schaffer's go on far longer
LEVEL = 1e-9  # times the mean ‖∇J‖ of the starts: a gradient below this is 0, as far as rounding lets one see
SETTLED = 1e-6  # map widths: a Newton step longer than this is still under way; points closer than this are one point
ARRIVED = 1e-11  # map widths: a Newton step as short as this is the last one
PART = 1024  # points looked at together
FLAT = 1e-8  # an eigenvalue this small beside the other, or beside the map's usual curvature, counts as 0
FADED = float(np.finfo(float).tiny / np.finfo(float).eps)  # 1e-292: some versions of XLA take its last digits for 0
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
    return _curvature(np.array(_bends(landscape.computed)(float(w1), float(w2), landscape.arguments(theta))))


def kind(eigenvalues: np.ndarray, usual: float = 0.0) -> str:
    """What a critical point is by its Hessian's two eigenvalues: one of KINDS.

    "degenerate" where one of them is at most 1e-8 beside the other or beside `usual`, a curvature that counts as
    large on this surface: then second derivatives do not decide (w1⁴ has a minimum at 0, w1³ has none).
    """
    if not (np.abs(eigenvalues) > FLAT * max(usual, *np.abs(eigenvalues))).all():
        return "degenerate"
    rising = int((eigenvalues > 0).sum())
    return ("maximum", "saddle", "minimum")[rising]


def hessians(landscape: Landscape, w1: np.ndarray, w2: np.ndarray, theta: Mapping[str, float] = {}) -> np.ndarray:
    """The second derivatives of J at n points, (n, 2, 2), for `w1` and `w2` of shape (n,); ValueError for a bad theta.

    One program per landscape serves any n: the one that finds its critical points.
    """
    seen = look(landscape.computed, np.stack((w1, w2)), landscape.arguments(theta))
    return seen[[3, 4, 4, 5]].T.reshape(-1, 2, 2)


def critical_points(
    landscape: Landscape,
    theta: Mapping[str, float] = {},
    domain: tuple[Interval, Interval] | None = None,
) -> tuple[CriticalPoint, ...]:
    """The points of `domain` (the landscape's own by default) where ∇J = 0: by KINDS in their order, the lowest first.

    Found from 80 × 80 starts by damped Newton steps on ∇J, and kept where ‖∇J‖ ≤ 1e-9 of the map's mean and the next
    step is shorter than 1e-6 of the map. Two closer than that are one; places narrower than an 80th of the map may be
    missed. Plains, where the Hessian is 0 or below 1e-292, are left out. A level curve gives some of its points,
    "degenerate", an 80th of the map apart. At most 512, the lowest. ValueError for a bad theta.
    """
    across, up = domain or landscape.domain
    with np.errstate(all="ignore"):  # NaN and infinity are no error: such points are not verified
        (w1, w2), seen, usual = _search(landscape.computed, (across, up), landscape.arguments(theta))
    cost = seen[0]
    bends = seen[[3, 4, 4, 5]].T.reshape(-1, 2, 2)
    size = np.array([across.width, up.width])
    order = np.argsort(cost, kind="stable")
    cells = np.round(np.stack((w1, w2), axis=1)[order] / (size * SETTLED))
    order = order[np.sort(np.unique(cells, axis=0, return_index=True)[1])]  # most starts end where another one does
    points: list[CriticalPoint] = []
    taken = np.empty((0, 2))
    for at in order:
        bend = _curvature(bends[at])
        what = kind(bend.eigenvalues, usual)
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
def curvature_program(landscape: Landscape):
    """The compiled (w1, w2, θ) -> J, its gradient and its Hessian's three, (6, n) for n points."""

    def look(w1, w2, theta):
        cost, gradient = value_and_gradient(landscape)(w1, w2, **theta)
        (a, b), (_, d) = hessian(landscape)(w1, w2, **theta)
        return jnp.stack((cost, *gradient, a, b, d))

    return jax.jit(jax.vmap(look, in_axes=(0, 0, None), out_axes=1))


def look(landscape: Landscape, w: np.ndarray, theta: Mapping[str, Any]) -> np.ndarray:
    """J, ∂J/∂w1, ∂J/∂w2 and the Hessian's three at n points, float64 (6, n), for `w` of shape (2, n).

    `landscape` is a `computed` one and `theta` its arguments. A point alone is looked at alone; more of them in parts
    of one size, so that one program will do for any number.
    """
    part = 1 if w.shape[1] == 1 else PART
    whole = -(-w.shape[1] // part) * part
    padded = np.pad(w, ((0, 0), (0, whole - w.shape[1])), mode="edge")
    parts = [curvature_program(landscape)(*padded[:, i : i + part], theta) for i in range(0, whole, part)]
    return np.concatenate(parts, axis=1)[:, : w.shape[1]]


def _search(landscape: Landscape, domain: tuple[Interval, Interval], theta: Mapping[str, float]):
    """Where ∇J = 0: w (2, n), what is seen there (6, n), and the usual size of the Hessian.

    Only the look is compiled, and once: a compiled loop around it holds several of it and took five times as long to
    make. Starts that have arrived or left take no further part.
    """
    low, size = np.array([[side.low, side.width] for side in domain]).T[:, :, None]
    # Middles of cells: a symmetric surface has its critical points on lines that none of these lies on.
    part = (np.arange(STARTS) + 0.5) / STARTS
    w = low + size * np.stack(np.meshgrid(part, part)).reshape(2, -1)
    seen = look(landscape, w, theta)
    slopes = np.hypot(seen[1], seen[2])
    active = np.flatnonzero(np.isfinite(slopes))
    if not active.size:
        return w[:, :0], seen[:, :0], 0.0
    steep = slopes[active].mean()
    usual = np.median(np.nan_to_num(_size(seen[:, active]), posinf=0.0))
    damping = np.full(w.shape[1], 1e-3)
    for _ in range(TURNS):
        step = newton_step(seen[:, active], damping[active])
        there = w[:, active] - step
        found = look(landscape, there, theta)
        better = np.hypot(found[1], found[2]) < np.hypot(*seen[1:3, active])
        moved = active[better]
        w[:, moved], seen[:, moved] = there[:, better], found[:, better]
        damping[active] = np.where(better, np.maximum(damping[active] / 10, 1e-30), damping[active] * 4)
        still = (np.abs(step) > ARRIVED * size).any(axis=0)
        near = (np.abs(w[:, active] - low - size / 2) < size).all(axis=0)
        active = active[still & near]
        if not active.size:
            break
    step = newton_step(seen, np.full(w.shape[1], 1e-30))
    inside = (np.abs(w - low - size / 2) <= size * (0.5 + 1e-9)).all(axis=0)
    good = inside & (np.hypot(seen[1], seen[2]) <= LEVEL * steep) & (np.abs(step) <= SETTLED * size).all(axis=0)
    good &= np.isfinite(seen[0]) & (_size(seen) > FADED)
    return w[:, good], seen[:, good], float(usual)


def _size(seen: np.ndarray) -> np.ndarray:
    a, b, d = seen[3:]
    return np.hypot(np.hypot(a, b), np.hypot(b, d))  # no square overflows or vanishes on the way


def newton_step(seen: np.ndarray, damping: np.ndarray | float) -> np.ndarray:
    """The step (H² + μ I)⁻¹ H g with μ = damping · ‖H‖²: Newton's towards ∇J = 0 for none, short and safe for much."""
    g1, g2, a, b, d = seen[1:] / _size(seen)
    p, q, r = a * a + b * b + damping, b * (a + d), b * b + d * d + damping
    # p r − q² without its cancellation: det(H² + μ I) = det(H)² + μ tr(H²) + μ².
    volume = (a * d - b * b) ** 2 + damping * (a * a + 2 * b * b + d * d) + damping * damping
    u, v = a * g1 + b * g2, b * g1 + d * g2
    return np.stack(((r * u - q * v) / volume, (p * v - q * u) / volume))

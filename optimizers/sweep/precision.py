"""The precision of a sweep: float32 where J, its slope and the slope's square are numbers in it, else float64.

A value that overflows in float32 is no run that diverged, and one that vanishes in it is no rule that stands still.
"""

from functools import lru_cache, partial
from typing import Any

import jax
import numpy as np

from landscapes.base import Frozen, Interval, Landscape
from landscapes.calculus import value_and_gradient
from optimizers.experiment import Experiment

FEW = 1024  # lanes: so few are always float64, which costs them little
SIDE = 34  # a side of the grid of places that are looked at, edges included: even, to miss a tip in its middle
WIDER = 3  # times the map: as far as runs are met that come back
FAINT = 1e-10  # a slope nowhere larger: its square is lost beside the ε of a rule, or altogether
SHIFTED = 100  # widths of the map off 0: float32 then no longer tells places a thousandth of it apart


def precision(experiment: Experiment, lanes: int) -> Any:
    """np.float32 or np.float64: what so many runs of `experiment` are to be made in."""
    return np.float64 if lanes <= FEW else fitting(experiment)


def fitting(experiment: Experiment) -> Any:
    """np.float32 where that holds the landscape of `experiment`, else np.float64."""
    fits = _fits(experiment.surface, Frozen(experiment.theta), experiment.map_domain)
    return np.float32 if fits else np.float64


def narrowed(cost: np.ndarray) -> np.ndarray:
    """`cost` in float32, or as it is where one of its numbers is none there."""
    with np.errstate(over="ignore"):
        single = cost.astype(np.float32)
    return single if (np.isfinite(single) == np.isfinite(cost)).all() else cost


@lru_cache(maxsize=64)
def _fits(surface: Landscape, theta: Frozen, domain: tuple[Interval, Interval]) -> bool:
    """Whether float32 has all that float64 has over this map and around it."""
    if any(abs(side.centre) > SHIFTED * side.width for side in domain):
        return False
    places = np.concatenate([_grid(domain, times) for times in (1, WIDER)], axis=1)
    if surface.dear:
        places = places[:, ::SIDE]
    arguments, seen = surface.arguments(theta), {}
    with np.errstate(all="ignore"):  # what float32 does not hold is what is asked
        for kind in (np.float32, np.float64):
            w1, w2, numbers = jax.tree.map(partial(np.asarray, dtype=kind), (*places, arguments))
            seen[kind] = np.asarray(_look(surface.computed)(w1, w2, numbers))
    single, double = seen.values()
    known = np.isfinite(double).all(axis=0)
    slopes = np.hypot(double[1], double[2])[known]
    with np.errstate(over="ignore"):
        squares = np.square(single[1:])
    whole = np.isfinite(single).all(axis=0) & np.isfinite(squares).all(axis=0)
    return bool(whole[known].all() and (not slopes.any() or slopes.max() > FAINT))


def _grid(domain: tuple[Interval, Interval], times: float) -> np.ndarray:
    """(2, n), of the map or one so many times as wide."""
    across, up = (side.widened(times) for side in domain)
    axes = np.meshgrid(np.linspace(*across, SIDE), np.linspace(*up, SIDE))
    return np.stack(axes).reshape(2, -1)


@lru_cache(maxsize=32)
def _look(surface: Landscape):
    """The compiled (w1, w2, θ) -> J and its slope, (3, n), in the type of what it is given."""

    def look(w1, w2, theta):
        cost, gradient = value_and_gradient(surface)(w1, w2, **theta)
        return jax.numpy.stack((cost, *gradient))

    def each(w1, w2, theta):
        if surface.dear:
            return jax.lax.map(lambda w: look(w[0], w[1], theta), (w1, w2)).T
        return jax.vmap(look, in_axes=(0, 0, None), out_axes=1)(w1, w2, theta)

    return jax.jit(each)

"""Nothing depends on units: J or w in others, with the rate that goes with them, is the same path bit for bit.

J · 2ᵏ is walked with α · 2⁻ᵏ by gradient descent and momentum, and with the same α and ε · 2ᵏ by Adam and RMSprop; w
and the map stretched by c = 2ʲ with α · c² by the former, with α · c and ε / c by the latter. The verdict is then the
same, at the same step. Powers of two round nothing, so all of this is asked of every bit.
"""

from dataclasses import replace
from functools import lru_cache

import numpy as np
import pytest

from landscapes import CATALOGUE as LANDSCAPES
from landscapes import Interval, Landscape, Parameter
from optimizers import CATALOGUE, Experiment, Run, Trajectory, perform
from optimizers.experiment import LEARNING_RATES

# The scales are arguments of one program: a compiler may add in another order where it sees another number.
SCALES = (
    Parameter("times", "f", 1.0, 2.0**-30, 2.0**30, "J is multiplied by it"),
    Parameter("shrink", "1/c", 1.0, 2.0**-30, 2.0**30, "w is multiplied by it before J is looked up"),
)
GRADIENTS, SCALED = ("gradient_descent", "momentum"), ("adam", "rmsprop")
HEIGHTS, WIDTHS = (-20, -8, 8, 20), (-6, 5)
FEW = ("himmelblau", "rosenbrock", "softplus_plateau", "saddle", "kinked_valley", "radial_plateau")


@lru_cache(maxsize=1)
def family(key: str) -> Landscape:
    """A surface of the catalogue with its units as parameters."""
    surface = LANDSCAPES[key]

    def cost(w1, w2, times, shrink, **theta):
        return times * surface.cost(w1 * shrink, w2 * shrink, **theta)

    return replace(surface, cost=cost, parameters=(*surface.parameters, *SCALES), data=None, family=None)


def measured(key: str, high: int = 0, wide: int = 0) -> Experiment:
    """The surface with J in units 2^−high and w in units 2^−wide, from its own start; without runs."""
    of, f, c = family(key), 2.0**high, 2.0**wide
    surface = replace(
        of,
        minima=tuple(m._replace(w1=c * m.w1, w2=c * m.w2, cost=f * m.cost) for m in of.minima),
        domain=tuple(Interval(c * side.low, c * side.high) for side in of.domain),
        start=tuple(c * w for w in of.start),
        family=of,
    )
    return Experiment(surface, theta={"times": f, "shrink": 1 / c}, steps=300)


def run(optimizer: str, alpha: float, high: int = 0, wide: int = 0) -> Run:
    """The run that walks the same path in these units."""
    f, c = 2.0**high, 2.0**wide
    if optimizer in GRADIENTS:
        return Run(optimizer, alpha * c * c / f)
    (epsilon,) = (p.default for p in CATALOGUE[optimizer].hyperparameters if p.key == "epsilon")
    return Run(optimizer, alpha * c, hyper={"epsilon": epsilon * f / c})


def walked(key: str, optimizer: str, alpha: float, high: int = 0, wide: int = 0) -> Trajectory:
    (trajectory,) = perform(replace(measured(key, high, wide), runs=(run(optimizer, alpha, high, wide),)))
    return trajectory


def rate(key: str, optimizer: str) -> float:
    """A good rate to two binary digits, so that it may be scaled exactly."""
    return 2.0 ** round(np.log2(CATALOGUE[optimizer].suits(LANDSCAPES[key])))


def judged(trajectory: Trajectory, high: int, wide: int) -> tuple:
    """All of a verdict, in the units of the surface itself."""
    verdict, f, c = trajectory.verdict, 2.0**high, 2.0**wide
    p = verdict.point
    point = p and (p.w1 / c, p.w2 / c, p.cost / f, p.kind)
    edge = verdict.edge and tuple(w / c for w in verdict.edge)
    band = verdict.band and tuple(cost / f for cost in verdict.band)
    return (verdict.kind, verdict.step, verdict.reason, verdict.motion, verdict.overshoots, point, edge, band)


def agree(key: str, optimizer: str, alpha: float, scales) -> None:
    itself = walked(key, optimizer, alpha)
    # A run that is lost goes on to where numbers end, which they do at the same place in every unit.
    until = len(itself.w1) if itself.lost_from is None else itself.lost_from + 1
    for high, wide in scales:
        if optimizer in GRADIENTS and alpha * 4.0**wide / 2.0**high > LEARNING_RATES.high:
            continue  # no such rate is accepted, whatever the units
        other = walked(key, optimizer, alpha, high, wide)
        for w, seen in ((itself.w1, other.w1), (itself.w2, other.w2)):
            np.testing.assert_array_equal(seen[:until], w[:until] * 2.0**wide, err_msg=f"J · 2^{high}, w · 2^{wide}")
        assert judged(other, high, wide) == judged(itself, 0, 0), f"J · 2^{high}, w · 2^{wide}"


EVERY_UNIT = (*((high, 0) for high in HEIGHTS), *((0, wide) for wide in WIDTHS))


@pytest.mark.sampled(3)
@pytest.mark.parametrize("key", FEW)
def test_descent_and_adam_do_the_same_in_every_unit(key):
    for optimizer in ("gradient_descent", "adam"):
        agree(key, optimizer, rate(key, optimizer), EVERY_UNIT)


@pytest.mark.long
@pytest.mark.parametrize("optimizer", [*GRADIENTS, *SCALED])
@pytest.mark.parametrize("key", LANDSCAPES)
def test_every_surface_is_the_same_in_every_unit(key, optimizer):
    good = rate(key, optimizer)
    for alpha in (good, good * 2.0**-10, good * 2.0**6):  # one that may stall, and one that may be lost
        agree(key, optimizer, alpha, EVERY_UNIT)

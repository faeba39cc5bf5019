"""Bohachevsky's function: a bowl with a ripple that only shows near the bottom."""

from jax.numpy import cos, pi

from landscapes.base import Interval, Known, Landscape, Minimum


def cost(w1, w2):
    return w1**2 + 2 * w2**2 - 0.3 * cos(3 * pi * w1) - 0.4 * cos(4 * pi * w2) + 0.7


BOHACHEVSKY = Landscape(
    key="bohachevsky",
    title="Bohachevsky",
    group="minima",
    formula=r"w_1^2 + 2 w_2^2 - 0.3\cos(3\pi w_1) - 0.4\cos(4\pi w_2) + 0.7",
    cost=cost,
    domain=(Interval(-2, 2), Interval(-2, 2)),  # usually ±100, where the ripple is finer than the map
    start=(-1.7, 1.4),
    minima=(Minimum(0, 0, 0),),  # the global one of some twenty-five
    known=(
        Known(1, 0, 1.6),  # 1 + 0.3 − 0.4 + 0.7
        Known(0, 1, 2),  # 2 − 0.3 − 0.4 + 0.7
        Known(0, 0.25, 0.925),  # 0.125 − 0.3 + 0.4 + 0.7
        Known(0.5, 0, 0.55),  # 0.25 − 0 − 0.4 + 0.7
    ),
    source="I. O. Bohachevsky, M. E. Johnson & M. L. Stein, Technometrics 28 (1986) 209–217, No. 1",
    lesson="From afar it is a bowl; in the last troughs a small rate stops and a rolling start carries on.",
    rates={"gradient_descent": 0.02, "momentum": 0.05, "rmsprop": 0.002, "adam": 0.2},
)

"""A radial plateau: a bowl in terraces, its rings so level that a run may take them for the bottom."""

from jax.numpy import sin

from landscapes.base import Interval, Known, Landscape, Minimum


def cost(w1, w2):
    s = (w1**2 + 2 * w2**2) / 4
    return s + 0.95 * sin(s)


RADIAL_PLATEAU = Landscape(
    key="radial_plateau",
    title="Radial plateau",
    group="saddles",
    formula=r"\tfrac{w_1^2 + 2 w_2^2}{4} + 0.95\,\sin\!\left(\tfrac{w_1^2 + 2 w_2^2}{4}\right)",
    cost=cost,
    domain=(Interval(-6, 6), Interval(-5, 5)),
    start=(-4.4, 2.6),
    minima=(Minimum(0, 0, 0),),
    known=(
        Known(3.5449077018110318, 0, 3.1415926536),  # s = π: π + 0, on the inner ring
        Known(0, 1.772453850905516, 2.5207963268),  # s = π/2: π/2 + 0.95
        Known(2, 1, 2.4476202372),  # s = 3/2: 1.5 + 0.95 sin 1.5 = 1.5 + 0.95 · 0.9974949866
        Known(1, 3, 3.8006718505),  # s = 19/4: 4.75 + 0.95 sin 4.75 = 4.75 − 0.95 · 0.9992927890
    ),
    source="Optiscape's own: a terraced bowl, the slope of each ring a fortieth of the steepest",
    lesson="A gradient close to nought is no proof of a minimum: on each ring plain descent all but stops.",
    rates={"gradient_descent": 0.2, "momentum": 0.2, "rmsprop": 0.03, "adam": 0.3},
)

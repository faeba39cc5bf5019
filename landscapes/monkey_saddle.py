"""The monkey saddle: three ways down and three ways up, for two legs and a tail."""

from landscapes.base import Interval, Known, Landscape


def cost(w1, w2):
    return w1**3 - 3 * w1 * w2**2


MONKEY_SADDLE = Landscape(
    key="monkey_saddle",
    title="Monkey saddle",
    group="saddles",
    formula=r"w_1^3 - 3 w_1 w_2^2",
    cost=cost,
    domain=(Interval(-2, 2), Interval(-2, 2)),
    start=(1.5, 0.01),
    minima=(),
    known=(Known(2, 1, 2), Known(1, 2, -11)),  # 8 − 6 and 1 − 12
    source="D. Hilbert & S. Cohn-Vossen, Geometry and the Imagination, 1932",
    lesson="Here even the curvature vanishes: the saddle holds a run far longer than one that slopes either way.",
    rates={"gradient_descent": 0.003, "momentum": 0.003, "rmsprop": 0.003, "adam": 0.002},
)

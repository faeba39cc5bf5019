"""Bukin's sixth function: a crease as sharp as a root along a parabola, and almost level along its floor."""

from landscapes.base import Interval, Known, Landscape, Minimum
from landscapes.kinks import absolute, root


def cost(w1, w2):
    return 100 * root(absolute(w2 - 0.01 * w1**2)) + 0.01 * absolute(w1 + 10)


BUKIN_N6 = Landscape(
    key="bukin_n6",
    title="Bukin N. 6",
    group="kinks",
    formula=r"100\sqrt{\lvert w_2 - 0.01 w_1^2\rvert} + 0.01\,\lvert w_1 + 10\rvert",
    cost=cost,
    domain=(Interval(-15, -5), Interval(-3, 3)),
    start=(-6.5, 2.0),
    minima=(Minimum(-10, 1, 0),),
    smooth=False,  # the slope grows without bound towards the crease
    known=(
        Known(-10, 0, 100),  # 100 √1 + 0
        Known(-15, 0, 150.05),  # 100 √2.25 + 0.05
        Known(-5, 1, 86.6525403784),  # 100 √0.75 + 0.05
        Known(-10, 3, 141.4213562373),  # 100 √2 + 0
    ),
    source="A. D. Bukin, New minimization strategy for non-smooth functions, Novosibirsk 1997",
    lesson="The nearer the crease, the steeper: fixed steps leap across it for ever, and only shrinking ones settle.",
    rates={"gradient_descent": 5e-05, "momentum": 0.0001, "rmsprop": 0.01, "adam": 0.005},
)

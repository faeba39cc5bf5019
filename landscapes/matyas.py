"""Matyas' function: a shallow trough along the diagonal, with its minimum in the middle."""

from landscapes.base import Interval, Known, Landscape, Minimum


def cost(w1, w2):
    return 0.26 * (w1**2 + w2**2) - 0.48 * w1 * w2


MATYAS = Landscape(
    key="matyas",
    title="Matyas",
    group="bowls",
    formula=r"0.26\,(w_1^2 + w_2^2) - 0.48\, w_1 w_2",
    cost=cost,
    domain=(Interval(-10, 10), Interval(-10, 10)),
    start=(-9.0, -3.0),
    minima=(Minimum(0, 0, 0),),
    known=(
        Known(2, 1, 0.34),  # 0.26 · 5 − 0.48 · 2
        Known(-1, 2, 2.26),  # 0.26 · 5 + 0.48 · 2
        Known(3, 0, 2.34),  # 0.26 · 9
    ),
    source="J. Matyas, Random optimization, Automation and Remote Control 26 (1965) 246–253",
    lesson="Gentle everywhere, and 25 times as gentle along its floor as across it: momentum shortens that way.",
    rates={"gradient_descent": 1.0, "momentum": 1.0, "rmsprop": 0.05, "adam": 1.0},
)

"""Himmelblau's function: four equally deep minima, so that the start decides where a run ends."""

from landscapes.base import Interval, Known, Landscape, Minimum


def cost(w1, w2):
    return (w1**2 + w2 - 11) ** 2 + (w1 + w2**2 - 7) ** 2


HIMMELBLAU = Landscape(
    key="himmelblau",
    title="Himmelblau",
    group="minima",
    formula=r"(w_1^2 + w_2 - 11)^2 + (w_1 + w_2^2 - 7)^2",
    cost=cost,
    domain=(Interval(-6, 6), Interval(-6, 6)),
    start=(0.0, -3.0),
    minima=(
        Minimum(3, 2, 0),
        Minimum(-2.805118086952745, 3.131312518250573, 0),
        Minimum(-3.779310253377747, -3.283185991286169, 0),
        Minimum(3.584428340330492, -1.848126526964404, 0),
    ),
    known=(
        Known(-0.270845, -0.923039, 181.617, within=5e-4),  # the local maximum, as printed
        Known(0, 0, 170),  # 11² + 7²
        Known(4, 4, 250),  # 9² + 13²
    ),
    source="D. M. Himmelblau, Applied Nonlinear Programming, McGraw-Hill 1972",
    lesson="Four minima, all equally deep: where a run ends depends on where it starts, and on the optimizer.",
    rates={"gradient_descent": 0.01, "momentum": 0.05, "rmsprop": 0.03, "adam": 0.1},
)

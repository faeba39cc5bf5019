"""Distill's banana: Rosenbrock's valley, gentler and stretched, as drawn under a famous draggable dot."""

from landscapes.base import Interval, Known, Landscape, Minimum


def cost(w1, w2):
    return (1 - w1) ** 2 + 20 * (3 * w2 - w1**2) ** 2


DISTILL_BANANA = Landscape(
    key="distill_banana",
    title="Distill's banana",
    group="valleys",
    formula=r"(1 - w_1)^2 + 20\,(3 w_2 - w_1^2)^2",
    cost=cost,
    domain=(Interval(-2, 2), Interval(-0.5, 1.5)),
    start=(-1.21, 0.853),
    minima=(Minimum(1, 0.3333333333333333, 0),),
    known=(
        Known(0, 1, 181),  # 1 + 20 · 3²
        Known(2, 0, 321),  # 1 + 20 · 4²
        Known(-1, 0, 24),  # 2² + 20 · 1
    ),
    source="G. Goh, Why Momentum Really Works, Distill 2017, `bananaf` in its public/assets/utils.js",
    lesson="With enough momentum the run swings around the bend that plain descent creeps along.",
    rates={"gradient_descent": 0.002, "momentum": 0.02, "rmsprop": 0.01, "adam": 0.5},
)

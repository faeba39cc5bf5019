"""Rosenbrock's banana: a curved, nearly flat valley that is easy to find and slow to follow."""

from landscapes.base import Interval, Known, Landscape, Minimum


def cost(w1, w2):
    return (1 - w1) ** 2 + 100 * (w2 - w1**2) ** 2


ROSENBROCK = Landscape(
    key="rosenbrock",
    title="Rosenbrock",
    aliases=("banana", "rosenbrock_banana"),
    group="valleys",
    formula=r"(1 - w_1)^2 + 100\,(w_2 - w_1^2)^2",
    cost=cost,
    domain=(Interval(-2, 2), Interval(-1, 3)),
    start=(-1.2, 1.0),
    minima=(Minimum(1, 1, 0),),
    known=(
        Known(-1.2, 1, 24.2),  # f at the standard start, Moré, Garbow & Hillstrom 1981, problem 1
        Known(-1, 3, 404),  # 2² + 100 · 2²
    ),
    source="H. H. Rosenbrock, The Computer Journal 3 (1960) 175–184",
    lesson="The valley is found in a few steps; following its curved, flat floor to the minimum takes all the others.",
    rates={"gradient_descent": 0.001, "momentum": 0.001, "rmsprop": 0.005, "adam": 0.03},
)

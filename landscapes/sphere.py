"""The sphere: the plainest bowl, equally steep in every direction."""

from landscapes.base import Interval, Known, Landscape, Minimum


def cost(w1, w2):
    return w1**2 + w2**2


SPHERE = Landscape(
    key="sphere",
    title="Sphere",
    aliases=("bowl", "paraboloid"),
    group="bowls",
    formula=r"w_1^2 + w_2^2",
    cost=cost,
    domain=(Interval(-5.12, 5.12), Interval(-5.12, 5.12)),
    start=(-4.0, 3.0),
    minima=(Minimum(0, 0, 0),),
    known=(Known(1, 2, 5), Known(3, -1, 10)),  # 1 + 4 and 9 + 1
    source="F1 of K. A. De Jong, An Analysis of the Behavior of a Class of Genetic Adaptive Systems, Michigan 1975",
    lesson="Every gradient points away from the minimum: plain descent needs no help, and rescaling only bends it.",
    rates={"gradient_descent": 0.05, "momentum": 0.05, "rmsprop": 0.03, "adam": 0.2},
)

"""A ravine: the quadratic bowl whose condition number κ the reader may turn."""

from landscapes.base import Interval, Known, Landscape, Minimum, Parameter


def cost(w1, w2, kappa):
    return 0.5 * (w1**2 + kappa * w2**2)


RAVINE = Landscape(
    key="ravine",
    title="Ravine",
    group="bowls",
    formula=r"\tfrac{1}{2}\,(w_1^2 + \kappa\, w_2^2)",
    cost=cost,
    domain=(Interval(-10, 10), Interval(-4, 4)),
    start=(-7.0, 1.5),
    minima=(Minimum(0, 0, 0),),
    known=(Known(2, 1, 12), Known(1, 2, 40.5)),  # κ = 20: (4 + 20) / 2 and (1 + 80) / 2
    source="The quadratic model of B. T. Polyak, USSR Comp. Math. and Math. Phys. 4 (1964) 1–17",
    lesson="Gradient descent is stable only for α < 2/κ, and then crawls along w1: momentum and rescaling both help.",
    rates={"gradient_descent": 0.09, "momentum": 0.3, "rmsprop": 0.1, "adam": 0.3},
    parameters=(Parameter("kappa", r"\kappa", 20.0, 1.0, 1000.0, "condition number: how much steeper w2 is than w1"),),
)

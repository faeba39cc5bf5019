"""Branin's function: three equally deep minima along one winding valley."""

from jax.numpy import cos, pi

from landscapes.base import Interval, Known, Landscape, Minimum


def cost(w1, w2):
    return (w2 - 5.1 / (4 * pi**2) * w1**2 + 5 / pi * w1 - 6) ** 2 + 10 * (1 - 1 / (8 * pi)) * cos(w1) + 10


BRANIN = Landscape(
    key="branin",
    title="Branin",
    group="minima",
    formula=(
        r"\left(w_2 - \tfrac{5.1}{4\pi^2} w_1^2 + \tfrac{5}{\pi} w_1 - 6\right)^2"
        r" + 10\left(1 - \tfrac{1}{8\pi}\right)\cos(w_1) + 10"
    ),
    cost=cost,
    domain=(Interval(-5, 10), Interval(0, 15)),
    start=(6.0, 13.0),
    minima=(  # cos w1 = −1 and the square nought: J = 10 / 8π
        Minimum(-3.141592653589793, 12.275, 0.3978873577297383),
        Minimum(3.141592653589793, 2.275, 0.3978873577297383),
        Minimum(9.42477796076938, 2.475, 0.3978873577297383),
    ),
    known=(
        Known(9.42478, 2.475, 0.397887, within=5e-7),  # as printed
        Known(0, 0, 55.6021126423),  # 36 + 10 − 10/8π + 10
        Known(3.141592653589793, 0, 5.5735123577),  # (−5.1/4 + 5 − 6)² + 10/8π = 2.275² + 0.3978873577
        Known(-3.141592653589793, 0, 151.0735123577),  # (−5.1/4 − 5 − 6)² + 10/8π = 12.275² + 0.3978873577
    ),
    source="F. H. Branin, IBM J. Research and Development 16 (1972) 504–522",
    lesson="Three minima, none better than the others: different optimizers may well disagree and all be right.",
    rates={"gradient_descent": 0.05, "momentum": 0.03, "rmsprop": 0.05, "adam": 0.5},
)

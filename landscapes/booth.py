"""Booth's function: two linear equations as least squares, a long bowl along the diagonal."""

from landscapes.base import Interval, Known, Landscape, Minimum


def cost(w1, w2):
    return (w1 + 2 * w2 - 7) ** 2 + (2 * w1 + w2 - 5) ** 2


BOOTH = Landscape(
    key="booth",
    title="Booth",
    group="bowls",
    formula=r"(w_1 + 2 w_2 - 7)^2 + (2 w_1 + w_2 - 5)^2",
    cost=cost,
    domain=(Interval(-10, 10), Interval(-10, 10)),
    start=(-6.0, 4.0),
    minima=(Minimum(1, 3, 0),),
    known=(
        Known(0, 0, 74),  # 7² + 5²
        Known(3, -2, 65),  # (3 − 4 − 7)² + (6 − 2 − 5)²
    ),
    source="M. Jamil & X.-S. Yang, Int. J. Mathematical Modelling and Numerical Optimisation 4 (2013) 150–194",
    lesson="Least squares for two equations: the bowl curves nine times as much along (1, 1) as along (1, −1).",
    rates={"gradient_descent": 0.05, "momentum": 0.02, "rmsprop": 0.05, "adam": 0.5},
)

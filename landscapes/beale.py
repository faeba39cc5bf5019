"""Beale's function: a flat-bottomed valley between steep corners."""

from landscapes.base import Interval, Known, Landscape, Minimum


def cost(w1, w2):
    return (1.5 - w1 + w1 * w2) ** 2 + (2.25 - w1 + w1 * w2**2) ** 2 + (2.625 - w1 + w1 * w2**3) ** 2


BEALE = Landscape(
    key="beale",
    title="Beale",
    group="valleys",
    formula=r"(1.5 - w_1 + w_1 w_2)^2 + (2.25 - w_1 + w_1 w_2^2)^2 + (2.625 - w_1 + w_1 w_2^3)^2",
    cost=cost,
    domain=(Interval(-4.5, 4.5), Interval(-4.5, 4.5)),
    start=(1.0, 1.5),
    minima=(Minimum(3, 0.5, 0),),
    known=(
        Known(1, 1, 14.203125),  # f at the standard start, Moré, Garbow & Hillstrom 1981, problem 5
        Known(0, 0, 14.203125),  # the bare constants: 1.5² + 2.25² + 2.625²
        Known(1, 2, 126.453125),  # 2.5² + 5.25² + 9.625²
    ),
    source="E. M. L. Beale, On an iterative method of finding a local minimum, Princeton 1958",
    lesson="Steep corners hand the method a huge gradient, the valley floor almost none: adaptive rates even them out.",
    rates={"gradient_descent": 0.002, "momentum": 0.002, "rmsprop": 0.01, "adam": 0.05},
)

"""A kinked valley: an L-shaped crease between straight walls, its minimum part of the way along one arm."""

from landscapes.base import Interval, Known, Landscape, Minimum
from landscapes.kinks import absolute, minimum


def cost(w1, w2):
    return absolute(minimum(w1, w2)) + 0.3 * absolute(w1 - w2 - 3)


KINKED_VALLEY = Landscape(
    key="kinked_valley",
    title="Kinked valley",
    group="kinks",
    formula=r"\lvert \min(w_1, w_2)\rvert + 0.3\,\lvert w_1 - w_2 - 3\rvert",
    cost=cost,
    domain=(Interval(-2, 5), Interval(-2, 5)),
    start=(1.5, 3.5),
    minima=(Minimum(3, 0, 0),),
    smooth=False,  # creases along both arms and across the minimum
    known=(
        Known(1, 4, 2.8),  # 1 + 0.3 · 6
        Known(4, -2, 2.9),  # 2 + 0.3 · 3
        Known(-1, 2, 2.8),  # 1 + 0.3 · 6
    ),
    source="Optiscape's own: absolute values joined at a corner",
    lesson="The gradient never fades, it flips: a fixed rate rattles between the walls, however close it comes.",
    rates={"gradient_descent": 0.05, "momentum": 0.1, "rmsprop": 0.05, "adam": 0.1},
)

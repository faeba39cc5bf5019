"""The six-hump camel: six minima in three pairs, one pair the deepest."""

from landscapes.base import Interval, Known, Landscape, Minimum


def cost(w1, w2):
    return (4 - 2.1 * w1**2 + w1**4 / 3) * w1**2 + w1 * w2 + (-4 + 4 * w2**2) * w2**2


SIX_HUMP_CAMEL = Landscape(
    key="six_hump_camel",
    title="Six-hump camel",
    group="minima",
    formula=r"\left(4 - 2.1 w_1^2 + \tfrac{w_1^4}{3}\right) w_1^2 + w_1 w_2 + (-4 + 4 w_2^2)\, w_2^2",
    cost=cost,
    domain=(Interval(-3, 3), Interval(-2, 2)),
    start=(-1.1, 0.1),
    minima=(
        Minimum(0.08984201310031806, -0.7126564030207396, -1.0316284534898774),
        Minimum(-0.08984201310031806, 0.7126564030207396, -1.0316284534898774),
        Minimum(1.703606714969981, -0.7960835686726251, -0.21546382438371764),
        Minimum(-1.703606714969981, 0.7960835686726251, -0.21546382438371764),
        Minimum(1.6071047529201972, 0.5686514548841314, 2.1042503103112584),
        Minimum(-1.6071047529201972, -0.5686514548841314, 2.1042503103112584),
    ),
    known=(
        Known(0.0898, -0.7126, -1.0316, within=5e-5),  # as printed
        Known(1, 0, 2.2333333333),  # 4 − 2.1 + 1/3
        Known(2, -1, 1.7333333333),  # (4 − 8.4 + 16/3) · 4 − 2 + 0
        Known(1, 2, 52.2333333333),  # 2.2333… + 2 + (−4 + 16) · 4
    ),
    source="L. C. W. Dixon & G. P. Szegő (eds.), Towards Global Optimisation 2, North-Holland 1978",
    lesson="The map is its own mirror image through the centre: which twin a run finds is decided by the start alone.",
    rates={"gradient_descent": 0.03, "momentum": 0.05, "rmsprop": 0.01, "adam": 0.1},
)

"""The three-hump camel: a bowl in the middle and a shallower one on either side."""

from landscapes.base import Interval, Known, Landscape, Minimum


def cost(w1, w2):
    return 2 * w1**2 - 1.05 * w1**4 + w1**6 / 6 + w1 * w2 + w2**2


THREE_HUMP_CAMEL = Landscape(
    key="three_hump_camel",
    title="Three-hump camel",
    group="minima",
    formula=r"2 w_1^2 - 1.05 w_1^4 + \tfrac{w_1^6}{6} + w_1 w_2 + w_2^2",
    cost=cost,
    domain=(Interval(-5, 5), Interval(-5, 5)),
    start=(-2.0, -1.5),
    minima=(
        Minimum(0, 0, 0),
        Minimum(-1.7475523458302888, 0.8737761729151444, 0.2986384422368598),
        Minimum(1.7475523458302888, -0.8737761729151444, 0.2986384422368598),
    ),
    known=(
        Known(1, 1, 3.1166666667),  # 2 − 1.05 + 1/6 + 1 + 1
        Known(2, 0, 1.8666666667),  # 8 − 16.8 + 64/6
        Known(0, 2, 4),  # 2²
    ),
    source="L. C. W. Dixon & G. P. Szegő (eds.), Towards Global Optimisation 2, North-Holland 1978",
    lesson="Three basins, the middle one deepest: a little more speed decides whether the hump between is crossed.",
    rates={"gradient_descent": 0.1, "momentum": 0.1, "rmsprop": 0.005, "adam": 0.2},
)

"""A saddle: down along w2, up along w1, and almost flat where they meet."""

from landscapes.base import Interval, Known, Landscape


def cost(w1, w2):
    return w1**2 - w2**2


SADDLE = Landscape(
    key="saddle",
    title="Saddle",
    group="saddles",
    formula=r"w_1^2 - w_2^2",
    cost=cost,
    domain=(Interval(-2, 2), Interval(-2, 2)),
    start=(-1.2, 0.001),
    minima=(),
    known=(Known(2, 1, 3), Known(1, 2, -3)),  # 4 − 1 and 1 − 4
    source="The standard quadratic saddle; Y. Dauphin et al., NeurIPS 2014, on why saddles matter",
    lesson="At the saddle the gradient vanishes though J falls forever: at one α, rules that rescale it leave first.",
    rates={"gradient_descent": 0.01, "momentum": 0.01, "rmsprop": 0.01, "adam": 0.01},
)

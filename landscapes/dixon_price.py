"""Dixon–Price: a valley folded into a U, with a minimum in either arm."""

from landscapes.base import Interval, Known, Landscape, Minimum


def cost(w1, w2):
    return (w1 - 1) ** 2 + 2 * (2 * w2**2 - w1) ** 2


DIXON_PRICE = Landscape(
    key="dixon_price",
    title="Dixon–Price",
    group="valleys",
    formula=r"(w_1 - 1)^2 + 2\,(2 w_2^2 - w_1)^2",
    cost=cost,
    domain=(Interval(-10, 10), Interval(-10, 10)),
    start=(9.0, -0.5),
    minima=(Minimum(1, 0.7071067811865476, 0), Minimum(1, -0.7071067811865476, 0)),  # w2 = ±1/√2
    known=(
        Known(0, 0, 1),  # (−1)²
        Known(3, 1, 6),  # 2² + 2 · (2 − 3)²
        Known(2, 2, 73),  # 1 + 2 · (8 − 2)²
        Known(-1, 2, 166),  # (−2)² + 2 · (8 + 1)²
    ),
    source="L. C. W. Dixon & R. C. Price, J. Optimization Theory and Applications 60 (1989) 261–275",
    lesson="The quartic walls rule the rate: what is stable far up the valley is slow on its floor.",
    rates={"gradient_descent": 0.005, "momentum": 0.05, "rmsprop": 0.05, "adam": 1.0},
)

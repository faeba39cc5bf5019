"""Goldstein–Price: costs from 3 to a million in one small square, a test of any fixed learning rate."""

from landscapes.base import Interval, Known, Landscape, Minimum


def cost(w1, w2):
    a = 1 + (w1 + w2 + 1) ** 2 * (19 - 14 * w1 + 3 * w1**2 - 14 * w2 + 6 * w1 * w2 + 3 * w2**2)
    b = 30 + (2 * w1 - 3 * w2) ** 2 * (18 - 32 * w1 + 12 * w1**2 + 48 * w2 - 36 * w1 * w2 + 27 * w2**2)
    return a * b


GOLDSTEIN_PRICE = Landscape(
    key="goldstein_price",
    title="Goldstein–Price",
    group="valleys",
    formula=(
        r"\begin{aligned}&\left[1 + (w_1 + w_2 + 1)^2 (19 - 14 w_1 + 3 w_1^2 - 14 w_2 + 6 w_1 w_2 + 3 w_2^2)\right]"
        r"\\ \cdot &\left[30 + (2 w_1 - 3 w_2)^2 (18 - 32 w_1 + 12 w_1^2 + 48 w_2 - 36 w_1 w_2 + 27 w_2^2)\right]"
        r"\end{aligned}"
    ),
    cost=cost,
    domain=(Interval(-2, 2), Interval(-2, 2)),
    start=(-0.5, 0.5),
    minima=(Minimum(0, -1, 3), Minimum(-0.6, -0.4, 30), Minimum(1.8, 0.2, 84), Minimum(1.2, 0.8, 840)),
    known=(
        Known(0, -1, 3),
        Known(-0.6, -0.4, 30),
        Known(1.8, 0.2, 84),
        Known(1.2, 0.8, 840),
        Known(0, 0, 600),  # (1 + 19) · 30
        Known(1, 1, 1876),  # (1 + 3² · 3) · (30 + 1 · 37)
        Known(1, 0, 726),  # (1 + 4 · 8) · (30 + 4 · (−2))
    ),
    source="A. A. Goldstein & J. F. Price, Mathematics of Computation 25 (1971) 569–574",
    lesson="The cost spans more than five powers of ten: one rate is too large here and too small there.",
    rates={"gradient_descent": 1e-5, "momentum": 1e-5, "rmsprop": 0.005, "adam": 0.02},
)

"""Linear regression: the mean squared error of the line w1 + w2 x through eleven published points."""

import numpy as np

from landscapes.base import Interval, Known, Landscape, Minimum
from landscapes.data import Data


def loss(w1, w2, x, y):
    return (w1 + w2 * x - y) ** 2


DATA = Data(
    x=(10, 8, 13, 9, 11, 14, 6, 4, 12, 7, 5),
    y=(8.04, 6.95, 7.58, 8.81, 8.33, 9.96, 7.24, 4.26, 10.84, 4.82, 5.68),
    loss=loss,
    line=True,
)


def condition_number(x) -> float:
    """Return λmax / λmin of the mean of (1, x)(1, x)ᵀ, half the Hessian of J, over the inputs x."""
    low, high = np.linalg.eigvalsh([[1, np.mean(x)], [np.mean(x), np.mean(np.square(x))]])
    return float(high / low)


LINEAR_REGRESSION = Landscape(
    key="linear_regression",
    title="Linear regression",
    group="data",
    formula=r"\frac{1}{11} \sum_{i=1}^{11} (w_1 + w_2 x_i - y_i)^2",
    cost=DATA.cost,
    data=DATA,
    domain=(Interval(-6, 12), Interval(-1, 2)),
    start=(9.0, 1.5),
    # By the normal equations, from Σx = 99, Σx² = 1001, Σy = 82.51, Σxy = 797.6 and Σy² = 660.1727:
    # w2 = (11 · 797.6 − 99 · 82.51) / (11 · 1001 − 99²) = 5501/11000 and w1 = (82.51 − 99 w2) / 11 = 33001/11000.
    minima=(Minimum(3.000090909090909, 0.5000909090909091, 1.2511536363636364),),
    known=(  # (Σy² − 2 w1 Σy − 2 w2 Σxy + 11 w1² + 2 w1 w2 Σx + w2² Σx²) / 11
        Known(0, 0, 60.0157),  # 660.1727 / 11
        Known(8, 0, 4.0011545455),  # (660.1727 − 1320.16 + 704) / 11
        Known(0, 1, 5.9975181818),  # (660.1727 − 1595.2 + 1001) / 11
    ),
    source="F. J. Anscombe, The American Statistician 27 (1973) 17–21: the first of four data sets, y = 3 + 0.5 x",
    lesson=(
        "w1 is the bias b and w2 the weight w. As no x is near 0, a steeper line needs a lower b: the bowl is a "
        f"ravine, κ = {condition_number(DATA.x):.0f}. Subtracting the mean of x would leave "
        f"κ = {condition_number(np.subtract(DATA.x, np.mean(DATA.x))):.0f}."
    ),
    rates={"gradient_descent": 0.01, "momentum": 0.02, "rmsprop": 0.02, "adam": 0.3},
)

"""Logistic regression: the binary cross-entropy of twenty students who passed an exam or did not."""

from jax.numpy import logaddexp

from landscapes.base import Interval, Known, Landscape, Minimum
from landscapes.data import Data


def loss(w1, w2, x, y):
    z = w1 + w2 * x
    # −y log p − (1 − y) log(1 − p) for p = 1 / (1 + e⁻ᶻ), written so that no logarithm ever sees a rounded 0.
    return logaddexp(0, z) - y * z


DATA = Data(
    x=(0.5, 0.75, 1, 1.25, 1.5, 1.75, 1.75, 2, 2.25, 2.5, 2.75, 3, 3.25, 3.5, 4, 4.25, 4.5, 4.75, 5, 5.5),
    y=(0, 0, 0, 0, 0, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 1, 1, 1, 1, 1),
    loss=loss,
)

LOGISTIC_REGRESSION = Landscape(
    key="logistic_regression",
    title="Logistic regression",
    group="data",
    formula=r"\frac{1}{20} \sum_{i=1}^{20} \left[ \log(1 + \exp(w_1 + w_2 x_i)) - y_i\,(w_1 + w_2 x_i) \right]",
    cost=DATA.cost,
    data=DATA,
    domain=(Interval(-10, 4), Interval(-1, 4)),
    start=(1.0, 0.5),
    minima=(  # the root of the gradient, by Newton's method at 50 digits; published as −4.0777 and 1.5046
        Minimum(-4.0777134310876307, 1.5046454283733335, 0.4014939232172137),
    ),
    known=(
        Known(0, 0, 0.6931471806),  # log 2
        Known(2, 0, 1.1269280110),  # log(1 + e²) − 2 · 10/20, as ten passed
        Known(0, 100, 88.75),  # all sure to pass: 100 · (55.75 − 38) / 20, by the hours of those who failed
        Known(0, -100, 190),  # all sure to fail: 100 · 38 / 20, by the hours of those who passed
    ),
    source="Wikipedia, “Logistic regression”: hours of study x and whether the exam was passed, y = 1 or 0",
    lesson=(
        "w1 is the bias b and w2 the weight w. The cross-entropy is convex, one valley and no trap: an example that is "
        "surely wrong pulls with a steady slope, one that is surely right no longer pulls at all."
    ),
    rates={"gradient_descent": 0.5, "momentum": 0.5, "rmsprop": 0.02, "adam": 0.1},
)

"""Two crowds: a line through ten examples of which five follow one line and five another, so that batches disagree."""

from landscapes.base import Interval, Known, Landscape, Minimum
from landscapes.data import Data


def loss(w1, w2, x, y):
    return (w1 + w2 * x - y) ** 2


DATA = Data(
    x=(-2, -1, 0, 1, 2, -2, -1, 0, 1, 2),
    y=(-1, 1, 3, 5, 7, 1, 0, -1, -2, -3),  # 3 + 2x, and then −1 − x
    loss=loss,
    line=True,
)

TWO_CROWDS = Landscape(
    key="two_crowds",
    title="Two crowds",
    group="data",
    formula=r"\frac{1}{10} \sum_{i=1}^{10} (w_1 + w_2 x_i - y_i)^2",
    cost=DATA.cost,
    data=DATA,
    domain=(Interval(-4, 6), Interval(-4, 5)),
    start=(-3.0, 4.0),
    # A crowd's own mean is (w1 − its b)² + 2 (w2 − its w)², as Σx = 0 and Σx² = 10, and half the sum of the two is
    # J = 8.5 + (w1 − 1)² + 2 (w2 − 0.5)².
    minima=(Minimum(1, 0.5, 8.5),),
    known=(Known(0, 0, 10), Known(3, 2, 17), Known(-1, -1, 17), Known(6, -4, 74)),
    source="Optiscape's own: five points on y = 3 + 2x and five on y = −1 − x",
    lesson=(
        "J is an easy bowl, but one crowd pulls to (3, 2) and the other to (−1, −1): take batches of 1 to 4, and at a "
        "constant rate a run never rests at the compromise (1, 0.5). Only a falling rate settles there."
    ),
    rates={"gradient_descent": 0.1, "momentum": 0.1, "rmsprop": 0.02, "adam": 0.1},
)

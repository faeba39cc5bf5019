"""One tanh neuron: the mean squared error of tanh(w1 + w2 x) on four examples that it cannot all meet."""

from jax.numpy import tanh

from landscapes.base import Interval, Known, Landscape, Minimum
from landscapes.data import Data


def loss(w1, w2, x, y):
    return (tanh(w1 + w2 * x) - y) ** 2


DATA = Data(x=(-2, -1, 1, 2), y=(-0.9, 0.6, 0.3, 0.9), loss=loss)

TANH_NEURON = Landscape(
    key="tanh_neuron",
    title="One tanh neuron",
    group="data",
    formula=r"\frac{1}{4} \sum_{i=1}^{4} (\tanh(w_1 + w_2 x_i) - y_i)^2",
    cost=DATA.cost,
    data=DATA,
    domain=(Interval(-5, 5), Interval(-5, 5)),
    start=(-2.0, 2.0),
    minima=(  # the roots of the gradient, by Newton's method at 50 digits
        Minimum(2.8498485729914023, 2.157619261492596, 0.12496914733227613),
        Minimum(0.47572259174653025, 0.4638413856961855, 0.19059143314453564),
    ),
    known=(  # tanh 1 = 0.7615941560, tanh 2 = 0.9640275801 and tanh 3 = 0.9950547537
        Known(0, 0, 0.5175),  # (0.9² + 0.6² + 0.3² + 0.9²) / 4
        Known(1, 1, 0.2072810527),  # (0.1384058440² + 0.6² + 0.6640275801² + 0.0950547537²) / 4
        Known(-1, 1, 0.6410934638),  # (0.0950547537² + 1.5640275801² + 0.3² + 0.1384058440²) / 4
    ),
    source=(
        "Optiscape's own data; that one neuron can have several valleys: P. Auer, M. Herbster & M. K. Warmuth, "
        "NIPS 8 (1996) 316–322"
    ),
    lesson=(
        "w1 is the bias b and w2 the weight w. Where every w1 + w2 x is large the neuron saturates and J is a flat "
        "step; and of its two valleys the one beside the origin is not the lower."
    ),
    rates={"gradient_descent": 0.5, "momentum": 0.5, "rmsprop": 0.01, "adam": 0.1},
)

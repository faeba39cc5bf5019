"""Rastrigin's function: a bowl with a ripple, and a local minimum in every trough."""

from jax.numpy import cos, pi

from landscapes.base import Interval, Known, Landscape, Minimum


def cost(w1, w2):
    return 20 + w1**2 - 10 * cos(2 * pi * w1) + w2**2 - 10 * cos(2 * pi * w2)


RASTRIGIN = Landscape(
    key="rastrigin",
    title="Rastrigin",
    group="minima",
    formula=r"20 + w_1^2 - 10\cos(2\pi w_1) + w_2^2 - 10\cos(2\pi w_2)",
    cost=cost,
    domain=(Interval(-5.12, 5.12), Interval(-5.12, 5.12)),
    start=(1.6, -1.4),
    minima=(Minimum(0, 0, 0),),
    known=(
        Known(4.52299366, 4.52299366, 80.70658039, within=5e-9),  # the highest value in the domain, as printed
        Known(1, 2, 5),  # whole numbers: the cosines are 1, so 1² + 2²
        Known(0.5, 0.25, 30.3125),  # 20 + 0.25 + 10 + 0.0625 − 0
    ),
    source="L. A. Rastrigin, Systems of Extremal Control, 1974; A. Törn & A. Žilinskas, Global Optimization, 1989",
    lesson="Some hundred local minima: a small rate stops in the nearest trough, a larger one may roll past it.",
    rates={"gradient_descent": 0.001, "momentum": 0.005, "rmsprop": 0.02, "adam": 0.1},
)

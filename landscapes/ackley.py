"""Ackley's function: an almost flat, rippled plain around a deep funnel with a pointed tip."""

from jax.numpy import cos, e, exp, pi

from landscapes.base import Interval, Known, Landscape, Minimum
from landscapes.kinks import root


def cost(w1, w2):
    distance = root((w1**2 + w2**2) / 2)
    return -20 * exp(-0.2 * distance) - exp((cos(2 * pi * w1) + cos(2 * pi * w2)) / 2) + 20 + e


ACKLEY = Landscape(
    key="ackley",
    title="Ackley",
    group="minima",
    formula=(
        r"-20\exp\!\left(-0.2\sqrt{\tfrac{w_1^2 + w_2^2}{2}}\right)"
        r" - \exp\!\left(\tfrac{\cos(2\pi w_1) + \cos(2\pi w_2)}{2}\right) + 20 + e"
    ),
    cost=cost,
    domain=(Interval(-5, 5), Interval(-5, 5)),  # also ±32.768, where the ripple is finer than the map
    start=(-3.4, 2.7),
    minima=(Minimum(0, 0, 0),),  # the global one; there is another in every trough
    smooth=False,  # a cone at the minimum
    known=(
        Known(1, 1, 3.6253849384),  # 20 (1 − e^(−0.2)) − e + e
        Known(1, 0, 2.6375310921),  # 20 (1 − e^(−0.2 √½)) = 20 (1 − 0.8681234454)
        Known(0.5, 0, 3.0836533600),  # 20 (1 − e^(−0.1 √½)) − e⁰ + e = 1.3653715315 + 1.7182818285
        Known(0.5, 0.5, 4.2536540266),  # 20 (1 − e^(−0.1)) − e⁻¹ + e = 1.9032516393 − 0.3678794412 + 2.7182818285
    ),
    source="D. H. Ackley, A Connectionist Machine for Genetic Hillclimbing, Kluwer 1987",
    lesson="Far out the funnel hides under the ripple: whoever only follows the gradient stops in the nearest trough.",
    rates={"gradient_descent": 0.02, "momentum": 0.5, "rmsprop": 0.002, "adam": 1.0},
)

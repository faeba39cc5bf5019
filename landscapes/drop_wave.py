"""The drop wave: rings on water, lower and lower towards the middle."""

from jax.numpy import cos, sqrt

from landscapes.base import Interval, Known, Landscape, Minimum

# Lost in rounding beside any other square, it leaves every value as it is, also cos 0 = 1. At the very centre it keeps
# the root's slope finite, and with it the curvature there, which a guard that cuts the root off would flatten.
SPECK = 1e-100


def cost(w1, w2):
    square = w1**2 + w2**2
    return -(1 + cos(12 * sqrt(square + SPECK))) / (0.5 * square + 2)


DROP_WAVE = Landscape(
    key="drop_wave",
    title="Drop wave",
    group="minima",
    formula=r"-\frac{1 + \cos\!\left(12\sqrt{w_1^2 + w_2^2}\right)}{0.5\,(w_1^2 + w_2^2) + 2}",
    cost=cost,
    domain=(Interval(-5.12, 5.12), Interval(-5.12, 5.12)),
    start=(-1.5, 1.2),
    minima=(Minimum(0, 0, -1),),  # the global one; each ring around it is a trough of its own
    known=(
        Known(0.2617993877991494, 0, 0),  # r = π/12: 1 + cos π
        Known(0, 0.5235987755982988, -0.9358573486),  # r = π/6: −2 / (π²/72 + 2)
        Known(1, 0, -0.7375415835),  # −(1 + cos 12) / 2.5, cos 12 = 0.8438539587
        Known(3, 4, -0.0032818634),  # −(1 + cos 60) / 14.5, cos 60 = −0.9524129804
    ),
    source="M. Molga & C. Smutnicki, Test functions for optimization needs, 2005",
    lesson="The floor of a ring is level: a run rests on the first ring it meets, unless its steps leap the ridge.",
    rates={"gradient_descent": 0.01, "momentum": 0.03, "rmsprop": 0.003, "adam": 0.3},
)

"""The flower: a bowl bent by crossed sines until its floor, along one diagonal, is flat to third order."""

from jax.numpy import sin

from landscapes.base import Interval, Known, Landscape, Minimum


def cost(w1, w2):
    return w1**2 + w2**2 + w1 * sin(w2) + w2 * sin(w1)


FLOWER = Landscape(
    key="flower",
    title="Flower",
    group="bowls",
    formula=r"w_1^2 + w_2^2 + w_1 \sin(w_2) + w_2 \sin(w_1)",
    cost=cost,
    domain=(Interval(-6, 6), Interval(-6, 6)),
    start=(-5.0, 3.0),
    minima=(Minimum(0, 0, 0),),
    known=(
        Known(1.5707963267948966, 1.5707963267948966, 8.0763948532),  # (π/2, π/2): the sines are 1, so π²/2 + π
        Known(3.141592653589793, 1.5707963267948966, 15.4785981550),  # (π, π/2): π² + π²/4 + π
        Known(1, 2, 7.5922393963),  # 5 + sin 2 + 2 sin 1 = 5 + 0.9092974268 + 1.6829419696
    ),
    source="Optiscape's own spelling of a classroom surface whose author is not known",
    lesson="Along w1 = −w2 the floor rises only as the fourth power: towards the minimum its slope fades as the cube.",
    rates={"gradient_descent": 0.1, "momentum": 0.03, "rmsprop": 0.03, "adam": 0.5},
)

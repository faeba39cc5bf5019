"""A ravine turned off the axes: the same bowl, seen by optimizers that rescale each coordinate on its own."""

from jax.numpy import cos, pi, sin

from landscapes.base import Interval, Known, Landscape, Minimum, Parameter


def cost(w1, w2, kappa, phi):
    angle = phi * pi / 180
    along = w1 * cos(angle) + w2 * sin(angle)
    across = w2 * cos(angle) - w1 * sin(angle)
    return 0.5 * (along**2 + kappa * across**2)


ROTATED_BOWL = Landscape(
    key="rotated_bowl",
    title="Rotated bowl",
    group="bowls",
    formula=(
        r"\tfrac{1}{2}\left[(w_1 \cos(\phi^\circ) + w_2 \sin(\phi^\circ))^2"
        r" + \kappa\,(w_2 \cos(\phi^\circ) - w_1 \sin(\phi^\circ))^2\right]"
    ),
    cost=cost,
    domain=(Interval(-6, 6), Interval(-6, 6)),
    start=(-5.0, -1.0),
    minima=(Minimum(0, 0, 0),),
    known=(  # κ = 20, φ = 30°: cos² φ = 3/4, sin² φ = 1/4, 2 sin φ cos φ = √3/2
        Known(1, 0, 2.875),  # (3/4 + 20/4) / 2
        Known(0, 1, 7.625),  # (1/4 + 20 · 3/4) / 2
        Known(2, 2, 9.0910346562),  # 4 · [(1 + √3/2) + 20 (1 − √3/2)] / 2 = 42 − 19 √3
    ),
    source="Optiscape's own: the quadratic model of B. T. Polyak (1964), its axes turned by φ",
    lesson="Off the axes no rate per coordinate fits the ravine: RMSprop and Adam lose much of their edge there.",
    rates={"gradient_descent": 0.05, "momentum": 0.05, "rmsprop": 0.03, "adam": 0.5},
    parameters=(
        Parameter("kappa", r"\kappa", 20.0, 1.0, 1000.0, "condition number: how much steeper across than along"),
        Parameter("phi", r"\phi", 30.0, -90.0, 90.0, "the ravine's angle to the w1 axis, in degrees"),
    ),
)

"""Schaffer's second function: hyperbolic ripples that grow finer outward, over an almost level floor."""

from jax.numpy import sin

from landscapes.base import Interval, Known, Landscape, Minimum


def cost(w1, w2):
    return 0.5 + (sin(w1**2 - w2**2) ** 2 - 0.5) / (1 + 0.001 * (w1**2 + w2**2)) ** 2


SCHAFFER_N2 = Landscape(
    key="schaffer_n2",
    title="Schaffer N. 2",
    aliases=("schaffer",),
    group="minima",
    formula=r"0.5 + \frac{\sin^2(w_1^2 - w_2^2) - 0.5}{\left(1 + 0.001\,(w_1^2 + w_2^2)\right)^2}",
    cost=cost,
    domain=(Interval(-4, 4), Interval(-4, 4)),  # usually ±100, where the ripple is finer than the map
    start=(-2.4, 1.9),
    minima=(Minimum(0, 0, 0),),  # the global one; there is another in every furrow
    known=(
        Known(1, 1, 0.0019940160),  # 0.5 − 0.5 / 1.002²
        Known(1.2533141373155001, 0, 0.9984328970),  # w1² = π/2: 0.5 + 0.5 / (1 + 0.001 π/2)²
        Known(2, 1, 0.0246799403),  # 0.5 + (sin² 3 − 0.5) / 1.005², sin² 3 = 0.0199148567
        Known(1, 3, 0.9693949026),  # 0.5 + (sin² 8 − 0.5) / 1.01², sin² 8 = 0.9788297402
    ),
    source="After J. D. Schaffer et al. 1989; S. Surjanovic & D. Bingham, Virtual Library of Simulation Experiments",
    lesson="The slope along a furrow is far weaker than across it: runs fall in at once, and few find the way along.",
    rates={"gradient_descent": 0.02, "momentum": 0.3, "rmsprop": 0.003, "adam": 0.2},
)

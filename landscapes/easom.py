"""Easom's function: one narrow hole in a plain that is level to the last digit."""

from jax.numpy import cos, exp, pi

from landscapes.base import Interval, Known, Landscape, Minimum


def cost(w1, w2):
    return -cos(w1) * cos(w2) * exp(-((w1 - pi) ** 2) - (w2 - pi) ** 2)


EASOM = Landscape(
    key="easom",
    title="Easom",
    group="saddles",
    formula=r"-\cos(w_1) \cos(w_2) \exp\!\left(-(w_1 - \pi)^2 - (w_2 - \pi)^2\right)",
    cost=cost,
    domain=(Interval(-2, 8), Interval(-2, 8)),  # usually ±100, where the hole is a speck on the map
    start=(1.7, 2.3),
    minima=(Minimum(3.141592653589793, 3.141592653589793, -1),),  # the global one; the plain has faint dents
    known=(
        Known(3.141592653589793, 0, 0.0000517232),  # (π, 0): −(−1) · 1 · e^(−π²)
        Known(2, 2, -0.0127796427),  # −cos² 2 · e^(−2 (2 − π)²) = −0.1731781896 · 0.0737947656
        Known(4, 3, -0.3035640766),  # −cos 4 · cos 3 · e^(−(4 − π)² − (3 − π)²)
        Known(2, 4, -0.0353659047),  # −cos 2 · cos 4 · e^(−(2 − π)² − (4 − π)²)
    ),
    source="E. E. Easom, A Survey of Global Optimization Techniques, M. Eng. thesis, Louisville 1990",
    lesson="A few units from the hole the gradient is gone: hardly any rule finds the hole from farther away.",
    rates={"gradient_descent": 0.2, "momentum": 1.0, "rmsprop": 0.01, "adam": 0.2},
)

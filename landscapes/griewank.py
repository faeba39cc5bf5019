"""Griewank's function: a very wide bowl under a regular egg-box of ripples."""

from jax.numpy import cos, sqrt

from landscapes.base import Interval, Known, Landscape, Minimum


def cost(w1, w2):
    return 1 + (w1**2 + w2**2) / 4000 - cos(w1) * cos(w2 / sqrt(2))


GRIEWANK = Landscape(
    key="griewank",
    title="Griewank",
    group="minima",
    formula=r"1 + \tfrac{w_1^2 + w_2^2}{4000} - \cos(w_1) \cos\!\left(\tfrac{w_2}{\sqrt{2}}\right)",
    cost=cost,
    domain=(Interval(-20, 20), Interval(-20, 20)),  # usually ±600, where the ripple is finer than the map
    start=(-10.0, 8.0),
    minima=(Minimum(0, 0, 0),),  # the global one; there is another in every trough
    known=(
        Known(3.141592653589793, 0, 2.0024674011),  # (π, 0): 1 + π²/4000 + 1
        Known(6.283185307179586, 0, 0.0098696044),  # (2π, 0): 4π²/4000
        Known(0, 4.442882938158366, 2.0049348022),  # (0, π √2): 1 + 2π²/4000 + 1
        Known(1, 2, 0.9169932621),  # 1 + 5/4000 − 0.5403023059 · 0.1559436948
    ),
    source="A. O. Griewank, J. Optimization Theory and Applications 34 (1981) 11–39",
    lesson="The gradient tells all about the ripple and next to nothing of the bowl that holds the deepest trough.",
    rates={"gradient_descent": 0.5, "momentum": 0.5, "rmsprop": 0.03, "adam": 0.3},
)

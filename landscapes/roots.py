"""A square root whose gradient is a number everywhere, for formulas that take the root of a distance."""

from jax import Array
from jax.numpy import sqrt, where


def root(x: Array) -> Array:
    """√x for x ≥ 0, exactly; its slope, infinite at x = 0, is taken as 0 there.

    JAX multiplies that infinity by the slope of x, which is 0 at the tip of a distance or an absolute value, and
    0 · ∞ is NaN: one step on such a point would lose the run. The second `where` keeps the infinity out of the sum.
    """
    at_zero = x == 0
    return where(at_zero, 0.0, sqrt(where(at_zero, 1.0, x)))

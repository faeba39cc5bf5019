"""Where a cost has a kink, a tie or an infinite slope: the one derivative that every path, map and program takes there.

| of                                              | at           | the derivative taken                  |
| |x|, and sign(x)                                | x = 0        | 0                                     |
| max and min of several                          | a tie        | the mean of the tied ones' slopes     |
| relu(x), which is max(x, 0)                     | x = 0        | ½, by the line above                  |
| √x, xᵖ for 0 < p < 1; asin and acos; acosh      | 0; ±1; 1     | 0, for the slope itself is infinite   |
| atan2(y, x)                                     | x = y = 0    | 0, for there is none                  |
| atan2(y, x), which jumps by 2π                  | y = 0, x < 0 | that of either side                   |
| where(x < c, …, …), in pieces that meet         | x = c        | the mean of both pieces' slopes       |
| where(x < c, …, …), in pieces that do not       | x = c        | that of the piece that holds          |

So |x|, max(x, −x), where(x < 0, −x, x), √(x²) and acos(cos x) have one slope at 0, which is 0. Where the function is
convex there and its slopes are finite, each of these is a subgradient. JAX has others of its own: +1 for |x|, 0 for
relu, NaN for √(x²).

The layers of a network keep relu's slope of 0 at 0, as PyTorch, Keras and JAX have it in theirs.

Whatever else has such points is written with these functions, which also say where they meet one: see `kinks`.
"""

from collections.abc import Callable
from contextvars import ContextVar
from functools import reduce
from math import pi

import jax
from jax import Array, lax
from jax import numpy as jnp
from jax.typing import ArrayLike

_found: ContextVar[list[tuple[str, Array]] | None] = ContextVar("found", default=None)
_values_only: ContextVar[bool] = ContextVar("values_only", default=False)

ABSOLUTE, TIE, RELU = "|x| at x = 0 (slope 0)", "a tie of max or min (the mean slope)", "relu(x) at x = 0 (slope ½)"
SIGN, ROOT = "the jump of sign(x) at x = 0 (slope 0)", "a root at 0, whose slope is infinite (slope 0)"
ANGLE = "atan2(y, x) at x = y = 0 (slope 0)"
CUT = "the jump of atan2(y, x) at y = 0, x < 0 (the slope of either side)"
BORDER = "the border of where (the mean slope of pieces that meet, else that of the piece that holds)"
ARC = "the end of asin, acos or acosh, whose slope is infinite (slope 0)"


def kinks(cost: Callable[..., Array]) -> Callable[..., dict[str, Array]]:
    """The function of what `cost` takes -> which kinks, ties and infinite slopes are met exactly there, by name.

    A name says what is met and the derivative taken. Traceable by JAX; {} for a cost that has none.
    """

    def met(*inputs: ArrayLike, **theta: ArrayLike) -> dict[str, Array]:
        found: list[tuple[str, Array]] = []
        token = _found.set(found)
        try:
            cost(*inputs, **theta)
        finally:
            _found.reset(token)
        names = dict.fromkeys(name for name, _ in found)
        return {name: reduce(jnp.logical_or, (there for of, there in found if of == name)) for name in names}

    return met


def _meets(name: str, there: Callable[[], Array]) -> None:
    found = _found.get()
    if found is not None:
        found.append((name, there()))


def absolute(x: ArrayLike) -> Array:
    """|x|, of slope 0 at 0."""
    _meets(ABSOLUTE, lambda: jnp.equal(x, 0))
    return _absolute(jnp.asarray(x))


@jax.custom_jvp
def _absolute(x: Array) -> Array:
    return jnp.abs(x)


_absolute.defjvps(lambda slope, _, x: slope * jnp.sign(x))


def sign(x: ArrayLike) -> Array:
    """The sign of x, 0 at 0, of slope 0 everywhere."""
    _meets(SIGN, lambda: jnp.equal(x, 0))
    return jnp.sign(x)


def relu(x: ArrayLike) -> Array:
    """max(x, 0), of slope ½ at 0."""
    _meets(RELU, lambda: jnp.equal(x, 0))
    return _relu(jnp.asarray(x))


@jax.custom_jvp
def _relu(x: Array) -> Array:
    return jnp.maximum(x, 0)


_relu.defjvps(lambda slope, _, x: slope * ((1 + jnp.sign(x)) / 2))


def maximum(*several: ArrayLike) -> Array:
    """The largest of two numbers or more; at a tie its slope is the mean of the tied ones' slopes."""
    return _extreme(jnp.maximum, several)


def minimum(*several: ArrayLike) -> Array:
    """The smallest of two numbers or more; at a tie its slope is the mean of the tied ones' slopes."""
    return _extreme(jnp.minimum, several)


def _extreme(of_two: Callable[[ArrayLike, ArrayLike], Array], several: tuple[ArrayLike, ...]) -> Array:
    if len(several) == 2:
        _meets(TIE, lambda: jnp.equal(*several))
        return of_two(*several)  # whose slope at a tie is the mean by JAX's own rule
    kind = jnp.result_type(*several)  # a number written in Python takes the type of what it meets
    values = tuple(jnp.asarray(each, kind) for each in several)
    found = _extreme_of_many(of_two, *values)
    _meets(TIE, lambda: jnp.greater(sum(jnp.equal(each, found).astype(int) for each in values), 1))
    return found


def _extreme_of_many(of_two, *values: Array) -> Array:
    @jax.custom_jvp
    def extreme(*values):
        return reduce(of_two, values)

    @extreme.defjvp
    def slope(values, slopes):
        found = reduce(of_two, values)
        tied = [jnp.equal(each, found).astype(found.dtype) for each in values]
        return found, sum(part * slope for part, slope in zip(tied, slopes, strict=True)) / sum(tied)

    return extreme(*values)


def piece(
    compared: Callable[[Array, Array], Array],
    left: Array,
    right: Array,
    holds: Callable[[], Array],
    fails: Callable[[], Array],
) -> Array:
    """`holds()` where `compared(left, right)`, else `fails()`; its slope is never touched by that of the other piece.

    On the border, where left = right, two equal pieces are a tie, with the mean slope. `holds` and `fails` give numbers
    of one type; each is called for its value, and again for its slope.
    """
    there, border = compared(left, right), jnp.equal(left, right)
    yes, no = _value_where(there | border, holds), _value_where(~there | border, fails)
    _meets(BORDER, lambda: border)
    if _values_only.get():
        return jnp.where(there, yes, no)
    token = _found.set(None)  # what is met was found above
    try:
        # A choice between two slopes would multiply the one that is not taken by 0, and 0 · NaN is NaN.
        return lax.cond(
            border & jnp.equal(yes, no),
            lambda: holds() / 2 + fails() / 2,
            lambda: lax.cond(there, holds, fails),
        )
    finally:
        _found.reset(token)


def _value_where(there: Array, of: Callable[[], Array]) -> Array:
    """The value of a piece, without its slope; what it meets counts only `there`."""
    met = _found.get()
    own: list[tuple[str, Array]] | None = None if met is None else []
    tokens = _found.set(own), _values_only.set(True)
    try:
        value = lax.stop_gradient(of())
    finally:
        _found.reset(tokens[0])
        _values_only.reset(tokens[1])
    if met is not None and own:
        met.extend((name, there & found) for name, found in own)
    return value


def root(x: ArrayLike) -> Array:
    """√x for x ≥ 0, exactly; its slope, infinite at x = 0, is taken as 0 there.

    JAX multiplies that infinity by the slope of x, which is 0 at the tip of a distance or an absolute value, and
    0 · ∞ is NaN: one step on such a point would lose the run. The second `where` keeps the infinity out of the sum.
    """
    at_zero = jnp.equal(x, 0)
    _meets(ROOT, lambda: at_zero)
    return jnp.where(at_zero, 0.0, jnp.sqrt(jnp.where(at_zero, 1.0, x)))


def power(x: ArrayLike, p: float) -> Array:
    """xᵖ for x ≥ 0 and 0 < p < 1; its slope, infinite at x = 0, is taken as 0 there, as that of `root`."""
    at_zero = jnp.equal(x, 0)
    _meets(ROOT, lambda: at_zero)
    return jnp.where(at_zero, 0.0, jnp.power(jnp.where(at_zero, 1.0, x), p))


def length(x: ArrayLike, y: ArrayLike) -> Array:
    """√(x² + y²), of slope 0 at the tip."""
    return root(jnp.square(x) + jnp.square(y))


def cube_root(x: ArrayLike) -> Array:
    """The real cube root of any x; its slope, infinite at x = 0, is taken as 0 there."""
    return jnp.sign(x) * power(_absolute(jnp.asarray(x)), 1 / 3)


def angle(y: ArrayLike, x: ArrayLike) -> Array:
    """The angle of (x, y) to the axis of x, from −π to π; at (0, 0) it is 0 and its slope is taken as 0."""
    at_origin = jnp.equal(x, 0) & jnp.equal(y, 0)
    _meets(ANGLE, lambda: at_origin)
    _meets(CUT, lambda: jnp.less(x, 0) & jnp.equal(y, 0))
    upright = jnp.less(jnp.abs(x), jnp.abs(y))
    flat = jnp.where(upright | at_origin, 1.0, x)
    turned = jnp.where(jnp.less(flat, 0), jnp.where(jnp.less(y, 0), -pi, pi), 0.0) + jnp.arctan(y / flat)
    # Near the axis of y the angle is counted from there: no quotient is then above 1.
    high = jnp.where(upright, y, 1.0)
    return jnp.where(upright, jnp.sign(high) * (pi / 2) - jnp.arctan(x / high), jnp.where(at_origin, 0.0, turned))


def sine_over(x: ArrayLike) -> Array:
    """sin(x)/x, which is 1 at x = 0: near there by its series, for the quotient has no slope at 0."""
    near = jnp.less(jnp.abs(x), 0.01)
    square = jnp.square(x)
    away = jnp.where(near, 1.0, x)
    return jnp.where(near, 1 - square / 6 * (1 - square / 20 * (1 - square / 42)), jnp.sin(away) / away)


def arcsine(x: ArrayLike) -> Array:
    """The arcsine of x, −1 ≤ x ≤ 1; its slope, infinite at both ends, is taken as 0 there."""
    at_end = jnp.equal(jnp.abs(x), 1)
    _meets(ARC, lambda: at_end)
    return jnp.where(at_end, jnp.sign(x) * (pi / 2), jnp.arcsin(jnp.where(at_end, 0.0, x)))


def arccosine(x: ArrayLike) -> Array:
    """The arccosine of x, −1 ≤ x ≤ 1; its slope, infinite at both ends, is taken as 0 there."""
    at_end = jnp.equal(jnp.abs(x), 1)
    _meets(ARC, lambda: at_end)
    return jnp.where(at_end, jnp.where(jnp.greater(x, 0), 0.0, pi), jnp.arccos(jnp.where(at_end, 0.0, x)))


def area_cosine(x: ArrayLike) -> Array:
    """The inverse hyperbolic cosine of x ≥ 1; its slope, infinite at 1, is taken as 0 there."""
    at_end = jnp.equal(x, 1)
    _meets(ARC, lambda: at_end)
    return jnp.where(at_end, 0.0, jnp.arccosh(jnp.where(at_end, 2.0, x)))

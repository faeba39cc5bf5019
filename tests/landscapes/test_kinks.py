"""Kinks, ties and infinite slopes: exact values, and one derivative in every spelling, a number on every tip."""

from math import isfinite

import jax
import jax.numpy as jnp
import numpy as np
import pytest

from landscapes import CATALOGUE, parse
from landscapes.calculus import hessian, value_and_gradient
from landscapes.kinks import kinks, maximum, minimum, root

ABSOLUTE = (  # |x|, as one may write it
    "|x|",
    "abs(x)",
    "max(x,-x)",
    "max(-x,x)",
    "max(x,0,-x)",
    "-min(x,-x)",
    "max(x,0)-min(x,0)",
    "relu(x)+relu(-x)",
    "2*relu(x)-x",
    "x*sign(x)",
    "sqrt(x^2)",
    "sqrt(x*x)",
    "(x^2)^0.5",
    "(x^2)^(1/2)",
    "(x^4)^(1/4)",
    "(x^2)^(2/4)",
    "|x|^(3/3)",
    "acos(cos(x))",
    "pi/2-asin(cos(x))",
    "where(x<0,-x,x)",
    "where(x>=0,x,-x)",
)


@pytest.mark.sampled(7)
@pytest.mark.parametrize("spelling", ABSOLUTE)
def test_every_spelling_of_an_absolute_value_has_its_slopes_and_0_at_0(spelling):
    surface = parse(f"{spelling}+0*y")
    for w1, slope in ((0.0, 0.0), (-0.0, 0.0), (0.5, 1.0), (-0.5, -1.0)):
        value, gradient = value_and_gradient(surface)(w1, 0.3)
        assert float(value) == pytest.approx(abs(w1), abs=1e-15)
        assert list(map(float, gradient)) == pytest.approx([slope, 0.0], abs=1e-15)
    value, gradient = value_and_gradient(surface)(jnp.float32(0), jnp.float32(0))
    assert (value.dtype, gradient[0].dtype, float(gradient[0])) == (jnp.float32, jnp.float32, 0.0)


@pytest.mark.parametrize(
    ("formula", "at", "slopes"),
    [
        ("relu(x)+y", 0.0, (0.5, 1)),
        ("max(x,0)+y", 0.0, (0.5, 1)),
        ("max(0,x)+y", 0.0, (0.5, 1)),
        ("-min(-x,0)+y", 0.0, (0.5, 1)),
        ("max(x,y)", 0.3, (0.5, 0.5)),
        ("max(x,y,0.3)", 0.3, (1 / 3, 1 / 3)),
        ("max(x,y,0.1)", 0.3, (0.5, 0.5)),
        ("min(3*x,x+0.6,y+0.6)", 0.3, (4 / 3, 1 / 3)),
        ("sign(x)+y", 0.0, (0, 1)),
        ("where(x<0,x^2,2*x)+y", 0.0, (1, 1)),
        ("where(x<0,x^2,2*x+1)+y", 0.0, (2, 1)),
        ("where(x<=0,x^2-3*x,2*x+1)+y", 0.0, (-3, 1)),
        ("where(x==0,1,sin(x)/x)+y", 0.0, (0, 1)),
        ("sqrt(x)+y", 0.0, (0, 1)),
        ("asin(x+1)+y", 0.0, (0, 1)),
        ("acosh(x+1)+y", 0.0, (0, 1)),
        ("x^0.3+y", 0.0, (0, 1)),
        ("x^1.5+y", 0.0, (0, 1)),
    ],
)
def test_a_tie_has_the_mean_slope_and_an_infinite_one_is_0(formula, at, slopes):
    _, gradient = value_and_gradient(parse(formula))(at, 0.3)
    assert tuple(map(float, gradient)) == pytest.approx(slopes, abs=1e-15)


@pytest.mark.parametrize("x", [-2.0, -0.3, 0.0, 0.4, 2.0])
def test_the_extremes_of_three_are_those_of_two_and_curve_where_these_do(x):
    three = maximum(x, 0.1, x**2), minimum(x, 0.1, x**2)
    assert tuple(map(float, three)) == (max(x, 0.1, x**2), min(x, 0.1, x**2))
    bend = jax.grad(jax.grad(lambda x: maximum(x, 0.1, x**2)))(x)
    assert float(bend) == (2.0 if x**2 > max(x, 0.1) else 0.0)


@pytest.mark.sampled(5)
def test_the_piece_that_does_not_hold_touches_no_slope():
    surface = parse("where(x>0,sqrt(x)*ln(x),x^2)+where(y<1,y,asin(y-1))")
    points = jnp.array([-2.0, -0.5, 4.0]), jnp.array([0.5, 3.5, 1.5])
    _, slopes = jax.vmap(value_and_gradient(surface))(*points)
    expected = [[-4.0, 1.0], [-1.0, float("nan")], [np.log(4) / 4 + 0.5, 1 / np.sqrt(0.75)]]
    np.testing.assert_allclose(np.stack(slopes, axis=1), expected, rtol=1e-14)
    bends = jax.vmap(hessian(surface))(*points)
    np.testing.assert_allclose(bends[0][0], [2, 2, -np.log(4) / 4 / 8], rtol=1e-13)


def test_a_kink_within_a_piece_is_met_where_the_piece_holds():
    met = kinks(parse("where(y<0,|x|,x)").cost)
    for w2, there in ((-1.0, [True, False]), (1.0, [False, False]), (0.0, [True, True])):
        assert sorted(map(bool, met(0.0, w2).values())) == sorted(there)


def test_a_cost_says_which_kinks_are_met_exactly_and_nowhere_else():
    met = jax.vmap(kinks(parse("|x|+max(y,2*x)+|y-1|").cost))(jnp.array([0.0, 0.5, 1.0]), jnp.array([0.0, 1.0, 3.0]))
    assert {name: list(map(bool, there)) for name, there in met.items()} == {
        "|x| at x = 0 (slope 0)": [True, True, False],
        "a tie of max or min (the mean slope)": [True, True, False],
    }
    assert kinks(parse("x^2*y+exp(-x)").cost)(0.0, 0.0) == {}


@pytest.mark.parametrize(
    ("key", "w1", "w2", "count"),
    [("ackley", 0, 0, 1), ("kinked_valley", 3, 0, 1), ("kinked_valley", 2, 2, 1), ("bukin_n6", -10, 1, 2)],
)
def test_the_kinks_of_the_catalogue_are_told(key, w1, w2, count):
    assert sum(map(bool, kinks(CATALOGUE[key].cost)(float(w1), float(w2)).values())) == count
    assert not any(map(bool, kinks(CATALOGUE[key].cost)(w1 + 0.017, w2 + 0.031).values()))


@pytest.mark.parametrize("x", [0.0, 5e-324, 1e-30, 0.25, 2.0, 1e300])
def test_the_value_is_that_of_the_square_root(x):
    assert float(root(jnp.asarray(x))) == float(jnp.sqrt(x))


def test_the_slope_is_that_of_the_square_root_and_0_at_nought():
    slope = jax.grad(root)
    assert [float(slope(x)) for x in (4.0, 0.25, 0.0)] == [0.25, 1.0, 0.0]


def test_a_negative_number_has_no_root():
    assert np.isnan(root(jnp.asarray(-1.0)))


@pytest.mark.parametrize(
    ("key", "w1", "w2"),
    [
        ("ackley", 0, 0),  # the tip
        ("drop_wave", 0, 0),  # the centre
        ("cross_in_tray", 0, 0),
        ("cross_in_tray", 0, 3),  # sin w1 = 0
        ("holder_table", 0, 0),
        ("schwefel", 0, 0),
        ("schwefel", 0, 100),
        ("bukin_n6", -10, 1),  # the minimum
        ("bukin_n6", 0, 0),  # on the crease
        ("eggholder", 0, -47),  # both seams
        ("eggholder", 47, 0),  # w1 = w2 + 47
        ("kinked_valley", 0, 0),  # the corner
        ("kinked_valley", 3, 0),  # the minimum
    ],
)
def test_value_and_gradient_are_numbers_where_a_root_or_an_absolute_value_has_its_kink(key, w1, w2):
    value, gradient = value_and_gradient(CATALOGUE[key])(float(w1), float(w2))
    assert all(map(isfinite, (value, *gradient)))


def test_the_drop_wave_curves_by_72_and_a_half_at_its_centre():
    # Near the centre cos 12r = 1 − 72 r², so J = −(2 − 72 r²) / (2 + r²/2) = −1 + (36 + 1/4) r².
    np.testing.assert_allclose(np.array(hessian(CATALOGUE["drop_wave"])(0.0, 0.0)), [[72.5, 0], [0, 72.5]], rtol=1e-12)

"""Roots at nought: exact values, and gradients that stay numbers on every tip, crease and seam."""

from math import isfinite

import jax
import jax.numpy as jnp
import numpy as np
import pytest

from landscapes import CATALOGUE
from landscapes.calculus import hessian, value_and_gradient
from landscapes.roots import root


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

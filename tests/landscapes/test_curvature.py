"""How J bends at a point, against matrices worked by hand."""

from dataclasses import replace

import numpy as np
import pytest
from jax import numpy as jnp

from landscapes import CATALOGUE
from landscapes.calculus import curvature, kind


def made(cost):
    return replace(CATALOGUE["saddle"], cost=cost)


@pytest.mark.parametrize("kappa", [1.0, 20.0, 1000.0])
def test_on_the_ravine_the_condition_is_kappa_and_the_stable_rate_two_over_kappa(kappa):
    bend = curvature(CATALOGUE["ravine"], 3.0, -2.0, {"kappa": kappa})
    np.testing.assert_allclose(bend.eigenvalues, [1, kappa], rtol=1e-14)
    assert (bend.condition, bend.stable_rate) == pytest.approx((kappa, 2 / kappa), rel=1e-14)


def test_the_axes_are_the_directions_of_the_eigenvalues():
    # w1² + w1 w2 + w2² has the Hessian (2 1; 1 2): 3 along the diagonal, 1 across it.
    bend = curvature(made(lambda w1, w2: w1**2 + w1 * w2 + w2**2), 0.0, 0.0)
    np.testing.assert_allclose(bend.eigenvalues, [1, 3], rtol=1e-14)
    np.testing.assert_allclose(np.abs(bend.axes), np.full((2, 2), np.sqrt(0.5)), rtol=1e-14)
    assert bend.axes[0, 0] * bend.axes[0, 1] < 0 < bend.axes[1, 0]
    assert bend.axes[1, 1] > 0


@pytest.mark.sampled(10)
@pytest.mark.parametrize("key", CATALOGUE)
def test_the_axes_are_orthonormal_and_give_the_hessian_back(key):
    landscape = CATALOGUE[key]
    bend = curvature(landscape, *landscape.start)
    np.testing.assert_allclose(bend.axes @ bend.axes.T, np.eye(2), atol=1e-14)
    scale = np.abs(bend.hessian).max()
    np.testing.assert_allclose(bend.axes.T * bend.eigenvalues @ bend.axes, bend.hessian, atol=1e-13 * scale)
    assert bend.hessian.dtype == np.float64


def test_at_the_middle_of_the_saddle_only_the_rising_direction_limits_the_rate():
    bend = curvature(CATALOGUE["saddle"], 0.0, 0.0)
    np.testing.assert_array_equal(bend.eigenvalues, [-2, 2])
    assert (bend.condition, bend.stable_rate) == (1, 1)


def test_on_a_dome_no_rate_overshoots():
    bend = curvature(made(lambda w1, w2: -(w1**2) - 3 * w2**2), 1.0, 1.0)
    assert (bend.condition, bend.stable_rate) == (3, np.inf)


@pytest.mark.parametrize(("cost", "stable"), [(lambda w1, w2: 2 * w1 - w2, np.inf), (lambda w1, w2: w1**2 + w2, 1.0)])
def test_a_flat_direction_makes_the_condition_infinite(cost, stable):
    bend = curvature(made(cost), 1.0, 1.0)
    assert (bend.condition, bend.stable_rate) == (np.inf, stable)


def test_where_a_second_derivative_is_not_finite_nothing_is_claimed():
    bend = curvature(made(lambda w1, w2: jnp.sqrt(w1) + w2**2), 0.0, 0.0)
    assert np.isnan([*bend.eigenvalues, *bend.axes.ravel(), bend.condition, bend.stable_rate]).all()


def test_a_bad_theta_is_refused_in_words():
    with pytest.raises(ValueError, match="kappa = 0 is out of range"):
        curvature(CATALOGUE["ravine"], 1.0, 1.0, {"kappa": 0.0})


@pytest.mark.parametrize(
    ("eigenvalues", "what"),
    [
        ((1.0, 20.0), "minimum"),
        ((-2.0, 2.0), "saddle"),
        ((-3.0, -1e-3), "maximum"),
        ((0.0, 2.0), "degenerate"),
        ((-1e-9, 1.0), "degenerate"),  # below 1e-8 of the other
        ((2e-8, 1.0), "minimum"),
        ((0.0, 0.0), "degenerate"),
        ((np.nan, np.nan), "degenerate"),
    ],
)
def test_the_signs_of_the_eigenvalues_say_what_a_critical_point_is(eigenvalues, what):
    assert kind(np.array(eigenvalues)) == what


def test_a_curvature_far_below_the_usual_one_decides_nothing():
    assert kind(np.array([1e-6, 2e-6])) == "minimum"
    assert kind(np.array([1e-6, 2e-6]), usual=1e3) == "degenerate"

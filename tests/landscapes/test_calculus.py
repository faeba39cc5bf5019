"""Derivatives against closed forms worked by hand."""

import jax
import jax.numpy as jnp
import numpy as np
import pytest

from landscapes import CATALOGUE
from landscapes.calculus import hessian, value_and_gradient

POINTS = [(0.0, 0.0), (2.0, 1.0), (-7.0, 1.5), (0.25, -3.5)]
each = pytest.mark.parametrize("landscape", CATALOGUE.values(), ids=CATALOGUE.keys())


@pytest.mark.parametrize("kappa", [1.0, 20.0, 1000.0])
@pytest.mark.parametrize(("w1", "w2"), POINTS)
def test_the_ravine_slopes_by_w1_and_kappa_w2(w1, w2, kappa):
    value, gradient = value_and_gradient(CATALOGUE["ravine"])(w1, w2, kappa=kappa)
    assert float(value) == pytest.approx((w1**2 + kappa * w2**2) / 2, rel=1e-14)
    assert tuple(map(float, gradient)) == pytest.approx((w1, kappa * w2), rel=1e-14)


@pytest.mark.parametrize("kappa", [1.0, 20.0, 1000.0])
@pytest.mark.parametrize(("w1", "w2"), POINTS)
def test_the_ravine_curves_by_1_and_kappa_everywhere(w1, w2, kappa):
    curvature = np.array(hessian(CATALOGUE["ravine"])(w1, w2, kappa=kappa))
    np.testing.assert_allclose(curvature, [[1, 0], [0, kappa]], rtol=1e-14)


@pytest.mark.parametrize(("w1", "w2"), POINTS)
def test_the_saddle_curves_up_along_w1_and_down_along_w2(w1, w2):
    np.testing.assert_allclose(np.array(hessian(CATALOGUE["saddle"])(w1, w2)), [[2, 0], [0, -2]], rtol=1e-14)


def test_himmelblau_slopes_as_its_expanded_derivatives_do():
    # ∂J/∂w1 = 4 w1 (w1² + w2 − 11) + 2 (w1 + w2² − 7) and ∂J/∂w2 = 2 (w1² + w2 − 11) + 4 w2 (w1 + w2² − 7):
    # at (1, 2) the brackets are −8 and −2.
    _, gradient = value_and_gradient(CATALOGUE["himmelblau"])(1.0, 2.0)
    assert tuple(map(float, gradient)) == pytest.approx((-36, -32), rel=1e-14)


def test_himmelblau_curves_as_its_second_derivatives_do():
    # 12 w1² + 4 w2 − 42, 4 (w1 + w2) and 4 w1 + 12 w2² − 26, at (1, 2).
    curvature = np.array(hessian(CATALOGUE["himmelblau"])(1.0, 2.0))
    np.testing.assert_allclose(curvature, [[-22, 12], [12, 26]], rtol=1e-14)


@each
def test_the_value_that_comes_with_a_gradient_is_the_cost(landscape):
    value, _ = value_and_gradient(landscape)(*landscape.start, **landscape.theta())
    assert float(value) == pytest.approx(float(landscape.cost(*landscape.start, **landscape.theta())), rel=1e-14)


@each
def test_derivatives_are_float64(landscape):
    value, gradient = value_and_gradient(landscape)(*landscape.start, **landscape.theta())
    assert {value.dtype, *(g.dtype for g in gradient)} == {jnp.dtype("float64")}


@pytest.mark.sampled(14)
@each
def test_a_mixed_second_derivative_does_not_depend_on_the_order(landscape):
    (_, b), (c, _) = hessian(landscape)(*landscape.start, **landscape.theta())
    assert float(b) == pytest.approx(float(c), rel=1e-12, abs=1e-12)


@pytest.mark.sampled(12)
@each
def test_the_curvature_is_the_slope_of_the_gradient(landscape):
    (w1, w2), theta, h = landscape.start, landscape.theta(), 1e-5
    gradient = value_and_gradient(landscape)
    measured = [
        (np.array(gradient(w1 + a, w2 + b, **theta)[1]) - np.array(gradient(w1 - a, w2 - b, **theta)[1])) / (2 * h)
        for a, b in ((h, 0.0), (0.0, h))
    ]
    taken = np.array(hessian(landscape)(w1, w2, **theta))
    np.testing.assert_allclose(taken, np.transpose(measured), rtol=1e-6, atol=1e-6 * abs(taken).max())


def test_derivatives_can_be_mapped_over_many_points_and_compiled():
    w1, w2 = jnp.arange(3.0), jnp.ones(3)
    compiled = jax.jit(jax.vmap(lambda a, b: value_and_gradient(CATALOGUE["ravine"])(a, b, kappa=4.0)))
    value, (along, across) = compiled(w1, w2)
    np.testing.assert_allclose(value, [2, 2.5, 4])
    np.testing.assert_allclose(along, [0, 1, 2])
    np.testing.assert_allclose(across, [4, 4, 4])

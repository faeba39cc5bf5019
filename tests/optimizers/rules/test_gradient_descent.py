"""Gradient descent against optax and a plain loop, and against the powers of 1 − αλ on the quadratic."""

import numpy as np
import optax
import pytest

from optimizers import Run


@pytest.mark.parametrize(("landscape", "rate"), [("rosenbrock", 0.001), ("himmelblau", 0.01)])
def test_it_walks_as_optax_does(go, optax_path, distance, landscape, rate):
    trajectory = go(landscape, Run("gradient_descent", rate), start=(-1.2, 1.0), steps=200)
    path = optax_path(optax.identity(), landscape, (-1.2, 1.0), np.full(200, rate))
    assert distance(trajectory, path) < 1e-10


@pytest.mark.parametrize(("landscape", "rate"), [("rosenbrock", 0.001), ("himmelblau", 0.01)])
def test_it_walks_as_a_loop_against_the_gradient(go, loop_path, gradients, distance, landscape, rate):
    # A.-L. Cauchy, C. R. Acad. Sci. Paris 25 (1847) 536-538: each coordinate moves against its own slope.
    trajectory = go(landscape, Run("gradient_descent", rate), start=(-1.2, 1.0), steps=200)
    path = loop_path(lambda n, g: g, gradients[landscape], (-1.2, 1.0), np.full(200, rate))
    assert distance(trajectory, path) < 1e-10


@pytest.mark.parametrize("kappa", [1.0, 20.0, 150.0])
def test_on_the_quadratic_each_coordinate_shrinks_by_the_same_factor(go, distance, kappa):
    alpha, start = 0.013, np.array([-7.0, 1.5])
    trajectory = go("ravine", Run("gradient_descent", alpha), theta={"kappa": kappa}, start=tuple(start), steps=200)
    n = np.arange(201)[:, None]
    assert distance(trajectory, (1 - alpha * np.array([1.0, kappa])) ** n * start) < 1e-10


def test_a_rate_of_two_over_kappa_swings_across_the_ravine_for_ever(go):
    trajectory = go("ravine", Run("gradient_descent", 0.125), theta={"kappa": 16.0}, start=(0.0, 1.5), steps=200)
    np.testing.assert_array_equal(trajectory.w2, 1.5 * (-1.0) ** np.arange(201))


def test_a_rate_of_zero_stays_at_the_start(go):
    trajectory = go("himmelblau", Run("gradient_descent", 0.0), start=(1.0, 2.0), steps=10)
    assert set(trajectory.w1) == {1.0}
    assert set(trajectory.w2) == {2.0}

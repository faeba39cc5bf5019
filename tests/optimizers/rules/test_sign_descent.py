"""Sign descent against optax and a plain loop, and on its way down a bowl."""

import numpy as np
import optax
import pytest

from optimizers import Run


@pytest.mark.parametrize(("landscape", "rate"), [("rosenbrock", 0.001), ("himmelblau", 0.01)])
def test_it_walks_as_optax_does(go, optax_path, distance, landscape, rate):
    trajectory = go(landscape, Run("sign_descent", rate), start=(-1.2, 1.0), steps=200)
    path = optax_path(optax.scale_by_sign(), landscape, (-1.2, 1.0), np.full(200, rate))
    assert distance(trajectory, path) < 1e-10


@pytest.mark.parametrize(("landscape", "rate"), [("rosenbrock", 0.001), ("himmelblau", 0.01)])
def test_it_walks_as_its_paper_does(go, loop_path, gradients, distance, landscape, rate):
    # Algorithm 1 of arXiv:1802.04434: x ← x − δ sign(g).
    trajectory = go(landscape, Run("sign_descent", rate), start=(-1.2, 1.0), steps=200)
    path = loop_path(lambda n, g: np.sign(g), gradients[landscape], (-1.2, 1.0), np.full(200, rate))
    assert distance(trajectory, path) < 1e-10


def test_each_coordinate_comes_at_the_pace_of_the_rate_and_swings_there(go):
    trajectory = go("ravine", Run("sign_descent", 0.25), theta={"kappa": 500.0}, start=(-2.0, 0.875), steps=20)
    np.testing.assert_array_equal(trajectory.w1[:9], -2 + 0.25 * np.arange(9))
    np.testing.assert_array_equal(trajectory.w1[8:], 0)
    np.testing.assert_array_equal(trajectory.w2[4:], [-0.125, 0.125] * 8 + [-0.125])

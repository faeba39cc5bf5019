"""Noise: seeded errors of the gradient, the same for every run."""

import numpy as np
import pytest

from optimizers import Experiment, Run, perform
from optimizers.noise import gradient_errors

DESCENT = Run("gradient_descent", 0.01)


def errors_met(trajectory):
    """The errors a gradient descent must have met, from its steps: (T, 2)."""
    steps = np.stack((np.diff(trajectory.w1), np.diff(trajectory.w2)), axis=1)
    gradient = np.stack(trajectory.gradient, axis=1)[:-1]
    return -steps / trajectory.learning_rate[:, None] - gradient


def test_the_errors_are_normal_with_the_chosen_deviation():
    errors = gradient_errors(5000, 2.5, seed=3)
    assert errors.shape == (5000, 2)
    assert errors.dtype == np.float64
    np.testing.assert_allclose(errors.std(axis=0), 2.5, rtol=0.05)
    np.testing.assert_allclose(errors.mean(axis=0), 0, atol=0.15)
    assert abs(np.corrcoef(errors.T)[0, 1]) < 0.05


def test_a_longer_draw_begins_with_the_shorter_one():
    np.testing.assert_array_equal(gradient_errors(700, 1.0, 5)[:64], gradient_errors(64, 1.0, 5))


def test_another_seed_draws_other_errors():
    assert not np.array_equal(gradient_errors(10, 1.0, 0), gradient_errors(10, 1.0, 1))


def test_the_deviation_scales_the_same_errors():
    np.testing.assert_allclose(gradient_errors(50, 3.0, 7), 3 * gradient_errors(50, 1.0, 7), rtol=1e-15)


def test_no_deviation_is_no_error():
    np.testing.assert_array_equal(gradient_errors(10, 0.0, 0), np.zeros((10, 2)))


def test_a_run_meets_the_errors_of_its_seed(go):
    trajectory = go("himmelblau", DESCENT, steps=100, noise=0.5, seed=11)
    np.testing.assert_allclose(errors_met(trajectory), gradient_errors(100, 0.5, 11), atol=1e-11)


def test_every_run_meets_the_same_errors():
    slow = Run("momentum", 0.02, hyper={"beta": 0.0})
    for trajectory in perform(Experiment("himmelblau", steps=100, noise=0.5, seed=4, runs=(DESCENT, slow, DESCENT))):
        np.testing.assert_allclose(errors_met(trajectory), gradient_errors(100, 0.5, 4), atol=1e-11)


@pytest.mark.parametrize("optimizer", ["gradient_descent", "adam"])
def test_a_shorter_noisy_run_is_a_prefix_of_a_longer_one(go, optimizer):
    short, long = (go("himmelblau", Run(optimizer, 0.01), steps=n, noise=1.0, seed=2) for n in (60, 200))
    np.testing.assert_array_equal(short.w1, long.w1[:61])
    np.testing.assert_array_equal(short.w2, long.w2[:61])


def test_the_same_seed_gives_the_same_path_and_another_seed_another(go):
    first, again, other = (go("himmelblau", DESCENT, steps=50, noise=1.0, seed=seed) for seed in (0, 0, 1))
    np.testing.assert_array_equal(first.w1, again.w1)
    assert not np.array_equal(first.w1, other.w1)


@pytest.mark.parametrize("optimizer", ["gradient_descent", "rmsprop"])
def test_without_noise_the_seed_is_nothing(go, optimizer):
    plain = go("rosenbrock", Run(optimizer, 0.001), steps=100)
    seeded = go("rosenbrock", Run(optimizer, 0.001), steps=100, noise=0.0, seed=9)
    for a, b in zip(plain[:3] + plain.gradient, seeded[:3] + seeded.gradient, strict=True):
        np.testing.assert_array_equal(a, b)


def test_the_gradient_shown_is_that_of_the_landscape_without_its_error(go, gradients):
    trajectory = go("himmelblau", DESCENT, steps=100, noise=5.0)
    for shown, true in zip(trajectory.gradient, gradients["himmelblau"](trajectory.w1, trajectory.w2), strict=True):
        np.testing.assert_allclose(shown, true, rtol=1e-10, atol=1e-10)


def test_leaving_a_minimum_again_is_not_converging(go):
    trajectory = go("himmelblau", DESCENT, start=(3.0, 2.0), steps=50, noise=1.0)
    assert trajectory.gradient[0][0] == trajectory.gradient[1][0] == 0
    assert (trajectory.outcome, trajectory.outcome_step) == ("moving", 50)

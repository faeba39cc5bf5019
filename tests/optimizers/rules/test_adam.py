"""Adam against optax and a plain loop, for every combination of its conventions, and its first steps by hand."""

import numpy as np
import optax
import pytest

from optimizers import CATALOGUE, Run

ORACLES = {
    "outside_root": lambda beta1, beta2, epsilon: optax.scale_by_adam(beta1, beta2, eps=epsilon, eps_root=0.0),
    "inside_root": lambda beta1, beta2, epsilon: optax.scale_by_adam(beta1, beta2, eps=0.0, eps_root=epsilon),
}
CORRECTIONS = ("on", "off")
CASES = [("rosenbrock", 0.02), ("himmelblau", 0.05)]
START = (-1.2, 1.0)


def run(rate, beta1, beta2, epsilon, side, correction="on"):
    hyper = {"beta1": beta1, "beta2": beta2, "epsilon": epsilon}
    return Run("adam", rate, hyper=hyper, conventions={"epsilon_position": side, "bias_correction": correction})


def plain(beta1, beta2, epsilon, side, correction):
    """The direction as a loop over n, with the corrections as powers and not as running products."""
    v = s = 0.0

    def direction(n, g):
        nonlocal v, s
        v, s = beta1 * v + (1 - beta1) * g, beta2 * s + (1 - beta2) * g * g
        shares = (1 - beta1**n, 1 - beta2**n) if correction == "on" else (1.0, 1.0)
        v_hat, s_hat = v / shares[0], s / shares[1]
        return v_hat / (np.sqrt(s_hat) + epsilon if side == "outside_root" else np.sqrt(s_hat + epsilon))

    return direction


def test_there_is_an_oracle_for_every_choice():
    choices = {c.key: tuple(choice.key for choice in c.choices) for c in CATALOGUE["adam"].conventions}
    assert choices == {"epsilon_position": tuple(ORACLES), "bias_correction": CORRECTIONS}


@pytest.mark.parametrize(("landscape", "rate"), CASES)
def test_by_default_it_is_the_adam_of_the_paper(go, optax_path, distance, landscape, rate):
    trajectory = go(landscape, Run("adam", rate), start=START, steps=200)
    path = optax_path(optax.scale_by_adam(0.9, 0.999, 1e-8), landscape, START, np.full(200, rate))
    assert distance(trajectory, path) < 1e-10


@pytest.mark.parametrize("side", ORACLES)
@pytest.mark.parametrize(("beta1", "beta2"), [(0.8, 0.95), (0.0, 0.5)])
@pytest.mark.parametrize(("landscape", "rate"), CASES)
def test_with_a_large_epsilon_it_walks_as_optax_does(go, optax_path, distance, landscape, rate, beta1, beta2, side):
    trajectory = go(landscape, run(rate, beta1, beta2, 0.3, side), start=START, steps=200)
    path = optax_path(ORACLES[side](beta1, beta2, 0.3), landscape, START, np.full(200, rate))
    assert distance(trajectory, path) < 1e-10


@pytest.mark.parametrize("correction", CORRECTIONS)
@pytest.mark.parametrize("side", ORACLES)
@pytest.mark.parametrize(("landscape", "rate"), CASES)
def test_it_walks_as_a_plain_loop_does(go, loop_path, gradients, distance, landscape, rate, side, correction):
    chosen = (0.8, 0.95, 0.3, side, correction)
    trajectory = go(landscape, run(rate, *chosen), start=START, steps=200)
    path = loop_path(plain(*chosen), gradients[landscape], START, np.full(200, rate))
    assert distance(trajectory, path) < 1e-10


@pytest.mark.parametrize(("side", "other"), [tuple(ORACLES), tuple(ORACLES)[::-1]])
@pytest.mark.parametrize(("landscape", "rate"), CASES)
def test_epsilon_on_the_wrong_side_would_be_seen(go, optax_path, distance, landscape, rate, side, other):
    trajectory = go(landscape, run(rate, 0.8, 0.95, 0.3, side), start=START, steps=200)
    path = optax_path(ORACLES[other](0.8, 0.95, 0.3), landscape, START, np.full(200, rate))
    assert distance(trajectory, path) > 1e-3


@pytest.mark.parametrize(("landscape", "rate"), CASES)
def test_a_missing_correction_would_be_seen(go, optax_path, distance, landscape, rate):
    uncorrected = Run("adam", rate, conventions={"bias_correction": "off"})
    path = optax_path(optax.scale_by_adam(0.9, 0.999, 1e-8), landscape, START, np.full(200, rate))
    assert distance(go(landscape, uncorrected, start=START, steps=200), path) > 1e-2


@pytest.mark.parametrize(("beta1", "beta2"), [(0.9, 0.999), (0.3, 0.6), (0.0, 0.0)])
def test_without_epsilon_the_first_step_is_as_long_as_the_rate(go, beta1, beta2):
    trajectory = go("ravine", run(0.01, beta1, beta2, 0.0, "outside_root"), start=(-7.0, 1.5), steps=1)
    np.testing.assert_allclose((trajectory.w1[1], trajectory.w2[1]), (-6.99, 1.49), rtol=1e-13)


def test_without_correction_the_first_step_is_too_long(go):
    # (1 − β1) g / √((1 − β2) g²) = 0.1 / √0.001 = √10 rates.
    uncorrected = run(0.01, 0.9, 0.999, 0.0, "outside_root", "off")
    trajectory = go("ravine", uncorrected, start=(-7.0, 1.5), steps=1)
    np.testing.assert_allclose(trajectory.w1[1], -7 + 0.01 * np.sqrt(10), rtol=1e-13)


def test_two_steps_by_hand(go):
    # On J = w1²/2 from w1 = 2 with α = 1, β1 = 1/2, β2 = 3/4, ε = 1: v̂ = 2, ŝ = 4, w = 2 − 2/3 = 4/3. Then
    # v = 1/2 + 2/3 = 7/6, v̂ = 7/6 / (3/4) = 14/9; s = 3/4 + 4/9 = 43/36, ŝ = 43/36 / (7/16) = 172/63.
    trajectory = go("ravine", run(1.0, 0.5, 0.75, 1.0, "outside_root"), start=(2.0, 0.0), steps=2)
    np.testing.assert_allclose(trajectory.w1, (2, 4 / 3, 4 / 3 - 14 / 9 / (np.sqrt(172 / 63) + 1)), rtol=1e-14)
    np.testing.assert_array_equal(trajectory.w2, 0)


def test_its_first_step_is_alpha_long_in_each_coordinate_as_its_lesson_says(go):
    trajectory = go("himmelblau", Run("adam", 0.1), steps=1)
    moved = np.diff(trajectory.w1)[0], np.diff(trajectory.w2)[0]
    np.testing.assert_allclose(np.abs(moved), 0.1, rtol=1e-8)
    assert np.hypot(*moved) == pytest.approx(0.1414, abs=5e-5)
    assert "α long in each coordinate" in CATALOGUE["adam"].lesson

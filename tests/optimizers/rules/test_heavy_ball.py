"""The heavy ball against optax and Polyak's own line, with its rate in both places, and the best β on a quadratic."""

import numpy as np
import optax
import pytest

from optimizers import CATALOGUE, Run

POSITIONS = ("on_gradient", "on_sum")
CASES = [("rosenbrock", 0.0002), ("himmelblau", 0.002)]
START = (-1.2, 1.0)


def run(rate, beta=0.9, position="on_gradient", **settings):
    return Run("heavy_ball", rate, hyper={"beta": beta}, conventions={"rate_position": position}, **settings)


def polyak(gradient, rates, beta):
    """W ← W − α_n g + β (W − the W before)."""
    rows = [np.array(START), np.array(START)]
    for rate in rates:
        rows.append(rows[-1] - rate * np.array(gradient(*rows[-1])) + beta * (rows[-1] - rows[-2]))
    return np.array(rows[1:])


def test_there_is_an_oracle_for_every_choice():
    (convention,) = CATALOGUE["heavy_ball"].conventions
    assert tuple(choice.key for choice in convention.choices) == POSITIONS


@pytest.mark.parametrize("position", POSITIONS)
@pytest.mark.parametrize("beta", [0.0, 0.6, 0.9])
@pytest.mark.parametrize(("landscape", "rate"), CASES)
def test_at_a_constant_rate_both_are_optax_and_polyak(
    go, optax_path, gradients, distance, landscape, rate, beta, position
):
    trajectory = go(landscape, run(rate, beta, position), start=START, steps=200)
    assert distance(trajectory, optax_path(optax.trace(beta), landscape, START, np.full(200, rate))) < 1e-10
    assert distance(trajectory, polyak(gradients[landscape], np.full(200, rate), beta)) < 1e-10


@pytest.mark.parametrize(("landscape", "rate"), CASES)
def test_under_a_schedule_old_steps_keep_their_rate_or_take_todays(
    go, optax_path, gradients, distance, landscape, rate
):
    rates = rate / (1 + 0.1 * np.arange(200))
    paths = {
        "on_gradient": polyak(gradients[landscape], rates, 0.9),
        "on_sum": optax_path(optax.trace(0.9), landscape, START, rates),
    }
    for position, path in paths.items():
        trajectory = go(landscape, run(rate, position=position, decay=0.1), start=START, steps=200)
        assert distance(trajectory, path) < 1e-10
    assert np.abs(paths["on_gradient"] - paths["on_sum"]).max() > 1e-2


@pytest.mark.parametrize("position", POSITIONS)
def test_a_rate_of_zero_stands_still(go, position):
    trajectory = go("himmelblau", run(0.01, position=position, schedule="exponential", decay=0.0), steps=20)
    assert trajectory.w1[1] != trajectory.w1[0]
    np.testing.assert_array_equal(trajectory.w1[1:], trajectory.w1[1])


def test_polyaks_best_numbers_need_far_fewer_steps_than_descents(go):
    # κ = 100: β = ((√κ − 1)/(√κ + 1))², α = (2/(1 + √κ))², and for descent α = 2/(1 + κ).
    ravine = {"theta": {"kappa": 100.0}, "start": (1.0, 1.0), "steps": 200}
    ball = go("ravine", run(4 / 121, 81 / 121), **ravine)
    descent = go("ravine", Run("gradient_descent", 2 / 101), **ravine)
    assert ball.cost[-1] < 1e-20 < 1e-3 < descent.cost[-1]

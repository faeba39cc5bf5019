"""Adagrad against plain loops with ε on both sides of the root, against optax from its own start, and by hand."""

import numpy as np
import optax
import pytest

from optimizers import CATALOGUE, Run

SIDES = {
    "outside_root": lambda s, epsilon: np.sqrt(s) + epsilon,
    "inside_root": lambda s, epsilon: np.sqrt(s + epsilon),
}
CASES = [("rosenbrock", 0.1), ("himmelblau", 0.5)]
START = (-1.2, 1.0)


def run(rate, epsilon, side):
    return Run("adagrad", rate, hyper={"epsilon": epsilon}, conventions={"epsilon_position": side})


def plain(epsilon, side):
    s = 0.0

    def direction(n, g):
        nonlocal s
        s = s + g * g
        return g / SIDES[side](s, epsilon)

    return direction


def test_there_is_an_oracle_for_every_choice():
    (convention,) = CATALOGUE["adagrad"].conventions
    assert [choice.key for choice in convention.choices] == list(SIDES)


@pytest.mark.parametrize(("landscape", "rate"), CASES)
def test_by_default_the_sum_starts_at_0_and_epsilon_is_1e_7_outside(
    go, loop_path, gradients, distance, landscape, rate
):
    trajectory = go(landscape, Run("adagrad", rate), start=START, steps=200)
    path = loop_path(plain(1e-7, "outside_root"), gradients[landscape], START, np.full(200, rate))
    assert distance(trajectory, path) < 1e-10


@pytest.mark.parametrize("side", SIDES)
@pytest.mark.parametrize(("landscape", "rate"), CASES)
def test_with_a_large_epsilon_each_side_is_its_own_loop(go, loop_path, gradients, distance, landscape, rate, side):
    trajectory = go(landscape, run(rate, 30.0, side), start=START, steps=200)
    for other in SIDES:
        path = loop_path(plain(30.0, other), gradients[landscape], START, np.full(200, rate))
        assert (distance(trajectory, path) < 1e-10) == (other == side)
        assert (distance(trajectory, path) > 1e-3) == (other != side)


# optax starts the sum at 0.1; from 0 and with ε inside the root its directions are the same as here.
@pytest.mark.parametrize("epsilon", [1e-7, 3.0])
@pytest.mark.parametrize(("landscape", "rate"), CASES)
def test_inside_the_root_it_is_optax_with_a_sum_from_0(go, optax_path, distance, landscape, rate, epsilon):
    trajectory = go(landscape, run(rate, epsilon, "inside_root"), start=START, steps=200)
    path = optax_path(optax.scale_by_rss(0.0, epsilon), landscape, START, np.full(200, rate))
    assert distance(trajectory, path) < 1e-10
    library = optax_path(optax.scale_by_rss(0.1, epsilon), landscape, START, np.full(200, rate))
    assert distance(trajectory, library) > 1e-10


def test_two_steps_by_hand(go):
    # On J = w1²/2 from w1 = 2 with α = 1, ε = 2: s = 4, w = 2 − 2/4 = 3/2; s = 25/4, w = 3/2 − (3/2)/(9/2) = 7/6.
    trajectory = go("ravine", run(1.0, 2.0, "outside_root"), start=(2.0, 0.0), steps=2)
    np.testing.assert_allclose(trajectory.w1, (2, 3 / 2, 7 / 6), rtol=1e-14)
    np.testing.assert_array_equal(trajectory.w2, 0)

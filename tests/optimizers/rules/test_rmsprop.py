"""RMSprop against optax and a plain loop with ε on both sides of the root, and its first steps by hand."""

import numpy as np
import optax
import pytest

from optimizers import CATALOGUE, Run

ORACLES = {
    "outside_root": lambda beta, epsilon: optax.scale_by_rms(beta, epsilon, eps_in_sqrt=False),
    "inside_root": lambda beta, epsilon: optax.scale_by_rms(beta, epsilon, eps_in_sqrt=True),
}
# At faster rates it jumps from side to side of Rosenbrock's valley, where the last bit of the start grows to 1e-4.
CASES = [("rosenbrock", 0.001), ("himmelblau", 0.02)]
START = (-1.2, 1.0)


def run(rate, beta, epsilon, side):
    return Run("rmsprop", rate, hyper={"beta": beta, "epsilon": epsilon}, conventions={"epsilon_position": side})


def test_there_is_an_oracle_for_every_choice():
    (convention,) = CATALOGUE["rmsprop"].conventions
    assert [choice.key for choice in convention.choices] == list(ORACLES)


@pytest.mark.parametrize(("landscape", "rate"), CASES)
def test_by_default_epsilon_stands_outside_the_root(go, optax_path, distance, landscape, rate):
    trajectory = go(landscape, Run("rmsprop", rate), start=START, steps=200)
    path = optax_path(optax.scale_by_rms(0.9, 1e-8, eps_in_sqrt=False), landscape, START, np.full(200, rate))
    assert distance(trajectory, path) < 1e-10


def plain(beta, epsilon, side):
    """T. Tieleman & G. Hinton, Coursera lecture 6.5 (2012): an average of g², whose root divides g; and an ε."""
    s = 0.0

    def direction(n, g):
        nonlocal s
        s = beta * s + (1 - beta) * g * g
        return g / (np.sqrt(s) + epsilon if side == "outside_root" else np.sqrt(s + epsilon))

    return direction


@pytest.mark.parametrize("side", ORACLES)
@pytest.mark.parametrize(("beta", "epsilon"), [(0.9, 1e-8), (0.5, 0.3), (0.99, 0.3)])
@pytest.mark.parametrize(("landscape", "rate"), CASES)
def test_it_walks_as_a_loop_of_its_recursion(go, loop_path, gradients, distance, landscape, rate, beta, epsilon, side):
    steps = 200 if epsilon > 1e-3 else 40  # with a small ε it then jumps about the minimum, where the last bit grows
    trajectory = go(landscape, run(rate, beta, epsilon, side), start=START, steps=steps)
    path = loop_path(plain(beta, epsilon, side), gradients[landscape], START, np.full(steps, rate))
    assert distance(trajectory, path) < 1e-10


@pytest.mark.parametrize("side", ORACLES)
@pytest.mark.parametrize("beta", [0.5, 0.99])
@pytest.mark.parametrize(("landscape", "rate"), CASES)
def test_with_a_large_epsilon_it_walks_as_optax_does(go, optax_path, distance, landscape, rate, beta, side):
    trajectory = go(landscape, run(rate, beta, 0.3, side), start=START, steps=200)
    path = optax_path(ORACLES[side](beta, 0.3), landscape, START, np.full(200, rate))
    assert distance(trajectory, path) < 1e-10


@pytest.mark.parametrize(("side", "other"), [tuple(ORACLES), tuple(ORACLES)[::-1]])
@pytest.mark.parametrize(("landscape", "rate"), CASES)
def test_epsilon_on_the_wrong_side_would_be_seen(go, optax_path, distance, landscape, rate, side, other):
    trajectory = go(landscape, run(rate, 0.5, 0.3, side), start=START, steps=200)
    path = optax_path(ORACLES[other](0.5, 0.3), landscape, START, np.full(200, rate))
    assert distance(trajectory, path) > 1e-3


@pytest.mark.parametrize("beta", [0.0, 0.9, 0.99])
def test_without_epsilon_the_first_step_is_the_rate_over_the_root_of_one_minus_beta(go, beta):
    trajectory = go("ravine", run(0.01, beta, 0.0, "outside_root"), start=(-7.0, 1.5), steps=1)
    step = 0.01 / np.sqrt(1 - beta)
    np.testing.assert_allclose((trajectory.w1[1], trajectory.w2[1]), (-7 + step, 1.5 - step), rtol=1e-13)


def test_two_steps_by_hand(go):
    # On J = w1²/2 from w1 = 2 with α = 1, β = 1/4, ε = 1: s1 = 3/4·4 = 3, w = 2 − 2/(√3 + 1) = 3 − √3,
    # and then s2 = 3/4 + 3/4·w² with g = w.
    trajectory = go("ravine", run(1.0, 0.25, 1.0, "outside_root"), start=(2.0, 0.0), steps=2)
    first = 3 - np.sqrt(3)
    second = first - first / (np.sqrt(0.75 + 0.75 * first**2) + 1)
    np.testing.assert_allclose(trajectory.w1, (2, first, second), rtol=1e-14)
    np.testing.assert_array_equal(trajectory.w2, 0)


def test_steep_and_flat_coordinates_move_at_the_same_pace(go):
    trajectory = go("ravine", run(0.01, 0.9, 0.0, "outside_root"), theta={"kappa": 500.0}, start=(2.0, 2.0), steps=50)
    np.testing.assert_allclose(trajectory.w1, trajectory.w2, rtol=1e-12)

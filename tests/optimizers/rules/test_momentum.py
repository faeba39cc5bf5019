"""Momentum against optax and a plain loop under both conventions, and as a matrix to the power n on the quadratic."""

import numpy as np
import optax
import pytest

from optimizers import CATALOGUE, Run

ORACLES = {"one_minus_beta": lambda beta: optax.ema(beta, debias=False), "one": optax.trace}
CASES = [("rosenbrock", 0.001), ("himmelblau", 0.003)]
START = (-1.2, 1.0)


def test_there_is_an_oracle_for_every_choice():
    (convention,) = CATALOGUE["momentum"].conventions
    assert [choice.key for choice in convention.choices] == list(ORACLES)


@pytest.mark.parametrize(("landscape", "rate"), CASES)
def test_by_default_it_walks_as_an_optax_average_with_beta_0_9(go, optax_path, distance, landscape, rate):
    trajectory = go(landscape, Run("momentum", rate), start=START, steps=200)
    path = optax_path(optax.ema(0.9, debias=False), landscape, START, np.full(200, rate))
    assert distance(trajectory, path) < 1e-10


@pytest.mark.parametrize("weight", ORACLES)
@pytest.mark.parametrize("beta", [0.0, 0.5, 0.8])
@pytest.mark.parametrize(("landscape", "rate"), CASES)
def test_it_walks_as_optax_does(go, optax_path, distance, landscape, rate, beta, weight):
    rate = rate if weight == "one_minus_beta" else rate / 4  # a sum steps up to 1/(1−β) times as far
    run = Run("momentum", rate, hyper={"beta": beta}, conventions={"gradient_weight": weight})
    path = optax_path(ORACLES[weight](beta), landscape, START, np.full(200, rate))
    assert distance(go(landscape, run, start=START, steps=200), path) < 1e-10


def plain(beta, weight):
    """v ← βv + (1−β) g as the lecture, or v ← βv + g as I. Sutskever et al., ICML 2013, with the rate outside."""
    v = 0.0

    def direction(n, g):
        nonlocal v
        v = beta * v + (1 - beta if weight == "one_minus_beta" else 1.0) * g
        return v

    return direction


@pytest.mark.parametrize("weight", ORACLES)
@pytest.mark.parametrize("beta", [0.0, 0.5, 0.8])
@pytest.mark.parametrize(("landscape", "rate"), CASES)
def test_it_walks_as_a_loop_of_its_recursion(go, loop_path, gradients, distance, landscape, rate, beta, weight):
    rate = rate if weight == "one_minus_beta" else rate / 4
    run = Run("momentum", rate, hyper={"beta": beta}, conventions={"gradient_weight": weight})
    path = loop_path(plain(beta, weight), gradients[landscape], START, np.full(200, rate))
    assert distance(go(landscape, run, start=START, steps=200), path) < 1e-10


@pytest.mark.parametrize(("landscape", "rate"), CASES)
def test_the_other_weight_would_be_seen(go, optax_path, distance, landscape, rate):
    trajectory = go(landscape, Run("momentum", rate / 4), start=START, steps=200)
    path = optax_path(optax.trace(0.9), landscape, START, np.full(200, rate / 4))
    assert distance(trajectory, path) > 1e-2


@pytest.mark.parametrize("weight", ORACLES)
@pytest.mark.parametrize(("rate", "beta"), [(0.05, 0.9), (0.03, 0.6)])
def test_on_the_quadratic_a_step_is_a_matrix(go, distance, rate, beta, weight):
    run = Run("momentum", rate, hyper={"beta": beta}, conventions={"gradient_weight": weight})
    trajectory = go("ravine", run, theta={"kappa": 30.0}, start=(-7.0, 1.5), steps=200)
    share = 1 - beta if weight == "one_minus_beta" else 1.0
    path = np.empty((201, 2))
    for axis, (curvature, start) in enumerate([(1.0, -7.0), (30.0, 1.5)]):
        # (v, w) ← (βv + share·λw, w − α(βv + share·λw)); row n is the nth power at (0, w0).
        step = np.array([[beta, share * curvature], [-rate * beta, 1 - rate * share * curvature]])
        path[:, axis] = [(np.linalg.matrix_power(step, n) @ [0.0, start])[1] for n in range(201)]
    assert distance(trajectory, path) < 1e-10


def test_one_minus_beta_is_the_sum_at_the_rate_times_one_minus_beta(go, distance):
    average = go("himmelblau", Run("momentum", 0.01), start=START, steps=200)
    total = go("himmelblau", Run("momentum", 0.001, conventions={"gradient_weight": "one"}), start=START, steps=200)
    assert distance(average, np.stack((total.w1, total.w2), axis=1)) < 1e-10


def test_without_a_past_it_is_gradient_descent(go):
    forgetful = go("himmelblau", Run("momentum", 0.01, hyper={"beta": 0.0}), steps=100)
    plain = go("himmelblau", Run("gradient_descent", 0.01), steps=100)
    np.testing.assert_allclose(forgetful.w1, plain.w1, rtol=1e-12)

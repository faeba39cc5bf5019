"""Adadelta against optax and a plain loop, and its first step by hand."""

import numpy as np
import optax
import pytest

from optimizers import CATALOGUE, Run

# At faster rates a large ε makes it jump from side to side, where the last bit of the start grows.
CASES = [("rosenbrock", 0.001), ("himmelblau", 0.02)]
SETTINGS = [(0.9, 1e-6), (0.5, 1e-3), (0.95, 0.1)]
START = (-1.2, 1.0)


def run(rate=1.0, rho=0.9, epsilon=1e-6):
    return Run("adadelta", rate, hyper={"rho": rho, "epsilon": epsilon})


def plain(rho, epsilon):
    s = u = 0.0

    def direction(n, g):
        nonlocal s, u
        s = rho * s + (1 - rho) * g * g
        d = np.sqrt(u + epsilon) / np.sqrt(s + epsilon) * g
        u = rho * u + (1 - rho) * d * d
        return d

    return direction


@pytest.mark.parametrize("landscape", ["rosenbrock", "himmelblau"])
def test_by_default_it_is_zeilers(go, loop_path, gradients, distance, landscape):
    trajectory = go(landscape, Run("adadelta", 1.0), start=START, steps=200)
    assert distance(trajectory, loop_path(plain(0.9, 1e-6), gradients[landscape], START, np.ones(200))) < 1e-10


@pytest.mark.parametrize(("rho", "epsilon"), SETTINGS)
@pytest.mark.parametrize(("landscape", "rate"), CASES)
def test_it_walks_as_optax_does(go, optax_path, distance, landscape, rate, rho, epsilon):
    trajectory = go(landscape, run(rate, rho, epsilon), start=START, steps=200)
    path = optax_path(optax.scale_by_adadelta(rho, epsilon), landscape, START, np.full(200, rate))
    assert distance(trajectory, path) < 1e-10


@pytest.mark.parametrize(("rho", "epsilon"), SETTINGS)
@pytest.mark.parametrize(("landscape", "rate"), CASES)
def test_it_walks_as_a_plain_loop_does(go, loop_path, gradients, distance, landscape, rate, rho, epsilon):
    trajectory = go(landscape, run(rate, rho, epsilon), start=START, steps=200)
    path = loop_path(plain(rho, epsilon), gradients[landscape], START, np.full(200, rate))
    assert distance(trajectory, path) < 1e-10


def test_the_first_step_by_hand(go):
    # From g = 2 with ρ = 1/2 and ε = 1/4: s = 2, d = 2 · (1/2) / √(9/4) = 2/3.
    trajectory = go("ravine", run(1.0, 0.5, 0.25), start=(2.0, 0.0), steps=1)
    np.testing.assert_allclose(trajectory.w1, (2, 4 / 3), rtol=1e-14)


def test_its_first_step_is_as_long_as_its_lesson_says(go):
    trajectory = go("himmelblau", Run("adadelta", 1.0), steps=1)
    assert abs(trajectory.w1[1] - trajectory.w1[0]) == pytest.approx((1e-6 / (1 - 0.9)) ** 0.5, rel=1e-4)
    assert "√(ε/(1−ρ))" in CATALOGUE["adadelta"].lesson

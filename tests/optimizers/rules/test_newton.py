"""Newton's method against a NumPy loop with Hessians by hand, damped, and with the sign of its curvature cut."""

import numpy as np
import pytest

from optimizers import CATALOGUE, Run

START = (-1.2, 1.0)
CURVATURES = ("signed", "absolute")


def rosenbrock(a, b):
    return [[2 - 400 * b + 1200 * a * a, -400 * a], [-400 * a, 200.0]]


def himmelblau(a, b):
    return [[12 * a * a + 4 * b - 42, 4 * (a + b)], [4 * (a + b), 12 * b * b + 4 * a - 26]]


HESSIANS = {"rosenbrock": rosenbrock, "himmelblau": himmelblau}


def run(rate=1.0, damping=0.0, curvature="signed"):
    return Run("newton", rate, hyper={"damping": damping}, conventions={"curvature": curvature})


def plain(landscape, gradient, rate, damping, curvature):
    rows = [np.array(START)]
    for _ in range(100):
        values, axes = np.linalg.eigh(HESSIANS[landscape](*rows[-1]))
        values = (abs(values) if curvature == "absolute" else values) + damping
        rows.append(rows[-1] - rate * axes @ (axes.T @ np.array(gradient(*rows[-1])) / values))
    return np.array(rows)


def test_there_is_an_oracle_for_every_choice():
    (convention,) = CATALOGUE["newton"].conventions
    assert tuple(choice.key for choice in convention.choices) == CURVATURES


@pytest.mark.parametrize("curvature", CURVATURES)
@pytest.mark.parametrize(("rate", "damping"), [(1.0, 0.0), (0.3, 0.0), (1.0, 5.0), (0.5, 60.0)])
@pytest.mark.parametrize("landscape", HESSIANS)
def test_it_walks_as_a_loop_over_eigenvalues(go, gradients, distance, landscape, rate, damping, curvature):
    trajectory = go(landscape, run(rate, damping, curvature), start=START, steps=100)
    path = plain(landscape, gradients[landscape], rate, damping, curvature)
    assert distance(trajectory, path) < 1e-10


@pytest.mark.parametrize("kappa", [1.0, 20.0, 1000.0])
def test_on_a_quadratic_it_lands_in_one_step(go, kappa):
    trajectory = go("ravine", Run("newton", 1.0), theta={"kappa": kappa}, start=(-7.0, 1.5), steps=20)
    np.testing.assert_allclose((trajectory.w1[1:], trajectory.w2[1:]), 0, atol=1e-14)
    assert (trajectory.outcome, trajectory.outcome_step) == ("converged", 1)


def test_it_is_drawn_to_the_saddle_unless_the_sign_of_the_curvature_is_cut(go):
    drawn, free = (go("saddle", run(0.5, curvature=curvature), start=(1.0, 0.25), steps=40) for curvature in CURVATURES)
    np.testing.assert_allclose((drawn.w1, drawn.w2), np.outer((1.0, 0.25), 0.5 ** np.arange(41)), atol=1e-15)
    np.testing.assert_allclose((free.w1, free.w2), (0.5 ** np.arange(41), 0.25 * 1.5 ** np.arange(41)), atol=1e-15)


def test_a_large_damping_is_gradient_descent_at_the_rate_over_it(go):
    damped = go("himmelblau", run(1e4, 1e6), start=START, steps=50)
    descent = go("himmelblau", Run("gradient_descent", 0.01), start=START, steps=50)
    np.testing.assert_allclose(damped.w1, descent.w1, rtol=1e-3)


def test_where_the_hessian_has_no_inverse_the_run_ends(go):
    # Far out both wells are flat to the last bit: H = 0, and 0/0 is not a number.
    trajectory = go("two_wells", Run("newton", 1.0), start=(60.0, 0.0), steps=5)
    assert (trajectory.outcome, trajectory.outcome_step) == ("diverged", 1)


def test_its_size_of_no_curvature_is_none(go):
    trajectory = go("two_wells", run(1.0, 1.0, "absolute"), start=(60.0, 0.0), steps=5)
    assert (trajectory.outcome, trajectory.outcome_step) == ("stalled", 0)

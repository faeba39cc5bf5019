"""Trajectories: their rows, that a run is a prefix of any longer one, and the order of the runs."""

import jax
import numpy as np
import pytest

from landscapes import CATALOGUE as LANDSCAPES
from optimizers import CATALOGUE, Experiment, Run, perform

BUCKET_EDGES = (1, 2, 63, 64, 65, 128, 129, 500, 4096, 4097)


def good(landscape: str, optimizer: str) -> Run:
    return Run(optimizer, CATALOGUE[optimizer].suits(LANDSCAPES[landscape]))


def columns(trajectory):
    return {
        "w1": trajectory.w1,
        "w2": trajectory.w2,
        "cost": trajectory.cost,
        "dJ/dw1": trajectory.gradient[0],
        "dJ/dw2": trajectory.gradient[1],
    }


EVERY = [(optimizer, 200) for optimizer in CATALOGUE]  # one bucket: what is compiled for one test serves the next


@pytest.mark.sampled(16)
@pytest.mark.parametrize(("optimizer", "steps"), [*EVERY, ("adam", 1), ("adam", 64), ("adam", 65), ("adam", 500)])
def test_there_is_a_row_for_the_start_and_one_for_every_step(go, optimizer, steps):
    trajectory = go("himmelblau", good("himmelblau", optimizer), steps=steps)
    for column in columns(trajectory).values():
        assert column.shape == (steps + 1,)
        assert column.dtype == np.float64
    assert trajectory.learning_rate.shape == (steps,)
    assert trajectory.learning_rate.dtype == np.float64


@pytest.mark.parametrize("optimizer", CATALOGUE)
def test_row_0_is_the_start_to_the_last_bit(go, optimizer):
    start = (0.1 + 0.2, -1 / 3)
    trajectory = go("himmelblau", good("himmelblau", optimizer), start=start, steps=200)
    assert (trajectory.w1[0], trajectory.w2[0]) == start


@pytest.mark.sampled(8)
@pytest.mark.parametrize("landscape", LANDSCAPES)
def test_the_cost_of_every_row_is_the_landscapes_own(go, landscape):
    trajectory = go(landscape, good(landscape, "gradient_descent"), steps=50)
    surface = LANDSCAPES[landscape]
    cost = jax.vmap(lambda w1, w2: surface.cost(w1, w2, **surface.theta()))(trajectory.w1, trajectory.w2)
    np.testing.assert_allclose(trajectory.cost, cost, rtol=1e-11, atol=1e-11)


@pytest.mark.sampled(10)
@pytest.mark.parametrize("landscape", LANDSCAPES)
def test_the_gradient_of_every_row_is_the_slope_of_the_cost(go, landscape):
    trajectory = go(landscape, good(landscape, "gradient_descent"), steps=50)
    surface, h = LANDSCAPES[landscape], 1e-5
    cost = jax.vmap(lambda w1, w2: surface.cost(w1, w2, **surface.theta()))
    w1, w2 = trajectory.w1, trajectory.w2
    slopes = ((cost(w1 + h, w2) - cost(w1 - h, w2)) / (2 * h), (cost(w1, w2 + h) - cost(w1, w2 - h)) / (2 * h))
    scale = np.abs(trajectory.gradient).max()
    np.testing.assert_allclose(trajectory.gradient, slopes, rtol=1e-6, atol=1e-6 * scale)


@pytest.mark.parametrize("landscape", ["rosenbrock", "himmelblau", "ravine"])
def test_the_gradient_of_every_row_is_the_one_worked_by_hand(go, gradients, landscape):
    trajectory = go(landscape, good(landscape, "adam"), steps=100)
    expected = gradients[landscape](trajectory.w1, trajectory.w2)
    np.testing.assert_allclose(trajectory.gradient, expected, rtol=1e-10, atol=1e-10)


def test_theta_reaches_the_cost_and_the_gradient(go):
    trajectory = go("ravine", good("ravine", "adam"), theta={"kappa": 3.0}, steps=20)
    np.testing.assert_allclose(trajectory.gradient[1], 3 * trajectory.w2, rtol=1e-13)
    np.testing.assert_allclose(trajectory.cost, (trajectory.w1**2 + 3 * trajectory.w2**2) / 2, rtol=1e-13)


# RMSprop at this rate jumps from side to side of Rosenbrock's valley and grows a difference in the last bit to 1e-4.
@pytest.mark.parametrize(("landscape", "optimizer"), [("himmelblau", "adam"), ("rosenbrock", "rmsprop")])
def test_fewer_steps_are_exactly_the_beginning_of_more(go, landscape, optimizer):
    run = good(landscape, optimizer)
    long = go(landscape, run, steps=5000)
    for steps in BUCKET_EDGES:
        short = go(landscape, run, steps=steps)
        for name, column in columns(short).items():
            np.testing.assert_array_equal(column, columns(long)[name][: steps + 1], err_msg=f"{name}, {steps} steps")
        np.testing.assert_array_equal(short.learning_rate, long.learning_rate[:steps])


def test_non_finite_rows_are_kept_as_they_are(go):
    trajectory = go("rosenbrock", Run("gradient_descent", 1.0), steps=30)
    finite = np.isfinite(trajectory.w1)
    assert len(finite) == 31
    assert finite[0]
    assert not finite[-10:].any()
    assert np.abs(trajectory.w1[finite]).max() > 1e100  # neither clipped nor cut on the way there


def test_the_runs_keep_their_order():
    runs = tuple(good("himmelblau", key) for key in reversed(CATALOGUE))
    together = perform(Experiment("himmelblau", steps=200, runs=runs))
    for run, trajectory in zip(runs, together, strict=True):
        (alone,) = perform(Experiment("himmelblau", steps=200, runs=(run,)))
        np.testing.assert_array_equal(trajectory.w1, alone.w1)


def test_one_optimizer_may_run_twice():
    slow, fast = Run("adam", 0.01), Run("adam", 0.1)
    first, second, third = perform(Experiment("himmelblau", steps=30, runs=(slow, fast, slow)))
    np.testing.assert_array_equal(first.w1, third.w1)
    assert abs(second.w1[1] - second.w1[0]) == pytest.approx(10 * abs(first.w1[1] - first.w1[0]))


def test_no_runs_give_no_trajectories():
    assert perform(Experiment("himmelblau")) == ()


def test_the_same_experiment_gives_the_same_numbers():
    experiment = Experiment("rosenbrock", runs=(good("rosenbrock", "rmsprop"),))
    (first,), (second,) = perform(experiment), perform(experiment)
    np.testing.assert_array_equal(first.w2, second.w2)


def test_a_trajectory_cannot_be_written_to(go):
    # The rates are shared by every trajectory of a run, so writing to them would change other answers.
    trajectory = go("himmelblau", good("himmelblau", "adam"), steps=5)
    for column in (*columns(trajectory).values(), trajectory.learning_rate):
        assert not column.flags.writeable

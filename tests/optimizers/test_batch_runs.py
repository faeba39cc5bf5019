"""Runs on mini-batches: against plain NumPy loops that know nothing of ours, and what the rows then hold."""

import numpy as np
import pytest

from landscapes import CATALOGUE as LANDSCAPES
from optimizers import CATALOGUE, SCHEDULES, Experiment, Run, perform
from optimizers.batches import batch_weights
from optimizers.noise import gradient_errors

KEYS = ("linear_regression", "two_crowds", "logistic_regression", "tanh_neuron")
LECTURE = ("gradient_descent", "momentum", "rmsprop", "adam")


def slopes(key, w1, w2):
    """The gradient of each example's loss, differentiated by hand: (m, 2)."""
    x, y = (np.array(column, float) for column in (LANDSCAPES[key].data.x, LANDSCAPES[key].data.y))
    z = w1 + w2 * x
    d = {
        "linear_regression": lambda: 2 * (z - y),
        "two_crowds": lambda: 2 * (z - y),
        "logistic_regression": lambda: 1 / (1 + np.exp(-z)) - y,
        "tanh_neuron": lambda: 2 * (np.tanh(z) - y) / np.cosh(z) ** 2,
    }[key]()
    return np.stack((d, d * x), axis=1)


def batches(key, size, steps, seed):
    """The examples of each step, as indices."""
    return [np.flatnonzero(row) for row in batch_weights(LANDSCAPES[key].data.count, size, steps, seed)]


def directions(optimizer):
    """The lecture's rules as they are printed: (n, g) -> the direction, keeping their own averages."""
    v, s = np.zeros(2), np.zeros(2)

    def turn(n, g):
        nonlocal v, s
        if optimizer == "gradient_descent":
            return g
        if optimizer == "rmsprop":
            s = 0.9 * s + 0.1 * g**2
            return g / (np.sqrt(s) + 1e-8)
        v = 0.9 * v + 0.1 * g
        if optimizer == "momentum":
            return v
        s = 0.999 * s + 0.001 * g**2
        return v / (1 - 0.9**n) / (np.sqrt(s / (1 - 0.999**n)) + 1e-8)

    return turn


def walked(key, optimizer, rates, size, seed, errors=None):
    """The path of a plain loop, (T+1, 2)."""
    turn, rows = directions(optimizer), [np.array(LANDSCAPES[key].start)]
    for n, batch in enumerate(batches(key, size, len(rates), seed), start=1):
        g = slopes(key, *rows[-1])[batch].mean(axis=0)
        g = g if errors is None else g + errors[n - 1]
        rows.append(rows[-1] - rates[n - 1] * turn(n, g))
    return np.array(rows)


@pytest.mark.sampled(6)
@pytest.mark.parametrize("size", [1, 3])
@pytest.mark.parametrize("optimizer", LECTURE)
@pytest.mark.parametrize("key", KEYS)
def test_a_run_on_batches_is_that_of_a_plain_loop(go, distance, key, optimizer, size):
    # Gently: a run that bounces multiplies the last bit's difference from step to step.
    rate = LANDSCAPES[key].rates[optimizer] / (20 if key == "linear_regression" else 4)
    trajectory = go(key, Run(optimizer, rate), steps=200, batch_size=size, seed=6)
    assert distance(trajectory, walked(key, optimizer, np.full(200, rate), size, 6)) < 1e-9


@pytest.mark.parametrize("optimizer", ["momentum", "adam"])
def test_noise_comes_on_top_of_the_batches(go, distance, optimizer):
    errors = gradient_errors(200, 0.5, 9)
    trajectory = go("two_crowds", Run(optimizer, 0.05), steps=200, batch_size=4, seed=9, noise=0.5)
    assert distance(trajectory, walked("two_crowds", optimizer, np.full(200, 0.05), 4, 9, errors)) < 1e-10


@pytest.mark.sampled(8)
@pytest.mark.parametrize("optimizer", CATALOGUE)
def test_a_full_batch_is_a_run_on_the_mean(optimizer):
    run = Run(optimizer, CATALOGUE[optimizer].suits(LANDSCAPES["two_crowds"]))
    whole, full = (Experiment("two_crowds", steps=50, batch_size=size, runs=(run,)) for size in (None, 10))
    assert whole == full
    (one,), (other,) = perform(whole), perform(full)
    np.testing.assert_array_equal(one.w1, other.w1)


def test_gradient_descent_on_all_examples_follows_the_closed_form(go):
    # J = 8.5 + (w1 − 1)² + 2 (w2 − 0.5)²: each step shrinks the distances by 1 − 2α and 1 − 4α.
    trajectory = go("two_crowds", Run("gradient_descent", 0.1), start=(-3.0, 4.0), steps=60, batch_size=10)
    n = np.arange(61)
    np.testing.assert_allclose(trajectory.w1, 1 - 4 * 0.8**n, atol=1e-13)
    np.testing.assert_allclose(trajectory.w2, 0.5 + 3.5 * 0.6**n, atol=1e-13)


@pytest.mark.parametrize("key", KEYS)
def test_over_an_epoch_the_gradients_of_the_batches_average_to_that_of_the_cost(go, key):
    m = LANDSCAPES[key].data.count
    steps = -(-m // 3)
    trajectory = go(key, Run("gradient_descent", 0.0), steps=steps, batch_size=3, seed=2)  # it stands still
    parts = batches(key, 3, steps, 2)
    at_start = slopes(key, *LANDSCAPES[key].start)
    mean = sum(len(part) * at_start[part].mean(axis=0) for part in parts) / m
    np.testing.assert_allclose(mean, [g[0] for g in trajectory.gradient], rtol=1e-12)


def test_the_rows_hold_the_whole_cost_and_its_gradient(go):
    trajectory = go("two_crowds", Run("adam", 0.1), steps=100, batch_size=2)
    np.testing.assert_allclose(
        trajectory.cost, 8.5 + (trajectory.w1 - 1) ** 2 + 2 * (trajectory.w2 - 0.5) ** 2, rtol=1e-12
    )
    np.testing.assert_allclose(trajectory.gradient[0], 2 * (trajectory.w1 - 1), atol=1e-12)
    np.testing.assert_allclose(trajectory.gradient[1], 4 * (trajectory.w2 - 0.5), atol=1e-12)


def test_every_run_meets_the_same_batches():
    still = Run("momentum", 0.05, hyper={"beta": 0.0})
    first, *others = perform(
        Experiment("two_crowds", steps=80, batch_size=3, runs=(Run("gradient_descent", 0.05), still, still))
    )
    for other in others:
        np.testing.assert_allclose(other.w1, first.w1, atol=1e-12)


def test_newton_takes_the_curvature_of_the_batch_and_lands_on_its_minimum(go):
    trajectory = go("linear_regression", Run("newton", 1.0), steps=40, batch_size=5, seed=1)
    data = LANDSCAPES["linear_regression"].data
    x, y = np.array(data.x, float), np.array(data.y)
    for row, batch in enumerate(batches("linear_regression", 5, 40, 1), start=1):
        if len(batch) > 1:  # a line through one point is any of many
            slope, height = np.polyfit(x[batch], y[batch], 1)
            assert (trajectory.w1[row], trajectory.w2[row]) == pytest.approx((height, slope), rel=1e-8)
        else:
            break
    assert row > 2


def test_looking_ahead_takes_the_gradient_of_the_batch_there(go, distance):
    run = Run("nesterov", 0.05, conventions={"form": "look_ahead"})
    trajectory = go("two_crowds", run, steps=100, batch_size=4, seed=3)
    rows, v = [np.array(LANDSCAPES["two_crowds"].start)], np.zeros(2)
    for batch in batches("two_crowds", 4, 100, 3):
        ahead = rows[-1] - 0.05 * 0.9 * v
        v = 0.9 * v + 0.1 * slopes("two_crowds", *ahead)[batch].mean(axis=0)
        rows.append(rows[-1] - 0.05 * v)
    assert distance(trajectory, np.array(rows)) < 1e-11


@pytest.mark.parametrize("steps", [10, 64, 65])
def test_a_shorter_run_on_batches_is_a_prefix_of_a_longer_one(go, steps):
    short, long = (go("two_crowds", Run("adam", 0.1), steps=n, batch_size=4, seed=1) for n in (steps, 300))
    np.testing.assert_array_equal(short.w1, long.w1[: steps + 1])


@pytest.mark.parametrize("warmup", [0, 4])
@pytest.mark.parametrize("schedule", SCHEDULES)
def test_a_schedule_counts_epochs_and_steps_where_asked(go, schedule, warmup):
    run, own = Run("gradient_descent", 0.1, schedule, warmup=warmup), SCHEDULES[schedule]
    by_epoch, by_step = (
        go("two_crowds", run, steps=200, batch_size=4, counts=counts).learning_rate for counts in ("epochs", "steps")
    )
    of_epochs = own.alpha(0.1, None, 67, warmup=warmup)  # 3 steps an epoch: 67 begin in 200
    np.testing.assert_array_equal(by_epoch, [of_epochs[n // 3] for n in range(200)])
    np.testing.assert_array_equal(by_step, own.alpha(0.1, None, 200, warmup=warmup))


def test_the_rates_by_epochs_are_those_that_ran(go, distance):
    run = Run("gradient_descent", 0.1, decay=0.5)
    trajectory = go("two_crowds", run, steps=90, batch_size=4, seed=7)
    rates = np.repeat(0.1 / (1 + 0.5 * np.arange(30)), 3)
    assert distance(trajectory, walked("two_crowds", "gradient_descent", rates, 4, 7)) < 1e-12


def test_without_batches_a_step_is_an_epoch(go):
    for size in (None, 10):
        one, other = (
            go("two_crowds", Run("adam", 0.1, decay=0.1), steps=30, batch_size=size, counts=counts)
            for counts in ("epochs", "steps")
        )
        np.testing.assert_array_equal(one.learning_rate, other.learning_rate)


def test_a_falling_rate_settles_where_a_constant_one_does_not():
    constant, falling = (Run("gradient_descent", 0.1, decay=decay) for decay in (0.0, 0.1))
    for seed in range(5):
        swaying, settling = perform(Experiment("two_crowds", batch_size=2, seed=seed, runs=(constant, falling)))
        assert np.mean(settling.cost[-50:] - 8.5) < 0.05 < np.mean(swaying.cost[-50:] - 8.5)
        assert swaying.outcome == "moving"

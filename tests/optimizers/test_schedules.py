"""The schedules: their first, middle and last values, what they accept, and that they are what ran."""

import numpy as np
import optax
import pytest

from optimizers import SCHEDULES, Run

# schedule: (α0, k, {step: rate}) with the values worked out from the formula.
VALUES = {
    "constant": (0.3, None, {1: 0.3, 250: 0.3, 500: 0.3}),
    "inverse_time": (0.5, 0.5, {1: 0.5, 5: 0.5 / 3, 499: 0.002}),
    "exponential": (0.25, 0.5, {1: 0.25, 3: 0.0625, 11: 0.25 / 1024}),
    "inverse_sqrt": (0.5, 0.6, {1: 0.3, 9: 0.1, 400: 0.015}),
}
DEFAULTS = {"constant": None, "inverse_time": 0.0, "exponential": 0.95, "inverse_sqrt": 1.0}
OUT_OF_RANGE = {"inverse_time": (-1e-9, 2e6), "exponential": (-0.1, 1.01), "inverse_sqrt": (-1.0, 2e6)}


def test_there_is_a_table_for_every_schedule():
    assert set(VALUES) == set(DEFAULTS) == set(SCHEDULES)
    assert {key for key, schedule in SCHEDULES.items() if schedule.decay} == set(OUT_OF_RANGE)


@pytest.mark.parametrize("key", SCHEDULES)
def test_first_middle_and_last_rate(key):
    alpha0, decay, expected = VALUES[key]
    rates = SCHEDULES[key].alpha(alpha0, decay, max(expected))
    assert rates.shape == (max(expected),)
    assert rates.dtype == np.float64
    np.testing.assert_allclose([rates[n - 1] for n in expected], list(expected.values()), rtol=1e-13)


@pytest.mark.parametrize("key", SCHEDULES)
def test_the_default_decay_is_that_of_the_table(key):
    schedule = SCHEDULES[key]
    assert (schedule.decay and schedule.decay.default) == DEFAULTS[key]
    np.testing.assert_array_equal(schedule.alpha(0.1, None, 100), schedule.alpha(0.1, DEFAULTS[key], 100))


@pytest.mark.parametrize("alpha0", [0.1, 1e-3, 0.7, 1 / 3])
def test_inverse_time_without_decay_is_the_constant_schedule_to_the_last_bit(alpha0):
    inverse_time, constant = (SCHEDULES[key].alpha(alpha0, None, 5000) for key in ("inverse_time", "constant"))
    np.testing.assert_array_equal(inverse_time, constant)
    assert set(constant) == {alpha0}


def test_exponential_is_optax_exponential_decay():
    oracle = optax.exponential_decay(0.2, transition_steps=1, decay_rate=0.97)
    rates = SCHEDULES["exponential"].alpha(0.2, 0.97, 300)
    np.testing.assert_allclose(rates, oracle(np.arange(300.0)), rtol=1e-12)


@pytest.mark.parametrize("decay", [0.0, 0.5])
def test_the_constant_schedule_refuses_a_decay(decay):
    with pytest.raises(ValueError, match=rf"decay = {decay:g} .*constant schedule has no decay"):
        Run("adam", 0.1, schedule="constant", decay=decay)


@pytest.mark.parametrize(("key", "decay"), [(key, decay) for key, bad in OUT_OF_RANGE.items() for decay in bad])
def test_a_decay_out_of_range_is_refused_with_the_range(key, decay):
    parameter = SCHEDULES[key].decay
    with pytest.raises(ValueError, match="decay") as refusal:
        Run("adam", 0.1, schedule=key, decay=decay)
    for number in (decay, parameter.low, parameter.high):
        assert f"{number:g}" in str(refusal.value)


@pytest.mark.parametrize("key", OUT_OF_RANGE)
def test_both_ends_of_the_range_are_accepted_and_finite(key):
    for decay in (SCHEDULES[key].decay.low, SCHEDULES[key].decay.high):
        assert np.isfinite(SCHEDULES[key].alpha(0.1, decay, 5000)).all()


@pytest.mark.parametrize("key", SCHEDULES)
def test_the_rates_of_a_trajectory_are_the_rates_that_ran(go, key):
    _, decay, _ = VALUES[key]
    trajectory = go("himmelblau", Run("gradient_descent", 0.01, key, decay), start=(0.5, -1.0), steps=40)
    np.testing.assert_array_equal(trajectory.learning_rate, SCHEDULES[key].alpha(0.01, decay, 40))
    for w, g in zip((trajectory.w1, trajectory.w2), trajectory.gradient, strict=True):
        np.testing.assert_allclose(np.diff(w), -trajectory.learning_rate * g[:-1], rtol=0, atol=1e-14)


@pytest.mark.parametrize("key", SCHEDULES)
@pytest.mark.parametrize("optimizer", ["momentum", "adam"])
def test_a_scheduled_path_agrees_with_optax_and_the_closed_form(go, optax_path, distance, optimizer, key):
    rules = {"momentum": optax.ema(0.9, debias=False), "adam": optax.scale_by_adam(0.9, 0.999, 1e-8)}
    n = np.arange(1.0, 201.0)
    decay, rates = {
        "constant": (None, 0.005 + 0 * n),
        "inverse_time": (0.02, 0.005 / (1 + 0.02 * (n - 1))),
        "exponential": (0.99, 0.005 * np.exp(np.log(0.99) * (n - 1))),
        "inverse_sqrt": (2.0, 2 * 0.005 / n**0.5),
    }[key]
    trajectory = go("himmelblau", Run(optimizer, 0.005, key, decay), start=(-1.2, 1.0), steps=200)
    assert distance(trajectory, optax_path(rules[optimizer], "himmelblau", (-1.2, 1.0), rates)) < 1e-10

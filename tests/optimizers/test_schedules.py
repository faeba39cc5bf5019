"""The schedules: their first, middle and last values, what they accept, and that they are what ran."""

import numpy as np
import optax
import pytest

from optimizers import CATALOGUE, SCHEDULES, Run

# schedule: (α0, k, {step: rate}) with the values worked out from the formula.
VALUES = {
    "constant": (0.3, None, {1: 0.3, 250: 0.3, 500: 0.3}),
    "inverse_time": (0.5, 0.5, {1: 0.5, 5: 0.5 / 3, 499: 0.002}),
    "exponential": (0.25, 0.5, {1: 0.25, 3: 0.0625, 11: 0.25 / 1024}),
    "inverse_sqrt": (0.5, 0.6, {1: 0.3, 9: 0.1, 400: 0.015}),
    "step": (0.8, 0.25, {1: 0.8, 100: 0.8, 101: 0.2, 300: 0.05}),
    "polynomial": (0.5, 2.0, {1: 0.5, 51: 0.125, 100: 5e-5}),
    "cosine": (0.4, 0.5, {1: 0.4, 101: 0.3, 151: 0.3 - 0.1 / np.sqrt(2), 200: 0.2 + 0.1 * (1 - np.cos(np.pi / 200))}),
    "cosine_restarts": (0.4, 0.5, {1: 0.4, 51: 0.3, 101: 0.4, 201: 0.3, 301: 0.4, 501: 0.3, 701: 0.4}),
    "one_cycle": (
        1.0,
        0.5,
        {1: 0.04, 34: 0.28, 100: 1.0, 150: (1 + 4e-6) / 2, 200: 4e-6},
    ),
}
DEFAULTS = {
    "constant": None,
    "inverse_time": 0.0,
    "exponential": 0.95,
    "inverse_sqrt": 1.0,
    "step": 0.5,
    "polynomial": 1.0,
    "cosine": 0.0,
    "cosine_restarts": 0.0,
    "one_cycle": 0.3,
}
OUT_OF_RANGE = {
    "inverse_time": (-1e-9, 2e6),
    "exponential": (-0.1, 1.01),
    "inverse_sqrt": (-1.0, 2e6),
    "step": (-0.1, 1.1),
    "polynomial": (-0.5, 101.0),
    "cosine": (-0.1, 1.1),
    "cosine_restarts": (-0.1, 1.1),
    "one_cycle": (-0.1, 1.1),
}
# schedule, k, further parameters and the function of n − 1 that optax has for it, from 0.2 over 200 steps.
OPTAX = [
    ("exponential", 0.97, {}, optax.exponential_decay(0.2, 1, 0.97)),
    ("step", 0.3, {"interval": 40}, optax.exponential_decay(0.2, 40, 0.3, staircase=True)),
    ("polynomial", 1.0, {}, optax.linear_schedule(0.2, 0.0, 200)),
    ("polynomial", 2.5, {"end": 0.25}, optax.polynomial_schedule(0.2, 0.05, 2.5, 200)),
    ("cosine", 0.1, {}, optax.cosine_decay_schedule(0.2, 200, alpha=0.1)),
    (
        "cosine_restarts",
        0.1,
        {"interval": 50, "growth": 2},
        optax.join_schedules([optax.cosine_decay_schedule(0.2, m, alpha=0.1) for m in (50, 100, 200)], [50, 150]),
    ),
]


def one_cycle_of_pytorch(step_num, total_steps, pct_start, div_factor=25.0, final_div_factor=1e4):
    """torch.optim.lr_scheduler.OneCycleLR.get_lr of PyTorch 2, anneal_strategy="cos", for max_lr = 1."""
    initial = 1 / div_factor
    phases = [(float(pct_start * total_steps) - 1, initial, 1.0), (total_steps - 1, 1.0, initial / final_div_factor)]
    start_step = 0.0
    for i, (end_step, start, end) in enumerate(phases):
        if step_num <= end_step or i == len(phases) - 1:
            part = (step_num - start_step) / (end_step - start_step)
            return end + (start - end) / 2.0 * (np.cos(np.pi * part) + 1)
        start_step = end_step
    return None


@pytest.mark.parametrize(("steps", "k"), [(101, 0.3), (200, 0.25), (57, 0.9), (10, 0.5)])
@pytest.mark.parametrize(("start", "end"), [(0.04, 4e-6), (0.1, 0.01)])
def test_one_cycle_is_pytorchs_and_reaches_its_end_at_the_last_step(steps, k, start, end):
    rates = SCHEDULES["one_cycle"].alpha(0.2, k, steps, {"start": start, "end": end})
    oracle = [0.2 * one_cycle_of_pytorch(i, steps, k, 1 / start, start / end) for i in range(steps)]
    np.testing.assert_allclose(rates, oracle, rtol=1e-12)
    assert rates[-1] == pytest.approx(0.2 * end, rel=1e-12)


@pytest.mark.parametrize(("key", "end"), [("polynomial", 0.25), ("cosine", 0.25)])
def test_what_is_told_of_the_end_is_the_rate_of_the_step_after_the_last(key, end):
    schedule = SCHEDULES[key]
    decay, more = (end, {}) if key == "cosine" else (2.0, {"end": end})
    n = np.arange(1, 102.0)
    rates = schedule.rates(0.2, decay, n, **more, steps=100)
    assert rates[100] == pytest.approx(0.2 * end)
    assert rates[99] > 0.2 * end
    told = schedule.decay.meaning if key == "cosine" else schedule.parameters[0].meaning
    assert "step N + 1" in told


@pytest.mark.parametrize("key", [key for key in SCHEDULES if key != "constant"])
def test_it_is_told_where_the_libraries_differ(key):
    assert all(name in SCHEDULES[key].note for name in ("PyTorch", "Keras", "optax"))


def test_the_lectures_three_kinds_begin_where_their_notes_say():
    for key, k, epoch_num in (("inverse_time", 0.3, 0), ("exponential", 0.9, 0), ("inverse_sqrt", 0.7, 1)):
        lecture = {"inverse_time": 1 / (1 + k * epoch_num), "exponential": k**epoch_num, "inverse_sqrt": k}[key]
        assert SCHEDULES[key].alpha(0.2, k, 3)[0] == pytest.approx(0.2 * lecture)
        assert f"epoch_num = {'n' if epoch_num else 'n − 1'}" in SCHEDULES[key].note


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


@pytest.mark.parametrize(("key", "decay", "parameters", "oracle"), OPTAX, ids=[f"{c[0]}-{c[1]}" for c in OPTAX])
def test_where_optax_has_the_schedule_the_rates_are_the_same(key, decay, parameters, oracle):
    rates = SCHEDULES[key].alpha(0.2, decay, 200, parameters)
    np.testing.assert_allclose(rates, [oracle(n) for n in np.arange(200.0)], rtol=1e-10)


@pytest.mark.parametrize("key", SCHEDULES)
def test_only_a_schedule_with_a_horizon_looks_at_the_end_of_the_run(key):
    for warmup in (0, 30):
        short, long = (SCHEDULES[key].alpha(0.1, None, steps, warmup=warmup) for steps in (200, 500))
        assert np.array_equal(short, long[:200]) != SCHEDULES[key].horizon


@pytest.mark.parametrize("key", SCHEDULES)
def test_a_warm_up_rises_in_equal_steps_to_the_first_rate_and_the_schedule_follows(key):
    schedule = SCHEDULES[key]
    rates = schedule.alpha(0.1, None, 200, warmup=19)
    np.testing.assert_array_equal(rates[19:], schedule.alpha(0.1, None, 181))
    np.testing.assert_allclose(rates[:20], rates[19] * np.arange(1, 21) / 20, rtol=1e-14)


def test_a_warm_up_is_optaxs_from_its_first_rate_on():
    rise = optax.linear_schedule(0.2 / 41, 0.2, 40)
    oracle = optax.join_schedules([rise, optax.cosine_decay_schedule(0.2, 160)], [40])
    rates = SCHEDULES["cosine"].alpha(0.2, None, 200, warmup=40)
    np.testing.assert_allclose(rates, [oracle(n) for n in np.arange(200.0)], rtol=1e-12)


@pytest.mark.parametrize("key", SCHEDULES)
def test_a_warm_up_longer_than_the_run_is_all_there_is(key):
    first = SCHEDULES[key].alpha(0.1, None, 1)[0]
    np.testing.assert_allclose(SCHEDULES[key].alpha(0.1, None, 10, warmup=99), first * np.arange(1, 11) / 100)


def test_the_warm_up_and_the_parameters_of_a_run_are_what_ran(go):
    run = Run("gradient_descent", 0.01, "step", 0.5, schedule_parameters={"interval": 7}, warmup=5)
    trajectory = go("himmelblau", run, start=(0.5, -1.0), steps=40)
    np.testing.assert_array_equal(trajectory.learning_rate, SCHEDULES["step"].alpha(0.01, 0.5, 40, {"interval": 7}, 5))
    np.testing.assert_allclose(
        np.diff(trajectory.w1), -trajectory.learning_rate * trajectory.gradient[0][:-1], atol=1e-14
    )


@pytest.mark.parametrize("key", SCHEDULES)
def test_the_ends_of_every_parameters_range_are_finite(key):
    schedule = SCHEDULES[key]
    for parameter in schedule.parameters:
        for value in (parameter.low, parameter.high):
            for decay in (schedule.decay.low, schedule.decay.high):
                for steps in (1, 2, 5000):
                    rates = schedule.alpha(0.1, decay, steps, {parameter.key: value})
                    assert np.isfinite(rates).all()
                    assert rates.shape == (steps,)


def test_in_a_link_a_parameter_of_a_schedule_means_nothing_else():
    taken = {"schedule", "decay", "warmup", "off"}
    for optimizer in CATALOGUE.values():
        taken |= {about.key for about in (*optimizer.hyperparameters, *optimizer.conventions)}
    assert not taken & {parameter.key for schedule in SCHEDULES.values() for parameter in schedule.parameters}


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
        "step": (0.5, 0.005 / 2 ** ((n - 1) // 100)),
        "polynomial": (2.0, 0.005 * ((201 - n) / 200) ** 2),
        "cosine": (0.0, 0.005 * np.cos(np.pi * (n - 1) / 400) ** 2),
        "cosine_restarts": (0.0, 0.005 * np.cos(np.pi * np.where(n <= 100, n - 1, (n - 101) / 2) / 200) ** 2),
        "one_cycle": (0.5, np.array([0.005 * one_cycle_of_pytorch(i, 200, 0.5) for i in range(200)])),
    }[key]
    trajectory = go("himmelblau", Run(optimizer, 0.005, key, decay), start=(-1.2, 1.0), steps=200)
    assert distance(trajectory, optax_path(rules[optimizer], "himmelblau", (-1.2, 1.0), rates)) < 1e-10


@pytest.mark.parametrize("key", [key for key, schedule in SCHEDULES.items() if schedule.parameters])
def test_a_parameter_out_of_range_is_refused_and_the_ends_of_its_range_are_not(key):
    ranges = {"interval": (1.0, 5000.0), "growth": (1.0, 10.0), "start": (0.0, 1.0), "end": (0.0, 1.0)}
    for parameter in SCHEDULES[key].parameters:
        low, high = ranges[parameter.key]
        for value in (low, high):
            assert SCHEDULES[key].settled({parameter.key: value})[parameter.key] == value
        for value in (low - 0.01, high + 0.01):
            with pytest.raises(ValueError, match=parameter.key):
                SCHEDULES[key].settled({parameter.key: value})

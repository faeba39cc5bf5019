"""Sweeps of the learning rate: beside `perform`, beside the closed form of the ravine, and the rate `tune` picks."""

from dataclasses import replace
from itertools import cycle

import numpy as np
import pytest

from landscapes import CATALOGUE as LANDSCAPES
from optimizers import CATALOGUE, SCHEDULES, Experiment, Run, perform
from optimizers.achievement import lowest_cost, stays_from
from optimizers.catalogue import LECTURE
from optimizers.sweep import rates, tune
from tests.optimizers.compared import alike, verdict

ALPHAS = np.geomspace(1e-4, 1.0, 9)


def lecture(**settings):
    return tuple(Run(rule.key, 0.01, **settings) for rule in LECTURE)


def performed(experiment, run, alpha):
    (trajectory,) = perform(replace(experiment, runs=(replace(run, learning_rate=alpha),)))
    return trajectory


# Every landscape, and every optimizer at least once; they need not all meet, since each has a loop of its own.
@pytest.mark.sampled(5)
@pytest.mark.parametrize(("landscape", "optimizer"), list(zip(LANDSCAPES, cycle(reversed(CATALOGUE)))))
def test_it_agrees_with_perform_at_every_rate(nudged, landscape, optimizer):
    run = Run(optimizer, 0.01)
    experiment = Experiment(landscape, steps=200, runs=(run,))
    grid = rates(experiment, ALPHAS)
    trajectories = [performed(experiment, run, alpha) for alpha in ALPHAS]
    lowest, compared = lowest_cost(experiment.surface, trajectories), 0
    for c, (alpha, trajectory) in enumerate(zip(ALPHAS, trajectories, strict=True)):
        expected = verdict(trajectory, lowest)
        around = nudged(experiment, replace(run, learning_rate=alpha), 1e-12)
        # Code for many lanes rounds otherwise than code for one. RMSprop that jumps about a valley doubles the last
        # bit every few steps: its own answers from starts one bit apart are "89 steps" and "never".
        if all(verdict(t, lowest) == expected and alike(trajectory.cost, t.cost) for t in around):
            compared += 1
            assert (grid.outcome[0, c], grid.outcome_step[0, c], grid.steps_to_tolerance[0, c]) == expected
            assert expected[0] == "diverged" or alike(
                trajectory.cost[[0, -1]], np.array([trajectory.cost[0], grid.cost[0, c]])
            )
    assert compared >= 3


@pytest.mark.parametrize("kappa", [1.0, 10.0, 100.0])
def test_on_the_ravine_descent_diverges_just_above_two_over_kappa(kappa):
    # |1 − ακ| > 1 makes w2 grow; 5000 steps take it a million maps away even when it grows by half a percent each.
    alphas = np.geomspace(0.2 / kappa, 20 / kappa, 256)
    experiment = Experiment("ravine", theta={"kappa": kappa}, steps=5000, runs=(Run("gradient_descent", 0.1),))
    lost = rates(experiment, alphas).outcome[0] == "diverged"
    first = int(np.argmax(alphas > 2 / kappa))
    assert lost[first + 1 :].all()
    assert not lost[: first - 1].any()


def test_shapes_and_types_are_as_promised():
    grid = rates(Experiment("himmelblau", steps=20, runs=lecture()[:2]), [0.1, 0.01, 0.001])
    assert grid.learning_rates.tolist() == [0.1, 0.01, 0.001]
    assert {column.shape for column in grid[1:]} == {(2, 3)}
    assert grid.cost.dtype == np.float64
    assert (grid.steps_to_tolerance.dtype, grid.outcome_step.dtype) == (np.int32, np.int32)


def test_without_runs_there_are_no_rows():
    assert rates(Experiment("himmelblau"), ALPHAS).outcome.shape == (0, len(ALPHAS))


def test_the_noise_is_that_of_perform():
    experiment = Experiment("ravine", steps=50, noise=0.3, seed=7, runs=(Run("momentum", 0.1),))
    assert rates(experiment, [0.1]).cost[0, 0] == pytest.approx(perform(experiment)[0].cost[-1], rel=1e-12)


@pytest.mark.parametrize("warmup", [0, 7, 40])
@pytest.mark.parametrize("schedule", SCHEDULES)
def test_every_rate_has_the_schedule_it_has_alone(schedule, warmup):
    changed = {p.key: max(p.low, p.default / 3) for p in SCHEDULES[schedule].parameters}
    run = Run("adam", 0.1, schedule, schedule_parameters=changed, warmup=warmup)
    for alpha, column in zip(ALPHAS, run.rates(30, learning_rate=ALPHAS[:, None]), strict=True):
        (trajectory,) = perform(Experiment("sphere", steps=30, runs=(replace(run, learning_rate=alpha),)))
        np.testing.assert_array_equal(column, trajectory.learning_rate)


@pytest.mark.parametrize(
    ("bad", "words"),
    [
        ([], "1 to 1024"),
        (np.ones(1025), "1 to 1024"),
        ([[0.1]], "shape"),
        ([0.1, -1], "learning rate = -1 is out of range: 0 to 1e"),
        ([np.nan], "learning rate = nan is out of range"),
        ([np.inf], "learning rate = inf is out of range"),
    ],
)
def test_rates_out_of_range_are_refused_in_words(bad, words):
    with pytest.raises(ValueError, match=words):
        rates(Experiment("himmelblau", runs=lecture()), bad)


def test_the_tuned_rate_is_the_first_to_arrive():
    # On the round bowl descent arrives in one step at α = 1, the only rate that does.
    experiment = Experiment("ravine", theta={"kappa": 1.0})
    best = tune(experiment, Run("gradient_descent", 0.1), 0.01, 100, 81)
    assert best.learning_rate == pytest.approx(1.0)
    assert best.stays_from == 1
    assert len(best.grid.learning_rates) == 81
    assert (best.grid.learning_rates[0], best.grid.learning_rates[-1]) == (0.01, 100)


@pytest.mark.sampled(3)
@pytest.mark.parametrize("optimizer", [rule.key for rule in LECTURE])
def test_no_other_rate_of_the_grid_stays_sooner(optimizer):
    experiment = Experiment("himmelblau")
    best = tune(experiment, Run(optimizer, 0.01))
    trajectory = performed(experiment, Run(optimizer, 0.01), best.learning_rate)
    assert stays_from(trajectory, 0.0) == best.stays_from
    steps = best.grid.stays_from[0]
    assert best.stays_from == steps[(steps >= 0) & (best.grid.outcome[0] != "diverged")].min()


def test_where_no_rate_arrives_the_lowest_cost_wins():
    best = tune(Experiment("rosenbrock", steps=3), Run("gradient_descent", 0.1))
    assert best.stays_from is None
    kept = best.grid.cost[0][best.grid.outcome[0] != "diverged"]
    assert best.cost == np.nanmin(kept)


def test_where_every_rate_diverges_the_smallest_is_the_answer():
    best = tune(Experiment("rosenbrock", steps=50), Run("gradient_descent", 0.1), 1, 10, 5)
    assert best.learning_rate == 1
    assert set(best.grid.outcome[0]) == {"diverged"}


@pytest.mark.parametrize(("low", "high", "points"), [(0, 1, 5), (1, 1, 5), (0.1, 1e7, 5), (0.1, 1, 1), (0.1, 1, 2000)])
def test_a_grid_out_of_range_is_refused_in_words(low, high, points):
    with pytest.raises(ValueError, match=r"they must rise|whole numbers from 2 to 1024"):
        tune(Experiment("himmelblau"), Run("adam", 0.1), low, high, points)

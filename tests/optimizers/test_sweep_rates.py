"""Sweeps of the learning rate: beside `perform`, beside the closed form of the ravine, and the rate `tune` picks."""

import numpy as np
import pytest

from landscapes import CATALOGUE as LANDSCAPES
from optimizers import CATALOGUE, SCHEDULES, Experiment, Run, perform
from optimizers.achievement import lowest_cost, steps_to_tolerance
from optimizers.sweep import rates, tune
from optimizers.sweep.rates import _each

ALPHAS = np.geomspace(1e-4, 1.0, 9)


def all_rules(**settings):
    return tuple(Run(key, 0.01, **settings) for key in CATALOGUE)


def performed(experiment, run, alpha):
    (trajectory,) = perform(Experiment(**{**vars(experiment), "runs": (replaced(run, alpha),)}))
    return trajectory


def replaced(run, alpha):
    return Run(**{**vars(run), "learning_rate": alpha})


def steady(experiment, run, alpha):
    """Whether a nudge of the start stays small: a run that jumps about a valley grows the last bit to any size."""
    w1, w2 = experiment.origin
    nudged = Experiment(**{**vars(experiment), "start": (w1 + 1e-12, w2)})
    here, there = (performed(each, run, alpha).cost[-1] for each in (experiment, nudged))
    return abs(here - there) <= 1e-9 * max(1, abs(here))


@pytest.mark.parametrize("landscape", LANDSCAPES)
def test_it_agrees_with_perform_at_every_rate(landscape):
    experiment = Experiment(landscape, steps=200, runs=all_rules())
    grid = rates(experiment, ALPHAS)
    trajectories = [[performed(experiment, run, alpha) for alpha in ALPHAS] for run in experiment.runs]
    lowest = lowest_cost(experiment.surface, [t for row in trajectories for t in row])
    for r, row in enumerate(trajectories):
        for c, trajectory in enumerate(row):
            assert (grid.outcome[r, c], grid.outcome_step[r, c]) == (trajectory.outcome, trajectory.outcome_step)
            expected = steps_to_tolerance(trajectory, lowest)
            assert grid.steps_to_tolerance[r, c] == (-1 if expected is None else expected)
            if trajectory.outcome != "diverged" and steady(experiment, experiment.runs[r], ALPHAS[c]):
                assert grid.cost[r, c] == pytest.approx(trajectory.cost[-1], rel=1e-6, abs=1e-9)


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
    grid = rates(Experiment("himmelblau", steps=20, runs=all_rules()), [0.1, 0.01, 0.001])
    assert grid.learning_rates.tolist() == [0.1, 0.01, 0.001]
    assert {column.shape for column in grid[1:]} == {(len(CATALOGUE), 3)}
    assert grid.cost.dtype == np.float64
    assert (grid.steps_to_tolerance.dtype, grid.outcome_step.dtype) == (np.int32, np.int32)


def test_without_runs_there_are_no_rows():
    assert rates(Experiment("himmelblau"), ALPHAS).outcome.shape == (0, len(ALPHAS))


def test_the_noise_is_that_of_perform():
    experiment = Experiment("ravine", steps=50, noise=0.3, seed=7, runs=(Run("momentum", 0.1),))
    assert rates(experiment, [0.1]).cost[0, 0] == pytest.approx(perform(experiment)[0].cost[-1], rel=1e-12)


@pytest.mark.parametrize("schedule", SCHEDULES)
def test_every_rate_has_the_schedule_it_has_alone(schedule):
    run = Run("adam", 0.1, schedule)
    together = _each(run, ALPHAS, 30)
    for alpha, column in zip(ALPHAS, together.T, strict=True):
        np.testing.assert_array_equal(column, run.how.alpha(float(alpha), run.decay, 30))


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
        rates(Experiment("himmelblau", runs=all_rules()), bad)


def test_the_tuned_rate_is_the_first_to_arrive():
    # On the round bowl descent arrives in one step at α = 1, the only rate that does.
    experiment = Experiment("ravine", theta={"kappa": 1.0})
    best = tune(experiment, Run("gradient_descent", 0.1), 0.01, 100, 81)
    assert best.learning_rate == pytest.approx(1.0)
    assert best.steps_to_tolerance == 1
    assert len(best.grid.learning_rates) == 81
    assert (best.grid.learning_rates[0], best.grid.learning_rates[-1]) == (0.01, 100)


@pytest.mark.parametrize("optimizer", CATALOGUE)
def test_no_other_rate_of_the_grid_arrives_sooner(optimizer):
    experiment = Experiment("himmelblau")
    best = tune(experiment, Run(optimizer, 0.01))
    trajectory = performed(experiment, Run(optimizer, 0.01), best.learning_rate)
    assert steps_to_tolerance(trajectory, 0.0) == best.steps_to_tolerance
    steps = best.grid.steps_to_tolerance[0]
    assert best.steps_to_tolerance == steps[(steps >= 0) & (best.grid.outcome[0] != "diverged")].min()


def test_where_no_rate_arrives_the_lowest_cost_wins():
    best = tune(Experiment("rosenbrock", steps=3), Run("gradient_descent", 0.1))
    assert best.steps_to_tolerance is None
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

"""Runs with batch sizes of their own, and on points of a reader's own: against plain loops, and what compiles."""

from dataclasses import replace

import numpy as np
import pytest

from landscapes import CATALOGUE as LANDSCAPES
from landscapes.calculus import critical_points, curvature
from landscapes.grid import sample
from landscapes.points import own_points, points_of
from optimizers import Experiment, Run, perform
from optimizers.anatomy import anatomy
from optimizers.diagnosis import diagnose
from optimizers.sweep import basins, ensemble, rates

POINTS = tuple((x - 9, y) for x, y in points_of(LANDSCAPES["linear_regression"]))
SIZES = ("all", 1, 4, 11, 10)
RATE = 0.03


def experiment(*sizes, points=POINTS, **more):
    runs = tuple(Run("gradient_descent", RATE, batch_size=size) for size in sizes)
    return Experiment(own_points(points), **{"steps": 66, "runs": runs, **more})


def orders(m, epochs, seed):
    """The order of the examples in each epoch, drawn as the engine says it draws them."""
    random = np.random.default_rng(np.random.SeedSequence(seed, spawn_key=(1,)))
    return random.permuted(np.tile(np.arange(m), (epochs, 1)), axis=1)


def walked(points, size, start, steps, seed, decay=0.0):
    """Plain gradient descent on slices of each epoch's order: its path, the rates, and the gradients it evaluated."""
    x, y = np.array(points, float).T
    w, rows, evaluated = np.array(start), [np.array(start)], 0
    for epoch, order in enumerate(orders(len(points), steps, seed)):
        for first in range(0, len(points), size):
            batch = order[first : first + size]
            wrong = w[0] + w[1] * x[batch] - y[batch]
            w = w - RATE / (1 + decay * epoch) * 2 * np.array([wrong.mean(), (wrong * x[batch]).mean()])
            evaluated += len(batch)
            rows.append(w)
            if len(rows) > steps:
                return np.array(rows), evaluated
    raise AssertionError


@pytest.mark.parametrize("seed", [0, 7])
@pytest.mark.parametrize("decay", [0.0, 0.2])
def test_each_run_walks_on_batches_of_its_own_size(distance, seed, decay):
    asked = experiment(*SIZES, seed=seed)
    asked = replace(asked, runs=tuple(replace(run, decay=decay) for run in asked.runs))
    for size, trajectory in zip(SIZES, perform(asked), strict=True):
        path, _ = walked(POINTS, 11 if size == "all" else size, asked.origin, 66, seed, decay)
        assert distance(trajectory, path) < 1e-11


@pytest.mark.parametrize(("size", "steps"), [(1, 11), (4, 3), (10, 2), (11, 1), ("all", 1), (None, 6)])
def test_an_epoch_of_a_run_evaluates_every_example_once_whatever_its_batches(size, steps):
    asked = experiment(size, batch_size=2)
    (run,) = asked.runs
    assert asked.steps_per_epoch(run) == asked.counted(run) == steps
    assert replace(asked, counts="steps").counted(run) == 1
    _, evaluated = walked(POINTS, asked.batch_of(run) or 11, asked.origin, 3 * steps, 0)
    assert evaluated == 3 * 11


def test_a_run_without_a_size_of_its_own_follows_the_experiment():
    (one, other) = perform(experiment(None, 4, batch_size=4))
    np.testing.assert_array_equal(one.w1, other.w1)
    (one, other) = perform(experiment(None, "all"))
    np.testing.assert_array_equal(one.w1, other.w1)


def test_a_size_of_every_example_is_all_of_them():
    assert experiment(11).runs == experiment("all").runs
    assert experiment(10).runs != experiment("all").runs


@pytest.mark.parametrize("size", [0, 12, 2.5, -1, "some", True, float("nan")])
def test_a_size_out_of_range_is_refused_in_words(size):
    with pytest.raises(ValueError, match="batch size"):
        experiment(size)


@pytest.mark.parametrize("size", [1, 4, "all"])
def test_a_surface_without_examples_has_no_batches(size):
    with pytest.raises(ValueError, match=f"batch size '?{size}'?: Himmelblau is not a mean over examples"):
        Experiment("himmelblau", runs=(Run("adam", 0.1, batch_size=size),))


def test_what_looks_into_a_run_looks_into_its_own_batches():
    asked = experiment("all", 1, steps=22)
    x, y = np.array(POINTS).T
    order = orders(11, 2, 0).ravel()
    found = anatomy(asked, 1)
    wrong = found.w[0, :-1] + found.w[1, :-1] * x[order] - y[order]
    np.testing.assert_allclose(found.gradient, [2 * wrong, 2 * wrong * x[order]], atol=1e-11)
    full = anatomy(asked, 0)
    np.testing.assert_allclose(full.gradient[0], 2 * (full.w[0, :-1] - np.mean(y)), atol=1e-11)


@pytest.mark.long
def test_the_sweeps_give_each_run_its_own_batches():
    asked = experiment("all", 1, seed=3)
    found = rates(asked, (0.01, RATE))
    np.testing.assert_allclose(found.cost[:, 1], [t.cost[-1] for t in perform(asked)], rtol=1e-10)
    for run, trajectory in zip(asked.runs, perform(asked), strict=True):
        spread = ensemble(asked, run, (3, 4, 5))
        assert spread.cost[0] == pytest.approx(trajectory.cost[-1], rel=1e-4)
        assert (np.ptp(spread.cost) > 0) == (run.batch_size == 1)
        at_corner = replace(asked, start=(asked.map_domain[0].low, asked.map_domain[1].low), runs=(run,))
        corner = basins(asked, run, 2).cost[0, 0]
        assert corner == pytest.approx(perform(at_corner)[0].cost[-1], rel=1e-3)


def test_the_doctor_takes_only_a_run_without_batches_for_exact():
    (one,) = perform(experiment("all", steps=400))
    assert one.outcome == "converged"
    diverging = replace(experiment("all", 1, steps=300), runs=(Run("gradient_descent", 0.2, batch_size=1),))
    (found,) = diagnose(diverging)
    assert found is not None
    assert found.kind == "diverged"


@pytest.mark.long
def test_moving_a_point_or_a_batch_size_compiles_nothing(compilations):
    def all_there_is(asked):
        perform(asked)
        rates(asked, (0.01, 0.02))
        basins(asked, asked.runs[0], 2)
        ensemble(asked, asked.runs[1], (1, 2))
        anatomy(asked, 1)
        sample(asked.surface)
        curvature(asked.surface, 1.0, 2.0)
        critical_points(asked.surface)

    all_there_is(experiment("all", 1))
    compilations.clear()
    for shift, size in ((0.5, 1), (1.0, 5), (-3.0, 10)):
        all_there_is(experiment("all", size, points=((shift, 2 * shift), *POINTS[1:])))
    assert len(compilations) == 0
    all_there_is(experiment("all", 1, points=POINTS[1:]))
    assert len(compilations) > 0  # one point less is another program

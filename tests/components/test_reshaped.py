"""A page whose points are others: what stays where it was, and what cannot."""

from dataclasses import replace

import pytest

from components.reshaped import fitting, with_points
from components.share_link import View, opening, reach
from landscapes import CATALOGUE
from landscapes.points import EXAMPLE, PointsError, own_points, points_of
from optimizers import Experiment, Run

RUNS = (Run("gradient_descent", 0.02, batch_size=11), Run("adam", 0.1, batch_size=9), Run("adam", 0.1))


def page(**more):
    return View(Experiment(own_points(EXAMPLE), runs=RUNS, **more), charts=("data",))


def test_a_point_moved_a_little_moves_nothing_else():
    before = page(start=(5.0, 0.1), steps=77)
    moved = with_points(before, [(1.5, 9.0), *EXAMPLE[1:]])
    assert points_of(moved.experiment.surface) == ((1.5, 9.0), *EXAMPLE[1:])
    assert (moved.experiment.map_domain, moved.experiment.origin) == (before.experiment.map_domain, (5.0, 0.1))
    assert moved.experiment.runs == before.experiment.runs
    assert (moved.experiment.steps, moved.charts) == (77, ("data",))
    assert moved.experiment.surface.minima != before.experiment.surface.minima


def test_where_the_minimum_leaves_the_map_the_map_is_the_points_own():
    far = [(x, y + 500) for x, y in EXAMPLE]
    moved = with_points(page(), far)
    assert moved.experiment.map_domain == own_points(far).domain
    for w, side in zip(moved.experiment.origin, reach(moved.experiment), strict=True):
        assert w in side


def test_a_batch_larger_than_what_is_left_is_all_of_it():
    fewer = with_points(page(batch_size=6), EXAMPLE[:5]).experiment
    assert [run.batch_size for run in fewer.runs] == ["all", "all", None]
    assert fewer.batch_size is None
    assert with_points(page(batch_size=4), EXAMPLE[:5]).experiment.batch_size == 4


def test_from_another_surface_it_opens_on_the_points_own_map_and_start():
    surface = own_points(EXAMPLE)
    found = with_points(opening(CATALOGUE["linear_regression"]), EXAMPLE).experiment
    assert (found.map_domain, found.origin) == (surface.domain, surface.start)


def test_too_few_points_are_refused():
    with pytest.raises(PointsError):
        with_points(page(), EXAMPLE[:1])


def test_without_examples_a_run_has_no_batches():
    run = RUNS[1]
    assert fitting(run, CATALOGUE["himmelblau"]) == replace(run, batch_size=None)
    assert fitting(run, CATALOGUE["tanh_neuron"]) == replace(run, batch_size="all")
    assert fitting(run, CATALOGUE["two_crowds"]) == run

"""The results table against trajectories made by hand, and every sentence an outcome can take."""

from dataclasses import replace
from math import inf, isnan, nan

import numpy as np
import pytest

from components.figures.results import results
from landscapes import CATALOGUE, parse
from optimizers import Experiment, Run, Trajectory, perform
from optimizers.verdicts.words import sentence

HIMMELBLAU, SADDLE, GOLDSTEIN_PRICE = (CATALOGUE[key] for key in ("himmelblau", "saddle", "goldstein_price"))


def walk(cost, end=(0.0, 0.0), gradient=(0.0, 0.0)):
    """A trajectory of these costs that ends at this point with this gradient."""
    cost = np.array(cost, float)
    zeros = np.zeros(len(cost))
    w1, w2, g1, g2 = (np.append(zeros[:-1], x) for x in (*end, *gradient))
    run = Run("adam", 1.0)
    return Trajectory(
        w1, w2, cost, (g1, g2), np.ones(len(cost) - 1), Experiment("himmelblau", steps=len(cost) - 1), run
    )


def only(trajectory, landscape=HIMMELBLAU):
    (row,) = results(landscape, ["Adam"], [trajectory])
    return row


def test_no_runs_make_no_rows():
    assert results(HIMMELBLAU, [], []) == []


def test_the_rows_stand_in_the_order_of_the_runs():
    rows = results(HIMMELBLAU, ["Adam", "Momentum"], [walk([1, 2]), walk([1, 3])])
    assert [(row.optimizer, row.cost) for row in rows] == [("Adam", 2), ("Momentum", 3)]


def test_a_row_holds_the_last_point_its_cost_and_its_slope():
    row = only(walk([100, 50], end=(1.5, -2.5), gradient=(3, -4)))
    assert (row.w1, row.w2, row.cost, row.slope) == (1.5, -2.5, 50, 5)
    assert all(type(x) is float for x in (row.w1, row.w2, row.cost, row.slope))


def test_a_slope_beyond_the_floats_is_infinite_without_a_warning():
    assert only(walk([1, 2], gradient=(1.7e308, 1.7e308))).slope == inf


def test_a_run_that_was_lost_keeps_its_last_numbers_as_they_are():
    row = only(walk([1, nan], end=(nan, inf), gradient=(nan, 1)))
    assert isnan(row.w1)
    assert row.w2 == inf
    assert isnan(row.cost)
    assert isnan(row.slope)
    assert row.steps is None


@pytest.mark.parametrize(
    ("cost", "steps"),
    [
        ([1000, 500, 1.001, 1.0, 0.5], 3),  # a thousandth of the way down from 1000 to 0
        ([1000, 0.5, 900], 1),  # the first row that reaches it, whatever comes after
        ([1000, 500], None),
        ([0, 0], 0),  # a start at the minimum is there at once
        ([nan, nan], None),
        ([1000, inf, 0.1], 2),
    ],
)
def test_the_steps_to_tolerance_are_counted_to_the_known_minimum(cost, steps):
    assert only(walk(cost)).steps == steps


def test_a_minimum_above_nought_is_what_the_tolerance_counts_from():
    assert only(walk([1003, 4.1, 4.0]), GOLDSTEIN_PRICE).steps == 2


def test_where_no_minimum_is_known_the_lowest_cost_any_run_has_seen_takes_its_place():
    rows = results(SADDLE, ["one", "two", "three"], [walk([0, -99.9, -100]), walk([0, -50, -inf]), walk([0, nan])])
    assert [row.steps for row in rows] == [1, 2, None]


def test_the_sentence_is_the_verdict_s():
    trajectory = walk([5, 4, 3], end=(1, 1))
    assert only(trajectory).sentence == sentence(trajectory.verdict, 2)


def test_a_run_that_meets_a_kink_exactly_says_so_with_the_step():
    surface = parse("abs(w1) + w2^2")
    experiment = Experiment(surface, start=(1.0, 1.0), steps=6, runs=(Run("gradient_descent", 0.25),))
    said = only(*perform(experiment), landscape=surface).sentence
    assert "exactly on a kink of J" in said
    assert "at step 4" in said  # 1, 0.75, 0.5, 0.25, 0
    away = only(*perform(replace(experiment, start=(1.1, 1.0))), landscape=surface).sentence
    assert "kink" not in away

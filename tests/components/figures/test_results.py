"""The results table against trajectories made by hand, and every sentence an outcome can take."""

from math import inf, isnan, nan

import numpy as np
import pytest

from components.figures.results import results, sentence
from landscapes import CATALOGUE
from optimizers import Trajectory

HIMMELBLAU, SADDLE, GOLDSTEIN_PRICE = (CATALOGUE[key] for key in ("himmelblau", "saddle", "goldstein_price"))


def walk(cost, end=(0.0, 0.0), gradient=(0.0, 0.0), outcome="moving", step=None):
    """A trajectory of these costs that ends at this point with this gradient."""
    cost = np.array(cost, float)
    zeros = np.zeros(len(cost))
    w1, w2, g1, g2 = (np.append(zeros[:-1], x) for x in (*end, *gradient))
    step = len(cost) - 1 if step is None else step
    return Trajectory(w1, w2, cost, (g1, g2), np.ones(len(cost) - 1), outcome, step)


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
    row = only(walk([1, nan], end=(nan, inf), gradient=(nan, 1), outcome="diverged", step=1))
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


def test_a_run_still_moving_says_after_how_many_steps():
    assert sentence(HIMMELBLAU, walk([1] * 8)) == "Still moving after 7 steps."


def test_a_run_that_diverged_says_from_which_step():
    text = sentence(HIMMELBLAU, walk([1] * 8, outcome="diverged", step=3))
    assert text == "Diverged: from step 3 on it is not finite or beyond a million map widths away."


@pytest.mark.parametrize(
    ("key", "end", "place"),
    [
        ("himmelblau", (3, 2), ", at a lowest minimum (3, 2)."),
        ("himmelblau", (3.0001, 1.9999), ", at a lowest minimum (3, 2)."),
        ("himmelblau", (-2.8051, 3.1313), ", at a lowest minimum (-2.805, 3.131)."),
        ("himmelblau", (-0.2708, -0.923), ", at a point where J is flat."),
        ("himmelblau", (3.013, 2), ", at a point where J is flat."),  # a thousandth of the map's width is 0.012
        ("goldstein_price", (0, -1), ", at a lowest minimum (0, -1)."),
        ("goldstein_price", (1.2, 0.8), ", at a local minimum, not the lowest (1.2, 0.8)."),
        ("styblinski_tang", (2.7468, 2.7468), ", at a local minimum, not the lowest (2.747, 2.747)."),
        ("saddle", (0, 0), "."),
    ],
)
def test_a_run_that_converged_says_where_and_from_which_step(key, end, place):
    text = sentence(CATALOGUE[key], walk([1] * 8, end=end, outcome="converged", step=5))
    assert text == "Converged at step 5: ‖∇J‖ ≤ 10⁻⁶ from there on" + place


@pytest.mark.parametrize("landscape", CATALOGUE.values(), ids=CATALOGUE.keys())
def test_every_known_minimum_is_recognised_by_its_own_coordinates(landscape):
    for minimum in landscape.minima:
        end = (minimum.w1, minimum.w2)
        text = sentence(landscape, walk([1, 1], end=end, outcome="converged"))
        assert f"({minimum.w1:.4g}, {minimum.w2:.4g})" in text
        assert ("a lowest minimum" in text) == (minimum.cost <= landscape.lowest + 1e-9)

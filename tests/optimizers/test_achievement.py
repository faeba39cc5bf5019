"""J* and the steps to tolerance, on trajectories made by hand."""

from dataclasses import replace

import numpy as np
import pytest

from landscapes import CATALOGUE
from optimizers import Experiment, Run, Trajectory
from optimizers.achievement import lowest_cost, steps_to_tolerance

UNBOUNDED = CATALOGUE["saddle"]
EXPERIMENT = Experiment("saddle")


def made(*cost: float) -> Trajectory:
    """A trajectory of these costs; nothing else of it is asked for."""
    rows = np.zeros(len(cost))
    return Trajectory(rows, rows, np.array(cost), (rows, rows), rows[1:], EXPERIMENT, Run("adam", 0.1))


def test_the_known_minimum_is_the_lowest_cost_whatever_was_seen():
    assert lowest_cost(CATALOGUE["himmelblau"], [made(170.0, -5.0)]) == 0
    assert lowest_cost(CATALOGUE["himmelblau"], []) == 0


def test_of_several_minima_the_deepest_counts():
    wells = CATALOGUE["two_wells"]
    assert lowest_cost(wells, []) == min(minimum.cost for minimum in wells.minima) < wells.minima[-1].cost


def test_where_no_minimum_is_known_the_lowest_of_all_runs_counts():
    assert UNBOUNDED.minima == ()
    assert lowest_cost(UNBOUNDED, [made(4.0, 2.0, 3.0), made(4.0, -1.5), made(4.0, 9.0)]) == -1.5


@pytest.mark.parametrize("lost", [np.nan, np.inf, -np.inf])
def test_non_finite_costs_are_not_the_lowest(lost):
    assert lowest_cost(UNBOUNDED, [made(4.0, lost, 1.0, lost)]) == 1.0


@pytest.mark.parametrize("seen", [[], [made(np.nan, np.nan)], [made(np.inf)]])
def test_where_nothing_finite_was_seen_the_lowest_is_infinite(seen):
    assert lowest_cost(replace(CATALOGUE["himmelblau"], minima=()), seen) == np.inf


def test_the_tolerance_is_a_thousandth_of_the_way_down():
    # From 102 to J* = 2 the tolerance is 0.1: 2.11 is too high, 2.09 is there.
    assert steps_to_tolerance(made(102.0, 50.0, 2.11, 2.09, 2.0), lowest=2.0) == 3


def test_the_first_row_counts_even_if_the_run_leaves_again():
    assert steps_to_tolerance(made(100.0, 0.05, 60.0, 0.01), lowest=0.0) == 1


def test_never_reached_is_none():
    assert steps_to_tolerance(made(100.0, 50.0, 0.2), lowest=0.0) is None


def test_a_start_at_the_minimum_needs_no_step():
    assert steps_to_tolerance(made(0.0, 0.0), lowest=0.0) == 0


def test_nan_rows_are_passed_over():
    assert steps_to_tolerance(made(100.0, np.nan, 0.01), lowest=0.0) == 2


@pytest.mark.parametrize("lowest", [0.0, np.inf])
@pytest.mark.parametrize("cost", [(np.nan, np.nan), (np.nan, 0.0), (np.inf, np.inf), (np.inf, 1.0)])
def test_a_run_that_starts_nowhere_never_arrives(cost, lowest):
    assert steps_to_tolerance(made(*cost), lowest) is None


def test_a_diverging_run_never_arrives():
    assert steps_to_tolerance(made(10.0, 1e300, np.inf, np.nan), lowest=0.0) is None


def test_costs_as_far_apart_as_floats_reach_are_compared_all_the_same():
    assert steps_to_tolerance(made(1.0, 1.7e308, -1.7e308), lowest=-1.7e308) == 2

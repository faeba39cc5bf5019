"""Outcomes: converged, diverged or moving, and the row from which that holds to the end."""

import numpy as np
import pytest

from landscapes import CATALOGUE as LANDSCAPES
from landscapes import Interval
from optimizers import CATALOGUE, Run

DESCENT = Run("gradient_descent", 0.05)


def first_row_to_the_end(holds) -> int:
    row = len(holds)
    while row and holds[row - 1]:
        row -= 1
    return row


def norm(trajectory):
    return np.sqrt(trajectory.gradient[0] ** 2 + trajectory.gradient[1] ** 2)


def test_descent_into_a_bowl_converges_where_the_closed_form_says(go):
    # With κ = 1 the gradient is (0.9)^n (3, 4): 5 · 0.9^n ≤ 1e-6 from n = ln(5e6) / −ln(0.9) = 146.4 on.
    trajectory = go("ravine", Run("gradient_descent", 0.1), theta={"kappa": 1.0}, start=(3.0, 4.0))
    assert (trajectory.outcome, trajectory.outcome_step) == ("converged", 147)
    assert norm(trajectory)[146] > 1e-6 >= norm(trajectory)[147]


@pytest.mark.parametrize("optimizer", ["momentum", "adam"])
def test_a_path_that_swings_through_the_minimum_converges_when_it_stays(go, optimizer):
    trajectory = go("ravine", Run(optimizer, 0.1), start=(1.0, 1.0), steps=5000)
    still = norm(trajectory) <= 1e-6
    assert trajectory.outcome == "converged"
    assert trajectory.outcome_step == first_row_to_the_end(still) > 100


def test_a_row_at_rest_counts_only_if_the_path_stays(go):
    # α = 1/κ lands on w2 = 0 in a step; from w1 = 0 that is the minimum. Noise then drives it off again.
    rest = go("ravine", DESCENT, start=(0.0, 1.0), steps=20)
    assert (rest.outcome, rest.outcome_step) == ("converged", 1)
    driven = go("ravine", DESCENT, start=(0.0, 0.0), steps=20, noise=0.1)
    assert norm(driven)[0] == 0
    assert (driven.outcome, driven.outcome_step) == ("moving", 20)


@pytest.mark.sampled(12)
@pytest.mark.parametrize("optimizer", [key for key, optimizer in CATALOGUE.items() if optimizer.rests])
def test_a_path_that_starts_at_a_minimum_has_converged_at_0(go, optimizer):
    trajectory = go("himmelblau", Run(optimizer, 0.01), start=(3.0, 2.0), steps=200)
    assert (trajectory.outcome, trajectory.outcome_step) == ("converged", 0)
    np.testing.assert_array_equal(trajectory.w1, 3.0)


@pytest.mark.parametrize("steps", [1, 64, 100])
def test_a_path_under_way_is_moving_to_the_last_step(go, steps):
    trajectory = go("rosenbrock", Run("gradient_descent", 1e-4), steps=steps)
    assert (trajectory.outcome, trajectory.outcome_step) == ("moving", steps)


@pytest.mark.parametrize("half", [4.0, 0.004])
@pytest.mark.parametrize(("kappa", "alpha"), [(20.0, 0.11), (20.0, 0.15), (100.0, 0.021)])
def test_above_two_over_kappa_descent_diverges_when_it_is_a_million_maps_away(go, kappa, alpha, half):
    assert alpha > 2 / kappa
    domain = (Interval(-10, 10), Interval(-half, half))
    run = Run("gradient_descent", alpha)
    trajectory = go("ravine", run, theta={"kappa": kappa}, domain=domain, start=(-7.0, 1e-3), steps=500)
    # |w2| = |1 − ακ|^n · 1e-3 passes 1e6 widths of 2 · half.
    step = int(np.floor(np.log(1e6 * 2 * half / 1e-3) / np.log(alpha * kappa - 1))) + 1
    assert (trajectory.outcome, trajectory.outcome_step) == ("diverged", step)
    assert abs(trajectory.w2[step - 1]) <= 1e6 * 2 * half < abs(trajectory.w2[step])


def test_the_distance_counts_from_the_middle_of_the_map(go):
    # Every map is 10 wide, so lost is further than 1e7 from their middle.
    run = Run("gradient_descent", 0.0)
    for low, outcome in ((-5, "moving"), (1e7 - 26, "moving"), (1e7 - 24, "diverged"), (-1e7 - 24, "moving")):
        domain = (Interval(low, low + 10), Interval(-4, 4))
        assert go("ravine", run, domain=domain, start=(-20.0, 1.0), steps=1).outcome == outcome


def test_a_path_that_comes_back_has_not_diverged(go):
    # α_n κ = 20/n: w2 is multiplied by 1 − 20/n, so it grows up to n = 9, shrinks after that, and is 0 at n = 20.
    domain = (Interval(-10, 10), Interval(-0.01, 0.01))
    run = Run("gradient_descent", 1.0, "inverse_time", 1.0)
    growth = np.abs(np.cumprod(1 - 20 / np.arange(1.0, 10)))
    out = 1 + int(np.argmax(growth > 1e6 * 0.02))
    away = go("ravine", run, domain=domain, start=(1.0, 1.0), steps=9)
    assert (away.outcome, away.outcome_step) == ("diverged", out)
    back = go("ravine", run, domain=domain, start=(1.0, 1.0), steps=60)
    np.testing.assert_array_equal(back.w2[:10], away.w2)
    assert back.outcome == "converged"


@pytest.mark.parametrize("rate", [0.1, 1.0])
def test_overflow_is_divergence_from_the_first_row_that_is_lost(go, rate):
    trajectory = go("rosenbrock", Run("gradient_descent", rate), steps=100)
    across, up = LANDSCAPES["rosenbrock"].domain
    away = (abs(trajectory.w1 - 0) > 1e6 * across.width) | (abs(trajectory.w2 - 1) > 1e6 * up.width)
    finite = np.isfinite([trajectory.w1, trajectory.w2, trajectory.cost, *trajectory.gradient]).all(axis=0)
    assert trajectory.outcome == "diverged"
    assert trajectory.outcome_step == first_row_to_the_end(away | ~finite)
    assert not finite[-1]
    assert finite[trajectory.outcome_step - 1]


def test_downhill_for_ever_is_divergence_too(go):
    trajectory = go("saddle", Run("gradient_descent", 0.1), steps=500)
    step = first_row_to_the_end(abs(trajectory.w2) > 1e6 * 4)
    assert (trajectory.outcome, trajectory.outcome_step) == ("diverged", step)
    assert 0 < step < 500


def test_a_flat_place_beyond_the_map_is_convergence_only_if_it_is_near(go):
    flat = go("two_wells", DESCENT, start=(50.0, 0.0), steps=5)
    assert (flat.outcome, flat.outcome_step) == ("converged", 0)
    lost = go("two_wells", DESCENT, start=(1e8, 0.0), steps=5)
    assert (lost.outcome, lost.outcome_step) == ("diverged", 0)

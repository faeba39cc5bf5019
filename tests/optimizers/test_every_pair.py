"""Every optimizer on every landscape: 200 steps at the rate that suits, and where a run is lost."""

from itertools import cycle, product

import numpy as np
import pytest

from landscapes import CATALOGUE as LANDSCAPES
from optimizers import CATALOGUE, SCHEDULES, Run

FAR = 1e6  # domain widths
DOWNHILL_WITHOUT_END = ("saddle", "monkey_saddle", "two_wells")  # of two_wells: the curvature far out is 0
KINKED = ("kinked_valley", "bukin_n6")  # second derivatives say nothing of where the minimum is


PAIRS = [*product(tuple(LANDSCAPES)[::-1], CATALOGUE)]  # Himmelblau last: the next tests find it compiled
FIRST = set(zip(LANDSCAPES, cycle(CATALOGUE), strict=False))  # every surface once, and every rule


@pytest.mark.parametrize(
    ("landscape", "optimizer"), [pytest.param(*pair, marks=() if pair in FIRST else pytest.mark.long) for pair in PAIRS]
)
def test_it_runs_and_says_from_which_row_it_is_lost(go, optimizer, landscape):
    surface = LANDSCAPES[landscape]
    trajectory = go(landscape, Run(optimizer, CATALOGUE[optimizer].suits(surface)), steps=200)
    (across, up), rows = surface.domain, np.stack((*trajectory[:3], *trajectory.gradient))
    with np.errstate(invalid="ignore"):
        near = (abs(rows[0] - across.centre) <= FAR * across.width) & (abs(rows[1] - up.centre) <= FAR * up.width)
    lost = ~(np.isfinite(rows).all(axis=0) & near)
    assert (trajectory.outcome == "diverged") == lost[-1]
    second_order = CATALOGUE[optimizer].group == "second_order"
    assert not lost[-1] or landscape in DOWNHILL_WITHOUT_END or (second_order and landscape in KINKED)
    if lost[-1]:
        assert trajectory.outcome_step == len(lost) - np.argmin(lost[::-1])


@pytest.mark.sampled(8)
@pytest.mark.parametrize("optimizer", CATALOGUE)
def test_it_runs_under_every_schedule(go, optimizer):
    suits = CATALOGUE[optimizer].suits(LANDSCAPES["himmelblau"])
    for schedule in SCHEDULES:
        trajectory = go("himmelblau", Run(optimizer, suits / 10, schedule), steps=200)
        assert np.isfinite(trajectory.cost).all()


@pytest.mark.parametrize("optimizer", ["gradient_descent", "momentum", "nesterov", "heavy_ball"])
def test_far_too_fast_it_is_lost(go, optimizer):
    trajectory = go("rosenbrock", Run(optimizer, 1e6), steps=200)
    assert trajectory.outcome == "diverged"
    assert trajectory.outcome_step <= 10

"""Maps judge as runs do: a grid of starts beside `perform`, and what overflows in float32 has not diverged."""

from collections import Counter
from dataclasses import replace
from itertools import product

import numpy as np
import pytest

from landscapes import CATALOGUE as LANDSCAPES
from landscapes import Interval, parse
from optimizers import CATALOGUE, Experiment, Run, perform
from optimizers.catalogue import LECTURE
from optimizers.rounding import decided_from
from optimizers.sweep import basins, ensemble, final_costs
from optimizers.sweep.basins import DIVERGED
from optimizers.sweep.precision import fitting, narrowed

SIDE = 16
WIDE = 33  # a grid of more starts than are always made in float64
TIE = 1e-9  # map widths: an end as close to the border of “there” may be told either way


def good(landscape: str, optimizer: str) -> Run:
    return Run(optimizer, CATALOGUE[optimizer].suits(LANDSCAPES[landscape]))


def tied(experiment: Experiment, trajectory, minima) -> bool:
    """Whether a run ends on the border of what is called at a minimum, or as near to two of them."""
    across, up = experiment.map_domain
    w1, w2 = trajectory.w1[-1], trajectory.w2[-1]
    away = sorted(max(abs(w1 - m.w1) / across.width, abs(w2 - m.w2) / up.width) for m in minima)
    return any(abs(each - 1e-3) < TIE for each in away) or (len(away) > 1 and away[1] - away[0] < TIE)


@pytest.mark.sampled(5)
@pytest.mark.parametrize(("landscape", "optimizer"), [*product(LANDSCAPES, [rule.key for rule in LECTURE])])
def test_a_map_has_the_ends_of_its_runs(ended, landscape, optimizer):
    experiment, run = Experiment(landscape), good(landscape, optimizer)
    found = basins(experiment, run, SIDE)
    for j, i in np.ndindex(found.label.shape):
        there = replace(experiment, start=(float(found.w1[i]), float(found.w2[j])), runs=(run,))
        (trajectory,) = perform(there)
        if ended(experiment, trajectory, found.minima) != found.label[j, i]:
            assert tied(experiment, trajectory, found.minima) or decided_from(there) != (None,), there.start


def test_what_overflows_in_a_map_s_precision_has_not_diverged():
    # Cross-in-tray holds e^100 in the middle, which float32 does not; J itself is −2 to 0.
    run = good("cross_in_tray", "adam")
    found = basins(Experiment("cross_in_tray"), run, WIDE)
    assert not found.single
    assert not (found.label == DIVERGED).any()
    assert np.isfinite(found.cost).all()


@pytest.mark.long
def test_what_overflows_in_other_sweeps_precision_is_a_number():
    run = good("cross_in_tray", "adam")
    assert np.isfinite(final_costs(Experiment("cross_in_tray"), run, WIDE)).all()
    seeds = ensemble(Experiment("cross_in_tray", noise=0.01), run, range(8))
    assert np.isfinite(seeds.quantiles).all()


@pytest.mark.long
def test_two_spellings_of_one_cost_have_one_map():
    softplus, written = (parse(f"{s}+0.1*(x^2+y^2)") for s in ("softplus(-50x)", "ln(1+e^(-50x))"))
    maps = [basins(Experiment(surface, steps=200), Run("adam", 0.05), WIDE) for surface in (softplus, written)]
    assert [found.single for found in maps] == [True, False]
    np.testing.assert_array_equal(maps[0].label, maps[1].label)
    assert set(Counter(maps[1].label.ravel().tolist())) == {-1, 0}


@pytest.mark.parametrize(
    ("formula", "single"),
    [
        ("x^2 + y^2", True),
        ("ln(x) + y^2", True),  # no number in either
        ("1e-8*(x^2 + y^2)", True),
        ("cosh(20x)/1e80 + y^2", False),
        ("1e20*(x^2 + y^2)", False),  # its slope's square, which Adam keeps, overflows
        ("1e-25*(x^2 + y^2)", False),  # and here it vanishes
        ("tanh(e^(100x)) + y^2", False),  # J itself is right, but no slope is
    ],
)
def test_a_sweep_is_in_float32_only_where_that_holds_the_cost(formula, single):
    assert (fitting(Experiment(parse(formula))) is np.float32) == single


def test_a_small_map_far_from_0_is_not_made_in_float32():
    far = Interval(1e5, 1e5 + 1)
    assert fitting(Experiment(parse("x^2 + y^2"), domain=(far, far))) is np.float64


@pytest.mark.long
def test_runs_lost_in_float32_alone_are_made_again():
    # Within three widths float32 has all of it; the first step lands where J is 10⁴⁰, from where the clipped steps of
    # 1 walk back.
    surface = parse("x^8/1e3 + y^2/1e3")
    run = Run("gradient_descent", 3e3, clip_norm=1.0, schedule="exponential", decay=0.5)
    found = basins(Experiment(surface, steps=40), run, WIDE)
    there = Experiment(surface, steps=40, start=(float(found.w1[3]), float(found.w2[2])), runs=(run,))
    (trajectory,) = perform(there)
    assert trajectory.outcome not in ("diverged", "undefined")
    assert found.label[2, 3] != DIVERGED


def test_a_cost_that_overflowed_at_the_end_of_one_leap_is_no_edge_of_its_domain():
    experiment = Experiment(parse("e^(4x^2) + y^2"), start=(3.0, 0.0), runs=(Run("gradient_descent", 0.01),))
    assert perform(experiment)[0].outcome == "diverged"


def test_a_cost_is_told_in_float32_unless_one_of_them_is_none_there():
    assert narrowed(np.array([1e30, np.inf, np.nan])).dtype == np.float32
    assert narrowed(np.array([1e40, 1.0])).dtype == np.float64

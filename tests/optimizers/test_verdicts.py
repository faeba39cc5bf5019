"""What a run did, told of small inputs whose right verdict is known: the kind, the step, the point and the reason."""

from dataclasses import replace

import numpy as np
import pytest

from landscapes import CATALOGUE as LANDSCAPES
from landscapes import Interval, parse
from optimizers import Experiment, Run, perform
from optimizers.sweep import basins, race, rates
from optimizers.sweep.basins import UNDEFINED
from optimizers.verdicts.words import brief, sentence

BUMP = parse("-exp(-x^2-y^2)")  # a hole in a plain


def descent(alpha, **settings):
    return Run("gradient_descent", alpha, **settings)


def verdict(surface, run, **settings):
    surface = parse(surface) if isinstance(surface, str) and surface not in LANDSCAPES else surface
    (trajectory,) = perform(Experiment(surface, runs=(run,), **settings))
    return trajectory.verdict


@pytest.mark.parametrize("optimizer", ["gradient_descent", "momentum", "rmsprop", "adam"])
def test_on_a_plain_a_run_stalls_from_the_start(optimizer):
    found = verdict(BUMP, Run(optimizer, 0.1), start=(4.5, 4.5))
    assert (found.kind, found.step, found.reason, found.point) == ("stalled", 0, "plateau", None)


def test_a_plain_whose_slope_is_rounded_to_nothing_is_one_all_the_same():
    found = verdict(BUMP, descent(0.1), start=(30.0, 30.0))
    assert (found.kind, found.reason) == ("stalled", "plateau")
    shelf = verdict("min(x^2+y^2, 1)", descent(0.1), start=(3.0, 3.0))
    assert (shelf.kind, shelf.reason) == ("stalled", "plateau")


def test_a_cost_in_small_units_has_not_converged_while_it_falls():
    found = verdict("1e-8*(x^2+y^2)", descent(1e6), start=(3.0, 2.0), steps=200)
    assert (found.kind, found.step, found.motion) == ("moving", 200, "falls")
    assert found.band[0] < found.band[1] / 5


def test_a_rule_that_walks_over_a_plain_by_itself_is_moving():
    assert verdict(BUMP, Run("adamw", 0.01), start=(4.5, 4.5)).kind == "moving"  # its weight decay pulls it to 0


@pytest.mark.parametrize(
    ("surface", "start", "kind"),
    [
        ("saddle", (1.0, 0.0), "saddle"),
        ("monkey_saddle", (0.0, 0.0), "saddle"),
        ("-x^2-y^2", (0.0, 0.0), "maximum"),
        ("himmelblau", (3.1, 2.1), "global minimum"),
        ("two_wells", None, "local minimum"),
        ("x^2 + y^2 + 1", (1.0, 1.0), "minimum"),  # nobody has listed those of a formula
        ("x^4 + y^2", (0.0, 1.0), "minimum"),  # second derivatives do not decide
        ("(x*y - 1)^2", (2.0, 1.0), "minimum that is not isolated"),
        ("x^2", (1.0, 1.0), "minimum that is not isolated"),
        ("relu(x) + relu(y)", (-2.0, -1.0), "minimum that is not isolated"),
        ("3 + 0*x", (1.0, 1.0), "flat everywhere"),
        ("|x| + |y|", (0.0, 0.0), "minimum"),
    ],
)
def test_a_run_at_rest_at_a_point_has_converged_and_the_kind_of_point_is_told(surface, start, kind):
    found = verdict(surface, descent(0.1 if surface != "himmelblau" else 0.01), start=start)
    assert (found.kind, found.point.kind) == ("converged", kind)


def test_a_minimum_that_is_not_the_lowest_is_local():
    found = verdict("styblinski_tang", descent(0.01), start=(2.5, 2.5))
    assert (found.kind, found.point.kind) == ("converged", "local minimum")


def test_a_kink_is_a_minimum_though_its_slope_is_never_nought():
    run = descent(0.1, schedule="exponential", decay=0.9)
    found = verdict("|x - 0.1| + |y - 0.3|", run, start=(0.43, 0.51))
    assert (found.kind, found.point.kind) == ("converged", "minimum")


def test_a_rate_that_has_decayed_stalls_a_run_and_steps_too_short_from_the_first_are_another_reason():
    decayed = verdict("himmelblau", descent(0.001, schedule="exponential", decay=0.9))
    assert (decayed.kind, decayed.reason) == ("stalled", "rate")
    tiny = verdict("himmelblau", descent(1e-9))
    assert (tiny.kind, tiny.step, tiny.reason) == ("stalled", 0, "short steps")


def test_overshooting_and_divergence_are_two_facts_with_two_steps():
    found = verdict("himmelblau", descent(0.05))
    assert (found.kind, found.overshoots, found.step) == ("diverged", 6, 9)
    assert brief(found, 500) == "overshoots from step 6 on, diverged at step 9"


def test_a_start_outside_the_domain_of_j_is_undefined_at_step_0():
    found = verdict("ln(w1) + w2^2", descent(0.01), start=(-3.0, 1.0))
    assert (found.kind, found.step, found.reason, found.edge) == ("undefined", 0, "start", (-3.0, 1.0))
    assert sentence(found, 500).startswith("Undefined at the start")


@pytest.mark.parametrize(("surface", "alpha"), [("sqrt(x) + y^2", 0.3), ("ln(x) + y^2", 0.1)])
def test_a_run_that_steps_out_of_the_domain_of_j_is_told_its_edge(surface, alpha):
    (trajectory,) = perform(Experiment(parse(surface), start=(1.0, 1.0), runs=(descent(alpha),)))
    found = trajectory.verdict
    assert (found.kind, found.reason) == ("undefined", "left")
    assert found.edge[0] == 0.0
    assert trajectory.w1[found.step] < 0 < trajectory.w1[found.step - 1]


def test_a_cost_that_grows_beyond_all_numbers_is_divergence_and_no_edge():
    assert verdict("exp(x^2) + y^2", descent(0.1), start=(2.0, 1.0)).kind == "diverged"


def test_a_run_that_swings_for_ever_oscillates_and_its_band_is_told():
    (trajectory,) = perform(Experiment("himmelblau", start=(0.0, -3.0), runs=(descent(0.03),)))
    found = trajectory.verdict
    assert (found.kind, found.motion) == ("moving", "oscillates")
    last = trajectory.cost[-126:]
    assert found.band == (last.min(), last.max())
    assert found.band[1] > 100
    assert "it oscillates, J between" in brief(found, 500)


def test_a_swing_too_small_to_be_seen_is_none():
    assert verdict("|x| + y^2", descent(1e-4), start=(1.05e-4, 0.5), steps=200).motion != "oscillates"


def test_noise_makes_a_run_wander():
    assert verdict("himmelblau", descent(0.01), noise=5.0).motion == "wanders"


def test_only_ten_steps_or_two_percent_of_all_make_a_rest():
    surface, start = parse("x^2 + y^2"), (1.0, 1.0)
    for steps, kind in ((10, "moving"), (11, "converged")):  # Newton's first step is the whole way
        assert verdict(surface, Run("newton", 1.0), start=start, steps=steps).kind == kind
    late = Run("newton", 1.0, schedule="constant", warmup=0)
    assert verdict(surface, late, start=start, steps=5000).kind == "converged"


def test_a_sweep_judges_as_a_run_alone():
    surfaces = {"himmelblau": (0.0, -3.0), BUMP: (4.5, 4.5), parse("sqrt(x) + y^2"): (1.0, 1.0), "saddle": (1.0, 0.0)}
    alphas = [1e-9, 1e-3, 0.03, 0.3, 5.0]
    for surface, start in surfaces.items():
        experiment = Experiment(surface, start=start, steps=200, runs=(descent(0.1),))
        found = rates(experiment, alphas)
        for c, alpha in enumerate(alphas):
            (alone,) = perform(replace(experiment, runs=(descent(alpha),)))
            assert (found.outcome[0, c], found.outcome_step[0, c]) == (alone.outcome, alone.outcome_step)


def test_a_race_ranks_only_who_arrived_and_stayed():
    # Its steps are 0.3 long in each coordinate for ever: 0.61, 0.31, 0.01, −0.29, 0.01, … and it ends at −0.29.
    runs = (Run("sign_descent", 0.3), descent(0.01), descent(0.1))
    touching, late, early = race(Experiment("sphere", start=(0.61, 0.61), steps=301, runs=runs), "evaluations")
    assert (touching.steps_to_tolerance, touching.stays_from, touching.rank) == (2, None, None)
    assert (early.rank, late.rank) == (1, 2)
    assert early.stays_from == early.steps_to_tolerance > 2


def test_the_map_s_widths_are_the_measure():
    surface, start = parse("x^2 + y^2"), (1.0, 1.0)
    near, far = ((Interval(-half, half),) * 2 for half in (2.0, 2e4))
    (small, large) = (verdict(surface, descent(0.05), start=start, steps=60, domain=domain) for domain in (near, far))
    assert small.kind == "moving"
    assert large.kind == "converged"
    assert large.step < 60


def test_a_row_that_is_not_finite_is_never_forgotten():
    (trajectory,) = perform(Experiment(parse("ln(x) + y^2"), start=(0.3, 1.0), runs=(descent(0.05),)))
    broken = np.flatnonzero(~np.isfinite(trajectory.cost))[0]
    assert (trajectory.outcome, trajectory.outcome_step, trajectory.lost_from) == ("undefined", broken, broken)


def test_a_map_of_starts_has_the_verdicts_of_its_runs():
    experiment = Experiment(parse("sqrt(x) + y^2"), steps=60, domain=(Interval(-1, 3), Interval(-1, 1)))
    run = descent(0.2)
    found = basins(experiment, run, (6, 3))
    assert (found.label[:, found.w1 < 0] == UNDEFINED).all()
    for j, i in np.ndindex(found.label.shape):
        there = replace(experiment, start=(float(found.w1[i]), float(found.w2[j])), runs=(run,))
        assert (perform(there)[0].outcome == "undefined") == (found.label[j, i] == UNDEFINED)


def test_a_start_that_ends_near_a_minimum_and_not_at_it_is_unfinished():
    experiment = Experiment("sphere", steps=40, domain=(Interval(-2, 2), Interval(-2, 2)))
    run = descent(0.05)  # 0.9 a step: 1.5 percent of the start are left
    found = basins(experiment, run, 5)
    for j, i in np.ndindex(found.label.shape):
        left = 0.9**40 * max(abs(found.w1[i]), abs(found.w2[j]))
        assert found.label[j, i] == (0 if left <= 1e-3 * 4 else -1)

"""The doctor of runs that diverge or step out of the domain, beside cases whose answer is known in closed form."""

from dataclasses import replace

import numpy as np
import pytest

from landscapes import Interval, parse
from optimizers import Experiment, Run, perform
from optimizers.limits import limit
from optimizers.words import number
from tests.optimizers.diagnosed import bowl, one

BETA = 0.8
ROTATED = "along (−0.5, 0.87)"  # of a bowl turned by 30°: (−sin 30°, cos 30°)


@pytest.mark.parametrize("kappa", [1.0, 10.0, 100.0])
def test_gradient_descent_above_the_bound_overshoots_from_its_first_step(kappa):
    found = one(bowl(kappa, Run("gradient_descent", 2.6 / kappa)))
    (run,) = perform(bowl(kappa, Run("gradient_descent", 2.6 / kappa)))
    assert (found.kind, found.step, found.cause) == ("diverged", run.outcome_step, "overshoot")
    assert found.cause_step == 1
    assert found.numbers["product"] == pytest.approx(2.6)
    assert found.numbers["bound"] == pytest.approx(2 / kappa)
    where = "in every direction" if kappa == 1 else ROTATED
    assert found.sentence.startswith(f"Gradient descent diverged at step {run.outcome_step}: ")
    assert f" It overshoots from step 1 on: α λmax = 2.6 > 2 {where}," in found.sentence
    assert found.remedy.run.learning_rate < 2 / kappa
    assert found.remedy.sentence.startswith("Try α < ")
    assert found.remedy.label == f"Set α to {number(found.remedy.run.learning_rate)}"


@pytest.mark.parametrize("kappa", [1.0, 10.0, 100.0])
def test_gradient_descent_just_below_the_bound_has_not_diverged_and_just_above_it_swings_ever_wider(kappa):
    below = one(bowl(kappa, Run("gradient_descent", 1.999 / kappa), steps=200))
    assert (below.kind, below.cause) == ("oscillates", "near_limit")
    assert "α λmax = 1.999 is close to 2" in below.sentence
    above = one(bowl(kappa, Run("gradient_descent", 2.001 / kappa), steps=200))
    assert (above.kind, above.cause) == ("oscillates", "beyond_limit")
    assert "α λmax = 2.001 > 2" in above.sentence


def recursion(run, product):
    """The size of the largest root of a rule's recursion on λ x² / 2, for `product` = α λ: worked out step by step."""
    beta = run.rule.hyper(run.hyper).get("beta", 0.0)
    averaged = run.rule.settled(run.conventions).get("gradient_weight") == "one_minus_beta"
    c = 1 - beta if averaged else 1.0
    rows = []
    for x, v in ((1.0, 0.0), (0.0, 1.0)):  # with α = 1 and λ = product
        v = beta * v + c * product * x
        step = beta * v + c * product * x if run.optimizer == "nesterov" else v
        rows.append((x - step, v))
    return np.abs(np.linalg.eigvals(np.array(rows).T)).max()


FAMILY = [
    Run("gradient_descent", 1.0),
    *(Run("momentum", 1.0, hyper={"beta": beta}) for beta in (0.0, 0.5, 0.9, 0.99)),
    Run("momentum", 1.0, conventions={"gradient_weight": "one"}),
    Run("heavy_ball", 1.0),
    *(Run("nesterov", 1.0, hyper={"beta": beta}) for beta in (0.0, 0.5, 0.9)),
    Run("nesterov", 1.0, conventions={"gradient_weight": "one"}),
]


@pytest.mark.parametrize("run", FAMILY, ids=str)
def test_a_limit_is_where_the_recursion_of_the_rule_ceases_to_die_down(run):
    most = limit(run).value
    assert recursion(run, most * 0.999) < 1 < recursion(run, most * 1.001)


def test_the_limit_of_averaged_momentum_is_as_in_the_text_and_other_rules_have_none():
    assert limit(Run("momentum", 1.0, hyper={"beta": BETA})).value == pytest.approx(2 * (1 + BETA) / (1 - BETA))
    assert limit(Run("adam", 1.0)) is None


@pytest.mark.parametrize("run", FAMILY[1:], ids=str)
def test_runs_of_momentum_above_their_bound_overshoot_and_below_it_do_not_diverge(run):
    most = limit(run).value
    found = one(bowl(10.0, replace(run, learning_rate=1.3 * most / 10)))
    assert (found.kind, found.cause_step, found.cause) == ("diverged", 1, "overshoot")
    assert found.numbers["product"] == pytest.approx(1.3 * most)
    assert ROTATED in found.sentence
    below = one(bowl(10.0, replace(run, learning_rate=0.98 * most / 10)))
    assert below is None or below.kind in ("oscillates", "trembles", "leaves")


def test_look_ahead_diverges_at_the_limit_of_its_rewritten_form():
    ahead = Run("nesterov", 1.0, conventions={"form": "look_ahead"})
    most = limit(ahead).value
    assert one(bowl(10.0, replace(ahead, learning_rate=1.3 * most / 10))).cause == "overshoot"
    (trajectory,) = perform(bowl(10.0, replace(ahead, learning_rate=0.95 * most / 10)))
    assert trajectory.outcome != "diverged"


def test_a_rate_that_grows_names_the_step_at_which_it_passed_the_bound():
    run = Run("gradient_descent", 0.5, schedule="constant", warmup=60)  # α_n = 0.5 n / 61; κ = 10: 2/10 at n = 24.4
    found = one(bowl(10.0, run, start=(-5.0, -1.0)))
    assert found.cause_step == 25
    assert found.step > 25
    assert "α₂₅ λmax = 2.05 > 2" in found.sentence
    assert found.numbers["bound"] == pytest.approx(0.2 * 61 / 25)  # of α0, which the row holds


def test_a_cost_without_bottom_has_no_remedy_and_its_sentence_says_so():
    found = one(Experiment("saddle", runs=(Run("gradient_descent", 0.3),)))
    assert (found.kind, found.cause, found.remedy) == ("diverged", "unbounded", None)
    assert "no lower bound in sight" in found.sentence
    assert "No other setting that was tried comes to rest" in found.sentence


def test_steps_longer_than_the_map_are_told_by_their_length():
    narrow = (Interval(-0.2, 0.2), Interval(-0.2, 0.2))  # ± 5 · 10⁵, where it jumps about, is beyond a million widths
    found = one(Experiment("sphere", domain=narrow, start=(0.1, 0.1), runs=(Run("rmsprop", 1e6),)))
    assert (found.kind, found.cause) == ("diverged", "steps_too_long")
    assert "and the map is 0.4 wide" in found.sentence
    assert found.numbers["length"] > 1e5


def test_one_long_step_off_the_map_is_what_is_named():
    found = one(Experiment("himmelblau", start=(-0.2, -0.3), runs=(Run("gradient_descent", 1.6),)))
    assert (found.cause, found.cause_step) == ("long_step", 1)
    assert "Step 1 threw it off the map: it was " in found.sentence
    assert "the map is 12 wide; it landed where α λmax = " in found.sentence


def test_ripples_are_not_blamed_where_their_average_curvature_does_it():
    found = one(Experiment("rastrigin", start=(0.3, 0.2), runs=(Run("gradient_descent", 1.5),)))
    assert found.cause == "mean_curvature"  # the mean of J'' over a long step of Rastrigin's is 2: α 2 = 3
    assert "λ̄" in found.sentence


def test_the_edge_of_the_domain_is_the_cause_where_a_run_steps_out_of_it():
    found = one(Experiment(parse("sqrt(w1) + w2^2"), start=(0.25, 0.0), runs=(Run("gradient_descent", 1.0),)))
    assert (found.kind, found.cause, found.step) == ("undefined", "left", 1)  # 0.25 − 1 / (2 · 0.5) < 0
    assert "leaves J's domain at step 1: from (0.25, 0), 1 far, to (−0.75, 0)" in found.sentence
    assert "The edge, near (0, 0), is the cause." in found.sentence
    assert found.remedy.run.learning_rate < 1


@pytest.mark.parametrize("optimizer", ["gradient_descent", "momentum", "rmsprop", "adam"])
def test_a_start_where_the_cost_is_undefined_is_to_be_moved(optimizer):
    found = one(Experiment(parse("ln(w1) + w2^2"), start=(-3.0, 1.0), runs=(Run(optimizer, 0.1),)))
    assert (found.kind, found.cause, found.step) == ("undefined", "start", 0)
    assert found.sentence == "J is undefined at the start, (−3, 1): move it."
    assert found.remedy.start[0] > 0


def test_where_the_cost_is_nowhere_a_number_no_start_is_offered():
    found = one(Experiment(parse("sqrt(-1 - w1^2)"), start=(1.0, 1.0), runs=(Run("adam", 0.1),)))
    assert (found.kind, found.remedy) == ("undefined", None)


def test_a_start_out_of_bounds_is_told_as_such():
    far = one(bowl(10.0, Run("gradient_descent", 0.0), start=(1e9, 0.0)))
    assert (far.kind, far.step, far.cause, far.remedy) == ("diverged", 0, "far_start", None)
    assert "move the start" in far.sentence
    beyond = one(bowl(10.0, Run("gradient_descent", 0.01), start=(1e200, 1e200)))
    assert beyond.step == 0
    assert beyond.remedy.start is not None


def test_what_overshoots_and_when_it_has_diverged_are_two_facts_with_two_names():
    experiment = Experiment("himmelblau", start=(0.0, -3.0), runs=(Run("gradient_descent", 0.05),))
    found, (run,) = one(experiment), perform(experiment)
    assert (found.step, found.cause_step) == (run.outcome_step, 6) == (9, 6)
    assert "diverged at step 9" in found.sentence
    assert "overshoots from step 6 on" in found.sentence
    assert found.sentence.count("step") == found.sentence.count("step 9") + found.sentence.count("step 6") + 1


def test_a_singular_hessian_is_damped():
    # J = x² does not bend along w2, so H has no inverse; with λ = 10⁻³ the step along w1 is x · 2 / 2.001.
    found = one(Experiment(parse("x^2"), start=(2.0, 1.0), runs=(Run("newton", 1.0),)))
    assert (found.kind, found.cause) == ("diverged", "singular")
    assert "H is singular at (2, 1)" in found.sentence
    assert (found.remedy.label, found.remedy.start) == ("Set λ to 0.001", None)
    (run,) = perform(Experiment(parse("x^2"), start=(2.0, 1.0), runs=(found.remedy.run,)))
    assert run.outcome == "converged"
    assert run.w1[3] == pytest.approx(2 * (0.001 / 2.001) ** 3)


def test_what_no_known_condition_explains_is_said_to_be_unexplained():
    # Newton's steps at a rate above 2 go (1 − α) times as far each time.
    found = one(bowl(10.0, Run("newton", 3.0)))
    assert found.cause in ("steps_too_long", "unknown")
    assert found.remedy.run.learning_rate < 2

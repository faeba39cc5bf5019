"""The doctor of runs, beside cases whose answer is known in closed form."""

from dataclasses import replace

import numpy as np
import pytest

from landscapes import Interval, parse
from optimizers import Experiment, Run, perform
from optimizers.diagnosis import KINDS, diagnose
from optimizers.diagnosis.limits import limit
from optimizers.diagnosis.words import number

BETA = 0.8
ROTATED = "along (−0.5, 0.87)"  # of a bowl turned by 30°: (−sin 30°, cos 30°)


def bowl(kappa, *runs, **settings):
    return Experiment("rotated_bowl", theta={"kappa": kappa, "phi": 30.0}, runs=runs, **settings)


def one(experiment):
    """The diagnosis of its only run, whose remedy does what it says."""
    (found,) = diagnose(experiment)
    if found:
        assert found.kind in KINDS
        assert 0 <= found.step <= experiment.steps
        assert found.sentence.endswith(".")
        assert np.isfinite(list(found.numbers.values())).all()
    if found and found.remedy:
        (was,), (now,) = perform(experiment), perform(replace(experiment, runs=(found.remedy.run,)))
        assert now.outcome != "diverged"
        assert was.outcome == "diverged" or experiment.noise or now.cost[-1] < was.cost[-1]
        assert found.remedy.sentence.startswith("Try ")
    return found


# Divergence


@pytest.mark.parametrize("kappa", [1.0, 10.0, 100.0])
def test_gradient_descent_above_the_bound_overshoots_from_its_first_step(kappa):
    found = one(bowl(kappa, Run("gradient_descent", 2.6 / kappa)))
    assert (found.kind, found.step, found.cause) == ("diverged", 1, "overshoot")
    assert found.numbers["product"] == pytest.approx(2.6)
    assert found.numbers["bound"] == pytest.approx(2 / kappa)
    where = "in every direction" if kappa == 1 else ROTATED
    assert found.sentence.startswith(f"Gradient descent diverged at step 1: α λmax = 2.6 > 2 {where},")
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
    assert (found.kind, found.step, found.cause) == ("diverged", 1, "overshoot")
    assert found.numbers["product"] == pytest.approx(1.3 * most)
    assert ROTATED in found.sentence
    below = one(bowl(10.0, replace(run, learning_rate=0.98 * most / 10)))
    assert below is None or below.kind == "oscillates"


def test_look_ahead_diverges_at_the_limit_of_its_rewritten_form():
    ahead = Run("nesterov", 1.0, conventions={"form": "look_ahead"})
    most = limit(ahead).value
    assert one(bowl(10.0, replace(ahead, learning_rate=1.3 * most / 10))).cause == "overshoot"
    (trajectory,) = perform(bowl(10.0, replace(ahead, learning_rate=0.95 * most / 10)))
    assert trajectory.outcome != "diverged"


def test_a_rate_that_grows_names_the_step_at_which_it_passed_the_bound():
    run = Run("gradient_descent", 0.5, schedule="constant", warmup=60)  # α_n = 0.5 n / 61; κ = 10: 2/10 at n = 24.4
    found = one(bowl(10.0, run, start=(-5.0, -1.0)))
    assert found.step == 25
    assert "α₂₅ λmax = 2.05 > 2" in found.sentence
    assert found.numbers["bound"] == pytest.approx(0.2 * 61 / 25)  # of α0, which the row holds


def test_a_cost_without_bottom_has_no_remedy_and_its_sentence_says_so():
    found = one(Experiment("saddle", runs=(Run("gradient_descent", 0.3),)))
    assert (found.kind, found.cause, found.remedy) == ("diverged", "unbounded", None)
    assert "no lower bound in sight" in found.sentence
    assert "No smaller rate comes to rest" in found.sentence


def test_steps_longer_than_the_map_are_told_by_their_length():
    narrow = (Interval(-0.2, 0.2), Interval(-0.2, 0.2))  # ± 5 · 10⁵, where it jumps about, is beyond a million widths
    found = one(Experiment("sphere", domain=narrow, start=(0.1, 0.1), runs=(Run("rmsprop", 1e6),)))
    assert (found.kind, found.cause) == ("diverged", "steps_too_long")
    assert "and the map is 0.4 wide" in found.sentence
    assert found.numbers["length"] > 1e5


def test_one_long_step_off_the_map_is_what_is_named():
    found = one(Experiment("himmelblau", start=(-0.2, -0.3), runs=(Run("gradient_descent", 1.6),)))
    assert (found.cause, found.step) == ("long_step", 1)
    assert "the map is 12 wide; it landed where α λmax = " in found.sentence


def test_ripples_are_not_blamed_where_their_average_curvature_does_it():
    found = one(Experiment("rastrigin", start=(0.3, 0.2), runs=(Run("gradient_descent", 1.5),)))
    assert found.cause == "mean_curvature"  # the mean of J'' over a long step of Rastrigin's is 2: α 2 = 3
    assert "λ̄" in found.sentence


def test_a_place_where_the_cost_is_no_number_is_named():
    found = one(Experiment(parse("sqrt(w1) + w2^2"), start=(0.25, 0.0), runs=(Run("gradient_descent", 1.0),)))
    assert (found.kind, found.cause, found.step) == ("diverged", "undefined", 1)  # 0.25 − 1 / (2 · 0.5) < 0
    assert "J is not a finite number" in found.sentence


def test_a_start_out_of_bounds_is_told_as_such():
    for start in ((1e9, 0.0), (1e200, 1e200)):
        found = one(bowl(10.0, Run("gradient_descent", 0.0), start=start))
        assert (found.step, found.cause, found.remedy) == (0, "undefined", None)
        assert "move the start" in found.sentence


def test_what_no_known_condition_explains_is_said_to_be_unexplained():
    # Newton's steps at a rate above 2 go (1 − α) times as far each time.
    found = one(bowl(10.0, Run("newton", 3.0)))
    assert found.cause in ("steps_too_long", "unknown")
    assert found.remedy.run.learning_rate < 2


# Runs that stay in bounds


def test_healthy_runs_have_no_diagnosis():
    runs = (Run("gradient_descent", 0.05), Run("momentum", 0.05), Run("adam", 0.5))
    assert diagnose(bowl(20.0, *runs)) == (None, None, None)
    assert diagnose(Experiment("himmelblau")) == ()


def test_a_run_below_its_bound_that_still_swings_oscillates():
    found = one(bowl(1.0, Run("gradient_descent", 1.99), steps=100))
    assert (found.kind, found.step, found.cause) == ("oscillates", 1, "near_limit")
    assert found.numbers["product"] == pytest.approx(1.99)
    assert "25 of its last 25 steps turn back" in found.sentence


def test_a_run_that_jumps_across_a_kink_is_not_told_a_curvature():
    found = one(Experiment(parse("abs(w1) + w2^2"), start=(0.3, 0.0), runs=(Run("gradient_descent", 0.5),)))
    assert (found.kind, found.cause) == ("oscillates", "to_and_fro")
    assert found.numbers["length"] == pytest.approx(0.5)
    assert "λmax" not in found.sentence


def test_steps_of_a_million_that_have_not_yet_left_for_good_are_astray():
    found = one(bowl(10.0, Run("adam", 1e6), steps=50))
    assert (found.kind, found.cause) == ("oscillates", "astray")
    assert "ends off the map and higher than it began" in found.sentence
    assert found.remedy.run.learning_rate < 10


def test_a_rate_that_decays_too_fast_stalls_the_run():
    run = Run("gradient_descent", 0.05, schedule="exponential", decay=0.5)
    found = one(bowl(20.0, run, steps=100))
    assert (found.kind, found.cause) == ("stalls", "rate_decayed")
    assert found.step == 5  # 0.5⁴ = 0.0625 is the first factor of at most a tenth
    assert found.remedy.run.schedule == "constant"
    assert found.remedy.label.startswith("Set the schedule to constant") or " and the schedule" in found.remedy.label


def test_inverse_decay_is_taken_to_zero_and_the_schedule_kept():
    found = one(bowl(20.0, Run("gradient_descent", 0.05, decay=5.0), steps=200))
    assert found.cause == "rate_decayed"
    assert (found.remedy.run.schedule, found.remedy.run.decay) == ("inverse_time", 0.0)
    assert "Try no decay" in found.remedy.sentence or "and no decay" in found.remedy.sentence


def test_adagrad_stalls_by_the_sum_it_has_gathered():
    # On a slope that hardly changes √s grows as √n: tenfold by step 100.
    found = one(bowl(1.0, Run("adagrad", 0.03), start=(-6.0, -6.0)))
    assert (found.kind, found.cause) == ("stalls", "sum_has_grown")
    assert found.numbers["to"] > 10 * found.numbers["from"]
    assert found.step == pytest.approx(100, abs=10)
    assert found.remedy.run.learning_rate > 0.03


def test_a_saddle_that_is_rested_on_is_named_and_no_rate_leaves_it():
    found = one(Experiment("saddle", start=(-1.2, 0.0), runs=(Run("gradient_descent", 0.1),)))
    assert (found.kind, found.cause, found.remedy) == ("stalls", "saddle", None)
    assert "at a saddle near (" in found.sentence
    assert found.numbers["curvature"] == pytest.approx(-2)
    assert "try another start" in found.sentence


def test_a_top_that_is_rested_on_is_a_maximum():
    found = one(Experiment(parse("-w1^2 - 3*w2^2"), start=(0.0, 0.0), runs=(Run("adam", 0.1),)))
    assert (found.cause, found.step) == ("saddle", 0)
    assert "at a maximum near (0, 0)" in found.sentence


def test_a_plateau_far_from_the_minimum_is_named():
    found = one(Experiment("easom", start=(-8.0, -8.0), runs=(Run("gradient_descent", 0.1),)))
    assert (found.kind, found.cause, found.step) == ("stalls", "plateau", 0)
    assert found.numbers["lowest"] == pytest.approx(-1)


def test_a_step_that_threw_a_run_onto_a_plateau_is_to_be_shorter():
    found = one(Experiment("two_wells", start=(1.0, -1.7), runs=(Run("gradient_descent", 7e4),)))
    assert (found.cause, found.step) == ("plateau", 1)
    assert found.remedy.run.learning_rate < 100


def test_a_few_steps_are_too_few_to_call_slow():
    assert diagnose(bowl(20.0, Run("gradient_descent", 1e-5), steps=9)) == (None,)


def test_a_level_furrow_at_the_bottom_is_no_plateau():
    assert diagnose(Experiment("drop_wave", runs=(Run("gradient_descent", 0.01),))) == (None,)


def test_a_rate_of_a_hundred_thousandth_crawls_and_a_larger_one_arrives():
    found = one(bowl(20.0, Run("gradient_descent", 1e-5)))
    assert (found.kind, found.cause) == ("crawls", "small_rate")
    assert found.remedy.run.learning_rate > 1e-3
    assert "converges by step" in found.remedy.sentence


@pytest.mark.parametrize("optimizer", ["gradient_descent", "heavy_ball", "adam"])
def test_a_rate_of_zero_crawls_too(optimizer):
    assert one(bowl(20.0, Run(optimizer, 0.0))).kind == "crawls"


def test_errors_of_the_gradient_alone_are_no_fault_of_the_run():
    for seed in range(5):
        runs = (Run("gradient_descent", 0.05), Run("momentum", 0.05), Run("adam", 0.1))
        assert diagnose(bowl(20.0, *runs, noise=0.3, seed=seed)) == (None, None, None)


def test_with_errors_an_overshoot_is_still_told_by_the_curvature_of_the_path():
    found = one(bowl(20.0, Run("gradient_descent", 0.2), noise=1.0))
    assert (found.cause, found.numbers["product"]) == ("overshoot", pytest.approx(4.0))


def test_with_mini_batches_no_sum_is_claimed():
    experiment = Experiment("linear_regression", batch_size=2, runs=(Run("adagrad", 0.001), Run("adagrad", 0.02)))
    assert all(found is None or found.cause != "sum_has_grown" for found in diagnose(experiment))

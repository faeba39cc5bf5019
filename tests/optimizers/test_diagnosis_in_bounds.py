"""The doctor of runs that stay in bounds, beside cases whose answer is known in closed form."""

import numpy as np
import pytest

from landscapes import CATALOGUE as LANDSCAPES
from landscapes import parse
from optimizers import CATALOGUE, Experiment, Run, perform
from optimizers.diagnosis import diagnose
from optimizers.words import number
from tests.optimizers.diagnosed import bowl, one


def test_a_run_that_swings_between_two_sides_is_told_with_the_band_of_its_cost():
    experiment = Experiment("himmelblau", start=(0.0, -3.0), runs=(Run("gradient_descent", 0.03),))
    found, (run,) = one(experiment), perform(experiment)
    low, high = run.cost[-126:].min(), run.cost[-126:].max()
    assert (found.kind, found.cause) == ("oscillates", "to_and_fro")
    assert f"J swings between {number(low, 3)} and {number(high, 3)}" in found.sentence
    assert 0.3 * 0.01 < found.remedy.run.learning_rate < 3 * 0.01  # near the landscape's own
    assert "converges by step" in found.remedy.sentence


def test_a_rate_too_small_is_not_answered_by_one_that_scribbles_over_the_map():
    found = one(Experiment("himmelblau", start=(0.0, -3.0), runs=(Run("rmsprop", 0.001),)))
    assert found.kind == "crawls"
    assert found.remedy.run.learning_rate <= 5 * CATALOGUE["rmsprop"].suits(LANDSCAPES["himmelblau"])
    (run,) = perform(Experiment("himmelblau", start=(0.0, -3.0), runs=(found.remedy.run,)))
    assert np.abs(np.stack((run.w1, run.w2))).max() < 6
    assert run.cost[-1] < 0.01


def test_a_run_that_leaves_the_map_and_comes_back_is_told_so():
    found = one(Experiment("himmelblau", runs=(Run("adam", 10.0),)))
    (run,) = perform(Experiment("himmelblau", runs=(Run("adam", 10.0),)))
    off = np.abs(np.stack((run.w1, run.w2))).max(axis=0) > 6
    assert (found.kind, found.cause, found.step) == ("leaves", "back", np.argmax(off))
    assert f"is back for good at step {len(off) - np.argmax(off[::-1])}" in found.sentence


def test_a_run_that_ends_higher_than_it_began_is_told_so():
    # Newton's signed steps lead to whatever is level: here up, to the saddle between two minima.
    uphill = Experiment(parse("w1^2 + w2^4 - w2^2"), start=(0.0, 0.3), steps=3, runs=(Run("newton", 0.1),))
    found, (run,) = one(uphill), perform(uphill)
    assert run.cost[-1] > run.cost[0]
    assert (found.kind, found.step) == ("rises", 3)
    assert found.sentence.startswith("Newton ends at J = ")


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


def test_a_weight_decay_that_pulls_uphill_is_to_be_left_out():
    found = one(Experiment("schwefel", start=(151.3, 423.0), runs=(Run("adamw", 0.0157),)))
    assert (found.kind, found.cause) == ("rises", "uphill")
    assert (found.remedy.label, found.remedy.run.hyper["weight_decay"]) == ("Set λ to 0", 0.0)


def test_steps_of_a_million_that_have_not_yet_left_for_good_leave_the_map():
    found = one(bowl(10.0, Run("adam", 1e6), steps=50))
    assert (found.kind, found.cause, found.step) == ("leaves", "off", 1)
    assert "and ends off it near " in found.sentence
    assert "higher than it began" in found.sentence
    assert found.remedy.run.learning_rate < 10


def test_a_rate_that_decays_too_fast_stalls_the_run():
    run = Run("gradient_descent", 0.05, schedule="exponential", decay=0.5)
    found = one(bowl(20.0, run, steps=100))
    assert (found.kind, found.cause) == ("stalls", "rate_decayed")
    assert found.cause_step == 5  # 0.5⁴ = 0.0625 is the first factor of at most a tenth
    (trajectory,) = perform(bowl(20.0, run, steps=100))
    assert found.step == trajectory.outcome_step > 5
    assert f"stalls from step {found.step} on. From step 5 on its rate is below a tenth" in found.sentence
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
    assert (found.kind, found.cause) == ("slows", "sum_has_grown")
    assert found.numbers["to"] > 10 * found.numbers["from"]
    assert found.step == pytest.approx(100, abs=10)
    assert found.remedy.run.learning_rate > 0.03


def test_a_saddle_that_is_rested_on_is_named_and_no_rate_leaves_it():
    found = one(Experiment("saddle", start=(-1.2, 0.0), runs=(Run("gradient_descent", 0.1),)))
    assert (found.kind, found.cause, found.remedy) == ("rests", "saddle", None)
    assert "at a saddle, near (0, 0)" in found.sentence
    assert found.numbers["curvature"] == pytest.approx(-2)
    assert "try another start" in found.sentence


def test_a_top_that_is_rested_on_is_a_maximum():
    found = one(Experiment(parse("-w1^2 - 3*w2^2"), start=(0.0, 0.0), runs=(Run("adam", 0.1),)))
    assert (found.kind, found.cause, found.step) == ("rests", "maximum", 0)
    assert "at a maximum, near (0, 0)" in found.sentence


def test_a_run_on_a_ridge_is_to_start_beside_it():
    ridge = Experiment(parse("w1^2 - w2^2 + w2^4"), start=(1.0, 0.0), runs=(Run("gradient_descent", 0.1),))
    found = one(ridge)
    assert (found.kind, found.cause) == ("rests", "saddle")
    assert found.remedy.start[0] == 1.0
    assert found.remedy.start[1] != 0.0
    assert "converges by step" in found.remedy.sentence


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
def test_a_rate_of_zero_stalls_from_the_start(optimizer):
    found = one(bowl(20.0, Run(optimizer, 0.0)))
    assert (found.kind, found.cause, found.step) == ("stalls", "short_steps", 0)


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

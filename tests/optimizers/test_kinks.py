"""A run says which kinks and ties it meets exactly, at which step, and which slope is taken there."""

import pytest

from landscapes import parse
from landscapes.points import own_points
from optimizers import Experiment, Run, perform
from optimizers.kinks import met, said


def on(formula, start, rate=0.25, steps=12):
    run = Run("gradient_descent", rate, schedule="constant")
    return Experiment(parse(formula), start=start, steps=steps, runs=(run,))


def test_a_run_says_which_kink_it_meets_at_which_step_and_the_slope_taken():
    experiment = on("|x|+y^2", (1, 1))
    (run,) = perform(experiment)
    assert met(experiment, run.w1, run.w2) == {"|x| at x = 0 (slope 0)": 4}
    assert said(experiment, run) == (
        "The run is exactly on a kink of J, where a slope is a choice: at step 4 |x| at x = 0 (slope 0)."
    )


@pytest.mark.parametrize(
    "experiment",
    [
        on("|x|+y^2", (1, 1), rate=0.3),
        on("|x|+y^2", (1, 1), steps=4),  # no step sets out from the last row
        Experiment("himmelblau", steps=10, runs=(Run("gradient_descent", 0.01),)),
        Experiment(own_points([(0, 1), (1, 3), (2, 2)]), steps=10, runs=(Run("adam", 0.1),)),
        Experiment("two_crowds", steps=10, runs=(Run("adam", 0.1),)),
    ],
    ids=["beside it", "at its end", "smooth", "own points", "data"],
)
def test_a_run_that_meets_none_says_nothing(experiment):
    assert said(experiment, perform(experiment)[0]) == ""

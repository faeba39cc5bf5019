"""What one step leapt over: poles, jumps and gaps of J between two rows, told with the step and the place."""

import pytest

from landscapes import CATALOGUE as LANDSCAPES
from landscapes import parse
from landscapes.breaks import may_break
from optimizers import Experiment, Run, perform
from optimizers.verdicts.words import brief


def judged(formula, alpha, start):
    (trajectory,) = perform(Experiment(parse(formula), start=start, runs=(Run("gradient_descent", alpha),)))
    return trajectory


@pytest.mark.parametrize(
    ("formula", "alpha", "start", "kind", "edge"),
    [
        ("tan(x) + y^2", 0.3, (1.2, 1.0), "pole", -1.5707963267948966),
        ("1/(x-0.3) + x^2 + y^2", 0.6, (1.0, 1.0), "pole", 0.3),
        ("1/x^2 + 0.5*x^2 + y^2", 2.1, (1.0, 1.0), "pole", 0.0),  # even: J is as high on either side
        ("ln(|x-0.3|) + y^2", 0.9, (1.0, 1.0), "pole", 0.3),
        ("where(x<1, x^2, x^2+3) + y^2", 0.1, (3.0, 1.0), "jump", 1.0),
        ("where(x<1, 5, x^2) + y^2", 0.1, (3.0, 1.0), "jump", 1.0),
    ],
)
def test_a_break_that_a_step_leapt_over_is_told_with_its_step_and_place(formula, alpha, start, kind, edge):
    trajectory = judged(formula, alpha, start)
    over = trajectory.verdict.crossed
    assert (over.kind, over.w1) == (kind, pytest.approx(edge, abs=1e-6))
    before, after = trajectory.w1[over.step - 1], trajectory.w1[over.step]
    assert min(before, after) <= edge <= max(before, after)
    assert f"step {over.step} leapt over a {kind} of J near (" in brief(trajectory.verdict, 500)


@pytest.mark.long
def test_a_gap_in_the_domain_that_is_leapt_over_is_told():
    assert judged("sqrt(x^2-1) + y^2", 2.5, (1.2, 1.0)).verdict.crossed[:2] == (1, "gap")


@pytest.mark.parametrize(
    ("formula", "alpha"),
    [
        ("1/(1+x^2) + y^2", 0.5),
        ("where(x<0, x^2, 2x^2) + y^2", 0.4),
        pytest.param("sqrt(|x|) + y^2", 0.4, marks=pytest.mark.long),
        pytest.param("0.001/(0.0001+x^2) + x^2 + y^2", 0.4, marks=pytest.mark.long),  # a peak, and no pole
        pytest.param("ln(1+1000x^2) + y^2", 0.3, marks=pytest.mark.long),
    ],
)
def test_a_peak_a_kink_and_a_steep_slope_are_no_breaks(formula, alpha):
    assert judged(formula, alpha, (1.0, 1.0)).verdict.crossed is None


def test_at_the_edge_of_a_jump_beyond_which_j_is_lower_there_is_no_minimum():
    found = judged("sign(x) + 0.1*x^2 + y^2", 0.3, (2.0, 1.0)).verdict
    assert (found.kind, found.point.kind) == ("converged", "edge of a jump")


def test_only_formulas_that_may_break_are_looked_into():
    assert not any(map(may_break, LANDSCAPES.values()))
    assert not may_break(parse("x^2 + |y|/2"))
    assert may_break(parse("2 - 1/y"))

"""What the doctor claims of five hundred random runs, asked of the surface itself, and what its remedies do."""

from collections import Counter
from dataclasses import replace
from typing import NamedTuple

import numpy as np
import pytest

from landscapes import CATALOGUE as LANDSCAPES
from landscapes.calculus import curvature
from optimizers import Experiment, Run, Trajectory, perform
from optimizers.diagnosis import Diagnosis, diagnose

pytestmark = pytest.mark.long

SURFACES = (
    *("sphere", "ravine", "rotated_bowl", "rosenbrock", "beale"),
    *("himmelblau", "styblinski_tang", "rastrigin", "saddle", "logistic_regression"),
)
RULES = (
    *("gradient_descent", "gradient_descent", "momentum", "momentum", "rmsprop", "adam", "adagrad"),
    *("nesterov", "heavy_ball"),
)
RUNS = 500
LIMITS = {  # of α λ at the default β = 0.9, worked by hand from Jury's conditions
    "gradient_descent": 2.0,
    "momentum": 2 * 1.9 / 0.1,
    "heavy_ball": 2 * 1.9,
    "nesterov": 2 * 1.9 / (2.8 * 0.1),
}


class Case(NamedTuple):
    experiment: Experiment
    trajectory: Trajectory
    found: Diagnosis | None

    @property
    def run(self) -> Run:
        return self.experiment.runs[0]

    def remedied(self) -> Trajectory:
        return perform(replace(self.experiment, runs=(self.found.remedy.run,)))[0]

    def __str__(self) -> str:
        place = f"{self.experiment.surface.key} from {self.experiment.start}"
        return f"{place}, {self.run.optimizer} at {self.run.learning_rate}"


@pytest.fixture(scope="module")
def cases():
    rng, cases = np.random.default_rng(2026), []
    for i in range(RUNS):
        surface = LANDSCAPES[SURFACES[i % len(SURFACES)]]
        run = Run(str(rng.choice(RULES)), float(10 ** rng.uniform(-4, 1)))
        start = tuple(float(rng.uniform(side.low, side.high)) for side in surface.domain)
        experiment = Experiment(surface, start=start, runs=(run,))
        trajectories = perform(experiment)
        cases.append(Case(experiment, trajectories[0], diagnose(experiment, trajectories)[0]))
    return cases


def test_what_was_found(cases):
    table = Counter(
        (case.found.kind, case.found.cause, "remedied" if case.found.remedy else "no remedy")
        if case.found
        else ("none", case.trajectory.outcome, "")
        for case in cases
    )
    for row, count in sorted(table.items()):
        print(f"{count:4d}", *row)
    assert {row[0] for row in table} >= {"diverged", "oscillates", "stalls", "crawls", "none"}
    assert all(
        (case.trajectory.outcome == "diverged") == (case.found is not None and case.found.kind == "diverged")
        for case in cases
    )


def test_every_overshoot_holds_at_the_step_named_and_at_each_after_it(cases):
    claims = [case for case in cases if case.found and case.found.cause == "overshoot"]
    assert len(claims) > 50
    for case in claims:
        t, most = case.trajectory, LIMITS[case.run.optimizer]
        theta = case.experiment.surface.theta(case.experiment.theta)
        assert 1 <= case.found.step <= t.outcome_step
        for n in range(case.found.step, t.outcome_step + 1):
            bend = curvature(case.experiment.surface, t.w1[n - 1], t.w2[n - 1], theta)
            if n == case.found.step or np.isfinite(bend.eigenvalues).all():
                assert t.learning_rate[n - 1] * bend.eigenvalues[1] > most, f"{case}, step {n}"
        # At the step named the next one goes back along that axis, and further.
        bend = curvature(case.experiment.surface, t.w1[case.found.step - 1], t.w2[case.found.step - 1], theta)
        moves = np.diff(np.stack((t.w1, t.w2), axis=1)[case.found.step - 1 :][:3], axis=0)
        if len(moves) == 2 and np.isfinite(moves).all() and bend.condition > 1.001:
            this, following = moves @ bend.axes[1]
            assert this * following < 0, str(case)
            assert abs(following) > abs(this), str(case)


def test_every_cost_without_bottom_falls_at_each_step_from_the_one_named(cases):
    for case in cases:
        if case.found and case.found.cause == "unbounded":
            cost = case.trajectory.cost[case.found.step - 1 : case.trajectory.outcome_step + 1]
            assert (np.diff(cost[np.isfinite(cost)]) < 0).all(), str(case)
            assert case.experiment.surface.lowest is None, str(case)


def test_remedies_end_divergence_wherever_the_cost_has_a_bottom(cases):
    lost = [case for case in cases if case.found and case.found.kind == "diverged"]
    failures = [case for case in lost if not case.found.remedy or case.remedied().outcome == "diverged"]
    print(f"{len(lost)} diverged, {len(failures)} of them without a remedy:")
    for case in failures:
        print(f"  {case}: {case.found.cause}")
    assert all(case.found.cause == "unbounded" for case in failures)
    bounded = [case for case in lost if case.experiment.surface.lowest is not None]
    assert len(bounded) > 60
    assert sum(case not in failures for case in bounded) >= 0.95 * len(bounded)


def test_every_other_remedy_ends_lower_by_a_fiftieth_of_the_way_at_least(cases):
    for case in cases:
        if case.found and case.found.kind != "diverged" and case.found.remedy:
            start, was, now = case.trajectory.cost[0], case.trajectory.cost[-1], case.remedied().cost[-1]
            assert now < start, str(case)
            assert was - now > 0.02 * (start - min(now, case.experiment.surface.lowest or now)), str(case)


def test_bounds_that_are_told_are_above_the_rate_that_was_tried(cases):
    told = [case for case in cases if case.found and case.found.remedy and "α < " in case.found.remedy.sentence]
    assert len(told) > 30
    for case in told:
        assert case.found.remedy.run.learning_rate < case.found.numbers["bound"] < case.run.learning_rate, str(case)

"""A cost without a lower bound in sight: told of the fall of J itself, however far away the run is by then."""

import pytest

from landscapes import parse
from optimizers import Experiment, Run, perform
from optimizers.diagnosis import diagnose
from optimizers.verdicts.words import brief


@pytest.mark.parametrize(
    ("formula", "start", "run"),
    [
        ("-x^2 - y^2", (1.0, 1.0), Run("gradient_descent", 0.01)),
        ("-e^x + y^2", (1.0, 1.0), Run("adam", 0.1)),
        ("x*y", (1.0, 2.0), Run("momentum", 0.03)),
        ("x + y", (1.0, 1.0), Run("gradient_descent", 0.1)),
        ("-x^3 + y^2", (1.0, 1.0), Run("rmsprop", 0.1)),
    ],
)
def test_a_fall_below_all_of_the_map_that_goes_on_has_no_lower_bound_in_sight(formula, start, run):
    experiment = Experiment(parse(formula), start=start, runs=(run,))
    (trajectory,) = perform(experiment)
    found = trajectory.verdict
    assert (found.kind, found.motion) == ("moving", "falls without bound")
    assert (trajectory.cost[found.falls_from :] < trajectory.cost[found.falls_from - 1 : -1]).all()
    assert "no lower bound in sight" in brief(found, experiment.steps)
    (card,) = diagnose(experiment)
    assert (card.kind, card.cause, card.cause_step) == ("leaves", "unbounded", found.falls_from)
    assert "J has no lower bound in sight this way" in card.sentence


def test_where_it_diverges_before_the_end_it_is_said_as_well():
    (trajectory,) = perform(Experiment(parse("-x^2-y^2"), start=(1.0, 1.0), runs=(Run("gradient_descent", 0.1),)))
    assert (trajectory.outcome, trajectory.verdict.falls_from) == ("diverged", 1)
    assert brief(trajectory.verdict, 500).endswith("J having no lower bound in sight")


@pytest.mark.parametrize(
    ("formula", "run"),
    [
        ("e^(-x) + y^2", Run("adam", 0.5)),  # towards 0 for ever
        ("-tanh(x/100) + y^2", Run("adam", 5.0)),  # far below the map, and slower and slower
        ("x^2 + y^2", Run("adam", 0.01)),
    ],
)
def test_a_fall_that_slows_down_or_stays_on_the_map_has_a_bound(formula, run):
    (trajectory,) = perform(Experiment(parse(formula), start=(1.0, 2.0), runs=(run,)))
    assert trajectory.verdict.falls_from is None
    assert trajectory.verdict.motion == "falls"

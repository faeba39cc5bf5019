"""The map of the learning rates, beside the sweep it is made of, `tune`, and the ravine's closed form."""

import csv
from io import StringIO

import numpy as np
import pytest

from components.share_link import decode
from optimizers.sweep import rates, tune
from optimizers.verdicts import KINDS

LINK = "landscape=himmelblau&steps=150&run=gradient_descent~0.01&run=adam~0.1&run=adam~0.1~beta1~0"


def test_it_is_the_sweep_of_all_ticked_runs(ask):
    found = ask(f"{LINK}&map=rates&low=1e-4&high=1&points=17")
    expected = rates(decode(LINK)[0].experiment, np.geomspace(1e-4, 1, 17).clip(1e-4, 1))
    for name in ("learning_rates", "cost", "steps_to_tolerance", "outcome_step"):
        np.testing.assert_array_equal(found.arrays[name], getattr(expected, name))
    np.testing.assert_array_equal(np.array(KINDS)[found.arrays["outcome"]], expected.outcome)
    assert [each["type"] for each in found.head["arrays"]] == ["f8", "f8", "i4", "i4", "i4"]
    assert (found.head["map"], found.head["runs"], found.head["steps"]) == ("rates", 51, 150)
    assert found.arrays["learning_rates"][[0, -1]].tolist() == [1e-4, 1]


def test_the_best_rates_are_those_that_tune_picks(ask):
    found = ask(f"{LINK}&map=rates&low=1e-4&high=10&points=40")
    experiment = decode(LINK)[0].experiment
    best = [tune(experiment, run, 1e-4, 10, 40).learning_rate for run in experiment.runs]
    assert [found.arrays["learning_rates"][i] for i in found.head["best"]] == best
    assert len(set(best)) > 1


def test_on_the_ravine_gradient_descent_overshoots_above_two_over_kappa(ask):
    link = "landscape=ravine&theta=kappa~8&run=gradient_descent~0.1&run=momentum~0.1~beta~0.5&run=adam~0.1&w1=3&w2=1"
    found = ask(f"{link}&map=rates&low=0.01&high=1&points=64")
    descent, momentum, adam = found.head["stable"]
    assert descent == {"start": pytest.approx(0.25), "minimum": pytest.approx(0.25), "at": [0, 0]}
    assert momentum["minimum"] == pytest.approx(2 * 1.5 / 0.5 / 8)
    assert adam is None
    lost = found.arrays["outcome"][0] == KINDS.index("diverged")
    np.testing.assert_array_equal(lost, found.arrays["learning_rates"] > 0.25)


def test_where_there_is_no_such_rate_or_no_minimum_none_is_told(ask):
    bowl_down = "landscape=formula:-w1%5E2-w2%5E2&w1=1&w2=1&run=gradient_descent~0.1"
    assert ask(f"{bowl_down}&map=rates&points=2").head["stable"] == [{"start": None, "minimum": None, "at": None}]


def test_the_minimum_is_the_one_nearest_to_the_start(ask):
    link = "landscape=himmelblau&w1=3.5&w2=-2&run=gradient_descent~0.01&map=rates&points=2"
    assert ask(link).head["stable"][0]["at"] == pytest.approx([3.584428, -1.848127], abs=1e-5)


def test_no_run_at_all_is_an_empty_map(ask):
    found = ask("run=none&map=rates&points=5")
    assert (found.arrays["cost"].shape, found.head["runs"], found.head["best"]) == ((0, 5), 0, [])


def test_the_spreadsheet_has_a_row_for_every_run_and_rate(get, ask):
    request = f"{LINK}&map=rates&low=1e-3&high=1&points=6"
    reply, found = get("/api/maps.csv", request), ask(request)
    heading, *rows = csv.reader(StringIO(reply.body.decode()))
    assert heading == ["optimizer", "learning_rate", "J", "steps_to_tolerance", "outcome", "outcome_step"]
    assert [row[0] for row in rows[::6]] == ["Gradient descent", "Adam, β₁ 0.9", "Adam, β₁ 0"]
    np.testing.assert_array_equal([float(row[1]) for row in rows[:6]], found.arrays["learning_rates"])
    np.testing.assert_array_equal([float(row[2]) for row in rows], found.arrays["cost"].ravel())
    steps = [int(row[3] or -1) for row in rows]
    np.testing.assert_array_equal(steps, found.arrays["steps_to_tolerance"].ravel())
    assert [KINDS.index(row[4]) for row in rows] == found.arrays["outcome"].ravel().tolist()


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ("points=1", "points = 1 is out of range: whole numbers from 2 to 1024"),
        ("points=1025", "points = 1025 is out of range"),
        ("low=0", "low and high: rates from 0 to 10"),
        ("low=1&high=1", "they must rise"),
        ("high=1e7", "at most 1e+06"),
        ("low=a", "low: “a” is not a number"),
        ("of=0", "of: a map of rates has no such setting"),
        ("steps=5000&points=1024", "3,072 runs of 5,000 steps are more than one map may cost"),
    ],
)
def test_what_cannot_be_asked_is_refused_in_words(refused, more, words):
    assert words in refused(f"{LINK}&map=rates&{more}")

"""The race, beside the sweep it is made of: every number that was used is told."""

import csv
from dataclasses import replace
from io import StringIO

import pytest

from components.backend.maps.race import STARTS, TRIED
from components.run_spelling import read_run
from components.share_link import decode
from optimizers.rounding import decided_from
from optimizers.sweep import TERMS, everywhere, race

LINK = "landscape=himmelblau&steps=40&run=gradient_descent~0.01&run=adam~0.1~decay~0.1&run=newton~1&run=momentum~5"


@pytest.mark.sampled(2)
@pytest.mark.parametrize("terms", TERMS)
def test_its_rows_are_the_racers_in_the_order_of_the_runs(ask, terms):
    found = ask(f"{LINK}&map=race&terms={terms}")
    racers = race(decode(LINK)[0].experiment, terms)
    assert found.arrays == {}
    assert (found.head["terms"], found.head["words"]) == (terms, TERMS[terms])
    rows = found.head["rows"]
    assert [row["title"] for row in rows] == ["Gradient descent", "Adam", "Newton", "Momentum"]
    assert [read_run(row["run"]) for row in rows] == [(racer.run, False) for racer in racers]
    for name in ("rank", "steps", "evaluations", "steps_to_tolerance", "evaluations_to_tolerance", "outcome"):
        assert [row[name] for row in rows] == [getattr(racer, name) for racer in racers]
    assert [row["learning_rate"] for row in rows] == [racer.run.learning_rate for racer in racers]
    lost = [racer.outcome == "diverged" for racer in racers]
    assert [row["J"] for row in rows if row["outcome"] != "diverged"] == [
        racer.cost for racer, gone in zip(racers, lost, strict=True) if not gone
    ]


def test_it_tells_from_which_step_rounding_decides_a_racer(ask):
    link = "landscape=ackley&run=nesterov~0.5&run=gradient_descent~0.01"
    for terms in ("evaluations", "own"):
        experiment, rows = decode(link)[0].experiment, ask(f"{link}&map=race&terms={terms}").head["rows"]
        racers = race(experiment, terms)
        entered = [replace(experiment, runs=(racer.run,), steps=racer.steps) for racer in racers]
        assert [row["decided_from"] for row in rows] == [decided_from(each)[0] for each in entered]
    assert decided_from(decode(link)[0].experiment)[0] is not None


def test_it_tells_how_many_runs_it_took(ask):
    experiment = decode(LINK)[0].experiment
    tried = everywhere.__defaults__[0] ** 2  # starts
    assert tried == STARTS
    counts = {terms: ask(f"{LINK}&map=race&terms={terms}").head["runs"] for terms in TERMS}
    runs, rates = len(experiment.runs), len(TRIED)
    assert counts == {
        "same": runs,
        "own": runs * (rates + 1),
        "landscape": runs * (tried * rates + 1),
        "evaluations": runs,
    }


def test_a_race_of_nobody_has_no_rows(ask):
    for terms in TERMS:
        assert ask(f"run=none&map=race&terms={terms}").head["rows"] == []


def test_the_spreadsheet_has_a_row_for_every_run(get, ask):
    request = f"{LINK}&map=race&terms=same"
    rows = list(csv.DictReader(StringIO(get("/api/maps.csv", request).body.decode())))
    told = ask(request).head["rows"]
    assert rows == [{key: "" if value is None else str(value) for key, value in row.items()} for row in told]


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ("terms=fair", "terms: “fair” is not known; choose one of same, own, landscape, evaluations"),
        ("of=1", "of: a map of race has no such setting"),
        ("terms=landscape&steps=5000", "36,100 runs of 5,000 steps are more than one map may cost"),
    ],
)
def test_what_cannot_be_asked_is_refused_in_words(refused, more, words):
    assert words in refused(f"{LINK}&map=race&{more}")

"""Findings: each sentence is what the sweeps give, has no number of its own, and could have come out otherwise."""

import re
from dataclasses import replace
from math import isfinite
from string import Formatter

import pytest

from components.backend.maps import KINDS
from components.looks import CHARTS, MAPS
from components.share_link import View, decode, encode
from optimizers import Run, perform
from optimizers.achievement import steps_to_tolerance
from optimizers.findings import FINDINGS
from optimizers.findings.measures import POINTS, SEEDS, SIDE, everywhere

PLACES = [(key, place) for key, finding in FINDINGS.items() for place in range(len(finding.evidence))]
each_evidence = pytest.mark.parametrize(("key", "place"), PLACES, ids=[f"{key}-{place}" for key, place in PLACES])


def at(key, place):
    return FINDINGS[key].evidence[place]


@pytest.fixture(scope="module")
def checked():
    """checked(key, place): the numbers of that evidence, worked out once."""
    kept = {}

    def checked(key, place):
        if (key, place) not in kept:
            kept[key, place] = at(key, place).check()
        return kept[key, place]

    return checked


def test_there_are_at_least_five_claims_each_with_a_verdict_and_evidence_for_and_against():
    assert len(FINDINGS) >= 5
    for key, finding in FINDINGS.items():
        assert key == finding.key
        assert finding.claim
        assert finding.said
        assert finding.verdict.endswith(".")
        assert {each.supports for each in finding.evidence} == {True, False}


@pytest.mark.sampled(5)
@each_evidence
def test_what_a_sentence_says_holds_in_numbers_that_are_worked_out_again(key, place, checked):
    assert at(key, place).holds(checked(key, place))


@pytest.mark.sampled(5)
@each_evidence
def test_the_numbers_are_finite_and_the_same_each_time(key, place, checked):
    assert all(isfinite(value) for value in checked(key, place).values())
    assert at(key, place).check() == checked(key, place)


@each_evidence
def test_a_sentence_says_the_numbers_of_its_check_and_no_others(key, place, checked):
    each = at(key, place)
    words = "".join(text for text, *_ in Formatter().parse(each.sentence))
    assert re.findall(r"\d", words) == []
    fields = [name for _, name, *_ in Formatter().parse(each.sentence) if name]
    assert len(fields) >= 2
    told = each.told(checked(key, place))
    for name, spec in re.findall(r"\{(\w+):([^}]*)\}", each.sentence):
        assert format(checked(key, place)[name], spec) in told
    changed = {name: value + 1 for name, value in checked(key, place).items()}
    assert each.told(changed) != told


SWAPPED = [(key, place) for key, place in PLACES if len(at(key, place).experiment.runs) == 2]


@pytest.mark.sampled(4)
@pytest.mark.parametrize(("key", "place"), SWAPPED, ids=[f"{key}-{place}" for key, place in SWAPPED])
def test_with_its_two_runs_swapped_a_sentence_does_not_hold(key, place):
    each = at(key, place)
    swapped = replace(each.experiment, runs=each.experiment.runs[::-1])
    alike = {("wells", 2), ("correction", 0)}  # these say how far apart the two are, and no more
    assert each.holds(each.measure(swapped)) == ((key, place) in alike)


def other(key, place):
    """The experiment of an evidence with the one thing changed that its sentence is about."""
    was = at(key, place).experiment
    if key == "bound":
        return replace(was, runs=(Run("momentum", 0.05) if place == 0 else Run("newton", 1.0),))
    if key == "batches":
        return replace(was, batch_size=None)
    if (key, place) == ("tuning", 1):
        return replace(was, runs=(Run("adam", 0.1),))
    if (key, place) == ("tuning", 2):
        return replace(was, start=(1.0, 1.0))
    if (key, place) == ("wells", 2):
        return replace(was, runs=(Run("adam", 3.0), was.runs[1]))
    assert (key, place) == ("correction", 0)
    return replace(was, runs=(Run("adam", 1e-3), was.runs[1]))


ALTERED = [each for each in PLACES if each not in SWAPPED or each in {("wells", 2), ("correction", 0)}]


@pytest.mark.parametrize(("key", "place"), ALTERED, ids=[f"{key}-{place}" for key, place in ALTERED])
def test_with_what_it_is_about_altered_a_sentence_does_not_hold(key, place):
    each = at(key, place)
    assert not each.holds(each.measure(other(key, place)))


@each_evidence
def test_the_map_is_opened_by_a_link_on_the_same_experiment(key, place):
    each = at(key, place)
    assert each.panel in MAPS
    assert each.panel in KINDS
    for charts in ((each.panel,), ("cost",)):
        assert set(charts) <= set(CHARTS)
        view, problems = decode(encode(View(each.experiment, charts=charts)))
        assert problems == ()
        assert (view.experiment, view.charts) == (each.experiment, charts)


@each_evidence
def test_the_map_that_opens_is_of_as_many_runs_as_the_evidence(key, place):
    each = at(key, place)
    name, count = {"basins": ("side", SIDE), "rates": ("points", POINTS), "noise": ("seeds", SEEDS)}[each.panel]
    assert KINDS[each.panel].read(each.experiment, {})[name] == count


def test_a_share_is_that_of_the_map(checked):
    each = at("wells", 1)
    head = KINDS["basins"].answer(each.experiment, **KINDS["basins"].read(each.experiment, {})).head
    lowest = min(range(len(head["minima"])), key=lambda i: head["minima"][i][2])
    assert checked("wells", 1)["adam"] == head["shares"][str(lowest)]
    assert everywhere(each.experiment, each.experiment.runs[0]).label.size == head["runs"]


def test_in_a_round_bowl_momentum_with_a_smaller_beta_is_faster_than_gradient_descent(checked):
    booth = at("faster", 1).experiment  # J(start) and J* = 0, so that tolerance is a thousandth of J(start)

    def steps(*runs):
        return [steps_to_tolerance(path, 0.0) for path in perform(replace(booth, runs=runs))]

    assert steps(Run("gradient_descent", 0.093), Run("momentum", 0.0527)) == [13, 25]
    assert steps(Run("momentum", 0.1865, hyper={"beta": 0.5})) == [6]
    assert checked("faster", 1)["tuned"] <= 7  # of the rates that are tried, and until it stays within tolerance


def test_which_rule_escapes_more_wells_is_told_with_each_at_its_best_rate(checked):
    for place, better in ((0, "adam"), (1, "descent")):
        n = checked("wells", place)
        assert (n["adam_rate"], n["descent_rate"]) == (n["adam_best"], n["descent_best"])
        assert n[better] == max(n["adam"], n["descent"])

"""The pin in a link: the link of the pinned runs in one value, and room for the fullest."""

from dataclasses import replace
from itertools import product
from urllib.parse import parse_qs, parse_qsl

import pytest

from components.looks import CHARTS, MOST_RUNS
from components.run_spelling import spell_run
from components.share_link import LONGEST, View, decode, encode, opening
from landscapes import CATALOGUE as LANDSCAPES
from landscapes import parse
from landscapes.base import Interval
from optimizers import CATALOGUE as OPTIMIZERS
from optimizers import SCHEDULES, Experiment, Run

HIMMELBLAU = opening()


def returns(view):
    link = encode(view)
    assert decode(link) == (view, ())
    assert decode(parse_qsl(link)) == (view, ())


def test_the_pin_is_the_link_of_the_runs_that_were_pinned():
    view = replace(HIMMELBLAU.with_pin(), off=frozenset({1}))
    assert parse_qs(encode(view))["pin"] == [encode(HIMMELBLAU)]
    assert "pin" not in encode(replace(view, pinned=None))


def test_the_fullest_page_with_as_full_a_pin_fits_in_what_is_read():
    longest = "w1*w2" + "+w1*w2" * 29  # of 120 operations, names and numbers at most
    side = Interval(-1.2345678901234567e-5, 1.2345678901234567e5)
    spelled = {key: spell_run(run, off=True) for key, run in fullest_runs().items()}
    run = fullest_runs()[max(spelled, key=lambda key: len(spelled[key]))]
    view = View(
        Experiment(
            parse(longest),
            domain=(side, side),
            start=(1.2345678901234567e-5, -1.2345678901234567e-5),
            steps=4999,
            seed=2**32 - 1,
            noise=1.2345678901234567e-5,
            runs=(run,) * MOST_RUNS,
        ),
        frozenset(range(MOST_RUNS)),
        *("linear", "linear", 4998, CHARTS),
    ).with_pin()
    assert 0.7 * LONGEST < len(encode(view)) < 0.9 * LONGEST
    returns(view)


def thirds(parameters):
    """A long number for each."""
    return {p.key: (p.low + p.high) / 3.000001 for p in parameters}


def fullest_runs():
    """By optimizer and schedule: a run in which nothing is as it comes, and every number is long."""
    runs = {}
    for rule, how in product(OPTIMIZERS.values(), SCHEDULES.values()):
        choices = {c.key: max((choice.key for choice in c.choices[1:]), key=len) for c in rule.conventions}
        decay = how.decay and thirds([how.decay])["decay"]
        numbers = (thirds(rule.hyperparameters), choices, thirds(how.parameters))
        runs[rule.key, how.key] = Run(rule.key, 1.2345678901234567e-5, how.key, decay, *numbers, warmup=4999)
    return runs


@pytest.mark.parametrize("landscape", LANDSCAPES.values(), ids=LANDSCAPES.keys())
def test_pinned_runs_return_whatever_the_page_has_become(landscape):
    pinned = replace(HIMMELBLAU, off=frozenset({1}), step=7, cost_scale="log").with_pin()
    view = replace(opening(landscape), pinned=pinned.pinned)
    returns(view)
    assert view.pinned == View(HIMMELBLAU.experiment, frozenset({1}))


def test_a_pin_replaces_the_pin_before_it_and_holds_none_itself():
    twice = replace(HIMMELBLAU.with_pin(), off=frozenset({0})).with_pin()
    assert twice.pinned == View(HIMMELBLAU.experiment, frozenset({0}))
    returns(twice)

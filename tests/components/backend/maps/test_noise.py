"""The map of the noise, beside the ensemble it is made of and beside single runs."""

import csv
from dataclasses import replace
from io import StringIO

import numpy as np
import pytest

from components.share_link import decode
from optimizers import perform
from optimizers.sweep import ensemble

NOISY = "landscape=himmelblau&steps=80&noise=3&seed=11&run=adam~0.1&run=gradient_descent~0.01"


@pytest.mark.parametrize("of", [0, 1])
def test_it_is_the_ensemble_of_the_experiments_seed_and_those_that_follow(ask, of):
    found = ask(f"{NOISY}&map=noise&of={of}&seeds=20")
    experiment = decode(NOISY)[0].experiment
    expected = ensemble(experiment, experiment.runs[of], range(11, 31))
    for name in ("quantiles", "w1", "w2", "cost"):
        np.testing.assert_array_equal(found.arrays[name], getattr(expected, name))
    assert found.arrays["quantiles"].shape == (len(found.head["levels"]), 81)
    assert {each["type"] for each in found.head["arrays"]} == {"f4"}
    assert found.head["levels"] == expected.levels.tolist()
    assert (found.head["map"], found.head["runs"], found.head["steps"]) == ("noise", 20, 80)
    assert (found.head["seed"], found.head["still"]) == (11, False)


def test_its_first_seed_is_the_run_on_the_page(ask):
    found = ask(f"{NOISY}&map=noise&of=1&seeds=3")
    experiment = decode(NOISY)[0].experiment
    there = perform(experiment)[1]
    assert found.arrays["w1"][0] == pytest.approx(there.w1[-1], rel=1e-3)
    other = perform(replace(experiment, seed=13))[1]
    assert found.arrays["w1"][2] == pytest.approx(other.w1[-1], rel=1e-3)
    assert there.w1[-1] != pytest.approx(other.w1[-1], rel=1e-2)


def test_after_the_last_seed_comes_the_first(ask):
    last = NOISY.replace("seed=11", f"seed={2**32 - 1}")
    both, first = ask(f"{last}&map=noise&seeds=2"), ask(f"{NOISY.replace('seed=11', 'seed=0')}&map=noise&seeds=2")
    assert both.arrays["w1"][1] == first.arrays["w1"][0]


@pytest.mark.parametrize(
    ("link", "still"),
    [
        (NOISY.replace("noise=3&", ""), True),
        (NOISY.replace("noise=3", "noise=0"), True),
        ("landscape=two_crowds&steps=9&run=adam~0.1&batch=3", False),
        ("landscape=two_crowds&steps=9&run=adam~0.1", True),
    ],
)
def test_without_noise_or_batches_it_says_that_every_seed_runs_alike(ask, link, still):
    found = ask(f"{link}&map=noise&seeds=8")
    assert found.head["still"] is still
    assert bool(np.ptp(found.arrays["w1"]) == 0) is still


def test_the_spreadsheet_has_the_ends_and_below_them_the_steps(get, ask):
    request = f"{NOISY}&map=noise&seeds=5"
    found = ask(request)
    rows = list(csv.reader(StringIO(get("/api/maps.csv", request).body.decode())))
    assert rows[0] == ["seed", "w1 (float32)", "w2 (float32)", "J (float32)"]
    assert [row[0] for row in rows[1:6]] == ["11", "12", "13", "14", "15"]
    ends = np.array([row[1:] for row in rows[1:6]], np.float32)
    np.testing.assert_array_equal(ends.T, [found.arrays[name] for name in ("w1", "w2", "cost")])
    assert rows[6] == []
    assert rows[7] == ["step", *(f"J at {level} (float32)" for level in (0.05, 0.25, 0.5, 0.75, 0.95))]
    assert [row[0] for row in rows[8:]] == [str(n) for n in range(81)]
    costs = np.array([row[1:] for row in rows[8:]], np.float32)
    np.testing.assert_array_equal(costs.T, found.arrays["quantiles"])


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ("seeds=0", "seeds = 0 is out of range: whole numbers from 1 to 1024"),
        ("seeds=1025", "seeds = 1025 is out of range"),
        ("of=2", "of: there is no run 2"),
        ("side=9", "side: a map of noise has no such setting"),
        ("steps=5000&seeds=1024", "1,024 runs of 5,000 steps are more than one map may cost"),
    ],
)
def test_what_cannot_be_asked_is_refused_in_words(refused, more, words):
    assert words in refused(f"{NOISY}&map=noise&{more}")


def test_mini_batches_of_many_examples_cost_more(ask, refused):
    link = "landscape=two_crowds&steps=1000&run=adam~0.1&map=noise&seeds=1000"
    assert ask(link).head["runs"] == 1000
    assert "more than one map may cost" in refused(f"{link}&batch=3")

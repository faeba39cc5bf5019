"""The map of the basins, beside the sweep it is made of and beside single runs."""

import csv
from collections import Counter
from dataclasses import replace
from io import StringIO

import numpy as np
import pytest

from components.share_link import decode
from optimizers import perform
from optimizers.sweep import basins

HIMMELBLAU = "landscape=himmelblau&steps=200&run=adam~0.1&run=momentum~0.01"
BEALE = "landscape=beale&steps=300&run=gradient_descent~0.01"  # from the far corners it diverges


@pytest.mark.parametrize("of", [0, 1])
def test_it_is_the_sweep_of_the_run_that_is_asked_for(ask, of):
    found = ask(f"{HIMMELBLAU}&map=basins&of={of}&side=9")
    experiment = decode(HIMMELBLAU)[0].experiment
    expected = basins(experiment, experiment.runs[of], 9)
    for name in ("label", "steps", "cost"):
        np.testing.assert_array_equal(found.arrays[name], getattr(expected, name))
    assert [each["type"] for each in found.head["arrays"]] == ["i4", "i4", "f4"]
    assert found.head["minima"] == [list(m) for m in expected.minima]
    assert (found.head["map"], found.head["runs"], found.head["steps"]) == ("basins", 81, 200)
    assert found.head["milliseconds"] > 0


def test_rows_that_are_not_ticked_are_not_counted(ask):
    off = HIMMELBLAU.replace("adam~0.1", "adam~0.1~off")
    one, other = ask(f"{off}&map=basins&of=0&side=8"), ask(f"{HIMMELBLAU}&map=basins&of=1&side=8")
    np.testing.assert_array_equal(one.arrays["cost"], other.arrays["cost"])


@pytest.mark.parametrize("link", [HIMMELBLAU, BEALE, "landscape=saddle&steps=50&run=adam~0.1"])
def test_the_shares_are_those_of_the_labels_and_make_one(ask, link):
    found = ask(f"{link}&map=basins&side=16")
    labels = Counter(found.arrays["label"].ravel().tolist())
    ends = [
        *map(str, range(len(found.head["minima"]))),
        "undefined",
        "diverged",
        "unfinished",
    ]  # −3 to −1, from the back
    assert sorted(found.head["shares"]) == sorted(ends)
    for label, count in labels.items():
        assert found.head["shares"][ends[label]] == count / 256
    assert sum(found.head["shares"].values()) == pytest.approx(1)


@pytest.mark.parametrize("link", [HIMMELBLAU, BEALE])
def test_it_agrees_with_single_runs_but_for_some_at_the_edge_of_a_basin(ask, ended, link):
    side = 64
    experiment = decode(link)[0].experiment
    label = ask(f"{link}&map=basins&side={side}").arrays["label"]
    run = experiment.runs[0]
    starts = basins(experiment, run, side)
    differ = 0
    for j, i in np.random.default_rng(7).integers(0, side, (200, 2)):
        there = replace(experiment, start=(float(starts.w1[i]), float(starts.w2[j])), runs=(run,))
        if ended(experiment, perform(there)[0], starts.minima) != label[j, i]:
            differ += 1
            around = label[max(j - 1, 0) : j + 2, max(i - 1, 0) : i + 2]
            assert len(np.unique(around)) > 1, (j, i)
    assert differ <= 2
    assert len(np.unique(label)) > 1  # there are edges, and not one basin alone


def test_the_same_map_twice_is_identical(ask):
    first, second = (ask(f"{HIMMELBLAU}&map=basins&side=32") for _ in range(2))
    assert {**first.head, "milliseconds": 0} == {**second.head, "milliseconds": 0}
    for name, rows in first.arrays.items():
        assert rows.tobytes() == second.arrays[name].tobytes()


def test_the_spreadsheet_has_a_row_for_every_start(get, ask):
    request = f"{BEALE}&map=basins&side=12"
    reply, found = get("/api/maps.csv", request), ask(request)
    heading, *rows = csv.reader(StringIO(reply.body.decode()))
    assert heading == ["w1", "w2", "minimum (float32)", "steps (float32)", "J (float32)"]
    assert [float(x) for x in rows[0][:2]] == [-4.5, -4.5]
    assert [float(x) for x in rows[1][:2]] == [-4.5 + 9 / 11, -4.5]
    names = {-1: "unfinished", -2: "diverged", -3: "undefined"}
    assert [row[2] for row in rows] == [str(names.get(x, x)) for x in found.arrays["label"].ravel().tolist()]
    assert [row[3] for row in rows] == ["" if x < 0 else str(x) for x in found.arrays["steps"].ravel().tolist()]
    np.testing.assert_array_equal(np.array([row[4] for row in rows], np.float32), found.arrays["cost"].ravel())


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ("side=1", "side = 1 is out of range: whole numbers from 2 to 512"),
        ("side=513", "side = 513 is out of range"),
        ("side=2.5", "side: “2.5” is not a whole number"),
        ("of=2", "of: there is no run 2 among the 2 that are shown, counted from 0"),
        ("of=-1", "of = -1 is out of range"),
        ("of=x", "of: “x” is not a number"),
        ("side=512", "262,144 runs of 200 steps are more than one map may cost"),
        ("points=9", "points: a map of basins has no such setting"),
    ],
)
def test_what_cannot_be_asked_is_refused_in_words(refused, monkeypatch, more, words):
    monkeypatch.setattr("components.backend.maps.basins.MOST", 10_000_000)
    assert words in refused(f"{HIMMELBLAU}&map=basins&{more}")


def test_no_run_at_all_has_no_map(refused):
    assert "of: there is no run 0 among the 0" in refused("run=none&map=basins")

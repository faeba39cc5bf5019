"""What differs from pinned runs: settings in words, partners of rows that moved, and what each side achieved."""

from dataclasses import replace

import numpy as np
import pytest

from components.figures.differences import comparable, differences, partners, shared_settings
from components.share_link import View, decode
from landscapes.base import Interval
from optimizers import CATALOGUE as OPTIMIZERS
from optimizers import SCHEDULES, Experiment, Run, Trajectory, perform


def walk(*cost, end=(0.0, 0.0), outcome="moving", step=None):
    """A trajectory of these costs that ends at this point."""
    zeros = np.zeros(len(cost))
    w1, w2 = (np.append(zeros[:-1], x) for x in end)
    step = len(cost) - 1 if step is None else step
    return Trajectory(w1, w2, np.array(cost, float), (zeros, zeros), np.ones(len(cost) - 1), outcome, step)


def page(now, pinned, landscape="himmelblau"):
    """A page of these runs on which those were pinned, each spelled as in a link."""
    view, wrong = decode(f"landscape={landscape}&" + "&".join(f"run={run}" for run in now))
    before, wrong_too = decode(f"landscape={landscape}&" + "&".join(f"run={run}" for run in pinned))
    assert wrong == wrong_too == ()
    return replace(view, pinned=before)


def lines(now, pinned):
    """Optimizer, settings and side of every line, whatever was achieved."""
    view = page(now, pinned)
    walks = [[walk(1, 0)] * len(side.rows) for side in (view, view.pinned)]
    sides = {(True, True): "both", (False, True): "now", (True, False): "pinned"}
    return [
        (d.optimizer, d.settings, sides[d.pinned is not None, d.now is not None]) for d in differences(view, *walks)
    ]


def words(pinned, now):
    """What differs between two runs."""
    ((_, settings, _),) = lines([now], [pinned])
    return settings


def test_without_a_pin_there_is_nothing_to_compare():
    view = View(Experiment("himmelblau", runs=(Run("adam", 0.1),)))
    assert differences(view, perform(view.shown), ()) == []


@pytest.mark.parametrize(
    ("pinned", "now", "expected"),
    [
        ("adam~0.1", "adam~0.1", ()),
        ("adam~0.1~decay~0", "adam~0.1", ()),  # 0 is the decay where none is given
        ("adam~0.01", "adam~0.03", ("learning rate 0.01 → 0.03",)),
        ("adam~0.1~decay~0.5", "adam~0.1", ("decay 0.5 → 0",)),
        ("adam~0.1~warmup~5", "adam~0.1", ("warm-up 5 → 0",)),
        ("adam~0.1~beta1~0.8", "adam~0.1", ("beta1 0.8 → 0.9",)),
        ("adam~0.1", "adam~0.1~bias_correction~off", ("Bias correction: on → off",)),
        ("adam~0.1~decay~0.5", "adam~0.1~schedule~constant", ("schedule inverse time → constant", "decay 0.5 → none")),
        ("adam~0.1", "adam~0.2~beta2~0.5", ("learning rate 0.1 → 0.2", "beta2 0.999 → 0.5")),
        (
            "adam~0.1~schedule~cosine_restarts~growth~3",
            "adam~0.1~schedule~cosine_restarts~growth~2.5",
            ("growth 3 → 2.5",),
        ),
    ],
)
def test_settings_that_differ_are_named_with_both_values(pinned, now, expected):
    assert words(pinned, now) == expected


@pytest.mark.sampled(20)
@pytest.mark.parametrize("schedule", SCHEDULES)
@pytest.mark.parametrize("optimizer", OPTIMIZERS)
def test_a_run_has_the_settings_it_has(optimizer, schedule):
    run = f"{optimizer}~0.1~schedule~{schedule}"
    assert words(run, run) == ()
    assert words(run, run.replace("0.1", "0.2")) == ("learning rate 0.1 → 0.2",)


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, ()),
        ({"start": (1.25, -2.5)}, ("start (0, -3) → (1.25, -2.5)",)),
        ({"steps": 80}, ("steps 500 → 80",)),
        ({"noise": 0.5, "seed": 3}, ("gradient noise 0 → 0.5", "seed 0 → 3")),
        ({"counts": "steps"}, ("decay counts epochs → steps",)),
        ({"domain": (Interval(-1, 1), Interval(-9, 9))}, ()),  # the map shows the same paths, or fewer
        ({"runs": (Run("adam", 1.0),)}, ()),
    ],
    ids=lambda part: str(part)[:30],
)
def test_what_all_runs_share_is_named_once(change, expected):
    before = Experiment("himmelblau")
    assert shared_settings(before, replace(before, **change)) == expected


def test_no_batches_are_all_examples():
    before = Experiment("two_crowds")
    assert shared_settings(before, replace(before, batch_size=4)) == ("batch size all examples → 4",)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        *(("landscape=ravine", "landscape=ravine&w1=1&steps=3&domain=-9~9~-1~1", True),),
        *(("landscape=ravine", "landscape=ravine&theta=kappa~7", False), ("landscape=ravine", "", False)),
        *(
            ("landscape=formula:w1^2", "landscape=formula:w1*w1", False),
            ("landscape=formula:w1", "landscape=formula:w1", True),
        ),
    ],
)
def test_runs_are_comparable_on_one_surface_with_one_theta(one, other, same):
    assert comparable(*(decode(link)[0].experiment for link in (one, other))) is same


@pytest.mark.parametrize(
    ("pinned", "now", "expected"),
    [
        ("", "", {}),
        ("gma", "gma", {0: 0, 1: 1, 2: 2}),
        ("gma", "ma", {1: 0, 2: 1}),  # the first row was removed
        ("ma", "mga", {0: 0, 1: 2}),
        ("aa", "aaa", {0: 0, 1: 1}),
        ("gaa", "ag", {0: 1, 1: 0}),  # no row is the partner of two
        ("ga", "ma", {1: 1}),
    ],
)
def test_a_row_is_compared_with_the_same_optimizer_in_its_place_or_where_it_has_moved(pinned, now, expected):
    keys = {"g": "gradient_descent", "m": "momentum", "a": "adam"}
    assert partners(*([Run(keys[letter], 0.1) for letter in side] for side in (pinned, now))) == expected


def test_there_is_a_line_for_every_run_of_either_side():
    assert lines(["adam~0.1", "momentum~0.2"], ["adam~0.3", "rmsprop~0.1"]) == [
        ("Adam", ("learning rate 0.3 → 0.1",), "both"),
        ("Momentum", (), "now"),
        ("RMSprop", (), "pinned"),
    ]


def test_a_row_that_is_not_ticked_does_not_run():
    assert lines(["adam~0.1~off", "momentum~0.2"], ["adam~0.1", "momentum~0.2~off"]) == [
        *(("Momentum", (), "now"), ("Adam", (), "pinned"))
    ]


def test_a_line_holds_what_both_sides_achieved():
    view = page(["momentum~0.1", "adam~0.1"], ["momentum~0.1~off", "adam~0.2"])
    now = [walk(100, 1), walk(100, 50, 1e-9, end=(3, 2), outcome="converged", step=2)]
    pinned = [walk(100, 90, np.inf, end=(np.nan, np.inf), outcome="diverged", step=1)]
    momentum, adam = differences(view, now, pinned)
    assert (momentum.pinned, momentum.now) == (None, (1, None, "still moving after 1 steps at (0, 0)"))
    assert adam.now == (1e-9, 2, "converged at step 2 at (3, 2)")
    assert adam.pinned == (np.inf, None, "diverged from step 1 at (nan, inf)")


def test_where_no_minimum_is_known_both_sides_count_to_the_lowest_cost_of_either():
    view = page(["adam~0.1"], ["adam~0.2"], "saddle")
    (line,) = differences(view, [walk(0, -10, -10)], [walk(0, -10, -1000)])
    assert (line.now.steps, line.pinned.steps) == (None, 2)

"""The map of a plane, beside the sweep it is made of and the bound that Polyak's momentum has on a quadratic."""

import csv
from io import StringIO

import numpy as np
import pytest

from components.share_link import decode
from optimizers.sweep import Axis, plane
from optimizers.verdicts import KINDS

LINK = "landscape=himmelblau&steps=60&run=adam~0.1&run=momentum~0.01"
HEAVY = "landscape=ravine&theta=kappa~10&w1=3&w2=1&steps=400&run=heavy_ball~0.1"


@pytest.mark.sampled(1)
@pytest.mark.parametrize(("x", "y"), [("learning_rate", "beta1"), ("beta2", "epsilon"), ("decay", "learning_rate")])
def test_it_is_the_sweep_over_the_values_it_tells(ask, x, y):
    found = ask(f"{LINK}&map=plane&x={x}&y={y}&side=7")
    experiment = decode(LINK)[0].experiment
    sides = [Axis(key, found.arrays[name]) for key, name in ((x, "x"), (y, "y"))]
    expected = plane(experiment, experiment.runs[0], *sides)
    np.testing.assert_array_equal(found.arrays["cost"], expected.cost)
    np.testing.assert_array_equal(found.arrays["steps"], expected.steps_to_tolerance)
    np.testing.assert_array_equal(np.array(KINDS)[found.arrays["outcome"]], expected.outcome)
    assert [(found.head["axes"][name]["key"]) for name in "xy"] == [x, y]
    assert [each["type"] for each in found.head["arrays"]] == ["f8", "f8", "f8", "i4", "i4"]
    assert (found.head["map"], found.head["runs"], found.head["steps"]) == ("plane", 49, 60)


def test_without_a_word_it_is_the_rate_and_the_rules_first_number(ask):
    found = ask(f"{LINK}&map=plane&of=1&side=3&steps=5")
    assert found.head["axes"]["x"] == {
        **{"key": "learning_rate", "symbol": r"\alpha", "scale": "log"},
        **{"low": pytest.approx(1e-4), "high": pytest.approx(1)},
    }
    assert found.head["axes"]["y"] == {
        **{"key": "beta", "symbol": r"\beta", "scale": "log_one_minus", "low": 0, "high": pytest.approx(0.999)}
    }


def test_its_ends_can_be_chosen(ask):
    found = ask(f"{LINK}&map=plane&x=beta1&xlow=0.5&xhigh=0.75&y=learning_rate&ylow=1e-3&yhigh=0.1&side=3")
    assert found.arrays["x"][[0, -1]].tolist() == [0.5, 0.75]
    np.testing.assert_allclose(found.arrays["y"], [1e-3, 1e-2, 0.1])


def test_a_heavy_ball_on_a_ravine_is_lost_above_its_bound(ask):
    found = ask(f"{HEAVY}&map=plane&y=beta&ylow=0&yhigh=0.9&xlow=0.01&xhigh=1&side=24")
    stable = found.head["stable"]
    assert (stable["axis"], stable["curvature"], stable["at"]) == ("y", pytest.approx(10), [0, 0])
    np.testing.assert_allclose(stable["rates"], 2 * (1 + found.arrays["y"]) / 10)
    beyond = found.arrays["x"] > np.array(stable["rates"])[:, None]
    start, last = 0.5 * 9 + 0.5 * 10, found.arrays["cost"]
    clear = np.abs(np.log(found.arrays["x"] / np.array(stable["rates"])[:, None])) > 0.05
    assert (~(last[beyond & clear] < start)).all()  # not finite, or higher than it began
    assert (last[~beyond & clear] < start).all()
    assert 0.1 < beyond.mean() < 0.9


def test_the_bound_of_a_rule_without_beta_is_the_same_everywhere(ask):
    link = HEAVY.replace("heavy_ball", "gradient_descent")
    stable = ask(f"{link}&map=plane&x=decay&y=learning_rate&side=4").head["stable"]
    assert (stable["axis"], stable["rates"]) == ("x", pytest.approx([0.2] * 4))


@pytest.mark.sampled(1)
@pytest.mark.parametrize(
    "more", ["run=adam~0.1", "run=momentum~0.1&x=beta&y=decay", "landscape=saddle&run=momentum~0.1"]
)
def test_where_no_bound_is_known_or_there_is_no_minimum_none_is_told(ask, more):
    assert ask(f"landscape=ravine&steps=5&{more}&map=plane&side=3").head["stable"] is None


def test_the_spreadsheet_has_a_row_for_every_cell(get, ask):
    request = f"{LINK}&map=plane&x=beta1&y=learning_rate&side=5"
    heading, *rows = csv.reader(StringIO(get("/api/maps.csv", request).body.decode()))
    found = ask(request).arrays
    assert heading == ["beta1", "learning_rate", "J", "steps_to_tolerance", "outcome", "outcome_step"]
    np.testing.assert_array_equal([float(row[0]) for row in rows], np.tile(found["x"], 5))
    np.testing.assert_array_equal([float(row[1]) for row in rows], np.repeat(found["y"], 5))
    np.testing.assert_array_equal([float(row[2]) for row in rows], found["cost"].ravel())
    np.testing.assert_array_equal([int(row[3] or -1) for row in rows], found["steps"].ravel())
    assert [KINDS.index(row[4]) for row in rows] == found["outcome"].ravel().tolist()


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ("side=129", "side = 129 is out of range: whole numbers from 2 to 128"),
        ("x=beta", "x: Adam has no parameter “beta”; it has: learning_rate, beta1, beta2, epsilon, decay"),
        ("x=decay&y=decay", "x and y: “decay” is on both"),
        ("xlow=0", "xlow = 0 is out of range: on a logarithmic scale it must be above 0"),
        ("xlow=2&xhigh=1", "xlow and xhigh: from 2 to 1: they must rise"),
        ("y=beta1&yhigh=1", "beta1 = 1 is out of range"),
        ("xhigh=1e7", "learning_rate = 1e+07 is out of range"),
        ("xlow=nan", "xlow: “nan” is not a number"),
        ("of=2", "of: there is no run 2"),
        ("side=128&steps=600", "16,384 runs of 600 steps are more than one map may cost"),
    ],
)
def test_what_cannot_be_asked_is_refused_in_words(refused, more, words):
    assert words in refused(f"{LINK}&map=plane&{more}")


def test_a_rule_with_a_single_number_has_no_plane(refused):
    assert "on both" in refused("run=gradient_descent~0.1~schedule~constant&map=plane")

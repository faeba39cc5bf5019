"""What the player is told: strict JSON, from which the page's browser half can ask for everything else."""

import json
from dataclasses import replace

import pytest

from components.looks import MOST_RUNS
from components.player import player_data
from components.run_spelling import read_run
from components.share_link import View, decode, opening, reach
from components.theme import MARKERS, PALETTES
from landscapes import CATALOGUE
from landscapes.points import own_points
from optimizers import Experiment, Run

each = pytest.mark.parametrize("landscape", CATALOGUE.values(), ids=CATALOGUE.keys())


def told(view, serial=0):
    """The data as it arrives in the browser; NaN and infinity, which JSON does not know, are an error."""
    return json.loads(json.dumps(player_data(view, serial), allow_nan=False))


@each
def test_it_is_told_the_facts_of_the_landscape(landscape):
    data = told(opening(landscape), serial=3)
    assert data["serial"] == 3
    assert data["landscape"] == landscape.key
    assert data["title"] == landscape.title
    assert data["start"] == list(landscape.start)
    assert data["domain"] == [[side.low, side.high] for side in landscape.domain]
    assert data["reach"] == [list(side) for side in reach(opening(landscape).experiment)]
    assert data["minima"] == [list(minimum) for minimum in landscape.minima]
    assert data["lowest"] == landscape.lowest
    assert data["steps"] == 500


@each
def test_its_link_spells_what_runs_and_its_surface_the_map(landscape):
    view = replace(opening(landscape), off=frozenset({1}), cost_scale="log")
    data = told(view)
    assert decode(data["link"]) == (View(view.shown), ())
    assert decode(data["surface"]) == (opening(landscape), ())


def looks(runs):
    return [{key: run[key] for key in ("row", "title", "marker")} for run in runs]


def test_a_run_carries_its_settings_for_the_sliders_each_within_its_ends():
    view = replace(opening(), experiment=replace(opening().experiment, runs=(Run("adam", 40.0, hyper={"beta1": 0.5}),)))
    (run,) = told(view)["runs"]
    assert read_run(run["spelled"]) == (view.experiment.runs[0], False)
    settings = {setting["key"]: setting for setting in run["settings"]}
    assert list(settings) == ["learning_rate", "beta1", "beta2", "epsilon", "decay"]
    assert (settings["learning_rate"]["value"], settings["beta1"]["value"]) == (40, 0.5)
    assert all(setting["low"] <= setting["value"] <= setting["high"] for setting in settings.values())
    assert all(setting["low"] > 0 for setting in settings.values() if setting["scale"] == "log")


def test_a_run_keeps_the_colour_and_the_marker_of_its_row():
    view = replace(opening(), off=frozenset({0, 2}))
    assert looks(told(view)["runs"]) == [
        {"row": 1, "title": "Momentum", "marker": MARKERS[1]},
        {"row": 3, "title": "Adam", "marker": MARKERS[3]},
    ]


def test_a_page_without_a_pin_has_no_ghost():
    assert told(opening())["ghost"] is None


def test_the_ghost_is_what_ran_when_it_was_pinned_and_the_link_of_the_page_knows_nothing_of_it():
    pinned = replace(opening(), off=frozenset({0, 2})).with_pin()
    now = replace(pinned, off=frozenset(), experiment=replace(pinned.experiment, steps=80))
    data = told(now)
    assert decode(data["ghost"]["link"]) == (View(pinned.shown), ())
    assert looks(data["ghost"]["runs"]) == [
        {"row": 1, "title": "Momentum", "marker": MARKERS[1]},
        {"row": 3, "title": "Adam", "marker": MARKERS[3]},
    ]
    assert decode(data["link"]) == (View(now.shown), ())
    assert data["surface"] == told(opening())["surface"]


def test_a_ghost_looks_as_the_run_it_is_compared_with_where_rows_have_moved():
    pinned = opening().with_pin()
    below = replace(pinned, experiment=replace(pinned.experiment, runs=pinned.experiment.runs[1:]))
    ghost = told(below)["ghost"]["runs"]
    assert [(run["title"], run["row"]) for run in ghost] == [
        *(("Gradient descent", 0), ("Momentum", 0), ("RMSprop", 1), ("Adam", 2))
    ]
    assert [run["marker"] for run in ghost] == [MARKERS[row] for row in (0, 0, 1, 2)]


@pytest.mark.parametrize(
    ("pin", "shown"),
    [
        ("landscape=ravine&theta=kappa~7", True),
        ("landscape=ravine&theta=kappa~7&domain=-9~9~-3~3&w1=1&steps=9", True),
        *(("landscape=ravine&theta=kappa~8", False), ("landscape=himmelblau", False)),
        ("landscape=ravine&theta=kappa~7&run=adam~0.1~off", False),
    ],
)
def test_a_ghost_is_shown_on_its_own_surface_only_and_where_it_has_paths(pin, shown):
    view, _ = decode("landscape=ravine&theta=kappa~7")
    pinned, problems = decode(pin)
    assert problems == ()
    assert (told(replace(view, pinned=pinned))["ghost"] is not None) is shown


def test_the_scales_are_those_of_the_page():
    assert told(opening())["scales"] == {"cost": None, "colours": None}
    assert told(replace(opening(), cost_scale="log", colour_scale="linear"))["scales"] == {
        "cost": "log",
        "colours": "linear",
    }


def test_every_row_of_a_full_page_has_a_colour_and_a_marker_of_its_own():
    runs = tuple(Run("adam", 0.1) for _ in range(MOST_RUNS))
    data = told(View(Experiment("himmelblau", runs=runs)))
    assert len({run["marker"] for run in data["runs"]}) == MOST_RUNS
    for palette in PALETTES.values():
        assert len(set(palette["runs"])) >= MOST_RUNS


def test_light_and_dark_name_the_same_things():
    assert set(PALETTES) == {"light", "dark"}
    assert PALETTES["light"].keys() == PALETTES["dark"].keys()


def test_it_is_told_the_examples_and_whether_a_line_goes_through_them_and_may_be_moved():
    told_of = {key: told(opening(CATALOGUE[key])) for key in ("himmelblau", "two_crowds", "logistic_regression")}
    facts = {key: (len(data["points"]), data["line"], data["editable"]) for key, data in told_of.items()}
    assert facts == {
        "himmelblau": (0, False, False),
        "two_crowds": (10, True, False),
        "logistic_regression": (20, False, False),
    }
    own = told(replace(opening(own_points([(1, 2), (3, 4.5)])), pace="epoch"))
    assert (own["points"], own["line"], own["editable"], own["examples"]) == ([[1, 2], [3, 4.5]], True, True, 2)
    assert own["at"] == "epoch"
    assert [run["evaluations"] for run in own["runs"]] == [1, 1, 1, 1]

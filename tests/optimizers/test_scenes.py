"""The scenes: what each says is what its run gives, could have come out otherwise, and opens by a link."""

import re
from dataclasses import replace
from string import Formatter

import pytest

from components.looks import CHARTS, MAPS
from components.share_link import View, decode, encode
from landscapes import CATALOGUE as LANDSCAPES
from landscapes.calculus import curvature
from optimizers import CATALOGUE, Experiment, Run, perform
from optimizers.findings.measures import POINTS
from optimizers.scenes import SCENES
from optimizers.scenes.base import watched

EACH = [(key, place) for key in SCENES for place in (0, 1)]
each_setting = pytest.mark.parametrize(("key", "place"), EACH, ids=[f"{key}-{('bad', 'good')[p]}" for key, p in EACH])


@pytest.fixture(scope="module")
def measured():
    """measured(key, place): the numbers of that setting, worked out once."""
    kept = {}

    def measured(key, place):
        setting = SCENES[key].settings[place]
        if (key, place) not in kept:
            kept[key, place] = setting.measure(setting.experiment)
        return kept[key, place]

    return measured


def test_there_are_twelve_or_more_each_with_a_question():
    assert len(SCENES) >= 12
    assert all(key == scene.key and re.fullmatch(r"[a-z_]+", key) for key, scene in SCENES.items())
    assert all("?" in scene.question for scene in SCENES.values())
    assert len({scene.title for scene in SCENES.values()}) == len(SCENES)
    assert {chart for scene in SCENES.values() for chart in scene.charts} <= set(CHARTS) | set(MAPS)


def test_the_rules_and_the_decays_of_the_lecture_all_have_their_scene():
    runs = [run for scene in SCENES.values() for setting in scene.settings for run in setting.experiment.runs]
    assert {run.optimizer for run in runs} >= {key for key, rule in CATALOGUE.items() if rule.group == "lecture"}
    assert {run.schedule for run in runs} >= {"inverse_time", "exponential", "inverse_sqrt"}


@each_setting
def test_what_is_said_holds(key, place, measured):
    assert SCENES[key].settings[place].holds(measured(key, place))


@pytest.mark.parametrize("key", SCENES)
def test_what_is_said_of_the_bad_setting_does_not_hold_of_the_good_one(key):
    bad, good = SCENES[key].settings
    run = good.experiment.runs[0 if key == "adagrad" else -1]  # the one that works: Adadelta beside it does not
    works = replace(good.experiment, runs=(run,))
    assert not bad.holds(bad.measure(works))


@pytest.mark.parametrize("key", SCENES)
def test_what_is_said_of_the_good_setting_does_not_hold_of_a_run_that_stands_still(key):
    good = SCENES[key].good
    if good.measure is not watched:  # every rate at once: on the saddle none brings a run to a minimum
        assert not good.holds(good.measure(Experiment("saddle", runs=good.experiment.runs)))
        return
    still = tuple(replace(run, learning_rate=1e-12) for run in good.experiment.runs)
    if key == "bias_correction":  # whose sentence is about the first step in units of α, also of a tiny one
        still = tuple(replace(run, conventions={"bias_correction": "off"}) for run in still)
    assert not good.holds(good.measure(replace(good.experiment, runs=still)))


@each_setting
def test_every_number_that_a_run_gives_is_a_field(key, place, measured):
    setting = SCENES[key].settings[place]
    fields = [name for _, name, *_ in Formatter().parse(setting.sentence) if name]
    assert fields
    assert set(fields) <= set(measured(key, place))
    changed = {name: value + 1 for name, value in measured(key, place).items()}
    assert setting.sentence.format_map(changed) != setting.told()


@each_setting
def test_it_opens_by_a_link(key, place):
    view = View(SCENES[key].settings[place].experiment, charts=SCENES[key].charts, step=0)
    assert decode(encode(view)) == (view, ())


def test_what_is_watched_is_worked_out_again_on_a_parabola():
    # J = (w1² + w2²)/2 from (3, 4), α = 0.1: W is multiplied by 0.9 at every step, and J by 0.81.
    experiment = Experiment("ravine", theta={"kappa": 1}, start=(3, 4), steps=100, runs=(Run("gradient_descent", 0.1),))
    found = watched(experiment)
    assert found["J0"] == 12.5
    assert found["slope1"] == 5
    assert found["J1"] == pytest.approx(12.5 * 0.81**100)
    assert found["gap1"] == found["J1"]
    assert (found["b1"], found["w1"]) == (pytest.approx(3 * 0.9**100), pytest.approx(4 * 0.9**100))
    assert found["steps1"] == 33  # the first with 0.81ⁿ ≤ 0.001
    assert found["times1"] == pytest.approx(3)
    assert (found["rises1"], found["below1"], found["bound"], found["n"]) == (0, -1, 2, 100)


def test_a_rise_and_a_step_below_nought_are_counted():
    experiment = Experiment("saddle", start=(0.0, 0.5), steps=5, runs=(Run("gradient_descent", 0.1),))
    assert watched(experiment)["below1"] == 0
    over = Experiment("ravine", theta={"kappa": 1}, start=(1, 0), steps=7, runs=(Run("gradient_descent", 2.5),))
    assert watched(over)["rises1"] == 7
    (path,) = perform(over)
    assert watched(over)["J1"] == path.cost[-1]


def test_the_question_of_the_first_scene_states_what_training_looks_for():
    first = next(iter(SCENES.values()))
    assert "W* = argmin (1/m) Σ L(f(x; W), y)" in first.question
    assert first.bad.experiment.surface == LANDSCAPES["linear_regression"]


@pytest.mark.parametrize(
    ("key", "said", "count"),
    [
        ("cost", "eleven examples", lambda e: {11: "eleven examples"}[e.surface.data.count]),
        ("too_small", "α = 0.001", lambda e: f"α = {e.runs[0].learning_rate:g}"),
        ("too_small", "will 200 steps", lambda e: f"will {e.steps} steps"),
        ("too_large", "α = 0.1", lambda e: f"α = {e.runs[0].learning_rate:g}"),
        ("momentum", "a hundred times", lambda e: {100: "a hundred times"}[e.theta["kappa"]]),
        ("rmsprop", "Four hundred times", lambda e: {400: "Four hundred times"}[e.theta["kappa"]]),
        ("saddle", "a millionth off", lambda e: {1e-6: "a millionth off"}[e.origin[1]]),
        ("plateau", "after 200 steps", lambda e: f"after {e.steps} steps"),
        ("decay", "a single example", lambda e: {1: "a single example"}[e.batch_size]),
        ("kinds_of_decay", "k = 0.5", lambda e: f"k = {e.runs[0].decay:g}"),
        ("adam_loses", "κ = 9", lambda e: f"κ = {condition(e.surface):.3g}"),
        ("many_rates", "256 of them", lambda e: f"{POINTS} of them"),
        ("together", "batches of 4 out of 20", lambda e: f"batches of {e.batch_size} out of {e.surface.data.count}"),
        ("minima", "about twice", lambda e: {2: "about twice"}[round(depth(e.surface, 0) / depth(e.surface, 1))]),
    ],
)
def test_a_number_in_a_question_is_that_of_its_setting(key, said, count):
    assert said in SCENES[key].question
    assert count(SCENES[key].bad.experiment) == said


def condition(surface):
    low, high = curvature(surface, surface.minima[0].w1, surface.minima[0].w2).eigenvalues
    return float(high / low)


def depth(surface, place):
    return sorted(minimum.cost for minimum in surface.minima)[place]

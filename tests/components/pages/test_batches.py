"""The page of mini-batches: its own opening, the epochs, the rates that fall, and what the player chooses on it."""

from dataclasses import replace
from urllib.parse import urlencode

import pytest
from streamlit.testing.v1 import AppTest

from components.pages import PAGES
from components.pages.batches import DECAY, EPOCHS, PANELS, largest, own_opening, with_batches, with_epochs
from components.share_link import decode, encode, opening
from landscapes import CATALOGUE
from landscapes.points import EXAMPLE, own_points, points_of
from optimizers import perform

SCRIPT = "from components.pages.batches import batches\nbatches()"


class Batches:
    """The page in a session of its own."""

    def __init__(self, link=""):
        self.app = AppTest.from_string(SCRIPT, default_timeout=60)
        for pair in filter(None, link.split("&")):
            name, _, value = pair.partition("=")
            self.app.query_params[name] = [*self.app.query_params.get(name, []), value]
        self.run()

    def run(self):
        self.app.run()
        assert [error.value for error in self.app.exception] == []

    def field(self, label):
        widgets = (*self.app.text_input, *self.app.text_area, *self.app.button, *self.app.selectbox)
        return next(widget for widget in widgets if widget.label == label)

    def fill(self, label, value):
        self.field(label).set_value(value)
        self.run()

    def press(self, label):
        self.field(label).click()
        self.run()

    def choose(self, serial=1, **more):
        start = list(self.view.experiment.origin)
        choice = {
            "session": self.app.session_state["held"].session,
            "serial": serial,
            "start": start,
            "cost": None,
            "colours": None,
            "charts": list(PANELS),
            **more,
        }
        self.app.session_state["player"] = {"choice": choice}
        self.run()

    @property
    def view(self):
        return self.app.session_state["held"].view


@pytest.fixture
def page():
    return Batches()


def test_it_stands_between_explore_and_the_maps():
    paths = [page.path for page in PAGES]
    assert paths.index("explore") < paths.index("batches") < paths.index("maps")


def test_it_opens_on_points_with_three_sizes_of_batches_and_its_link_says_so(page):
    assert page.view == own_opening()
    assert decode(urlencode(page.app.query_params, doseq=True)) == (page.view, ()) == decode(encode(page.view))
    assert page.field("Epochs").value == str(EPOCHS)


def test_the_opening_shows_the_noise_and_a_falling_rate_settles_it():
    experiment = own_opening().experiment
    lowest = experiment.surface.lowest
    one, _, _ = (t.cost[-110:].mean() - lowest for t in perform(experiment))
    falling = replace(experiment, runs=tuple(replace(run, decay=0.1) for run in experiment.runs))
    settled, _, slow = (t.cost[-110:].mean() - lowest for t in perform(falling))
    assert settled < one / 10
    assert settled < slow  # and single examples then end nearest


def test_another_surface_gives_way_to_the_opening_coming_from_elsewhere_but_not_when_chosen_here():
    himmelblau, crowds = opening(), opening(CATALOGUE["two_crowds"])
    assert with_batches(himmelblau, True) == with_batches(himmelblau, False) == own_opening()
    assert with_batches(crowds, True) == replace(crowds, charts=PANELS)
    assert with_batches(crowds, False) == crowds
    beale = opening(CATALOGUE["beale"])
    assert with_batches(beale, False) == beale
    assert with_batches(beale, True) == own_opening()


def test_epochs_are_steps_of_the_smallest_batches(page):
    page.fill("Epochs", "10")
    assert page.view.experiment.steps == 110
    assert page.field("Steps").value == "110"
    page.fill("Steps", "165")
    assert page.field("Epochs").value == "15"
    page.fill("Epochs", "0.5")
    assert page.view.experiment.steps == round(0.5 * 11)


@pytest.mark.parametrize("wrong", ["", "x", "0", "-1", "455"])
def test_epochs_out_of_range_are_refused_in_words_and_kept(page, wrong):
    page.fill("Epochs", wrong)
    assert page.view.experiment.steps == EPOCHS * 11
    assert page.field("Epochs").value == wrong
    assert "Epochs" in page.app.error[0].value


def test_every_rate_falls_and_is_kept_constant_again(page):
    page.press("Let every rate fall")
    assert [(run.schedule, run.decay) for run in page.view.experiment.runs] == [("inverse_time", 0.1)] * 3
    page.press("Keep the rates constant")
    assert page.view.experiment.runs == own_opening().experiment.runs


def test_points_typed_are_the_surface_and_a_bad_line_loses_nothing(page):
    page.fill("Points x, y, one a line", "1, 2\n3\t4,5\n5;1")
    assert points_of(page.view.experiment.surface) == ((1, 2), (3, 4.5), (5, 1))
    assert [run.batch_size for run in page.view.experiment.runs] == [1, "all", "all"]
    page.fill("Points x, y, one a line", "1, 2\nthree, 4")
    assert points_of(page.view.experiment.surface) == ((1, 2), (3, 4.5), (5, 1))
    assert page.field("Points x, y, one a line").value == "1, 2\nthree, 4"
    assert "line 2" in page.app.error[0].value


@pytest.mark.long
def test_own_points_begin_with_the_examples_of_a_line_and_the_map_is_fitted():
    page = Batches("landscape=two_crowds")
    page.fill("Cost landscape", "points")
    assert points_of(page.view.experiment.surface) == points_of(CATALOGUE["two_crowds"])
    domain = page.view.experiment.map_domain
    moved = [[x, y + 2.5] for x, y in points_of(page.view.experiment.surface)]
    page.choose(points=moved)
    assert page.view.experiment.map_domain == domain
    page.press("Fit the map")
    assert page.view.experiment.map_domain == own_points(moved).domain != domain


def test_points_moved_in_the_player_are_the_surface_and_the_field_says_so(page):
    moved = [[1, 9.5], *map(list, EXAMPLE[1:])]
    page.choose(points=moved)
    assert points_of(page.view.experiment.surface) == ((1, 9.5), *EXAMPLE[1:])
    assert page.field("Points x, y, one a line").value.startswith("1, 9.5\n-1, 6.95\n")
    assert page.view.experiment.map_domain == own_opening().experiment.map_domain


@pytest.mark.parametrize(
    "points",
    [
        *("", "1,2", 1, [], {}, True, [[1, 2]], [[1, 2], [3]], [[1, 2], ["3", 4]], [[1, 2], None], [[1, 2], [3, 1e4]]),
        *([[1, 2], [3, float("nan")]], [[1, 2]] * 41, [[[1], 2], [3, 4]], {"0": [1, 2], "1": [3, 4]}, ["ab", "cd"]),
    ],
    ids=lambda points: str(points)[:40],
)
def test_malformed_points_change_nothing(page, points):
    page.choose(points=points)
    assert page.view == own_opening()


def test_only_a_line_goes_through_points():
    page = Batches("landscape=logistic_regression")
    before = page.view
    page.choose(points=[[1, 2], [3, 4]])
    assert page.view == before


def test_the_pace_is_in_the_view_and_another_word_for_it_changes_nothing(page):
    page.choose(at="step")
    assert page.view.pace == "step"
    for wrong in ("day", None, 1, []):
        page.choose(serial=2, at=wrong)
        assert page.view.pace == "step"


def test_a_batch_size_in_a_rows_settings(page):
    label = "Gradient descent, b = 4 batch size: 1 to 11 examples a step, or empty: as set for all runs"
    page.fill(label, "5")
    assert page.view.experiment.runs[1].batch_size == 5
    label = label.replace("b = 4", "b = 5")
    page.fill(label, "12")
    assert page.view.experiment.runs[1].batch_size == 5
    assert "12 is out of range" in page.app.error[0].value
    page.fill(label, "11")
    assert page.view.experiment.runs[1].batch_size == "all"


def test_as_many_steps_as_there_may_be():
    experiment = own_opening().experiment
    assert largest(experiment) == 11
    assert with_epochs(experiment, 454).steps == 4994
    with pytest.raises(ValueError, match="more than 0 and at most 454"):
        with_epochs(experiment, 455)
    assert largest(replace(experiment, runs=())) == 1


def test_what_to_try_comes_true_of_the_opening():
    steady = own_opening().experiment
    falling = replace(steady, runs=tuple(replace(run, decay=DECAY) for run in steady.runs))

    def above(experiment):
        return [path.cost[-1] - experiment.surface.lowest for path in perform(experiment)]

    (one, few, every), (calm_one, calm_few, slow) = above(steady), above(falling)
    assert one > few > 1e-3 > every  # small batches shake, and the full batch does not
    assert calm_one < one / 100  # the shaking dies out
    assert calm_few < few
    assert slow > 0.1  # while the full batch is still on its way

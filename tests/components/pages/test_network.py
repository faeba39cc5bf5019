"""The page that trains a network, without a browser: its fields, its link, and what it hands to the component."""

from urllib.parse import parse_qs, parse_qsl, urlencode, urlsplit

import pytest
from streamlit.testing.v1 import AppTest

from components.network import KEY, network_data, read_choice
from components.pages import PAGES
from components.pages.network import network_page
from components.share_link import LONGEST
from components.training_link import decode, encode, opening, read_training, surface_key
from components.words import numbered
from optimizers import Run
from optimizers.training import Training

SCRIPT = "from components.pages.network import network_page\nnetwork_page()"


class Page:
    """The page in a session of its own, opened by a link. Every action fails on an exception."""

    def __init__(self, link=""):
        self.app = AppTest.from_string(SCRIPT, default_timeout=60)
        for name, values in parse_qs(link, keep_blank_values=True).items():
            self.app.query_params[name] = values
        self.run()

    def run(self):
        self.app.run()
        assert [error.value for error in self.app.exception] == []

    @property
    def link(self):
        return urlencode(self.app.query_params, doseq=True)

    @property
    def view(self):
        view, problems = decode(parse_qsl(self.link))
        assert problems == ()
        return view

    @property
    def errors(self):
        return [error.value.replace("\\", "") for error in self.app.error]

    def field(self, label):
        kinds = (self.app.text_input, self.app.checkbox, self.app.selectbox, self.app.button)
        return next(widget for kind in kinds for widget in kind if widget.label == label)

    def fill(self, label, value):
        self.field(label).set_value(value)
        self.run()

    def press(self, label):
        self.field(label).click()
        self.run()

    def choose(self, **choice):
        self.tell({"serial": 1, "epoch": None, "plane": "pca", "looked": 0, "scale": "log"} | choice)

    def tell(self, choice):
        told = {"session": self.app.session_state["held"].session} | choice if isinstance(choice, dict) else choice
        self.app.session_state[KEY] = {"choice": told}
        self.run()


def test_it_has_a_page_of_its_own_with_a_link_of_its_own():
    page = next(page for page in PAGES if page.path == "network")
    assert (page.show, page.home) == (network_page, None)


def test_a_bare_link_opens_the_opening_page_and_stays_bare():
    page = Page()
    assert page.view == opening()
    assert page.link == ""
    assert page.errors == []
    assert [box.label for box in page.app.checkbox] == list(numbered(opening().training.runs))


@pytest.mark.sampled(3)
@pytest.mark.parametrize(
    ("label", "value", "field", "expected"),
    [
        ("Data set", "moons", "data", "moons"),
        ("Hidden layers", "16, 4,4", "layers", (16, 4, 4)),
        ("Activation", "tanh", "activation", "tanh"),
        ("Epochs", "120", "epochs", 120),
        ("Batch size", "455", "batch_size", 455),
        ("Seed", "7", "seed", 7),
    ],
)
def test_every_field_stands_in_the_link(label, value, field, expected):
    page = Page()
    page.fill(label, value)
    assert getattr(page.view.training, field) == expected
    assert getattr(Page(page.link).view.training, field) == expected


@pytest.mark.parametrize(
    ("label", "value", "words"),
    [
        ("Hidden layers", "8, many", "“ many” is not a number"),
        ("Hidden layers", "8, 64", "1 to 32"),
        ("Hidden layers", "2, 2, 2, 2, 2", "1 to 4"),
        ("Epochs", "1001", "1 to 1000"),
        ("Batch size", "456", "1 to 455"),
        ("Adam learning rate", "fast", "is not a number"),
    ],
)
def test_what_cannot_be_read_is_said_and_changes_nothing(label, value, words):
    page = Page()
    page.fill(label, value)
    assert len(page.errors) == 1
    assert words in page.errors[0]
    assert page.view == opening()


def test_a_training_that_costs_too_much_is_told_in_words_and_every_field_can_make_it_cheaper():
    page = Page("layers=32~32~32~32&batch=1&epochs=1000&run=adam~0.001&run=momentum~0.1")
    (before,) = page.errors
    assert "fewer epochs" in before
    page.press("Remove Momentum")
    page.fill("Epochs", "900")
    (after,) = page.errors
    assert "for 900 epochs" in after  # cheaper, and still too much
    page.fill("Hidden layers", "8, 8")
    assert page.errors == []
    assert page.view.training == Training(layers=(8, 8), epochs=900, batch_size=1, runs=(Run("adam", 0.001),))


@pytest.mark.parametrize(("epochs", "sections"), [(1, 1), (1000, 0)])
def test_a_training_that_costs_too_much_is_not_written_out_as_a_program_either(epochs, sections):
    page = Page(f"layers=32~32~32~32&batch=1&epochs={epochs}&run=adam~0.001")
    programs = [each for each in page.app.expander if each.label == "The same in your own library"]
    assert len(programs) == sections


def test_optimizers_can_be_added_until_it_costs_too_much_and_be_unticked_again():
    page = Page("batch=1&layers=12~12&epochs=1000&run=adam~0.001&run=momentum~0.1")
    assert page.errors == []
    page.fill("Add an optimizer", "nesterov")
    assert len(page.errors) == 1
    assert len(page.view.training.runs) == 3
    page.fill("Adam", False)
    assert page.errors == []


def test_another_data_set_with_fewer_examples_takes_smaller_batches():
    page = Page("batch=455")
    page.fill("Data set", "circles")
    assert page.view.training.batch_size == page.view.training.count == 320
    assert page.errors == []


def test_with_nothing_ticked_there_is_nothing_to_train_and_nothing_wrong():
    page = Page("run=adam~0.001")
    page.fill("Adam", False)
    assert page.view.rows == ()
    assert page.errors == []
    assert network_data(page.view, 0)["runs"] == []


def test_the_buttons_edit_the_rows_of_this_page():
    page = Page("run=adam~0.5~decay~0.1&run=momentum~0.3")
    page.press("Same rate for all")
    assert [run.learning_rate for run in page.view.training.runs] == [0.5, 0.5]
    page.press("The lecture's settings")
    assert page.view.training.runs == (Run("adam", 0.001), Run("momentum", 0.001))
    page.press("Rates that suit")
    assert page.view.training.runs == (opening().training.runs[3], opening().training.runs[1])
    page.press("Remove Adam")
    assert [run.optimizer for run in page.view.training.runs] == ["momentum"]
    assert page.field("Momentum learning rate").value == "0.1"
    page.fill("Add an optimizer", "nesterov")
    assert [run.optimizer for run in page.view.training.runs] == ["momentum", "nesterov"]
    page.press("Reset everything")
    assert page.view == opening()


def test_only_optimizers_that_can_train_a_network_are_offered():
    offered = Page().field("Add an optimizer").options
    assert any("Adam" in option for option in offered)
    assert not any("Newton" in option for option in offered)


def test_a_damaged_link_says_what_is_wrong_and_stays_until_a_change():
    page = Page("layers=8~900&epochs=50&colour=red&run=newton~1&run=adam~0.01")
    assert len(page.app.warning) == 1
    for words in ("layers", "900", "Hessian"):
        assert words in page.app.warning[0].value
    assert any("colour” means nothing here" in each.value.replace("\\", "") for each in page.app.caption)
    assert "layers=8~900" in page.link.replace("%7E", "~")
    page.fill("Seed", "3")
    assert page.app.warning == []
    assert (page.view.training.epochs, page.view.training.runs) == (50, (Run("adam", 0.01),))


def test_what_is_chosen_in_the_component_stands_in_the_link_and_is_taken_once():
    page = Page("epochs=60&run=adam~0.01&run=momentum~0.1")
    page.choose(epoch=40, plane="random", looked=1, scale="linear")
    view = page.view
    assert (view.epoch, view.plane, view.looked, view.scale) == (40, "random", 1, "linear")
    page.fill("Epochs", "30")
    assert page.view.epoch is None  # there is no epoch 40 any more, and the old choice is not taken again
    assert page.view.plane == "random"


def test_a_choice_in_the_component_after_a_damaged_link_stands_in_the_link_and_ends_the_warning():
    page = Page("epochs=60&seed=red&run=adam~0.01")
    page.choose()
    assert len(page.app.warning) == 1  # what is chosen is what was shown
    page.choose(serial=2, epoch=40)
    assert page.app.warning == []
    assert page.view.epoch == 40


@pytest.mark.sampled(5)
@pytest.mark.parametrize(
    "choice",
    [
        *(None, 3, "all", {}, {"serial": "one"}, {"plane": "flat"}, {"scale": None}, {"looked": 9}, {"epoch": "last"}),
        *({"epoch": -1}, {"serial": -1}, {"serial": 0.5}, {"looked": [1]}, {"plane": ["pca"]}, {"epoch": {}}),
    ],
)
def test_a_malformed_choice_is_left_alone(choice):
    page = Page()
    whole = {"serial": 1, "epoch": 3, "plane": "pca", "looked": 0, "scale": "log"}
    page.tell(whole | choice if isinstance(choice, dict) and choice else choice)
    assert page.view == opening()


def test_an_epoch_chosen_of_a_longer_training_is_the_last():
    view = decode([("epochs", "10")])[0]
    told = {"serial": 2, "epoch": 400, "plane": "pca", "looked": 0, "scale": "log"}
    assert read_choice(told, view).view.epoch is None


def test_the_component_is_handed_the_ticked_rows_with_their_own_looks():
    view = decode([("run", "adam~0.01"), ("run", "adam~0.1~off"), ("run", "adam~0.2"), ("epoch", "40")])[0]
    data = network_data(view, 5)
    assert [(run["row"], run["title"]) for run in data["runs"]] == [(0, "Adam α 0.01"), (2, "Adam α 0.2")]
    assert len({run["marker"] for run in data["runs"]}) == 2
    assert read_training(data["link"]) == view.shown
    assert (data["serial"], data["chosen"]["epoch"]) == (5, 40)
    assert "batches of 32" in data["told"]
    assert "Adam 0.01; Adam 0.2" in data["told"]


@pytest.mark.parametrize("directions", ["pca", "random"])
def test_the_way_to_explore_spells_the_plane_and_the_same_optimizers(directions):
    training = Training(data="moons", epochs=3, runs=(Run("adam", 0.01), Run("momentum", 0.2)))
    view = decode(parse_qsl(encode(opening())))[0]
    data = network_data(type(view)(training), 0)
    way = urlsplit(data["explore"][directions])
    assert way.path == "./"
    pairs = parse_qsl(way.query)
    assert pairs == [("landscape", surface_key(training, directions)), ("run", "adam~suits"), ("run", "momentum~suits")]
    assert len(way.query) <= LONGEST


def test_without_an_optimizer_there_is_no_plane_to_play():
    assert network_data(decode([("run", "none")])[0], 0)["explore"] == {}

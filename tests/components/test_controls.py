"""The controls: what is typed runs, what cannot be read is named and changes nothing, and buttons do as they say."""

from dataclasses import replace

import pytest

from components.numbers import read_number, spell
from components.share_link import encode, opening
from landscapes import CATALOGUE as LANDSCAPES

RATE = "Adam learning rate"
DECAY = "Adam learning rate decay"
BAD = ["", "NaN", "1e400", "1,000.5", "*bold* [link](http://x)", "$x$ <b>"]
PLACES = [  # a field, a text it takes, what the address then says, a number out of its range, and the words for that
    ("Start w1", "1,5", "w1=1.5", "19", "19 is too far from the map: -18 to 18"),
    ("Start w2", "-1e1", "w2=-10", "-18.1", "-18.1 is too far from the map: -18 to 18"),
    ("Steps", "5e1", "steps=50", "5001", "steps = 5001 is out of range: whole numbers from 1 to 5000"),
    (RATE, "1e-3", "adam~0.001", "-1", "learning rate = -1 is out of range: 0 to 1e+06"),
    (DECAY, "0,5", "adam~0.1~decay~0.5", "-1", "decay = -1 is out of range"),
]
each_place = pytest.mark.parametrize(("label", "text", "spelled", "far", "words"), PLACES, ids=[p[0] for p in PLACES])


@pytest.fixture
def page(open_page):
    """The opening page."""
    return open_page()


def rates(page):
    return {run.optimizer: run.learning_rate for run in page.view.experiment.runs}


@each_place
def test_a_number_typed_is_what_the_page_and_its_address_hold(page, label, text, spelled, far, words):
    page.fill(label, text)
    assert spelled in page.link
    assert read_number(page.text(label)) == read_number(text)
    assert page.errors == []


@pytest.mark.sampled(3)
@pytest.mark.parametrize("text", ["0.001", "0,001", "1e-3", "1E-3", " .001 ", "+0.001"])
def test_a_rate_may_be_typed_in_every_way(page, text):
    page.fill(RATE, text)
    assert rates(page)["adam"] == 0.001
    assert len(page.table) == 4


@pytest.mark.sampled(3)
@each_place
def test_bad_text_is_named_stays_in_its_field_and_changes_nothing(page, label, text, spelled, far, words):
    page.fill("Start w1", "1")
    link, table = page.link, page.table
    page.fill(label, "abc")
    assert page.text(label) == "abc"
    assert (page.link, page.table) == (link, table)
    (error,) = page.errors
    assert error.startswith(f"**{label}**: “abc” is not a number")
    page.run()
    assert page.text(label) == "abc"
    assert len(page.errors) == 1


@pytest.mark.sampled(3)
@pytest.mark.parametrize("text", BAD)
def test_whatever_is_no_number_is_shown_as_it_was_typed(page, text):
    page.fill(RATE, text)
    assert page.text(RATE) == text
    assert page.link == ""
    assert page.errors[0].startswith(f"**{RATE}**: “{text}”")


@pytest.mark.sampled(3)
@each_place
def test_a_number_out_of_range_is_named_with_its_range_and_changes_nothing(page, label, text, spelled, far, words):
    page.fill("Start w1", "1")
    link = page.link
    page.fill(label, far)
    assert page.link == link
    assert words in page.errors[0]


@pytest.mark.sampled(2)
@each_place
def test_the_other_fields_work_beside_one_in_error_and_it_recovers(page, label, text, spelled, far, words):
    other = next(other for other, *_ in PLACES if other != label)
    page.fill(label, "abc")
    page.fill(other, "2")
    assert page.text(label) == "abc"
    assert len(page.errors) == 1
    assert read_number(page.text(other)) == 2
    page.fill(label, text)
    assert spelled in page.link
    assert page.errors == []


@pytest.mark.sampled(5)
@pytest.mark.parametrize("landscape", LANDSCAPES.values(), ids=LANDSCAPES.keys())
def test_another_landscape_brings_its_start_and_the_rates_that_suit_it(open_page, landscape):
    view = replace(opening(LANDSCAPES["beale"]), off=frozenset({0, 1, 2, 3}))  # none runs, so nothing is compiled
    page = open_page(encode(view) + "&w1=0.5&w2=0.5")
    page.fill("Cost landscape", landscape.key)
    view = page.view
    assert view.experiment.surface.key == landscape.key
    assert rates(page) == {key: landscape.rates[key] for key in rates(page)}
    if landscape.key != "beale":
        assert view.experiment.origin == landscape.start
        assert (page.text("Start w1"), page.text("Start w2")) == tuple(map(spell, landscape.start))
    assert page.errors == []


def test_another_landscape_keeps_a_rate_the_reader_typed(page):
    page.fill("Momentum learning rate", "0.123")
    page.fill("Cost landscape", "rosenbrock")
    own = LANDSCAPES["rosenbrock"].rates
    assert rates(page) == {**{key: own[key] for key in rates(page)}, "momentum": 0.123}
    assert page.text("Momentum learning rate") == "0.123"


def test_another_landscape_keeps_steps_ticks_settings_noise_and_seed(open_page):
    page = open_page("steps=80&noise=0.5&seed=9&run=adam~0.3~decay~0.1~beta1~0.5&run=momentum~0.05~off&cost=linear")
    page.fill("Cost landscape", "ravine")
    view = page.view
    assert (view.experiment.steps, view.experiment.noise, view.experiment.seed) == (80, 0.5, 9)
    assert view.off == {1}
    assert view.cost_scale == "linear"
    adam = view.experiment.runs[0]
    assert (adam.learning_rate, adam.decay, adam.hyper) == (0.3, 0.1, {"beta1": 0.5})


def test_another_landscape_lets_go_of_theta_domain_and_colours(open_page):
    page = open_page("landscape=ravine&theta=kappa~7&domain=-1~1~-1~1&w1=0&w2=0&colours=linear")
    page.fill("Cost landscape", "saddle")
    assert page.view.experiment.theta == {}
    assert page.view.experiment.map_domain == LANDSCAPES["saddle"].domain
    assert page.view.colour_scale is None
    page.fill("Cost landscape", "ravine")
    assert page.view.experiment.theta == {}


def test_theta_is_turned_in_its_field(open_page):
    page = open_page("landscape=ravine")
    (label,) = (field.label for field in page.app.text_input if field.label.startswith("kappa: "))
    page.fill(label, "100")
    assert page.view.experiment.theta == {"kappa": 100}
    page.fill(label, "1001")
    assert page.view.experiment.theta == {"kappa": 100}
    assert "kappa = 1001 is out of range: it must be at least 1 and at most 1000" in page.errors[0]
    page.fill(label, "20")
    assert "theta" not in page.link

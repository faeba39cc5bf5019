"""The buttons of the Explore page do as they say, and mend what stands in error beside them."""

import pytest

from landscapes import CATALOGUE as LANDSCAPES
from landscapes.base import Interval

RATE = "Adam learning rate"
DECAY = "Adam learning rate decay"


@pytest.fixture
def page(open_page):
    """The opening page."""
    return open_page()


def rates(page):
    return {run.optimizer: run.learning_rate for run in page.view.experiment.runs}


def decays(page):
    return [run.decay for run in page.view.experiment.runs]


def test_random_begins_somewhere_on_the_map_and_says_where(page):
    starts = set()
    for _ in range(5):
        page.press("Random")
        start = page.view.experiment.origin
        assert all(w in Interval(-6, 6) for w in start)
        assert (float(page.text("Start w1")), float(page.text("Start w2"))) == start
        starts.add(start)
    assert len(starts) > 1


def test_reset_brings_the_landscapes_own_start(open_page):
    page = open_page("landscape=ravine&w1=3&w2=3&steps=77")
    page.press("Reset")
    assert page.view.experiment.origin == LANDSCAPES["ravine"].start
    assert page.view.experiment.steps == 77
    assert page.text("Start w1") == "-7"


@pytest.mark.parametrize("button", ["Reset", "Random"])
def test_a_start_in_error_is_mended_by_the_buttons_beside_it(page, button):
    page.fill("Start w1", "abc")
    page.press(button)
    assert page.errors == []
    assert float(page.text("Start w1")) == page.view.experiment.origin[0]


def test_the_same_rate_for_all_is_the_first_rows(page):
    page.fill("Gradient descent learning rate", "0.007")
    page.fill(DECAY, "0.5")
    page.press("Same rate for all")
    assert set(rates(page).values()) == {0.007}
    assert page.text(RATE) == "0.007"
    assert decays(page) == [None, None, None, 0.5]


def test_the_lectures_settings_are_a_thousandth_and_no_decay(open_page):
    page = open_page("run=adam~0.3~decay~0.5&run=momentum~0.2~schedule~exponential~decay~0.9")
    page.press("The lecture's settings")
    assert set(rates(page).values()) == {0.001}
    assert [run.how.check(run.decay) for run in page.view.experiment.runs] == [0, 0]
    assert [run.schedule for run in page.view.experiment.runs] == ["inverse_time"] * 2
    assert (page.text(RATE), page.text(DECAY)) == ("0.001", "0")


def test_the_rates_that_suit_are_the_landscapes_without_decay(open_page):
    page = open_page("landscape=rastrigin&run=adam~9~decay~0.5&run=momentum~9~schedule~constant")
    page.press("Rates that suit")
    own = LANDSCAPES["rastrigin"].rates
    assert rates(page) == {"adam": own["adam"], "momentum": own["momentum"]}
    assert decays(page) == [None, None]
    assert page.text("Momentum learning rate decay") == "0"


@pytest.mark.parametrize("button", ["Same rate for all", "The lecture's settings", "Rates that suit"])
def test_a_rate_in_error_is_mended_by_the_buttons_below_it(page, button):
    page.fill(RATE, "abc")
    page.press(button)
    assert page.errors == []
    assert float(page.text(RATE)) == rates(page)["adam"]

"""Rows of step 3: added from the list of all optimizers, removed in their settings, eight at most."""

import pytest

from components.looks import MOST_RUNS
from landscapes import CATALOGUE as LANDSCAPES
from optimizers import CATALOGUE, SCHEDULES

ADD = "Add an optimizer"


@pytest.fixture
def page(open_page):
    return open_page()


def keys(page):
    return [run.optimizer for run in page.view.experiment.runs]


@pytest.mark.sampled(6)
@pytest.mark.parametrize("key", CATALOGUE)
def test_every_optimizer_can_be_added_and_runs_at_the_rate_that_suits(open_page, key):
    page = open_page("landscape=ravine&run=none")
    page.fill(ADD, key)
    (run,) = page.view.experiment.runs
    assert (run.optimizer, run.learning_rate) == (key, CATALOGUE[key].suits(LANDSCAPES["ravine"]))
    assert page.text(ADD) is None
    assert [row["Optimizer"] for row in page.table] == [CATALOGUE[key].title]


def test_the_list_names_the_group_of_each(page):
    options = page.field(ADD).options
    assert len(options) == len(CATALOGUE)
    assert "Newton  ·  Second order" in options


def test_the_same_optimizer_twice_is_numbered(page):
    page.fill(ADD, "adam")
    page.fill("Adam 2 learning rate", "0.5")
    assert [run.learning_rate for run in page.view.experiment.runs][-1] == 0.5
    assert [row["Optimizer"] for row in page.table][-2:] == ["Adam", "Adam 2"]


def test_a_removed_row_is_gone_and_those_below_keep_their_numbers_and_ticks(page):
    page.fill("RMSprop learning rate", "0.007")
    page.fill("Adam", False)
    page.fill("Adam learning rate decay", "0.5")
    page.press("Remove Momentum")
    assert keys(page) == ["gradient_descent", "rmsprop", "adam"]
    assert (page.text("RMSprop learning rate"), page.text("Adam learning rate decay")) == ("0.007", "0.5")
    assert page.text("RMSprop")
    assert not page.text("Adam")
    assert page.view.off == {2}


def test_an_error_in_a_row_goes_with_it(page):
    page.fill("Momentum learning rate", "abc")
    page.press("Remove Momentum")
    assert page.errors == []
    assert float(page.text("RMSprop learning rate")) == page.view.experiment.runs[1].learning_rate


def test_with_every_row_removed_the_page_says_what_to_do(page):
    for title in ("Adam", "RMSprop", "Momentum", "Gradient descent"):
        page.press(f"Remove {title}")
    assert keys(page) == []
    assert "run=none" in page.link
    assert any("Add an optimizer" in info.value for info in page.app.info)
    page.fill(ADD, "lion")
    assert keys(page) == ["lion"]


def test_eight_rows_are_the_most(open_page):
    page = open_page("&".join(["run=adam~0.1"] * (MOST_RUNS - 1)))
    page.fill(ADD, "lion")
    assert len(keys(page)) == MOST_RUNS
    assert ADD not in dict(page.fields)
    assert any("are the most at once" in caption.value for caption in page.app.caption)
    page.press("Remove Lion")
    assert ADD in dict(page.fields)


PARAMETERS = [(how, about) for how in SCHEDULES.values() for about in how.parameters]


@pytest.mark.parametrize(("how", "about"), PARAMETERS, ids=[f"{how.key}-{about.key}" for how, about in PARAMETERS])
def test_a_number_of_a_schedule_is_turned_in_its_field_and_forgotten_with_it(open_page, how, about):
    page = open_page(f"run=adam~0.1~schedule~{how.key}")
    value = next(x for x in (0.25, 2.5) if about.low <= x <= about.high)
    label = f"Adam {about.key}: {about.meaning}"
    page.fill(label, str(value))
    assert page.view.experiment.runs[0].schedule_parameters == {about.key: value}
    page.fill(label, "abc")
    assert "“abc” is not a number" in page.errors[0]
    page.fill("Adam schedule", "constant")
    assert page.view.experiment.runs[0].schedule_parameters == {}


def test_the_warm_up_is_a_whole_number_of_steps(page):
    label = "Adam warm-up: steps in which the rate rises to its first"
    page.fill(label, "20")
    assert page.view.experiment.runs[3].warmup == 20
    link = page.link
    page.fill(label, "2.5")
    assert page.errors
    assert page.link == link

"""The Explore page: it opens from nothing and from any link, names its fields as promised, and shows the results."""

from dataclasses import replace
from urllib.parse import parse_qs

import numpy as np
import pytest

from components.pages import FIRST, PAGES
from components.share_link import encode, opening
from landscapes import CATALOGUE as LANDSCAPES
from optimizers import CATALOGUE as OPTIMIZERS
from optimizers import perform
from optimizers.verdicts.words import sentence

TITLES = ["Gradient descent", "Momentum", "RMSprop", "Adam"]
each_landscape = pytest.mark.parametrize("landscape", LANDSCAPES.values(), ids=LANDSCAPES.keys())


def test_the_first_page_is_explore():
    assert (PAGES[FIRST].path, PAGES[FIRST].title) == ("explore", "Explore")


def test_it_opens_from_nothing_on_himmelblau_with_the_four_ticked(open_page):
    page = open_page()
    assert page.text("Cost landscape") == "himmelblau"
    assert (page.text("Start w1"), page.text("Start w2"), page.text("Steps")) == ("0", "-3", "500")
    assert [(box.label, box.value) for box in page.app.checkbox] == [(title, True) for title in TITLES]
    assert page.link == ""
    assert page.errors == page.warnings == []


@pytest.mark.sampled(6)
@each_landscape
def test_it_opens_every_landscape_from_its_link(open_page, landscape):
    view = opening(landscape)
    link = encode(replace(view, off=frozenset({1, 2, 3})))  # compiling one run of the four is enough
    page = open_page(link)
    assert parse_qs(page.link) == parse_qs(link)
    assert page.errors == page.warnings == []
    assert page.text("Cost landscape") == landscape.key
    assert (float(page.text("Start w1")), float(page.text("Start w2"))) == landscape.start
    for title, key in zip(TITLES, OPTIMIZERS, strict=False):
        assert float(page.text(f"{title} learning rate")) == landscape.rates[key]
    assert any(landscape.formula in equation for equation in page.equations)
    assert any(landscape.lesson in caption.value for caption in page.app.caption)
    assert any(landscape.source in caption.value for caption in page.app.caption)
    assert [row["Optimizer"] for row in page.table] == TITLES[:1]


@pytest.mark.sampled(4)
@pytest.mark.parametrize("key", ["himmelblau", "ravine", "saddle"])
def test_a_landscapes_name_alone_opens_it_with_the_four_ticked(open_page, key):
    page = open_page(f"landscape={key}")
    assert page.text("Cost landscape") == key
    assert [row["Optimizer"] for row in page.table] == TITLES
    assert page.link == f"landscape={key}"


def test_the_menu_offers_every_landscape_in_teaching_order(open_page):
    titles = [landscape.title for landscape in LANDSCAPES.values()]
    assert open_page().field("Cost landscape").options[: len(titles)] == titles


@pytest.mark.sampled(6)
@pytest.mark.parametrize("optimizer", OPTIMIZERS.values(), ids=OPTIMIZERS.keys())
def test_the_fields_of_an_optimizer_are_named_by_its_title(open_page, optimizer):
    page = open_page(f"run={optimizer.key}~0.25~decay~0.125")
    assert page.text(optimizer.title) is True
    assert page.text(f"{optimizer.title} learning rate") == "0.25"
    assert page.text(f"{optimizer.title} learning rate decay") == "0.125"


def test_the_parameters_of_a_landscape_have_fields_with_their_range(open_page):
    page = open_page("landscape=ravine&theta=kappa~7")
    (field,) = (field for field in page.app.text_input if field.label.startswith("kappa: "))
    assert field.value == "7"
    assert field.label.endswith("1 to 1000")


def test_the_page_says_first_what_j_stands_for(open_page):
    assert "cost of a network with two weights" in open_page().app.markdown[0].value


def test_the_table_lists_the_ticked_runs_in_order(open_page):
    page = open_page()
    assert [row["Optimizer"] for row in page.table] == TITLES
    page.fill("Momentum", False)
    assert [row["Optimizer"] for row in page.table] == ["Gradient descent", "RMSprop", "Adam"]
    page.fill("Momentum", True)
    assert [row["Optimizer"] for row in page.table] == TITLES


@pytest.mark.parametrize("key", ["himmelblau", "ravine", "saddle"])
def test_the_table_holds_what_the_engine_computed(open_page, key):
    page = open_page(f"landscape={key}")
    trajectories = perform(page.view.shown)
    assert len(page.table) == len(trajectories)
    for row, t in zip(page.table, trajectories, strict=True):
        assert row["final w1"] == f"{t.w1[-1]:.6g}"
        assert row["final w2"] == f"{t.w2[-1]:.6g}"
        assert row["final J"] == f"{t.cost[-1]:.6g}"
        assert row["final ‖∇J‖"] == f"{np.hypot(t.gradient[0][-1], t.gradient[1][-1]):.3g}"
        assert row["outcome"].startswith(sentence(t.verdict, 500)[:12])


def test_the_table_says_where_the_tolerance_was_not_reached(open_page):
    (row,) = open_page("steps=1&run=adam~1e-9").table
    assert row["steps to tolerance"] == "not reached"
    assert row["outcome"].startswith("Stalled from step 0 on, since its steps")


def test_a_run_that_diverges_is_shown_with_its_words(open_page):
    (row,) = open_page("run=gradient_descent~5").table
    assert row["outcome"].startswith("Overshoots from step 1 on, diverged at step")


def test_with_nothing_ticked_the_page_says_what_to_do(open_page):
    page = open_page()
    for title in TITLES:
        page.fill(title, False)
    assert page.table == []
    assert [info.value for info in page.app.info] == ["Tick an optimizer in step 3 to see where it goes."]
    assert page.view.off == {0, 1, 2, 3}
    page.fill("Adam", True)
    assert [row["Optimizer"] for row in page.table] == ["Adam"]
    assert len(page.app.info) == 0


def test_a_link_without_rows_opens_and_its_buttons_do_no_harm(open_page):
    page = open_page("run=none")
    assert page.table == []
    for label in ("Same rate for all", "Rates that suit", "The lecture's settings", "Random", "Reset"):
        page.press(label)
        assert page.view.experiment.runs == ()
    page.press("Reset everything")
    assert [row["Optimizer"] for row in page.table] == TITLES


def test_the_same_optimizer_may_run_twice_with_two_rates(open_page):
    page = open_page("run=adam~0.1&run=adam~0.01")
    assert [row["Optimizer"] for row in page.table] == ["Adam α 0.1", "Adam α 0.01"]
    assert page.table[0] != page.table[1]


def test_eight_rows_fit(open_page):
    page = open_page("&".join(f"run=rmsprop~0.0{i}" for i in range(1, 9)))
    assert len(page.table) == 8
    assert page.warnings == []


@pytest.mark.sampled(4)
@pytest.mark.parametrize(
    "link",
    [
        *("domain=0~5e-324~0~1&w1=0&w2=0", "domain=1e308~1.7e308~0~1", "domain=-8e307~8e307~-8e307~8e307"),
        *("domain=1e-9~2e-9~1e-9~2e-9", "steps=1&run=adam~0.1", "steps=5000&noise=1e6&run=adam~1", "run=momentum~1e6"),
        *("run=adam~0", "run=rmsprop~1e6~epsilon~0", "landscape=ravine&theta=kappa~1000&w1=30&w2=12"),
    ],
)
def test_it_opens_at_the_edges_of_what_a_link_may_ask(open_page, link):
    open_page(link)

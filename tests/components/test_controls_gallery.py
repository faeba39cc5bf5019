"""The gallery: every landscape stands in it under its group, and the picked one is the page's."""

import pytest

from components.controls.gallery import matches
from landscapes import CATALOGUE, GROUPS


def test_every_landscape_stands_under_its_group(open_page):
    page = open_page()
    page.press("Gallery")
    shown = [button.key for button in page.app.button if (button.key or "").startswith("gallery-pick-")]
    order = [key for group in GROUPS for key in CATALOGUE if CATALOGUE[key].group == group]
    assert shown == [f"gallery-pick-{key}" for key in order]
    assert sorted(order) == sorted(CATALOGUE)


@pytest.mark.sampled(1)
@pytest.mark.parametrize("key", ["rosenbrock", "eggholder"])
def test_the_picked_one_is_the_pages_with_the_rates_that_suit(open_page, key):
    page = open_page()
    page.press("Gallery")
    page.app.button(f"gallery-pick-{key}").click()
    page.run()
    assert page.view.experiment.surface == CATALOGUE[key]
    assert page.view.experiment.runs[0].learning_rate == CATALOGUE[key].rates["gradient_descent"]


def test_the_search_looks_for_every_word_in_the_name_the_group_the_lesson_and_the_formula():
    found = lambda asked: {key for key, landscape in CATALOGUE.items() if matches(landscape, asked)}  # noqa: E731
    assert found("") == set(CATALOGUE)
    assert found("ROSEN") == {"rosenbrock"}
    assert {"rastrigin", "sphere"} & found("cos") == {"rastrigin"}
    assert found("cos nothing like it") == set()


def test_what_is_searched_for_stays_and_the_others_go(open_page):
    page = open_page()
    page.press("Gallery")
    page.app.text_input("gallery-search").set_value("rosen")
    page.run()
    shown = [button.key for button in page.app.button if (button.key or "").startswith("gallery-pick-")]
    assert shown in (["gallery-pick-rosenbrock"], [])  # the dialog may be closed by a run of the whole page

"""The gallery: every landscape stands in it under its group, and the picked one is the page's."""

import pytest

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

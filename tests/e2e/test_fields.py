"""What stands in the fields of a popover when the reader opens it: the values that are used, whatever came before."""

import re

import pytest
from playwright.sync_api import Page

FIELDS = "[data-testid=stPopoverBody] input[type=text], [data-testid=stPopoverBody] input[role=combobox]"


def opened(page: Page, name: str) -> dict[str, str]:
    """What the popover `name` shows when it is opened: a text for each label."""
    page.get_by_role("button", name=name).first.click()
    page.locator("[data-testid=stPopoverBody] input").first.wait_for()
    found = page.eval_on_selector_all(
        FIELDS,
        "found => found.map((field) => [field.getAttribute('aria-label'), field.value ||"
        " field.closest('[data-baseweb=select], [data-testid=stSelectbox]')?.innerText])",
    )
    page.keyboard.press("Escape")
    page.locator("[data-testid=stPopoverBody]").wait_for(state="detached")
    return {re.split(r"[:,.]", label.replace("Selected ", ""))[0]: text for label, text in found}


def dragged(page: Page) -> None:
    page.get_by_role("slider", name="Start point").press("ArrowRight")
    page.wait_for_url("**w1=0.12**")


def at_another_rate(page: Page) -> None:
    rate = page.get_by_label("Adam learning rate", exact=True)
    rate.fill("0.05")
    rate.press("Enter")
    page.wait_for_url("**run=adam~0.05**")


def on_another_landscape(page: Page) -> None:
    page.get_by_label("Cost landscape").click()
    page.get_by_role("option", name="Booth").click()
    page.wait_for_url("**landscape=booth**")


@pytest.mark.smoke
@pytest.mark.sampled(1)
@pytest.mark.parametrize("change", [dragged, at_another_rate, on_another_landscape])
def test_a_popover_opened_first_after_a_change_shows_the_values_used(change, open_page, rest):
    page = open_page("?run=adam~0.1~beta2~0.99~bias_correction~off~warmup~7&noise=0.25&seed=3")
    change(page)
    rest(page)
    settings = opened(page, "Equation and settings")
    assert settings["Adam beta1"] == "0.9"
    assert settings["Adam beta2"] == "0.99"
    assert settings["Adam epsilon"] == "1e-8"
    assert settings["Adam warm-up"] == "7"
    assert all(settings.values())
    assert opened(page, "Noise and batches") == {"Gradient noise": "0.25", "Seed": "3"}


def test_a_field_in_a_closed_popover_brings_nothing_back_that_was_undone(open_page, rest):
    page = open_page("?run=adam~0.1")
    page.get_by_role("button", name="Equation and settings").click()
    field = page.get_by_label("Adam beta1")
    field.fill("0.8")
    field.press("Enter")
    page.wait_for_url("**beta1~0.8**")
    page.keyboard.press("Escape")
    page.locator("[data-testid=stPopoverBody]").wait_for(state="detached")
    page.get_by_role("button", name="Undo").click()
    page.wait_for_url(lambda url: "beta1" not in url)
    dragged(page)
    rest(page)
    assert "beta1" not in page.url
    assert opened(page, "Equation and settings")["Adam beta1"] == "0.9"

"""The page of backpropagation in a browser: the numbers are there, a broken line is found, a phone shows it all."""

import pytest

TABLE = ".st-key-backpropagation-backward table"


@pytest.fixture
def open_backpropagation(open_page):
    def open_(query="", **how):
        page = open_page(f"backpropagation{query}", drawn=False, **how)
        page.locator(f"{TABLE} .katex").first.wait_for()
        return page

    return open_


def choose(page, label, option):
    page.get_by_role("combobox", name=label).click()
    page.get_by_role("option", name=option).click()


def test_every_line_agrees_and_a_broken_one_is_found(open_backpropagation):
    page = open_backpropagation()
    page.get_by_text("All six agree with JAX").wait_for()
    assert page.locator(f"{TABLE} tbody tr").count() == 6
    assert page.locator(f"{TABLE} .katex-error").count() == 0
    choose(page, "Break it", "forgets g′(z1)")
    page.get_by_text("The check finds it.").wait_for()
    page.wait_for_function("() => location.search.includes('mistake=no_slope')")
    page.reload()
    page.get_by_text("The check finds it.").wait_for()


@pytest.mark.smoke
def test_a_batch_shows_its_columns_and_its_link(open_backpropagation):
    page = open_backpropagation("?batch=6&hidden=4&activation=relu&loss=squared_error")
    page.get_by_text("All six agree with JAX").wait_for()
    assert page.locator(".katex-error").count() == 0
    assert page.get_by_text("This link is damaged").count() == 0
    assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.sampled(1)
@pytest.mark.smoke
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_on_a_phone_the_numbers_stand_below_each_other(open_backpropagation, dark):
    page = open_backpropagation(phone=True, dark=dark)
    assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
    for cell in page.locator(f"{TABLE} tbody tr").first.locator("td").all():
        box = cell.bounding_box()
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 390

"""The page of averages in a browser: β under the finger, the day under the cursor, the link, one's own series."""

import re
from math import isclose

import pytest

from landscapes.series import SERIES

TEMPERATURES = SERIES["temperature"].load().values


def average(beta, day):
    """V of a day, by its definition as a sum."""
    return sum((1 - beta) * beta ** (day - t) * TEMPERATURES[t - 1] for t in range(1, day + 1))


@pytest.fixture
def open_averages(open_page):
    def open_(query="", **how):
        page = open_page(f"averages{query}", drawn=False, **how)
        page.get_by_test_id("averages").wait_for()
        still(page)
        return page

    return open_


def still(page):
    page.wait_for_function("() => !document.querySelector('[data-test-script-state=running]')")
    page.wait_for_timeout(400)  # a choice is told when the hand rests
    page.wait_for_function("() => !document.querySelector('[data-test-script-state=running]')")


def shown(page, name):
    return page.get_by_test_id("averages").get_attribute(f"data-{name}")


@pytest.mark.smoke
def test_it_opens_with_the_lectures_three_and_its_numbers_are_the_sums_of_all_days(open_averages):
    page = open_averages()
    assert shown(page, "betas") == "0.5~0.9~0.98"
    day = int(shown(page, "day"))
    assert isclose(float(shown(page, "value")), average(0.9, day), rel_tol=1e-12)
    said = page.locator(".sum").inner_text()
    assert re.search(r"^V.+ = 0\.9 · V.+ \+ 0\.1 · θ.+ = 0\.9 · \d+\.\d\d \+ 0\.1 · \d+\.\d\d = ", said)
    assert said.endswith(f"{average(0.9, day):.2f}")


def test_a_curve_follows_the_slider_before_the_finger_is_lifted_and_the_link_after(open_averages):
    page = open_averages()
    slider = page.get_by_role("slider", name="Average 2 β")
    curve = page.locator(".averages-plot .lines path").nth(1)
    before, box = curve.get_attribute("d"), slider.bounding_box()
    page.mouse.move(box["x"] + box["width"] / 3, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.wait_for_function(
        "before => document.querySelectorAll('.lines path')[1].getAttribute('d') !== before", arg=before
    )
    page.mouse.up()
    still(page)
    beta = float(shown(page, "betas").split("~")[1])
    assert 0.9 < beta < 0.98
    assert f"beta=0.5~{beta}~0.98" in page.url.replace("%7E", "~")


def test_a_slider_moves_by_keys_and_a_typed_number_counts(open_averages):
    page = open_averages()
    slider = page.get_by_role("slider", name="Average 2 β")
    slider.focus()
    page.keyboard.press("ArrowRight")
    assert 0.9 < float(shown(page, "betas").split("~")[1]) < 0.91
    field = page.get_by_role("textbox", name="Average 2 β, typed")
    field.fill("0,95")
    assert shown(page, "betas") == "0.5~0.95~0.98"
    field.fill("2")
    assert "is no number from 0 to 0.999" in page.locator(".curves-box .status").inner_text()
    assert shown(page, "betas") == "0.5~0.95~0.98"
    assert field.input_value() == "2"


def test_averages_are_added_and_removed_by_one_click(open_averages):
    page = open_averages("?beta=0.7")
    for beta in ("0.5", "0.9", "0.98"):
        page.get_by_role("button", name=f"β = {beta}", exact=True).click()
    assert shown(page, "betas") == "0.7~0.5~0.9~0.98"
    page.get_by_role("button", name="β = 0.9", exact=True).click()
    page.get_by_role("button", name="Remove Average 1").click()
    assert shown(page, "betas") == "0.5~0.98"
    for _ in range(4):
        page.get_by_role("button", name="+ another").click()
    assert len(set(shown(page, "betas").split("~"))) == 6
    assert page.get_by_role("button", name="+ another").is_disabled()
    still(page)
    assert page.get_by_text("This link is damaged").count() == 0


@pytest.mark.smoke
def test_the_cursor_takes_a_day_by_pointer_and_by_keys(open_averages):
    page = open_averages()
    plot = page.get_by_role("slider", name="Day", exact=True)
    box = plot.bounding_box()
    pinned = shown(page, "day")
    page.mouse.move(box["x"] + 0.25 * box["width"], box["y"] + 100)
    assert shown(page, "day") != pinned
    page.mouse.move(5, 5)
    assert shown(page, "day") == pinned
    plot.click(position={"x": 0.25 * box["width"], "y": 100})
    day = int(shown(page, "day"))
    page.keyboard.press("ArrowRight")
    page.mouse.move(5, 5)
    assert shown(page, "day") == str(day + 1)
    still(page)
    assert f"day={day + 1}" in page.url
    assert f"Day {day + 1}" in page.locator(".day").inner_text()


def test_bias_correction_shows_at_the_start(open_averages):
    page = open_averages("?beta=0.98&day=3")
    page.get_by_role("button", name="First 50 days").click()
    page.get_by_role("button", name="Bias correction").click()
    assert (shown(page, "span"), shown(page, "corrected")) == ("1~50", "true")
    assert isclose(float(shown(page, "value")), average(0.98, 3) / (1 - 0.98**3), rel_tol=1e-12)
    assert page.locator(".averages-plot .plain path").count() == 1
    still(page)
    assert "corrected=on" in page.url
    page.reload()
    page.get_by_test_id("averages").wait_for()
    assert (shown(page, "span"), shown(page, "corrected"), shown(page, "day")) == ("1~50", "true", "3")


def test_the_days_in_view_are_dragged_and_widened(open_averages):
    page = open_averages("?span=100~200")
    part = page.locator(".range .part").bounding_box()
    page.mouse.move(part["x"] + part["width"] / 2, part["y"] + 20)
    page.mouse.down()
    page.mouse.move(part["x"] + part["width"] / 2 + 60, part["y"] + 20, steps=4)
    page.mouse.up()
    first, last = map(int, shown(page, "span").split("~"))
    assert first > 110
    assert last - first == 100
    page.get_by_role("slider", name="Last day in view").focus()
    page.keyboard.press("ArrowLeft")
    assert shown(page, "span") == f"{first}~{last - 1}"
    page.get_by_role("button", name="All days").click()
    assert shown(page, "span") == f"1~{len(TEMPERATURES)}"


def test_a_share_price_has_the_traders_n(open_averages):
    page = open_averages()
    page.get_by_text("Share price", exact=True).click()
    page.wait_for_function("() => document.querySelector('[data-testid=averages]').dataset.series === 'price'")
    field = page.get_by_role("textbox", name="Average 2 EMA N")
    assert field.input_value() == "19"
    field.fill("20")
    assert isclose(float(shown(page, "betas").split("~")[1]), 1 - 2 / 21, rel_tol=1e-11)


def test_a_pasted_series_an_error_in_it_and_its_link(open_averages):
    page = open_averages()
    page.get_by_text("Your own", exact=True).click()
    field = page.get_by_role("textbox", name="Paste your own series")
    field.fill("3\n5\n4\n8")
    field.press("Control+Enter")
    page.wait_for_function("() => document.querySelector('[data-testid=averages]').dataset.series === 'own'")
    still(page)
    assert "values=3~5~4~8" in page.url.replace("%7E", "~")
    field.fill("3\n5\nx")
    field.press("Control+Enter")
    page.get_by_text("line 3: “x” is not a number").wait_for()
    assert field.input_value() == "3\n5\nx"
    assert shown(page, "series") == "own"


def test_a_file_is_uploaded(open_averages):
    page = open_averages()
    page.get_by_text("Your own", exact=True).click()
    text = "date,value\n2016-01-01,3\n2016-01-02,5\n"
    page.locator("input[type=file]").set_input_files(
        {"name": "series.csv", "mimeType": "text/csv", "buffer": text.encode()}
    )
    page.wait_for_function("() => document.querySelector('[data-testid=averages]')?.dataset.series === 'own'")
    assert page.get_by_role("textbox", name="Paste your own series").input_value() == text


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_on_a_phone_nothing_is_cut_and_a_tap_takes_a_day(open_averages, dark):
    page = open_averages(phone=True, dark=dark)
    assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
    plot = page.get_by_role("slider", name="Day", exact=True)
    box = plot.bounding_box()
    assert box["width"] > 330
    before = shown(page, "day")
    page.touchscreen.tap(box["x"] + 0.7 * box["width"], box["y"] + 150)
    assert shown(page, "day") != before
    for button in page.locator(".optiscape-averages button:visible").all():
        assert button.bounding_box()["height"] >= 40


def test_the_way_on_opens_momentum(open_averages):
    page = open_averages()
    with page.expect_popup() as opened:
        page.get_by_role("link", name="See it on Explore").click()
    there = opened.value
    there.wait_for_selector("[data-drawn-start]")
    assert "charts=cost~averages" in there.url.replace("%7E", "~")

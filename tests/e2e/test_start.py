"""The red dot: by mouse, by touch, by a click, by the keyboard, by numbers."""

import pytest
from playwright.sync_api import expect


def handle(page):
    return page.get_by_role("slider", name="Start point")


def test_dragging_the_dot_moves_the_start_and_the_fields_follow_on_release(open_page, rest, start_of, pixel_of):
    page = open_page()
    x, y = pixel_of(page, *start_of(page))
    page.mouse.move(x, y)
    page.mouse.down()
    for i in range(1, 11):
        page.mouse.move(x + 9 * i, y - 15 * i)
    assert page.get_by_label("Start w1").input_value() == "0"  # not yet released
    page.mouse.up()
    rest(page)
    assert pixel_of(page, *start_of(page)) == pytest.approx((x + 90, y - 150), abs=0.6)
    w1, w2 = start_of(page)
    expect(page.get_by_label("Start w1")).to_have_value(f"{w1:g}")
    expect(page.get_by_label("Start w2")).to_have_value(f"{w2:g}")
    page.wait_for_url(f"**w1={w1:g}&**")


def test_the_dot_is_large_enough_for_a_finger_and_says_where_it_is(open_page):
    page = open_page(phone=True)
    box = handle(page).bounding_box()
    assert min(box["width"], box["height"]) >= 44
    assert handle(page).get_attribute("aria-valuenow") == "0"
    assert handle(page).get_attribute("aria-valuetext") == "w1 = 0, w2 = −3"


def test_a_finger_drags_the_dot_and_does_not_scroll_the_page(open_page, rest, start_of, pixel_of):
    page = open_page(phone=True)
    handle(page).scroll_into_view_if_needed()
    scrolled = page.evaluate("scrollY")
    x, y = pixel_of(page, *start_of(page))
    touch = page.context.new_cdp_session(page)

    def send(kind, *points):
        touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": a, "y": b} for a, b in points]})

    send("touchStart", (x, y))
    for i in range(1, 9):
        send("touchMove", (x + 5 * i, y - 10 * i))
    send("touchEnd")
    rest(page)
    assert pixel_of(page, *start_of(page)) == pytest.approx((x + 40, y - 80), abs=0.6)
    assert page.evaluate("scrollY") == scrolled


def test_a_click_anywhere_on_the_map_places_the_dot(open_page, rest, start_of, pixel_of):
    page = open_page()
    page.mouse.click(*pixel_of(page, 1.5, 4.25))
    rest(page)
    assert start_of(page) == pytest.approx((1.5, 4.25), abs=0.02)


def test_a_tap_places_the_dot(open_page, rest, start_of, pixel_of):
    page = open_page(phone=True)
    handle(page).scroll_into_view_if_needed()
    page.touchscreen.tap(*pixel_of(page, 2, -5))
    rest(page)
    assert start_of(page) == pytest.approx((2, -5), abs=0.03)


def test_panning_the_map_does_not_place_the_dot(open_page, rest, start_of, pixel_of):
    page = open_page()
    before = start_of(page)
    x, y = pixel_of(page, 0, 3)
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 60, y + 20, steps=5)
    page.mouse.up()
    rest(page)
    assert start_of(page) == before
    assert page.evaluate("document.querySelector('.js-plotly-plot')._fullLayout.xaxis.range[0]") < -6


def test_the_arrow_keys_move_the_dot_finely_and_with_shift_coarsely(open_page, rest, start_of):
    page = open_page()
    handle(page).focus()
    page.keyboard.press("ArrowRight")
    rest(page)
    assert start_of(page) == pytest.approx((0.12, -3), abs=0.02)
    page.keyboard.press("Shift+ArrowUp")
    rest(page)
    assert start_of(page) == pytest.approx((0.12, -1.8), abs=0.02)
    expect(page.get_by_label("Start w2")).to_have_value("-1.8")


def test_streamlits_own_keys_do_not_fire_from_the_dot(open_page):
    page = open_page()
    handle(page).focus()
    page.keyboard.press("c")
    page.wait_for_timeout(300)
    assert page.get_by_role("dialog").count() == 0


@pytest.mark.sampled(2)
@pytest.mark.parametrize(("typed", "value"), [("1.25", 1.25), ("1,25", 1.25), ("125e-2", 1.25), ("−2", -2.0)])
def test_a_typed_number_moves_the_dot(open_page, rest, start_of, typed, value):
    page = open_page()
    page.get_by_label("Start w1").fill(typed)
    page.keyboard.press("Enter")
    page.wait_for_function(
        f"document.querySelector('[data-testid=descent-player]').dataset.start.split(',')[0] == {value}"
    )
    rest(page)
    assert start_of(page) == (value, -3)


@pytest.mark.smoke
@pytest.mark.sampled(3)
@pytest.mark.parametrize("typed", ["abc", "NaN", "inf", "1e400", "1e9", ""])
def test_a_bad_number_says_so_and_the_last_good_picture_and_link_stay(open_page, rest, start_of, typed):
    page = open_page("?landscape=ravine&w1=3&w2=1")
    url = page.url
    page.get_by_label("Start w1").fill(typed)
    page.keyboard.press("Enter")
    page.get_by_role("alert").filter(has_text="Start w1").wait_for()
    rest(page)
    assert start_of(page) == (3, 1)
    assert page.url == url
    assert page.get_by_label("Start w1").input_value() == typed


def test_holding_the_pointer_probes_the_curvature_and_leaves_the_dot(open_page, pixel_of, start_of, rest):
    page = open_page("?landscape=ravine&theta=kappa~50")
    before = start_of(page)
    page.mouse.move(*pixel_of(page, 0, 2))
    page.mouse.down()
    card = page.locator(".optiscape-player .probe")
    card.wait_for(state="visible")
    page.mouse.up()
    assert "κ = 50, 2/λmax = 0.04" in card.inner_text()
    rest(page)
    assert start_of(page) == before
    page.get_by_role("slider", name="Start point").press("Escape")
    assert card.is_hidden()
    page.get_by_role("slider", name="Start point").press("i")
    card.wait_for(state="visible")
    assert "(−7, 1.5)" in card.inner_text()

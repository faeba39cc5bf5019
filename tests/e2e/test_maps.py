"""The page of maps: basins, the learning-rate strip, noise; live, and the same by link."""

import csv
import io
import re
import urllib.request
from urllib.parse import urljoin

import pytest

from optimizers import Experiment, Run, perform

PAINTED = """side => {
    const all = [...document.querySelectorAll('.basins canvas')];
    return all.length > 0 && all.every(canvas => canvas.width === side);
}"""
PIXELS = """i => {
    const canvas = document.querySelectorAll('.basins canvas')[i];
    return [...canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data].join();
}"""
DRAWN = "start => document.querySelector('[data-testid=descent-player]').dataset.drawnStart === start"


def rate(page, title):
    return float(page.get_by_role("textbox", name=f"{title} learning rate", exact=True).input_value())


def test_the_page_opens_on_the_basins_of_all_ticked_runs_and_they_add_up(open_page):
    page = open_page("maps?run=gradient_descent~0.01&run=adam~0.1")
    page.wait_for_function(PAINTED, arg=128)
    assert page.locator(".basins .tile").count() == 2
    for tile in page.locator(".basins .basin").all():
        shares = re.findall(r"([\d.]+) %", tile.get_attribute("aria-label"))
        assert sum(map(float, shares)) == pytest.approx(100, abs=2.5)
    assert "16,384 runs × 500 steps" in page.locator(".basins").text_content()


def test_a_setting_repaints_the_map_and_the_dot_is_dragged_over_it(open_page, rest):
    page = open_page("maps?run=momentum~0.05")
    page.wait_for_function(PAINTED, arg=128)
    before = page.evaluate(PIXELS, 0)
    field = page.get_by_role("textbox", name="Momentum learning rate", exact=True)
    field.fill("0.01")
    field.press("Enter")
    page.wait_for_function(f"before => ({PIXELS})(0) !== before && ({PAINTED})(128)", arg=before)
    box = page.locator(".basins .basin").bounding_box()
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.mouse.move(box["x"] + 0.75 * box["width"], box["y"] + 0.25 * box["height"], steps=5)
    page.mouse.up()
    rest(page)
    w1, w2 = map(float, page.get_by_test_id("descent-player").get_attribute("data-start").split(","))
    assert (w1, w2) == pytest.approx((3, 3), abs=0.2)
    run = perform(Experiment("himmelblau", start=(w1, w2), runs=(Run("momentum", 0.01),)))[0]
    assert f"{run.w1[-1]:.6g}" in page.locator(".st-key-explore-results").text_content()


def test_a_click_on_a_map_replays_that_start(open_page):
    page = open_page("maps?run=adam~0.1")
    page.wait_for_function(PAINTED, arg=128)
    page.locator(".basins .basin").click(position={"x": 40, "y": 40})
    page.wait_for_function("() => document.querySelector('[data-testid=descent-player]').dataset.playing === 'true'")


@pytest.mark.smoke
def test_the_handle_of_the_strip_sets_the_rate_and_the_path_follows_while_it_moves(open_page, rest):
    page = open_page("maps?charts=rates&run=gradient_descent~0.001")
    grip = page.locator(".grip circle").last
    grip.wait_for()
    before = page.locator(".scatterlayer .trace path").first.get_attribute("d")
    box = grip.bounding_box()
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.mouse.move(box["x"] + 60, box["y"], steps=6)
    page.wait_for_function(
        "before => document.querySelector('.scatterlayer .trace path').getAttribute('d') !== before", arg=before
    )
    assert rate(page, "Gradient descent") == 0.001  # the page itself follows on release
    page.mouse.up()
    page.wait_for_function("() => !/gradient_descent~0.001(&|$)/.test(location.search)")
    rest(page)
    moved = rate(page, "Gradient descent")
    assert 0.001 < moved < 0.1
    page.get_by_role("button", name="take the best rate").click()
    page.wait_for_function("moved => !location.search.includes(`gradient_descent~${moved}`)", arg=moved)


@pytest.mark.smoke
def test_maps_that_are_answered_before_the_first_picture_are_drawn_with_it(open_page, rest):
    held, answers, released = [], [], False

    def hold(page):
        page.route("**/api/surface*", lambda route: route.continue_() if released else held.append(route))
        page.on("websocket", listen)

    def listen(socket):
        if socket.url.endswith("/api/maps"):
            socket.on("framereceived", lambda answer: answers.append(answer))

    shown = "basins~rates~plane~race~noise"
    page = open_page(f"maps?charts={shown}&noise=1&run=gradient_descent~0.01&run=adam~0.1", drawn=False, before=hold)
    root = page.get_by_test_id("descent-player")
    root.wait_for()
    page.wait_for_function("() => !document.querySelector('[data-test-script-state=running]')")
    root.get_by_role("button", name="Same rate").click()  # what is pressed that early does no harm
    root.get_by_role("button", name="Whole map").click()
    root.get_by_role("button", name="Zoom in").click()
    root.get_by_role("group", name="Colours scale").get_by_role("button", name="linear").click()
    for key in ("ArrowLeft", "i", "0"):
        page.get_by_role("slider", name="Start point").press(key)
    for _ in range(200):
        if answers and held:
            break
        page.wait_for_timeout(50)
    assert answers
    page.wait_for_timeout(500)
    assert root.get_attribute("data-drawn-start") is None
    released = True
    for route in held:
        route.continue_()
    rest(page)
    page.locator(".panel-rates .curve").nth(1).wait_for(state="attached")
    page.locator(".panel-race tbody tr").nth(1).wait_for()
    page.locator(".spread").nth(3).wait_for(state="attached")
    page.wait_for_function(PAINTED, arg=128)
    page.wait_for_function("() => document.querySelector('.plane canvas')?.width === 64")


def test_the_strip_marks_the_bound_of_gradient_descent(open_page):
    page = open_page("maps?landscape=ravine&charts=rates&run=gradient_descent~0.05")
    page.locator(".bound").first.wait_for(state="attached")
    text = page.locator(".panel-rates .chart").text_content()
    assert "2/λmax at the start" in text
    assert "2/λmax at the minimum" in text


def test_the_race_prints_every_number_it_used_and_a_rate_can_be_taken(open_page, rest):
    page = open_page("maps?charts=race&landscape=ravine&run=gradient_descent~0.01&run=momentum~0.3")
    rows = page.locator(".panel-race tbody tr")
    rows.first.wait_for()
    ranks = [row.locator("td").first.text_content() for row in rows.all()]
    assert ranks == sorted(ranks)
    cells = rows.first.locator("td").all_text_contents()
    used = float(cells[2])
    key = {"Gradient descent": "gradient_descent", "Momentum": "momentum"}[cells[1].strip()]
    run = perform(Experiment("ravine", runs=(Run(key, used),)))[0]
    assert float(cells[3].replace("−", "-")) == pytest.approx(run.cost[-1], rel=1e-3, abs=1e-300)
    rows.first.get_by_role("button").click()
    page.wait_for_function(f"() => location.search.includes('{key}~{used:g}')")
    page.locator(".panel-race").get_by_role("button", name="Same rate").click()
    page.wait_for_function("() => !document.querySelector('.panel-race table').classList.contains('stale')")
    page.wait_for_function(
        "() => /at the learning rate of the first/.test(document.querySelector('.panel-race').textContent)"
    )
    rates = {row.locator("td").nth(2).text_content() for row in rows.all()}
    assert len(rates) == 1


@pytest.mark.smoke
def test_two_settings_are_moved_at_once_by_their_mark(open_page, rest):
    page = open_page("maps?charts=plane&landscape=ravine&run=momentum~0.3")
    page.wait_for_function("() => document.querySelector('.plane canvas')?.width === 64")
    assert page.locator(".plane .limit").get_attribute("d").startswith("M")
    before = page.locator(".scatterlayer .trace path").first.get_attribute("d")
    box = page.locator(".plane .basin").bounding_box()
    page.mouse.move(box["x"] + 0.3 * box["width"], box["y"] + 0.5 * box["height"])
    page.mouse.down()
    page.mouse.move(box["x"] + 0.35 * box["width"], box["y"] + 0.5 * box["height"], steps=4)
    page.wait_for_function(
        "before => document.querySelector('.scatterlayer .trace path').getAttribute('d') !== before", arg=before
    )
    page.mouse.up()
    page.wait_for_function("() => /momentum~[\\d.]+~beta~[\\d.]+/.test(location.search)")
    rest(page)
    assert rate(page, "Momentum") != 0.3


def test_a_slider_of_the_basins_repaints_them_while_it_moves_and_the_page_follows(open_page, rest):
    page = open_page("maps?run=adam~0.1")
    page.wait_for_function(PAINTED, arg=128)
    before = page.evaluate(PIXELS, 0)
    box = page.get_by_label("Adam learning rate α").bounding_box()
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.mouse.move(box["x"] + 0.8 * box["width"], box["y"] + box["height"] / 2, steps=5)
    page.wait_for_function(f"before => ({PIXELS})(0) !== before && ({PAINTED})(128)", arg=before)
    assert rate(page, "Adam") == 0.1
    page.mouse.up()
    page.wait_for_function("() => !/adam~0.1(&|$)/.test(location.search)")
    rest(page)
    assert rate(page, "Adam") > 0.1


def test_what_a_map_is_of_is_in_the_link(open_page):
    page = open_page("maps?charts=plane~race&axes=beta2~learning_rate&race=same&run=adam~0.1")
    page.wait_for_function("() => document.querySelector('.plane canvas')?.width === 64")
    assert page.get_by_label("Across").input_value() == "beta2"
    page.get_by_label("Up", exact=True).select_option("epsilon")
    page.wait_for_function("() => location.search.includes('axes=beta2~epsilon')")
    page.locator(".panel-race").get_by_role("button", name="Equal gradients").click()
    page.wait_for_function("() => location.search.includes('race=evaluations')")


def test_noise_shows_a_cloud_and_its_slider_moves_it(open_page):
    page = open_page("maps?charts=noise&noise=5&run=gradient_descent~0.01")
    page.locator(".cloud path").wait_for(state="attached")
    before = page.locator(".cloud path").get_attribute("d")
    page.get_by_label("noise σ").press("ArrowRight")
    page.wait_for_function("before => document.querySelector('.cloud path')?.getAttribute('d') !== before", arg=before)
    page.wait_for_function("() => !/noise=5(&|$)/.test(location.search)")
    assert page.locator(".spread").count() == 2


def test_the_numbers_can_be_taken_and_the_link_restores_the_map(open_page):
    page = open_page("maps?run=adam~0.1&steps=60")
    page.wait_for_function(PAINTED, arg=128)
    link = page.locator(".basins a").first.get_attribute("href")
    rows = list(csv.reader(io.StringIO(urllib.request.urlopen(urljoin(page.url, link)).read().decode())))
    assert rows[0] == ["w1", "w2", "minimum (float32)", "steps (float32)", "J (float32)"]
    assert len(rows) == 1 + 128 * 128
    seen = page.evaluate(PIXELS, 0)
    again = open_page(page.url.partition("/maps")[2].join(["maps", ""]))
    again.wait_for_function(PAINTED, arg=128)
    assert again.evaluate(PIXELS, 0) == seen


def test_the_way_between_the_pages_keeps_the_runs(open_page, rest):
    page = open_page("?landscape=ravine&run=adam~0.25")
    page.get_by_role("link", name="Maps").click()
    page.wait_for_function(PAINTED, arg=128)
    assert rate(page, "Adam") == 0.25
    page.get_by_role("link", name="Explore").click()
    page.wait_for_function(
        "() => !document.querySelector('.panel-basins') || document.querySelector('.panel-basins').hidden"
    )
    page.locator(".panel-cost").wait_for(state="visible")
    assert rate(page, "Adam") == 0.25
    assert "landscape=ravine" in page.url


def test_a_phone_has_the_maps_below_the_paths(open_page):
    page = open_page("maps?run=adam~0.1", phone=True)
    page.wait_for_function(PAINTED, arg=128)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390

"""The guided way: predict, run, read; good and bad; next and back to free play. The start, one click from a drag."""

import re

import pytest
from playwright.sync_api import Page, expect

from optimizers.scenes import SCENES

MOMENTUM = SCENES["momentum"]


def said(page: Page) -> str:
    return page.locator(".st-key-scene-card").inner_text().replace("\n", " ")


def chart(page: Page) -> str:
    """How the line of the first run begins on the chart of costs."""
    return page.locator(".panel-cost svg.chart g[clip-path] path").last.get_attribute("d") or ""


def test_a_scene_keeps_its_end_back_until_it_is_run_and_then_tells_it(open_page, rest):
    page = open_page("scenes?scene=momentum")
    player = page.get_by_test_id("descent-player")
    expect(player).to_have_attribute("data-step", "0")
    assert MOMENTUM.title in said(page)
    assert MOMENTUM.bad.told() not in said(page)
    assert page.get_by_text("Results", exact=True).count() == 0
    before = chart(page)
    page.get_by_role("button", name="Run it").click()
    expect(player).to_have_attribute("data-playing", "true")
    page.wait_for_function("() => Number(document.querySelector('[data-testid=descent-player]').dataset.step) > 5")
    assert len(chart(page)) > len(before)
    expect(page.locator(".st-key-scene-card")).to_contain_text(MOMENTUM.bad.told()[:40])
    page.get_by_role("button", name=MOMENTUM.good.name, exact=True).click()
    page.get_by_role("button", name="Run it").click()
    expect(page.locator(".st-key-scene-card")).to_contain_text(MOMENTUM.good.told()[:40])
    rest(page)
    assert "scene=momentum" in page.url


def test_next_previous_and_free_play_that_keeps_the_setting(open_page, rest):
    page = open_page("scenes")
    titles = [scene.title for scene in SCENES.values()]
    assert titles[0] in said(page)
    assert page.get_by_role("button", name="Previous").count() == 0
    page.get_by_role("button", name="Next", exact=True).click()
    page.get_by_text(titles[1]).wait_for()
    rest(page)
    page.get_by_role("button", name="Previous").click()
    page.get_by_text(titles[0]).wait_for()
    rest(page)
    page.get_by_role("link", name="Free play").click()
    page.get_by_text("Results", exact=True).wait_for()
    rest(page)
    assert re.match(r"[^?]*/(explore)?\?", page.url)
    assert "landscape=linear_regression" in page.url
    assert "scene=" not in page.url
    page.go_back()
    page.get_by_text(titles[0]).wait_for()


@pytest.mark.smoke
def test_what_the_reader_had_on_explore_comes_back_by_undo(open_page, rest):
    page = open_page("?landscape=beale&w1=2&w2=1&run=adam~0.2")
    page.get_by_role("link", name="Scenes").click()
    page.get_by_text(SCENES["cost"].title).wait_for()
    rest(page)
    page.get_by_role("button", name="Undo").click()
    page.wait_for_url("**landscape=beale**")
    assert "scene=cost" in page.url
    assert "run=adam~0.2" in page.url


@pytest.mark.smoke
def test_a_scene_on_a_phone_asks_above_the_map(open_page):
    page = open_page("scenes?scene=saddle", phone=True, dark=True)
    card, player = page.locator(".st-key-scene-card").bounding_box(), page.locator(".map").first.bounding_box()
    assert card["y"] + card["height"] <= player["y"]
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_the_start_is_one_click_from_the_dot(open_page, rest, start_of, pixel_of):
    page = open_page("start", drawn=False)
    page.get_by_role("link", name="Drag the red dot").click()
    page.wait_for_selector("[data-drawn-start]")
    rest(page)
    before = start_of(page)
    x, y = pixel_of(page, *before)
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 60, y - 40, steps=5)
    page.mouse.up()
    rest(page)
    assert start_of(page) != before


def test_the_start_shows_every_part_of_the_lecture_with_a_picture_and_a_way(open_page):
    page = open_page("start", drawn=False)
    parts = page.locator("[class*=st-key-start-part-]")
    parts.last.wait_for()
    page.wait_for_function(
        "() => { const all = [...document.querySelectorAll('[class*=st-key-start-part-] img')];"
        " return all.length && all.every((one) => one.naturalWidth > 100); }"
    )
    assert parts.locator("img").count() == parts.locator("a").count() == parts.count()

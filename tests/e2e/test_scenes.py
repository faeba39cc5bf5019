"""The guided way: predict, run, read; good and bad; next and back to free play. The start, one click from a drag."""

import re
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Locator, Page, expect

from components.pages.start import PARTS
from optimizers import perform
from optimizers.scenes import SCENES, Setting

MOMENTUM = SCENES["momentum"]


def said(page: Page) -> str:
    return page.locator(".st-key-scene-card").inner_text().replace("\n", " ")


def card(page: Page) -> Locator:
    return page.locator(".st-key-scene-card")


def run_to_the_end(page: Page) -> None:
    page.get_by_role("button", name="Run it").click()
    page.get_by_role("button", name="Run it").wait_for(state="detached")  # at a high speed it may have played by then
    page.get_by_role("button", name="To the end").click()


def everything_said(page: Page) -> str:
    """All texts, accessible names, titles and values of the page, and its head."""
    return page.evaluate(
        """() => [
          ...[...document.head.children].filter((one) => one.tagName !== "STYLE").map((one) => one.outerHTML),
          document.body.innerText,
          ...[...document.querySelectorAll("*")].flatMap((one) =>
          ["aria-label", "aria-valuetext", "title", "alt"].map((name) => one.getAttribute(name) ?? ""))].join("\\n")"""
    )


def of_the_runs(setting: Setting) -> list[str]:
    """What only the runs of a setting tell: their names' outcomes, and their last numbers as the page shows them."""
    ends = perform(setting.experiment)
    numbers = [f"{value:.3g}" for path in ends for value in (path.w1[-1], path.w2[-1], path.cost[-1])]
    words = ("onverged", "iverged", "stall", "scillat", "crawl", "vershoot")
    return [*(number for number in numbers if len(number) > 4), *words, setting.told()]


@pytest.mark.smoke
@pytest.mark.parametrize("key", SCENES)
@pytest.mark.sampled(2)
def test_a_scene_that_asks_tells_nothing_of_its_runs(key, open_page):
    scene = SCENES[key]
    page, answers = open_page("start", drawn=False), []
    page.on("response", lambda response: answers.append(response) if "/api/" in response.url else None)
    sockets = []
    page.on("websocket", lambda opened: opened.on("framereceived", lambda frame: sockets.append((opened.url, frame))))
    page.goto(f"{page.url.partition('start')[0]}scenes?scene={key}")
    player = page.get_by_test_id("descent-player")
    expect(player).to_have_attribute("data-drawn-start", re.compile(","))
    page.wait_for_function(
        "() => performance.getEntriesByType('resource').some((one) => one.name.includes('/api/rounding'))"
    )
    page.wait_for_load_state("networkidle")
    expect(player).to_have_attribute("data-step", "0")
    said = everything_said(page)
    asked = card(page).inner_text() + scene.question
    for setting in scene.settings:
        for told in of_the_runs(setting):
            assert not re.search(rf"{re.escape(told)}(?!\d)", said) or told in asked + " ".join(rule_texts(setting)), (
                told
            )
    for answer in answers:
        route = urlsplit(answer.url).path.rpartition("/api/")[2]
        if route in ("diagnosis", "verdicts", "rounding"):
            assert answer.json() == []
        else:
            assert route in ("surface", "points"), route
    frames = [frame for url, frame in sockets if url.endswith("/api/live")]
    assert frames
    assert all(int.from_bytes(frame[4:8], "little") == 0 for frame in frames)  # runs
    assert not [frame for url, frame in sockets if url.endswith("/api/maps") and isinstance(frame, bytes)]


def rule_texts(setting: Setting) -> list[str]:
    """What the settings say of a landscape and its rules whatever their runs do."""
    runs, surface = setting.experiment.runs, setting.experiment.surface
    return [surface.lesson, *(text for run in runs for text in (run.rule.lesson, run.rule.note))]


def test_a_scene_tells_why_when_its_playing_ends(open_page, rest):
    page = open_page("scenes?scene=momentum")
    player = page.get_by_test_id("descent-player")
    assert MOMENTUM.title in said(page)
    assert page.get_by_text("Results", exact=True).count() == 0
    page.get_by_role("button", name="Run it").click()
    expect(player).to_have_attribute("data-playing", "true")
    page.wait_for_function("() => Number(document.querySelector('[data-testid=descent-player]').dataset.step) > 5")
    assert MOMENTUM.bad.told()[:40] not in said(page)
    page.get_by_label("Speed").select_option("16")
    expect(card(page)).to_contain_text(MOMENTUM.bad.told()[:40])
    expect(player).to_have_attribute("data-playing", "false")
    page.get_by_role("button", name=MOMENTUM.good.name, exact=True).click()
    run_to_the_end(page)
    expect(card(page)).to_contain_text(MOMENTUM.good.told()[:40])
    rest(page)
    assert "scene=momentum" in page.url


def test_in_a_loop_a_scene_tells_why_after_the_first_time(open_page):
    page = open_page("scenes?scene=momentum")
    page.get_by_role("button", name="Loop").click()
    page.get_by_label("Speed").select_option("16")
    page.get_by_role("button", name="Run it").click()
    expect(card(page)).to_contain_text(MOMENTUM.bad.told()[:40])
    expect(page.get_by_test_id("descent-player")).to_have_attribute("data-playing", "true")


def test_with_reduced_motion_a_scene_tells_why_at_once(open_page):
    page = open_page("scenes?scene=momentum")
    page.emulate_media(reduced_motion="reduce")
    page.get_by_role("button", name="Run it").click()
    expect(card(page)).to_contain_text(MOMENTUM.bad.told()[:40])
    expect(page.get_by_test_id("descent-player")).to_have_attribute("data-playing", "false")


def test_the_next_scene_waits_to_be_run_while_one_plays(open_page, rest):
    page = open_page("scenes")
    player = page.get_by_test_id("descent-player")
    page.get_by_role("button", name="Run it").click()
    expect(player).to_have_attribute("data-playing", "true")
    rest(page)  # the sentence in the button's place has moved Next
    page.get_by_role("button", name="Next", exact=True).click()
    page.get_by_text(list(SCENES.values())[1].title).wait_for()
    rest(page)
    expect(player).to_have_attribute("data-playing", "false")
    expect(player).to_have_attribute("data-step", "0")
    expect(page.get_by_role("button", name="Run it")).to_be_visible()


def test_play_in_the_player_lets_the_runs_of_a_scene_go(open_page):
    page = open_page("scenes?scene=rmsprop")
    player = page.get_by_test_id("descent-player")
    player.get_by_role("button", name="Play", exact=True).click()
    expect(player).to_have_attribute("data-playing", "true")
    expect(page.get_by_role("button", name="Run it")).to_have_count(0)
    player.get_by_role("button", name="To the end").click()
    expect(card(page)).to_contain_text(SCENES["rmsprop"].bad.told()[:40])


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
    expect(parts).to_have_count(len(PARTS))
    for what in ("img", "a"):
        expect(parts.locator(what)).to_have_count(len(PARTS))
    page.wait_for_function(
        "() => [...document.querySelectorAll('[class*=st-key-start-part-] img')].every((one) => one.naturalWidth > 100)"
    )

"""Choosing in a browser: a landscape by its picture, optimizers added and removed, and how far out the dot goes."""

import pytest


def test_the_gallery_shows_a_picture_of_each_landscape_and_picking_one_opens_it(open_page, rest):
    page = open_page("?steps=77")
    page.get_by_role("button", name="Gallery").click()
    page.get_by_role("dialog").wait_for()
    looks = page.locator("[class*=st-key-gallery-pick-] button").evaluate_all(
        """(all) => all.map((one) => getComputedStyle(one, "::before"))
          .map(({ backgroundImage, backgroundPosition }) => [backgroundImage, backgroundPosition])"""
    )
    assert len({image for image, _ in looks}) == 1  # one file, of which each shows its own part
    assert "all.png" in looks[0][0]
    assert len({position for _, position in looks}) == len(looks) > 37
    page.get_by_role("dialog").get_by_label("Search").fill("valley rosen")
    page.locator(".st-key-gallery-pick-sphere").wait_for(state="detached")
    page.get_by_role("dialog").get_by_role("button", name="Rosenbrock").click()
    page.wait_for_function("location.search.includes('landscape=rosenbrock')")
    rest(page)
    assert page.get_by_role("dialog").count() == 0
    assert "steps=77" in page.url
    assert page.get_by_test_id("descent-player").get_attribute("data-drawn-start") == "-1.2,1"


@pytest.mark.smoke
def test_the_gallery_closes_by_the_keyboard_and_changes_nothing(open_page, rest):
    page = open_page()
    page.get_by_role("button", name="Gallery").press("Enter")
    page.get_by_role("dialog").wait_for()
    page.keyboard.press("Escape")
    page.get_by_role("dialog").wait_for(state="detached")
    rest(page)
    assert "landscape" not in page.url


@pytest.mark.smoke
def test_an_optimizer_is_added_drawn_and_removed(open_page, rest):
    page = open_page()
    chips = page.locator(".optiscape-player .legend .chip")
    assert chips.count() == 4
    page.get_by_label("Add an optimizer").fill("Nesterov")
    page.get_by_role("option").first.click()
    page.wait_for_function("document.querySelectorAll('.optiscape-player .legend .chip').length === 5")
    rest(page)
    assert "run=nesterov" in page.url
    assert chips.nth(4).inner_text() == "Nesterov"
    page.locator(".st-key-optimizer-row-1").get_by_test_id("stPopoverButton").click()
    page.get_by_role("button", name="Remove Momentum").click()
    page.wait_for_function("document.querySelectorAll('.optiscape-player .legend .chip').length === 4")
    assert "run=momentum" not in page.url


def test_a_schedule_is_chosen_beside_its_picture(open_page, rest):
    page = open_page("?run=adam~0.1")
    page.locator(".st-key-optimizer-row-0").get_by_test_id("stPopoverButton").click()
    popover = page.get_by_test_id("stPopoverBody")
    before = popover.get_by_role("img").last.get_attribute("src")
    field = page.get_by_label("Adam schedule", exact=True)
    field.scroll_into_view_if_needed()
    page.wait_for_timeout(500)
    field.fill("One cycle")
    page.get_by_role("option", name="One cycle", exact=True).click()
    page.wait_for_function("location.search.includes('schedule~one_cycle')")
    rest(page)
    assert popover.get_by_role("img").last.get_attribute("src") != before


def test_the_dot_is_dragged_no_further_than_a_start_is_accepted(open_page, rest, start_of):
    page = open_page()
    for width in (24, 48, 96):
        page.get_by_role("button", name="Zoom out").click()
        page.wait_for_function(f"document.querySelector('.js-plotly-plot')._fullLayout.xaxis.range[1] === {width / 2}")
    box = page.get_by_role("slider", name="Start point").bounding_box()
    page.mouse.move(box["x"] + 22, box["y"] + 22)
    page.mouse.down()
    page.mouse.move(box["x"] + 22, 2000, steps=5)
    page.mouse.up()
    rest(page)
    assert start_of(page)[1] == -18
    page.wait_for_function("location.search.includes('w2=-18')")


WATCH = """() => {
  window.seen = [];
  const see = () => {
    const { start } = document.querySelector("[data-testid=descent-player]").dataset;
    const { range } = document.querySelector(".js-plotly-plot")._fullLayout.xaxis;
    const map = document.querySelector(".map");
    const shown = [start, Math.round(range[1]), getComputedStyle(map.querySelector(".plot")).visibility];
    if (String(shown) !== String(window.seen.at(-1))) window.seen.push(shown);
    window.watching = requestAnimationFrame(see);
  };
  see();
}"""


def test_the_map_and_the_dot_of_another_landscape_come_together(open_page, rest):
    page = open_page()
    page.evaluate(WATCH)
    page.get_by_label("Cost landscape").first.click()
    page.keyboard.type("Schwefel")
    page.keyboard.press("Enter")
    page.wait_for_selector("[data-drawn-start='150,-80']")
    rest(page)
    seen = page.evaluate("() => { cancelAnimationFrame(window.watching); return window.seen; }")
    assert seen[0] == ["0,-3", 6, "visible"]
    assert seen[-1] == ["150,-80", 500, "visible"]
    assert {(start, edge) for start, edge, visible in seen if visible == "visible"} == {("0,-3", 6), ("150,-80", 500)}

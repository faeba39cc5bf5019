"""Playing the runs: the clock, the step in the link, the keyboard, and what the map shows at a step."""

import pytest

FIRST_PATH = ".optiscape-player .scatterlayer .trace path.js-line"


def state(page):
    root = page.get_by_test_id("descent-player")
    return int(root.get_attribute("data-step")), root.get_attribute("data-playing")


def press(page, name):
    page.get_by_role("button", name=name, exact=True).click()


def test_it_opens_at_the_end_and_plays_from_the_start_to_the_end(open_page):
    page = open_page("?steps=60&run=adam~0.1")
    assert state(page) == (60, "false")
    whole = page.locator(FIRST_PATH).get_attribute("d")
    page.get_by_label("Speed").select_option("4")
    press(page, "Play")
    page.wait_for_function("document.querySelector('[data-playing=true]')?.dataset.step < 40")
    assert len(page.locator(FIRST_PATH).get_attribute("d")) < len(whole)
    page.wait_for_function("document.querySelector('[data-playing=false]')?.dataset.step === '60'")
    assert page.locator(FIRST_PATH).get_attribute("d") == whole


def test_a_pause_keeps_the_step_and_the_link_restores_it(open_page, rest):
    page = open_page()
    page.get_by_label("Speed").select_option("0.5")
    press(page, "Play")
    page.wait_for_function("document.querySelector('[data-playing=true]')?.dataset.step > 10")
    press(page, "Pause")
    step, playing = state(page)
    assert 10 < step < 500
    assert playing == "false"
    page.wait_for_function(f"location.search.includes('step={step}')")
    page.reload()
    page.wait_for_selector("[data-drawn-start]")
    rest(page)
    assert state(page) == (step, "false")


def test_the_path_at_a_step_is_that_of_a_run_of_as_many_steps(open_page):
    pages = [open_page(f"?{query}&run=adam~0.1") for query in ("step=7", "steps=7")]
    assert len({page.locator(FIRST_PATH).get_attribute("d") for page in pages}) == 1


def test_single_steps_the_scrubber_and_the_keys(open_page, rest):
    page = open_page("?step=100")
    press(page, "Step forward")
    press(page, "Step forward")
    press(page, "Step back")
    assert state(page) == (101, "false")
    scrubber = page.get_by_role("slider", name="Step", exact=True)
    scrubber.press("ArrowRight")
    assert state(page)[0] == 102
    scrubber.press("Home")
    assert state(page)[0] == 0
    scrubber.press("End")
    assert state(page)[0] == 500
    scrubber.press("Space")
    assert state(page)[1] == "true"
    page.get_by_role("slider", name="Start point").press("Space")
    assert state(page)[1] == "false"
    rest(page)


def test_it_goes_on_playing_while_the_dot_moves_and_a_setting_changes(open_page, rest):
    page = open_page()
    page.get_by_label("Speed").select_option("0.25")
    press(page, "Play")
    page.wait_for_timeout(500)
    before = state(page)[0]
    page.get_by_role("slider", name="Start point").press("ArrowRight")
    page.get_by_label("Adam learning rate", exact=True).fill("0.2")
    page.keyboard.press("Enter")
    page.wait_for_function("location.search.includes('adam~0.2')")
    rest(page)
    after, playing = state(page)
    assert playing == "true"
    assert before < after


def test_a_click_on_the_chart_shows_that_step(open_page):
    page = open_page()
    box = page.get_by_role("img", name="Cost against step").bounding_box()
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    step, _ = state(page)
    assert 150 < step < 350
    page.wait_for_function(f"location.search.includes('step={step}')")


@pytest.mark.sampled(1)
@pytest.mark.smoke
@pytest.mark.parametrize("steps", [1, 5000])
def test_the_shortest_and_the_longest_run_play(open_page, steps):
    page = open_page(f"?steps={steps}")
    page.get_by_label("Speed").select_option("16")
    press(page, "Play")
    page.wait_for_function(f"document.querySelector('[data-playing=false]')?.dataset.step === '{steps}'")


def test_the_charts_share_a_cursor_and_stand_in_the_link(open_page, rest):
    page = open_page()
    for name in ("‖∇J‖", "α"):
        page.get_by_role("group", name="Charts").get_by_role("button", name=name, exact=True).click()
    page.wait_for_function("location.search.includes('charts=cost~slope~rate')")
    charts = page.locator(".optiscape-player .chart:visible")
    assert charts.count() == 3
    box = charts.nth(1).bounding_box()
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    places = page.locator(".optiscape-player .chart:visible .cursor").evaluate_all(
        "all => all.map((c) => c.getAttribute('x1'))"
    )
    assert len(places) == 3
    assert len(set(places)) == 1
    page.reload()
    page.wait_for_selector("[data-drawn-start]")
    rest(page)
    assert charts.count() == 3


@pytest.mark.smoke
def test_projector_mode_fills_the_screen_with_the_map_and_escape_leaves_it(open_page, rest):
    page = open_page()
    map_ = page.locator(".optiscape-player .map")
    before = map_.bounding_box()
    page.get_by_role("button", name="Projector").click()
    page.wait_for_function("document.fullscreenElement?.dataset.testid === 'descent-player'")
    page.wait_for_function(f"document.querySelector('.js-plotly-plot')._fullLayout.width > {1.8 * before['width']}")
    assert page.locator(".optiscape-player .chart").first.is_hidden()
    page.get_by_role("slider", name="Start point").press("ArrowRight")
    rest(page)
    page.keyboard.press("Escape")
    page.wait_for_function("!document.fullscreenElement && !document.querySelector('.projector')")
    page.wait_for_function(
        f"Math.abs(document.querySelector('.js-plotly-plot')._fullLayout.width - {before['width']}) < 1"
    )

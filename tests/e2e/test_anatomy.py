"""The anatomy of a step: the arithmetic of the rule that ran, its arrows on the map, and the averages' charts."""

import re

import pytest

from optimizers import Experiment, Run, perform

PANE = ".optiscape-player .anatomy"
RUNS = tuple(Run(*pair) for pair in (("gradient_descent", 0.01), ("momentum", 0.05), ("rmsprop", 0.03), ("adam", 0.1)))


def lines(page, name):
    """The results under the formula that starts with `name`, for w1 and w2."""
    rows = page.locator(f"{PANE} .working > div").all_text_contents()
    at = next(i for i, row in enumerate(rows) if row.startswith(f"{name} "))
    results = page.locator(f"{PANE} .working > div b").all_text_contents()
    before = sum(row.startswith(("w1", "w2")) for row in rows[:at])
    return [float(text.replace("−", "-")) for text in results[before : before + 2]]


@pytest.mark.sampled(1)
@pytest.mark.smoke
@pytest.mark.parametrize("row", range(4))
def test_the_arithmetic_is_that_of_the_run_shown(open_page, row):
    page = open_page(f"?charts=anatomy&look={row}&step=12")
    page.locator(f"{PANE} .working b").first.wait_for()
    run = perform(Experiment("himmelblau", runs=(RUNS[row],)))[0]
    assert lines(page, "w") == pytest.approx([run.w1[12], run.w2[12]], rel=1e-4)
    assert lines(page, "g") == pytest.approx([run.gradient[0][11], run.gradient[1][11]], rel=1e-4)
    page.get_by_role("button", name="Next step").click()
    page.wait_for_function("() => document.querySelector('.anatomy .row b').textContent === 'step 13 of 500'")
    assert lines(page, "w") == pytest.approx([run.w1[13], run.w2[13]], rel=1e-4)
    page.wait_for_function("() => location.search.includes('step=13')")


def test_a_step_begins_with_the_gradient_as_it_was_clipped_and_pulled(open_page):
    page = open_page("?run=momentum~0.01~clip_norm~2~l2~0.1&charts=anatomy&look=0&step=12")
    page.locator(f"{PANE} .working b").first.wait_for()
    run = perform(Experiment("himmelblau", runs=(Run("momentum", 0.01, clip_norm=2, l2=0.1),)))[0]
    drawn = [run.gradient[0][11], run.gradient[1][11]]
    share = min(1, 2 / (drawn[0] ** 2 + drawn[1] ** 2) ** 0.5)
    assert lines(page, "∇J") == pytest.approx(drawn, rel=1e-4)
    met = [share * slope + 0.1 * w for slope, w in zip(drawn, (run.w1[11], run.w2[11]), strict=True)]
    assert lines(page, "g") == pytest.approx(met, rel=1e-4)
    assert lines(page, "w") == pytest.approx([run.w1[12], run.w2[12]], rel=1e-4)


def test_a_name_above_the_map_opens_its_steps_and_the_arrows_start_where_the_step_did(open_page, pixel_of):
    page = open_page("?step=9")
    page.locator(".chip", has_text="Momentum").click()
    page.locator(f"{PANE} .working b").first.wait_for()
    page.wait_for_function("() => /look=1/.test(location.search) && /charts=cost~anatomy/.test(location.search)")
    assert page.get_by_label("Optimizer looked into").first.input_value() == "1"
    run = perform(Experiment("himmelblau", runs=(RUNS[1],)))[0]
    ends = [pixel_of(page, run.w1[i], run.w2[i]) for i in (8, 9)]
    plot = page.locator(".optiscape-player .map").bounding_box()
    origin = page.evaluate(
        """() => {
            const layer = document.querySelector('.glyphs');
            const [x, y] = layer.getAttribute('transform').match(/[\\d.]+/g).map(Number);
            const [x1, y1, x2, y2] = layer.querySelector('.step').getAttribute('d').match(/-?[\\d.]+/g).map(Number);
            return [x1 + x, y1 + y, x2 + x, y2 + y];
        }"""
    )
    there = [ends[0][0] - plot["x"], ends[0][1] - plot["y"], ends[1][0] - plot["x"], ends[1][1] - plot["y"]]
    assert origin == pytest.approx(there, abs=1.5)
    assert page.locator(".optiscape-player .verdict").text_content()


def test_the_numbers_of_another_start_are_not_shown_for_this_one(open_page, rest):
    page = open_page("?charts=anatomy&step=5")
    page.locator(f"{PANE} .working b").first.wait_for()
    page.get_by_role("slider", name="Start point").press("Shift+ArrowRight")
    rest(page)
    w1, w2 = map(float, page.get_by_test_id("descent-player").get_attribute("data-start").split(","))
    run = perform(Experiment("himmelblau", start=(w1, w2), runs=RUNS[:1]))[0]
    page.wait_for_function("() => !document.querySelector('.anatomy').hasAttribute('aria-busy')")
    assert lines(page, "w") == pytest.approx([run.w1[5], run.w2[5]], rel=1e-4)


def test_an_empty_page_and_the_start_say_what_to_do(open_page):
    page = open_page("?charts=anatomy&step=0")
    page.wait_for_function("() => /No step was taken yet/.test(document.querySelector('.verdict').textContent)")
    page = open_page("?charts=anatomy&run=none")
    page.wait_for_function("() => /Tick an optimizer/.test(document.querySelector('.verdict').textContent)")


@pytest.mark.smoke
def test_bias_correction_is_switched_in_the_averages_and_the_path_follows(open_page):
    page = open_page("?charts=averages&look=3&step=30")
    switch = page.get_by_role("button", name="Bias correction")
    switch.wait_for()
    curves = page.locator(".optiscape-player .curves").first
    assert re.search("g v v̂", curves.text_content())
    before = page.locator(".scatterlayer .trace path.js-line").nth(3).get_attribute("d")
    switch.click()
    page.wait_for_function("() => location.search.includes('bias_correction~off')")
    page.wait_for_function(
        "before => document.querySelectorAll('.scatterlayer .trace path.js-line')[3].getAttribute('d') !== before",
        arg=before,
    )
    page.wait_for_function("() => !/v̂/.test(document.querySelector('.curves').textContent)")
    run = perform(Experiment("himmelblau", runs=(Run("adam", 0.1, conventions={"bias_correction": "off"}),)))[0]
    assert f"{run.w1[-1]:.6g}" in page.locator(".st-key-explore-results").text_content()
    page.get_by_role("button", name="Bias correction").click()
    page.wait_for_function("() => !location.search.includes('bias_correction')")


def test_the_window_of_the_average_is_shaded_up_to_the_step(open_page):
    page = open_page("?charts=averages&look=1&step=100")
    page.wait_for_function("() => document.querySelector('.averages .band')?.getAttribute('visibility') === 'visible'")
    width = page.evaluate("() => Number(document.querySelector('.averages .band').getAttribute('width'))")
    chart = page.evaluate("() => document.querySelector('.averages .chart').clientWidth - 52 - 12")
    assert width / chart == pytest.approx(10 / 500, rel=1e-3)  # 1/(1 − 0.9) of 500 steps

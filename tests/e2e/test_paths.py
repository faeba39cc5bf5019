"""The drawn paths are the true ones: pixels, taken back through the axes, are what `perform` computes."""

import re

import numpy as np
import pytest

from optimizers import Experiment, Run, perform

# Kept in the page at the moment the paths change: their start, the geometry of each line, and the axes.
RECORD = """
() => {
  const root = document.querySelector("[data-testid=descent-player]");
  const plot = document.querySelector(".js-plotly-plot");
  window.drawn = [];
  new MutationObserver(() => {
    const { xaxis, yaxis } = plot._fullLayout;
    window.drawn.push({
      start: root.dataset.drawnStart,
      lines: [...plot.querySelectorAll(".scatterlayer .trace path.js-line")].map((line) => line.getAttribute("d")),
      x: [...xaxis.range, xaxis._length],
      y: [...yaxis.range, yaxis._length],
    });
  }).observe(root, { attributeFilter: ["data-drawn-start"] });
}
"""
RUNS = (
    Run("gradient_descent", 0.01),
    Run("momentum", 0.05),
    Run("rmsprop", 0.03),
    Run("adam", 0.1),
)


def points(line: str) -> np.ndarray:
    return np.array([[float(x), float(y)] for x, y in re.findall(r"[ML](-?[\d.]+),(-?[\d.]+)", line)])


def assert_true(picture: dict) -> None:
    """Every point of every line within half a pixel of the row it stands for."""
    w1, w2 = map(float, picture["start"].split(","))
    trajectories = perform(Experiment("himmelblau", start=(w1, w2), runs=RUNS))
    assert len(picture["lines"]) == len(RUNS)
    for line, trajectory in zip(picture["lines"], trajectories, strict=True):
        (left, right, width), (low, high, height) = picture["x"], picture["y"]
        expected = np.stack(
            [(trajectory.w1 - left) / (right - left) * width, (high - trajectory.w2) / (high - low) * height], axis=1
        )
        drawn = points(line)
        assert drawn.shape == expected.shape
        assert np.abs(drawn - expected).max() < 0.5


def drag(page, x, y, moves):
    page.mouse.move(x, y)
    page.mouse.down()
    for i in range(moves):
        page.mouse.move(x + 80 * np.sin(i / 6), y - 80 + 80 * np.cos(i / 6) - i % 5)
        page.wait_for_timeout(16)
    page.mouse.up()


@pytest.mark.parametrize("zoomed", [False, True], ids=["whole-map", "zoomed"])
def test_thirty_paths_drawn_during_a_drag_equal_what_perform_computes(open_page, rest, start_of, pixel_of, zoomed):
    page = open_page()
    if zoomed:
        page.get_by_role("button", name="Zoom in").click()
        page.mouse.move(*pixel_of(page, 0, -1.5))
        page.mouse.wheel(0, 200)
        page.get_by_label("Start w2").fill("-1")
        page.keyboard.press("Enter")
        page.wait_for_function("location.search.includes('w2=-1&')")
        page.wait_for_timeout(500)
        rest(page)
    page.evaluate(RECORD)
    drag(page, *pixel_of(page, *start_of(page)), moves=70)
    rest(page)
    pictures = page.evaluate("window.drawn")
    assert len({picture["start"] for picture in pictures}) >= 30
    assert (pictures[0]["x"][:2] != [-6, 6]) == zoomed
    for picture in pictures[:: max(1, len(pictures) // 30)]:
        assert_true(picture)
    assert_true(pictures[-1])


def test_what_stays_after_the_drag_is_still_true_when_plotly_has_drawn_everything_anew(
    open_page, rest, start_of, pixel_of
):
    page = open_page()
    drag(page, *pixel_of(page, *start_of(page)), moves=20)
    rest(page)
    page.wait_for_timeout(500)
    page.evaluate(RECORD)
    page.get_by_role("button", name="Zoom out").click()
    page.wait_for_function("document.querySelector('.js-plotly-plot')._fullLayout.xaxis.range[1] === 12")
    page.wait_for_timeout(900)  # and the surface has been sampled anew
    page.evaluate("window.drawn = []")
    # The start is as it was: the attribute is written anew for the observer alone.
    page.get_by_test_id("descent-player").evaluate("root => { root.dataset.drawnStart = root.dataset.drawnStart }")
    page.wait_for_timeout(50)
    picture = page.evaluate("window.drawn.at(-1)")
    assert picture["x"][:2] == [-12, 12]
    assert_true(picture)


@pytest.mark.smoke
def test_a_run_that_diverges_leaves_by_an_arrow_and_its_end_is_named(open_page):
    page = open_page("?landscape=ravine&run=gradient_descent~0.2")
    steps = perform(Experiment("ravine", runs=(Run("gradient_descent", 0.2),)))[0].outcome_step
    # The verdict comes when the page is at rest: until then the label tells what the rows show.
    said = f"Gradient descent overshoots from step 1 on, diverged at step {steps}"
    label = page.locator(".optiscape-player .end-label", has_text=said).first
    label.wait_for()
    assert label.is_visible()
    assert page.locator(".optiscape-player .arrow").first.is_visible()


def test_resting_on_an_iterate_names_its_step_and_cost(open_page, pixel_of):
    page = open_page()
    run = perform(Experiment("himmelblau", runs=(RUNS[1],)))[0]
    page.mouse.move(*pixel_of(page, run.w1[20], run.w2[20]))
    tip = page.locator(".optiscape-player .map .tip")
    tip.wait_for()
    assert tip.text_content().startswith("Momentum step 20")


@pytest.mark.smoke
def test_resting_on_a_name_brings_its_path_forward(open_page):
    page = open_page()
    lines = page.locator(".optiscape-player .scatterlayer .trace")
    page.get_by_role("button", name="Momentum", exact=True).hover()
    assert [lines.nth(i).evaluate("e => getComputedStyle(e).opacity") for i in range(4)] == [
        "0.15",
        "1",
        "0.15",
        "0.15",
    ]
    page.mouse.move(720, 5)
    page.get_by_role("checkbox", name="Adam", exact=True).focus()
    assert [lines.nth(i).evaluate("e => getComputedStyle(e).opacity") for i in range(4)] == [
        "0.15",
        "0.15",
        "0.15",
        "1",
    ]

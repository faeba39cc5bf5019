"""A path is dashed from the step on from which rounding decides it, and only in the still picture."""

import re

import pytest

from optimizers import Experiment, Run
from optimizers.rounding import decided_from

QUERY = "?landscape=ackley&run=gradient_descent~0.01&run=nesterov~0.5"
LINES = "[...document.querySelectorAll('.scatterlayer path.js-line')]"
DASHED = f"() => {LINES}.map(line => getComputedStyle(line).strokeDasharray)"
SOLID = "() => document.querySelector('.scatterlayer path.before-rounding')?.getAttribute('d') ?? ''"
NOTED = ".optiscape-player .rounding .row"


@pytest.mark.smoke
def test_the_path_is_dashed_from_the_step_that_is_told(open_page):
    page = open_page(QUERY)
    page.locator(NOTED).wait_for()
    _, step = decided_from(Experiment("ackley", runs=(Run("gradient_descent", 0.01), Run("nesterov", 0.5))))
    assert step is not None
    assert page.locator(NOTED).count() == 1
    assert f"Nesterov: rounding decides (dashed) from step {step}" in page.locator(NOTED).text_content()
    whole, dashed = page.evaluate(DASHED)
    assert (whole, dashed) == ("none", "6px, 4px")
    assert len(re.findall("[ML]", page.evaluate(SOLID))) == step + 1  # every row up to it
    assert f"From step {step} on, rounding decides." in page.locator(".st-key-explore-results").text_content()
    assert f"from step {step} on, rounding decides" in page.locator(".optiscape-player > .unseen").text_content()
    page.locator(NOTED).get_by_role("button").click()
    page.wait_for_function(f"() => document.querySelector('[data-testid=descent-player]').dataset.step === '{step}'")


def test_while_the_dot_moves_nothing_is_said_of_rounding(open_page):
    page = open_page(QUERY)
    page.locator(NOTED).wait_for()
    asked = []
    page.on("request", lambda request: asked.append(request.url) if "/api/rounding" in request.url else None)
    box = page.get_by_role("slider", name="Start point").bounding_box()
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.down()
    for i in range(20):
        page.mouse.move(box["x"] + 4 * i, box["y"] + 2 * i)
    page.wait_for_function(f"() => ({DASHED})().every(dash => dash === 'none') && ({SOLID})() === ''")
    page.wait_for_timeout(600)  # a finger that only pauses
    assert asked == []
    page.mouse.up()
    with page.expect_request(lambda request: "/api/rounding" in request.url):
        pass


def test_a_basin_map_tells_that_rounding_decides_the_run_from_the_dot(open_page):
    page = open_page(f"maps{QUERY}")
    captions = page.locator(".basins .tile .quiet", has_text="Rounding decides")
    captions.wait_for()
    assert captions.count() == 1  # Nesterov's map, not that of descent
    assert "32-bit floats" in page.locator(".map-panel").first.text_content()

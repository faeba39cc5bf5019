"""The 3-D view: the same paths, a camera that stays, beside the map or in its place."""

import pytest

READ = """() => {
    const plot = document.querySelector('.relief-plot');
    const camera = plot._fullLayout?.scene?.camera;
    return {traces: (plot.data ?? []).map(t => [t.type, t.mode ?? '', t.x?.length ?? 0]),
            starts: (plot.data ?? []).filter(t => t.mode === 'lines').map(t => [t.x[0], t.y[0]]),
            eye: camera && [camera.eye.x, camera.eye.y, camera.eye.z]};
}"""
DRAWN = """() => {
    const plot = document.querySelector(".relief-plot");
    return (plot?.data ?? []).length === 9 && plot._fullLayout.scene;
}"""


@pytest.mark.smoke
def test_the_relief_has_the_paths_and_heads_of_the_map(open_page):
    page = open_page("?charts=cost~relief&steps=40&step=10&w1=1&w2=2")
    page.wait_for_function(DRAWN)
    seen = page.evaluate(READ)
    assert [kind for kind, _, _ in seen["traces"]] == ["surface"] + ["scatter3d"] * 8
    assert [n for _, mode, n in seen["traces"] if mode == "lines"] == [11] * 4  # the rows 0 to 10
    assert seen["starts"] == [[1, 2]] * 4


def test_the_camera_stays_when_a_setting_changes_and_turns_by_key(open_page):
    page = open_page("?charts=relief&steps=40")
    page.wait_for_function(DRAWN)
    home = page.evaluate(READ)["eye"]
    page.locator(".relief-plot").focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_function(
        "eye => document.querySelector('.relief-plot')._fullLayout.scene.camera.eye.x !== eye", arg=home[0]
    )
    turned = page.evaluate(READ)["eye"]
    field = page.get_by_label("Start w1", exact=True)
    field.fill("2")
    field.press("Enter")
    page.wait_for_function("() => document.querySelector('.relief-plot').data[1].x[0] === 2")
    assert page.evaluate(READ)["eye"] == pytest.approx(turned)
    page.get_by_role("button", name="Reset view").click()
    page.wait_for_function(
        "eye => document.querySelector('.relief-plot')._fullLayout.scene.camera.eye.x === eye", arg=home[0]
    )


@pytest.mark.smoke
def test_it_follows_the_dot_and_can_stand_alone(open_page):
    page = open_page("?charts=cost&steps=40")
    page.get_by_role("button", name="3-D").click()
    page.wait_for_function(DRAWN)
    page.wait_for_function("() => location.search.includes('charts=cost~relief')")
    page.get_by_role("slider", name="Start point").press("ArrowRight")
    page.wait_for_function(
        """() => document.querySelector('.relief-plot').data[1].x[0]
                 === Math.fround(document.querySelector('[data-testid=descent-player]').dataset.start.split(',')[0])"""
    )
    page.get_by_role("button", name="Alone").click()
    page.locator(".optiscape-player .map").wait_for(state="hidden")
    page.get_by_role("button", name="3-D").click()
    page.locator(".optiscape-player .map").wait_for(state="visible")
    page.wait_for_function("() => document.querySelector('.optiscape-player .plot .main-svg').clientWidth > 300")

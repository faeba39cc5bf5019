"""Pins and what they are compared with, undo and redo, the way to a path that left, and the keys."""

import pytest

GHOSTS = "() => [...document.querySelectorAll('.marks .ghosts path')].map(p => p.getAttribute('d'))"

VIEW = """() => {
    const { xaxis, yaxis } = document.querySelector('.js-plotly-plot')._fullLayout;
    return [...xaxis.range, ...yaxis.range];
}"""


def typed(page, label, text):
    field = page.get_by_label(label, exact=True)
    field.fill(text)
    field.press("Enter")


def test_a_pin_stays_as_a_ghost_while_the_runs_change_and_after_a_reload(open_page):
    page = open_page("?run=momentum~0.05")
    now = page.locator(".scatterlayer .trace path").first.get_attribute("d")
    page.get_by_role("button", name="Pin these runs").click()
    page.wait_for_function("() => document.querySelectorAll('.marks .ghosts path').length === 1")
    assert page.evaluate(GHOSTS) == [now]
    typed(page, "Momentum learning rate", "0.01")
    page.wait_for_function(
        "now => document.querySelector('.scatterlayer .trace path').getAttribute('d') !== now", arg=now
    )
    assert page.evaluate(GHOSTS) == [now]
    assert page.locator(".chart:visible .ghosts path").count() == 1
    assert "learning rate 0.05 → 0.01" in page.locator(".st-key-explore-differences").text_content()
    page.reload()
    page.wait_for_function("() => document.querySelectorAll('.marks .ghosts path').length === 1")
    page.get_by_role("button", name="Unpin").click()
    page.wait_for_function("() => document.querySelectorAll('.marks .ghosts path').length === 0")


def test_undo_and_redo_take_a_dragged_dot_back_and_forth(open_page, rest, start_of):
    page = open_page()
    page.get_by_role("slider", name="Start point").press("Shift+ArrowRight")
    rest(page)
    moved = start_of(page)
    page.get_by_role("button", name="Undo").click()
    page.wait_for_function("() => document.querySelector('[data-testid=descent-player]').dataset.drawnStart === '0,-3'")
    page.get_by_role("button", name="Redo").click()
    page.wait_for_function(
        "start => document.querySelector('[data-testid=descent-player]').dataset.drawnStart === start",
        arg=",".join(map(repr, moved)).replace(".0,", ",").removesuffix(".0"),
    )


def test_a_path_that_left_is_followed_by_its_arrow(open_page):
    page = open_page("?landscape=ravine&run=gradient_descent~0.2")
    whole = page.evaluate(VIEW)
    page.get_by_role("button", name="Fit the view to it").focus()
    page.keyboard.press("Enter")
    page.wait_for_function(f"before => ({VIEW})().some((x, i) => Math.abs(x) > Math.abs(before[i]) + 1e-9)", arg=whole)
    page.get_by_role("button", name="Whole map").click()
    page.wait_for_function(f"before => String(({VIEW})()) === String(before)", arg=whole)


@pytest.mark.smoke
def test_everything_a_class_needs_has_a_key_in_projector_mode(open_page):
    page = open_page("?steps=60")
    root = page.get_by_test_id("descent-player")
    root.focus()
    page.keyboard.press("p")
    page.wait_for_function("() => document.querySelector('.projector')")
    page.keyboard.press("Home")
    page.keyboard.press(".")
    page.keyboard.press(".")
    page.keyboard.press(",")
    page.wait_for_function("() => document.querySelector('[data-testid=descent-player]').dataset.step === '1'")
    page.keyboard.press("4")  # look into the fourth optimizer
    page.wait_for_function("() => document.querySelector('.glyphs').getAttribute('visibility') === 'visible'")
    page.keyboard.press("+")
    page.wait_for_function("() => document.querySelector('.js-plotly-plot')._fullLayout.xaxis.range[1] === 3")
    page.keyboard.press("0")
    page.wait_for_function("() => document.querySelector('.js-plotly-plot')._fullLayout.xaxis.range[1] === 6")
    page.keyboard.press(" ")
    page.wait_for_function("() => document.querySelector('[data-testid=descent-player]').dataset.playing === 'true'")
    page.keyboard.press("?")
    page.get_by_text("slower, faster").wait_for()
    page.keyboard.press("Escape")
    page.wait_for_function("() => !document.querySelector('.projector')")


@pytest.mark.smoke
def test_a_key_takes_back_what_the_dot_did(open_page, rest):
    page = open_page()
    page.get_by_role("slider", name="Start point").press("Shift+ArrowRight")
    rest(page)
    page.keyboard.press("u")
    page.wait_for_function("() => document.querySelector('[data-testid=descent-player]').dataset.drawnStart === '0,-3'")
    page.keyboard.press("y")
    page.wait_for_function("() => document.querySelector('[data-testid=descent-player]').dataset.drawnStart !== '0,-3'")

"""Random dragging, toggling and typing: nothing may break, in ten seconds here and in ten minutes of the long tier."""

import random
import time

import pytest
from playwright.sync_api import TimeoutError

NUMBERS = ["0.1", "1e-3", "0,02", "3", "abc", "", "1e400", "-1", "1e5", "0", "∞", "5" * 60]
OPTIMIZERS = ("Gradient descent", "Momentum", "RMSprop", "Adam")
LANDSCAPES = ("Himmelblau", "Ravine", "Rosenbrock", "Beale", "Goldstein–Price", "Rastrigin", "Saddle", "Two wells")


@pytest.mark.parametrize("seconds", [10, pytest.param(600, marks=pytest.mark.long)])
def test_random_dragging_toggling_and_typing_break_nothing(open_page, rest, seconds):
    page = open_page()
    chance = random.Random(20)
    map_ = page.locator(".optiscape-player .map")

    def drag():
        box = page.get_by_role("slider", name="Start point").bounding_box()
        page.mouse.move(box["x"] + 22, box["y"] + 22)
        page.mouse.down()
        around = map_.bounding_box()
        for _ in range(chance.randrange(3, 25)):
            page.mouse.move(
                around["x"] + chance.uniform(-40, 40) + chance.random() * around["width"],
                around["y"] + chance.random() * around["height"],
            )
            page.wait_for_timeout(chance.choice((1, 8, 16)))
        page.mouse.up()

    def toggle():
        page.get_by_role("checkbox", name=chance.choice(OPTIMIZERS), exact=True).locator(
            "xpath=ancestor::label"
        ).click()

    def type_():
        name = chance.choice(OPTIMIZERS)
        label = chance.choice((f"{name} learning rate", f"{name} learning rate decay", "Start w1", "Start w2", "Steps"))
        page.get_by_label(label, exact=True).first.fill(chance.choice(NUMBERS))
        page.keyboard.press("Enter")

    def landscape():
        field = page.get_by_label("Cost landscape", exact=True)
        name = chance.choice([name for name in LANDSCAPES if name != field.input_value()])
        field.fill(name)
        try:
            page.get_by_role("option", name=name, exact=True).click(timeout=3000)
        except TimeoutError:
            page.keyboard.press("Escape")  # an answer that came meanwhile has closed the list

    def press():
        page.get_by_role(
            "button", name=chance.choice(("Random", "Reset", "Same rate for all", "Rates that suit")), exact=True
        ).click()

    def zoom():
        page.get_by_role("button", name=chance.choice(("Zoom in", "Zoom out", "Whole map"))).click()

    def back():
        # Not off the page: that would be the end of it.
        page.evaluate("navigation.entries()[navigation.currentEntry.index - 1]?.sameDocument && history.back()")

    def panel():
        page.locator(".chart-head button:visible").nth(chance.randrange(7)).click()

    def key():
        page.get_by_test_id("descent-player").focus()
        page.keyboard.press(
            chance.choice([" ", ",", ".", "Home", "End", "l", "<", ">", "1", "4", "8", "u", "y", "?", "0"])
        )

    def offered():
        """What is there at times only, and may go while it is reached for."""
        found = page.locator(".doctor .apply:enabled, :is(.st-key-undo, .st-key-redo, .st-key-pin) button:enabled")
        if count := found.count():
            try:
                found.nth(chance.randrange(count)).click(timeout=2000)
            except TimeoutError:
                return

    until = time.monotonic() + seconds
    acts = [drag, drag, drag, toggle, type_, type_, landscape, press, zoom, back, panel, key, offered]
    done = 0
    while time.monotonic() < until:
        chance.choice(acts)()
        page.wait_for_timeout(chance.choice((0, 0, 30, 200)))
        done += 1
        if done % 10 == 0:
            rest(page)
    rest(page)
    assert done > seconds / 5
    assert page.locator("[data-testid=stException]").count() == 0
    root = page.get_by_test_id("descent-player")
    assert root.get_attribute("data-start") == root.get_attribute("data-drawn-start")

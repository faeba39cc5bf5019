"""A typed landscape: drawn as one types, shared by its link, and an error that says where it stands."""

import re

import pytest

BOWL = "?landscape=formula:w1^2%2B3*w2^2&w1=2&w2=1&steps=50&run=gradient_descent~0.1"


def test_a_formula_in_the_link_is_drawn_and_its_paths_are_true(open_page, start_of):
    page = open_page(BOWL)
    assert page.get_by_label("Formula J(w1, w2)").input_value() == "w1^2+3*w2^2"
    assert start_of(page) == (2, 1)
    assert page.get_by_text("J = 7").is_visible()  # 4 + 3, as the server computed it
    assert page.get_by_role("cell", name="Gradient descent").is_visible()


def test_choosing_the_own_formula_and_typing_redraws_the_map(open_page, rest):
    page = open_page()
    page.get_by_label("Cost landscape", exact=True).fill("Your own")
    page.get_by_role("option", name="Your own formula").click()
    field = page.get_by_label("Formula J(w1, w2)")
    field.wait_for()
    field.fill("w1^2 + 4w2^2")
    page.wait_for_function("decodeURIComponent(location.search).includes('landscape=formula:w1^2')")
    rest(page)
    other = open_page(page.url[page.url.index("?") :])
    assert other.get_by_text("J = 25").is_visible()  # 9 + 16 at (−3, 2)


def test_an_error_points_at_its_place_and_the_last_good_picture_stays(open_page):
    page = open_page(BOWL)
    lines = page.locator(".optiscape-player .scatterlayer .trace path.js-line")
    before, url = lines.first.get_attribute("d"), page.url
    page.get_by_label("Formula J(w1, w2)").fill("w1^2 + 3*w3")
    page.get_by_role("alert").filter(has_text="w3").wait_for()
    assert page.get_by_test_id("stCode").inner_text().rstrip().endswith("w1^2 + 3*w3\n         ^")
    assert lines.first.get_attribute("d") == before
    assert page.url == url


@pytest.mark.smoke
def test_the_minima_saddles_and_maxima_of_a_typed_formula_are_found_and_marked(open_page):
    page = open_page("?landscape=formula:sin(w1)*sin(w2)&domain=-2~2~-2~2")
    marks = page.locator(".optiscape-player .points [role=listitem]")
    page.wait_for_function("document.querySelectorAll('.optiscape-player .points [role=listitem]').length === 5")
    # sin·sin has its extremes at (±π/2, ±π/2), lowest where the signs differ, and between them a saddle.
    named = marks.evaluate_all("all => all.map((mark) => mark.getAttribute('aria-label'))")
    assert {text[8] for text in named if text.startswith("minimum")} == {"A", "B"}
    said = [re.sub("minimum [AB]", "minimum", text) for text in named]
    assert sorted(text if text.startswith("m") else text.split(", J")[0] for text in said) == [
        "maximum (1.57, 1.57), J = 1",
        "maximum (−1.57, −1.57), J = 1",
        "minimum (1.57, −1.57), J = −1",
        "minimum (−1.57, 1.57), J = −1",
        "saddle (0.00, 0.00)",
    ]


@pytest.mark.smoke
def test_a_landscape_from_data_takes_mini_batches(open_page, rest):
    page = open_page("?landscape=two_crowds&run=gradient_descent~0.1")
    before = page.locator(".optiscape-player .scatterlayer .trace path.js-line").get_attribute("d")
    page.get_by_role("button", name="Noise and batches").click()
    page.get_by_label("Batch size", exact=True).fill("3")
    page.keyboard.press("Enter")
    page.wait_for_function("location.search.includes('batch=3')")
    rest(page)
    assert page.get_by_text("batches of 3: 4 steps an epoch").is_visible()
    assert page.locator(".optiscape-player .scatterlayer .trace path.js-line").get_attribute("d") != before

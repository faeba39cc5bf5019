"""The link: the address restores the page, back and reset work, a damaged link says what was wrong."""

import pytest


def fields(page):
    labels = ("Start w1", "Start w2", "Steps", "Adam learning rate", "Momentum learning rate decay")
    return [float(page.get_by_label(label, exact=True).input_value()) for label in labels] + [
        page.get_by_role("checkbox", name=name, exact=True).is_checked() for name in ("RMSprop", "Adam")
    ]


def fill(page, label, text):
    page.get_by_label(label, exact=True).fill(text)
    page.keyboard.press("Enter")


def drawn(page):
    lines = page.locator(".optiscape-player .scatterlayer .trace path.js-line")
    return [lines.nth(i).get_attribute("d") for i in range(lines.count())]


def changed(page, rest):
    """Change a bit of everything."""
    page.mouse.click(400, 400)
    rest(page)
    fill(page, "Steps", "123")
    page.wait_for_function("location.search.includes('steps=123')")
    fill(page, "Adam learning rate", "0.07")
    page.wait_for_function("location.search.includes('adam~0.07')")
    fill(page, "Momentum learning rate decay", "1e-2")
    page.wait_for_function("location.search.includes('decay~0.01')")
    page.get_by_role("checkbox", name="RMSprop", exact=True).locator("xpath=ancestor::label").click()
    page.wait_for_function("location.search.includes('~off')")
    rest(page)


def test_the_address_restores_the_page_exactly(open_page, rest):
    page = open_page()
    changed(page, rest)
    other = open_page(page.url[page.url.index("?") :])
    assert fields(other) == fields(page)
    assert drawn(other) == drawn(page)
    assert other.url == page.url


def test_a_reload_keeps_everything(open_page, rest):
    page = open_page()
    changed(page, rest)
    before = fields(page), drawn(page)
    page.reload()
    page.wait_for_selector("[data-drawn-start]")
    rest(page)
    assert (fields(page), drawn(page)) == before


@pytest.mark.smoke
def test_copy_link_copies_the_address(open_page, rest):
    page = open_page()
    changed(page, rest)
    page.get_by_role("button", name="Copy link").click()
    page.get_by_role("button", name="Copied").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == page.url


def test_back_and_forward_go_through_the_changes(open_page, rest):
    page = open_page()
    fill(page, "Steps", "100")
    page.wait_for_function("location.search.includes('steps=100')")
    rest(page)
    fill(page, "Steps", "200")
    page.wait_for_function("location.search.includes('steps=200')")
    rest(page)
    steps = page.get_by_label("Steps", exact=True)
    for move, expected in ((page.go_back, "100"), (page.go_back, "500"), (page.go_forward, "100")):
        move()
        page.wait_for_function(f"document.querySelector('[data-testid=descent-player]').dataset.steps === '{expected}'")
        rest(page)
        assert steps.input_value() == expected


def test_reset_everything_brings_the_opening_page_back(open_page, rest, start_of):
    page = open_page()
    opening = fields(page)
    changed(page, rest)
    fill(page, "Start w1", "nonsense")
    page.get_by_role("alert").wait_for()
    page.get_by_role("button", name="Reset everything").click()
    page.wait_for_function("location.search === ''")
    rest(page)
    assert fields(page) == opening
    assert start_of(page) == (0, -3)
    assert page.get_by_role("alert").count() == 0


def test_a_damaged_link_opens_keeps_what_is_good_and_says_what_was_wrong(open_page, start_of):
    query = "?landscape=ravine&w1=abc&w2=2&steps=1e9&run=adam~0.1~beta1~7&run=momentum~0.2&colour=pink"
    page = open_page(query)
    warning = page.get_by_role("alert").first.text_content()
    for word in ("abc", "steps", "beta1 = 7"):
        assert word in warning
    assert page.get_by_label("Cost landscape").input_value() == "Ravine"
    assert start_of(page) == (-7, 2)
    assert page.get_by_label("Momentum learning rate", exact=True).input_value() == "0.2"
    assert page.url.endswith(query)  # not overwritten until the reader changes something


@pytest.mark.smoke
def test_markup_in_a_link_is_shown_and_not_run(open_page):
    page = open_page("?landscape=<img src=x onerror=alert(1)>&**bold**=1")
    warning = page.get_by_role("alert").first
    assert "<img src=x" in warning.text_content()
    assert warning.locator("img, strong").count() == 0


def test_a_raw_plus_in_the_address_is_a_sum(open_page):
    page = open_page("?landscape=formula:x^2+3*y^2&utm_source=mail&fbclid=1")
    assert "w1^2+3*w2^2" in page.evaluate(
        "[...document.querySelectorAll('input, textarea')].map((x) => x.value).join(' ')"
    )
    assert page.get_by_text("This link is damaged").count() == 0

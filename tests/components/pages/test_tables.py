"""The comparison below the results: there with a pin, line by line what the engine computed on both sides."""

import pytest

from optimizers import perform


def comparison(page):
    """The rows of the comparison, cell by cell."""
    for markdown in page.app.markdown:
        if markdown.value.startswith("| Optimizer | settings |"):
            return [[cell.strip() for cell in line.split("|")[1:-1]] for line in markdown.value.split("\n")[2:]]
    return []


def says(page, words):
    return any(words in caption.value for caption in page.app.caption)


def test_a_page_without_a_pin_compares_nothing(open_page):
    page = open_page()
    assert comparison(page) == []
    assert "Compared with the pin" not in [heading.value for heading in page.app.subheader]


def test_what_is_pinned_is_compared_with_what_runs_after_a_change(open_page):
    page = open_page("run=adam~0.1&run=momentum~0.05")
    page.press("Pin these runs")
    assert [row[1] for row in comparison(page)] == ["same settings"] * 2
    assert not any("→" in cell for row in comparison(page) for cell in row)
    page.fill("Adam learning rate", "0.01")
    before, after = perform(page.view.pinned.shown)[0], perform(page.view.shown)[0]
    adam, momentum = comparison(page)
    assert adam[:3] == ["Adam", "learning rate 0.1 → 0.01", f"{before.cost[-1]:.6g} → {after.cost[-1]:.6g}"]
    assert adam[3].endswith(f" → {page.table[0]['steps to tolerance']}")
    assert "→" not in "".join(momentum)
    page.press("Unpin")
    assert comparison(page) == []


def test_what_changed_for_all_is_said_once(open_page):
    page = open_page("run=adam~0.1")
    page.press("Pin these runs")
    assert says(page, "The same start and steps for all runs.")
    page.fill("Steps", "80")
    page.fill("Start w1", "1.5")
    assert says(page, "Changed for all runs: start (0, -3) → (1.5, -3); steps 500 → 80.")
    assert comparison(page)[0][1] == "same settings"


def test_a_run_on_one_side_only_says_so(open_page):
    page = open_page("run=adam~0.1&run=momentum~0.05~off")
    page.press("Pin these runs")
    page.fill("Adam", False)
    page.fill("Momentum", True)
    assert [row[:2] for row in comparison(page)] == [["Momentum", "only now"], ["Adam", "only pinned"]]


@pytest.mark.sampled(2)
@pytest.mark.parametrize(
    ("link", "words"),
    [
        ("landscape=ravine&theta=kappa~7", "to it: Ravine, kappa = 7."),
        ("landscape=formula:w1^2*w2^4", "to it: $J = "),
    ],
)
def test_on_another_surface_a_sentence_stands_for_the_comparison(open_page, link, words):
    page = open_page(link)
    page.press("Pin these runs")
    page.fill("Cost landscape", "saddle")
    assert says(page, words)
    assert comparison(page) == []
    page.press("Undo")
    assert len(comparison(page)) == 4


def test_a_link_with_a_pin_opens_the_same_comparison(open_page):
    page = open_page("run=adam~0.1")
    page.press("Pin these runs")
    page.fill("Adam learning rate", "0.01")
    again = open_page(page.link)
    assert comparison(again) == comparison(page)
    assert again.link == page.link
    assert again.warnings == []


def test_a_damaged_pin_is_named_and_dropped(open_page):
    page = open_page("steps=80&pin=steps%3Dmany")
    assert "pin: steps: “many” is not a number" in page.warnings[0]
    assert page.view.pinned is None
    assert page.text("Steps") == "80"


def test_with_nothing_ticked_there_is_nothing_to_pin_and_a_pin_stays(open_page):
    page = open_page("run=adam~0.1")
    page.press("Pin these runs")
    page.fill("Adam", False)
    assert [row[1] for row in comparison(page)] == ["only pinned"]
    page.press("Unpin")
    assert page.field("Pin these runs").disabled

"""Undo and redo: every change of the reader's is taken back whole, wherever it was made, and made again."""

from types import SimpleNamespace
from urllib.parse import parse_qs

import pytest

from components import state
from components.share_link import opening

CHANGES = [
    *(
        ("fill", "Adam learning rate", "0.025"),
        ("fill", "Momentum learning rate decay", "0.5"),
        ("fill", "Steps", "80"),
    ),
    *(("fill", "Start w1", "2.5"), ("fill", "RMSprop", False), ("fill", "Momentum schedule", "exponential")),
    *(("fill", "Adam: Bias correction", "off"), ("fill", "Gradient noise", "0.5")),
    *(("fill", "Cost landscape", "ravine"), ("fill", "Cost landscape", "own")),
    *(
        ("press", button, None)
        for button in ("Random", "The lecture's settings", "Same rate for all", "Remove Momentum")
    ),
    *(("press", button, None) for button in ("Reset everything", "Pin these runs")),
]
BEFORE = "landscape=himmelblau&w1=1&w2=2&steps=90&run=momentum~0.2&run=adam~0.3~decay~0.1&run=rmsprop~0.1"


def chosen(serial, start=(1.25, -2.5), **more):
    return {"serial": serial, "start": list(start), "cost": None, "colours": None, **more}


def shows(page):
    return page.view, page.fields, page.table, page.errors


def able(page):
    """Whether there is something to undo, and to redo."""
    return tuple(not page.field(label).disabled for label in ("Undo", "Redo"))


def test_a_page_just_opened_has_nothing_to_undo_or_redo(open_page):
    page = open_page("steps=80")
    assert able(page) == (False, False)
    for serial, by in ((1, -1), (2, 1)):
        page.choose_in_player(chosen(serial, start=(0, -3), history=by))
        assert page.link == "steps=80"


@pytest.mark.sampled(6)
@pytest.mark.parametrize(("how", "label", "value"), CHANGES, ids=lambda part: str(part))
def test_a_change_is_taken_back_whole_and_made_again(open_page, how, label, value):
    page = open_page(BEFORE)
    before = shows(page)
    if how == "fill":
        page.fill(label, value)
    else:
        page.press(label)
    after = shows(page)
    assert after != before
    assert able(page) == (True, False)
    page.press("Undo")
    assert shows(page) == before
    assert able(page) == (False, True)
    page.press("Redo")
    assert shows(page) == after
    assert able(page) == (True, False)


@pytest.mark.parametrize(
    "choice", [chosen(1), chosen(1, run={"row": 3, "run": "adam~0.025~decay~0.5"})], ids=["start", "run"]
)
def test_a_choice_in_the_player_is_taken_back_and_made_again(open_page, choice):
    page = open_page()
    before = shows(page)
    page.choose_in_player(choice)
    after = shows(page)
    page.press("Undo")
    assert shows(page) == before
    assert page.link == ""
    page.press("Redo")
    assert shows(page) == after


def test_the_player_may_ask_for_undo_and_redo(open_page):
    page = open_page()
    page.fill("Adam learning rate", "0.025")
    page.choose_in_player(chosen(1, start=(0, -3), history=-1))
    assert page.text("Adam learning rate") == "0.1"
    assert page.app.session_state["held"].serial == 1
    page.run()
    assert page.text("Adam learning rate") == "0.1"
    page.choose_in_player(chosen(2, start=(0, -3), history=1))
    assert page.text("Adam learning rate") == "0.025"


def test_a_move_of_the_dot_that_arrives_with_undo_is_what_is_undone(open_page):
    page = open_page()
    page.fill("Steps", "80")
    page.choose_in_player(chosen(1, history=-1))
    assert (page.view.experiment.origin, page.view.experiment.steps) == ((0, -3), 80)


@pytest.mark.sampled(3)
@pytest.mark.parametrize("move", [2, -1.5, "1", "undo", [1], {}, [], float("nan")], ids=repr)
def test_a_malformed_move_in_the_history_leaves_the_choice_alone(open_page, move):
    page = open_page()
    page.fill("Steps", "80")
    link = page.link
    page.choose_in_player(chosen(1, history=move))
    assert page.link == link


def test_what_is_typed_when_undo_is_clicked_is_what_is_undone(open_page):
    # A click takes the focus from the field: both arrive at once.
    page = open_page()
    page.fill("Steps", "80")
    page.field("Adam learning rate").set_value("0.025")
    page.press("Undo")
    assert page.text("Adam learning rate") == "0.1"
    assert page.text("Steps") == "80"
    page.press("Redo")
    assert page.text("Adam learning rate") == "0.025"


def test_undo_mends_what_stands_in_error(open_page):
    page = open_page()
    page.fill("Steps", "80")
    page.fill("Start w1", "abc")
    page.press("Undo")
    assert page.errors == []
    assert (page.text("Start w1"), page.text("Steps")) == ("0", "500")


def test_another_landscape_is_taken_back_with_its_start_and_its_rates(open_page):
    page = open_page("w1=1.5&run=adam~0.1&run=momentum~0.77")
    page.fill("Cost landscape", "ravine")
    page.fill("Start w2", "1")
    page.press("Undo")
    page.press("Undo")
    assert page.text("Cost landscape") == "himmelblau"
    assert (page.text("Start w1"), page.text("Start w2")) == ("1.5", "-3")
    assert (page.text("Adam learning rate"), page.text("Momentum learning rate")) == ("0.1", "0.77")


def test_reset_and_unpin_give_the_pin_back(open_page):
    page = open_page()
    page.press("Pin these runs")
    pinned = page.view
    for button in ("Unpin", "Reset everything"):
        page.press(button)
        assert page.link == ""
        page.press("Undo")
        assert page.view == pinned


def test_many_changes_are_taken_back_and_made_again_in_order(open_page):
    page = open_page()
    seen = [page.view]
    for serial, w1 in enumerate((1, 2, 3), start=1):
        page.choose_in_player(chosen(serial, start=(w1, 0)))  # each release of the dot is a change of its own
        seen.append(page.view)
    for expected in reversed(seen[:-1]):
        page.press("Undo")
        assert page.view == expected
    for expected in seen[1:]:
        page.press("Redo")
        assert page.view == expected


def test_a_new_change_drops_what_was_undone(open_page):
    page = open_page()
    page.fill("Steps", "80")
    page.press("Undo")
    page.fill("Start w1", "2")
    assert able(page) == (True, False)
    page.choose_in_player(chosen(1, start=(2, -3), history=1))
    assert (page.text("Start w1"), page.text("Steps")) == ("2", "500")


@pytest.mark.sampled(2)
@pytest.mark.parametrize(
    "look",
    [{"step": 37}, {"cost": "log"}, {"colours": "linear"}, {"charts": ["rate"]}],
    ids=lambda look: next(iter(look)),
)
def test_how_the_page_is_drawn_is_no_change_to_undo_and_drops_nothing(open_page, look):
    page = open_page()
    page.fill("Steps", "80")
    page.fill("Steps", "90")
    page.press("Undo")
    page.choose_in_player(chosen(1, start=(0, -3), **look))
    assert page.link != ""
    assert able(page) == (True, True)
    drawn = page.view
    page.press("Redo")
    assert page.text("Steps") == "90"
    page.press("Undo")
    assert page.view == drawn
    page.press("Undo")
    assert page.view == opening()


def test_runs_of_the_script_in_which_nothing_changes_are_no_changes(open_page):
    page = open_page()
    for _ in range(3):
        page.run()
    page.fill("Start w1", "abc")
    page.fill("Start w1", "0.0")
    assert able(page) == (False, False)


def test_undo_leaves_a_damaged_link_where_there_is_nothing_to_undo_and_mends_it_else(open_page):
    page = open_page("steps=many")
    page.choose_in_player(chosen(1, start=(0, -3), history=-1))
    assert parse_qs(page.link) == {"steps": ["many"]}
    assert page.warnings
    page.fill("Steps", "80")
    page.press("Undo")
    assert (page.link, page.warnings) == ("", [])


def browse(page, monkeypatch, link):
    """Go back or forward in the browser, to a page whose address held `link`."""
    page.app.query_params.clear()
    for name, values in parse_qs(link).items():
        page.app.query_params[name] = values
    with monkeypatch.context() as patch:
        patch.setattr(state, "get_script_run_ctx", lambda: SimpleNamespace(is_history_navigation=True))
        page.run()


def test_back_and_forward_in_the_browser_move_among_the_same_changes(open_page, monkeypatch):
    page = open_page()
    page.fill("Steps", "80")
    first = page.link
    page.fill("Steps", "90")
    second = page.link
    browse(page, monkeypatch, first)
    assert (page.text("Steps"), able(page)) == ("80", (True, True))
    browse(page, monkeypatch, "")
    assert (page.text("Steps"), able(page)) == ("500", (False, True))
    browse(page, monkeypatch, first)
    browse(page, monkeypatch, second)
    assert (page.text("Steps"), able(page)) == ("90", (True, False))
    page.press("Undo")
    assert page.text("Steps") == "80"


def test_back_to_the_same_runs_otherwise_drawn_is_a_move_too(open_page, monkeypatch):
    page = open_page("steps=80")
    page.choose_in_player(chosen(1, start=(0, -3), step=37))
    page.fill("Steps", "90")
    browse(page, monkeypatch, "steps=80")
    assert (page.view.step, able(page)) == (None, (False, True))


def test_going_elsewhere_in_the_browser_is_a_change_that_may_be_undone(open_page, monkeypatch):
    page = open_page()
    page.fill("Steps", "80")
    browse(page, monkeypatch, "landscape=ravine")
    assert page.text("Cost landscape") == "ravine"
    page.press("Undo")
    assert (page.text("Cost landscape"), page.text("Steps")) == ("himmelblau", "80")

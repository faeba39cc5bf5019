"""What counts as one change where a formula is read at every letter, and how many changes are kept."""

import pytest

from components import history
from components.history import MOST, History
from components.share_link import opening
from landscapes import CATALOGUE as LANDSCAPES


@pytest.mark.long
def test_a_formula_typed_in_one_go_is_one_change(open_page, monkeypatch):
    clock = iter([0.0, 10.0, 11.0, 12.0, 13.0, 20.0]).__next__
    monkeypatch.setattr(history, "monotonic", clock)
    page = open_page()
    page.fill("Cost landscape", "own")
    example = page.text("Formula J(w1, w2)")
    for text in ("w1", "w1^2", "w1^2+", "w1^2+w2", "w1^2+w2^2"):
        page.fill("Formula J(w1, w2)", text)
    page.fill("Formula J(w1, w2)", "w1^2+w2^4")  # seven seconds later
    page.press("Undo")
    assert page.text("Formula J(w1, w2)") == "w1^2+w2^2"
    page.press("Undo")
    assert page.text("Formula J(w1, w2)") == example
    page.press("Undo")
    assert page.text("Cost landscape") == "himmelblau"


def test_a_letter_typed_and_deleted_again_is_no_change(open_page, monkeypatch):
    monkeypatch.setattr(history, "monotonic", iter([10.0, 11.0]).__next__)
    page = open_page("landscape=formula:w1")
    page.fill("Formula J(w1, w2)", "w1^2")
    page.fill("Formula J(w1, w2)", "w1")
    assert page.field("Undo").disabled


def test_no_more_than_a_hundred_changes_are_kept_each_way():
    kept, page = History(), opening()
    views = [opening(landscape) for landscape in list(LANDSCAPES.values())[:2]]
    for i in range(3 * MOST):
        kept.changed(views[i % 2], views[(i + 1) % 2])
    assert (len(kept.past), len(kept.future)) == (MOST, 0)
    for _ in range(2 * MOST):
        page = kept.moved(page, -1)
    assert (len(kept.past), len(kept.future)) == (0, MOST)

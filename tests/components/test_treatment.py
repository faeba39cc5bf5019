"""L2, clipping and where a warm-up begins: set in a row's popover, spelled in its link, told in its name."""

import re

import pytest

from components.backend.anatomy import arithmetic
from components.run_spelling import read_run, spell_run
from components.words import numbered
from optimizers import Run
from optimizers.schedules import WARMUPS_FROM
from optimizers.working import SYMBOLS

VALUE = "Adam: clip each coordinate of the gradient at ± (none: not)"
NORM = "Adam: clip the norm of the gradient at (none: not)"
L2 = "Adam L2 (added to the gradient): λ of g + λW"
WARMUP = "Adam warm-up: steps in which the rate rises to its first"


def run_of(page):
    return page.view.experiment.runs[0]


@pytest.mark.parametrize(
    "text",
    [
        "adam~0.1~clip_value~2",
        "adam~0.1~clip_norm~0.5",
        "momentum~0.1~clip_value~2~clip_norm~3~l2~0.01~beta~0.8",
        "lion~0.01~warmup~20~warmup_from~zero",
        "lion~0.01~warmup~20~warmup_from~one_over_k~l2~1",
    ],
)
def test_a_link_spells_it_and_gives_it_back(text):
    run, off = read_run(text)
    assert spell_run(run, off) == text
    assert read_run(f"{text}~off") == (run, True)


def test_what_is_at_rest_is_not_spelled():
    assert spell_run(Run("adam", 0.1, l2=0, warmup_from="zero"), False) == "adam~0.1"
    assert spell_run(Run("adam", 0.1, warmup=3), False) == "adam~0.1~warmup~3"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("adam~0.1~l2~-1", "l2 = -1 is out of range"),
        ("adam~0.1~clip_norm~0", "leave it out for no clipping"),
        ("adam~0.1~clip_value~abc", "“abc” is not a number"),
        ("adam~0.1~warmup~3~warmup_from~below", "above_zero, zero, one_over_k"),
    ],
)
def test_a_link_that_cannot_be_says_why(text, words):
    with pytest.raises(ValueError, match=re.escape(words)):
        read_run(text)


@pytest.mark.long
def test_the_fields_clip_and_add_l2_and_are_emptied_again(open_page):
    page = open_page("landscape=booth&run=adam~0.1")
    assert (page.text(VALUE), page.text(NORM), page.text(L2)) == ("none", "none", "0")
    page.fill(VALUE, "2")
    page.fill(NORM, "2,5")
    page.fill(L2, "1e-2")
    assert run_of(page) == Run("adam", 0.1, clip_value=2.0, clip_norm=2.5, l2=0.01)
    assert "run=adam~0.1~clip_value~2~clip_norm~2.5~l2~0.01" in page.link
    formulas = [part.value for part in page.app.latex]
    assert any(r"g + 0.01\, W" in part and r"\|g\|" in part for part in formulas)
    assert any("PyTorch adds 1e-6" in caption.value for caption in page.app.caption)
    page.fill(NORM, "-1")
    assert "out of range" in page.errors[0]
    assert run_of(page).clip_norm == 2.5
    for label in (VALUE, NORM):
        page.fill(label, "")
    page.fill(L2, "0")
    assert run_of(page) == Run("adam", 0.1)
    assert not page.errors


def test_undo_takes_it_back(open_page):
    page = open_page("landscape=booth&run=adam~0.1")
    page.fill(L2, "0.5")
    page.press("Undo")
    assert run_of(page).l2 == 0
    assert page.text(L2) == "0"


def test_where_a_warm_up_begins_is_asked_only_where_there_is_one(open_page):
    page = open_page("landscape=booth&run=adam~0.1")
    label = "Adam warm-up of k = 20 from"
    assert label not in dict(page.fields)
    page.fill(WARMUP, "20")
    page.fill(label, "one_over_k")
    assert run_of(page) == Run("adam", 0.1, warmup=20, warmup_from="one_over_k")
    assert any(WARMUPS_FROM["one_over_k"].note == caption.value for caption in page.app.caption)
    page.fill(WARMUP, "0")
    assert run_of(page) == Run("adam", 0.1)


def test_names_tell_runs_apart_by_it():
    assert numbered([Run("adam", 0.1), Run("adam", 0.1, l2=0.01)]) == ("Adam L2 0", "Adam L2 0.01")
    assert numbered([Run("adam", 0.1), Run("adam", 0.1, clip_norm=2)])[1] == "Adam, norm clipped at 2"
    assert numbered([Run("adam", 0.1), Run("adam", 0.1, clip_value=2)])[0] == "Adam, coordinates not clipped"
    begins = [Run("adam", 0.1, warmup=5, warmup_from=key) for key in WARMUPS_FROM]
    assert numbered(begins)[2] == "Adam, warm-up from one over k"


def test_a_step_s_arithmetic_begins_with_it():
    run = Run("momentum", 0.1, clip_norm=2.0, l2=0.01)
    told = arithmetic(run)
    assert [name for name, _ in told["lines"]] == ["size", "share", "g", "v", "step", "w"]
    assert told["constants"] == {"beta": 0.9, "clip_norm": 2.0, "l2": 0.01}
    assert {"drawn", "size", "share", "l2", "clip_norm"} <= set(SYMBOLS)
    assert arithmetic(Run("momentum", 0.1))["lines"][0][0] == "v"

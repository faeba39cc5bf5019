"""The address follows the page and opens it again; a damaged link is named, and kept until the reader changes it."""

from types import SimpleNamespace
from urllib.parse import parse_qs

import pytest

from components import state
from components.share_link import decode, opening

DAMAGED = "landscape=ravine&steps=many&w1=2&run=adam~0.1~decay~0&run=nothing~1&utm_source=mail&bogus=1"
ACTIONS = [
    ("Cost landscape", "ravine"),
    ("Start w1", "2,5"),
    ("Start w2", "1e-3"),
    ("Steps", "123"),
    ("Adam learning rate", "0.07"),
    ("Adam learning rate decay", "0.01"),
    ("RMSprop", False),
    ("Momentum schedule", "exponential"),
    ("Momentum learning rate decay", "0.9"),
    ("Adam beta1: weight of the past gradients", "0.8"),
    ("Adam: Bias correction", "off"),
    ("RMSprop", True),
    ("Cost landscape", "himmelblau"),
]


def test_the_address_stays_bare_until_a_change(open_page):
    page = open_page()
    page.run()
    assert page.link == ""


def test_a_short_link_is_not_written_out_until_a_change(open_page):
    page = open_page("steps=80&run=adam~0.1~decay~0")
    page.run()
    assert parse_qs(page.link) == {"steps": ["80"], "run": ["adam~0.1~decay~0"]}
    page.fill("Steps", "81")
    assert page.app.query_params["landscape"] == "himmelblau"


@pytest.mark.long
def test_every_change_is_in_the_address_and_a_new_session_opens_the_same_page(open_page):
    page = open_page()
    for label, value in ACTIONS:
        before = page.link
        page.fill(label, value)
        assert page.link != before
        assert decode(page.link) == (page.app.session_state["held"].view, ())
        again = open_page(page.link)
        assert again.view == page.view
        assert [read(value) for _, value in again.fields] == [read(value) for _, value in page.fields]
        assert again.table == page.table
        assert again.link == page.link


def read(value):
    """A field's value, numbers by what they mean: `2,5` and `2.5` are one."""
    try:
        return float(str(value).replace(",", "."))
    except ValueError:
        return value


def test_a_change_taken_back_leaves_a_bare_address(open_page):
    page = open_page()
    page.fill("Steps", "80")
    assert page.link
    page.fill("Steps", "500")
    assert page.link == ""


def test_reset_everything_brings_the_opening_page_and_a_bare_address(open_page):
    page = open_page("landscape=ravine&theta=kappa~7&steps=9&run=adam~5~beta1~0.1~off&cost=linear&noise=1&seed=3")
    page.fill("Start w1", "abc")
    page.press("Reset everything")
    assert page.link == ""
    assert page.errors == []
    assert page.fields == open_page().fields
    assert page.app.session_state["held"].view == opening()


def test_a_damaged_link_is_named_part_by_part_and_the_rest_is_shown(open_page):
    page = open_page(DAMAGED)
    (warning,) = page.warnings
    for words in (
        "steps: “many” is not a number",
        "run nothing~1: this optimizer is not known",
    ):
        assert words in warning
    assert "bogus” means nothing here" in " ".join(each.value for each in page.app.caption).replace("\\", "")
    assert not any("utm" in each.value for each in (*page.app.caption, *page.app.warning))
    assert page.text("Cost landscape") == "ravine"
    assert page.text("Start w1") == "2"
    assert page.text("Steps") == "500"
    assert [row["Optimizer"] for row in page.table] == ["Adam"]


def test_what_stands_in_a_damaged_link_is_shown_as_text_and_not_as_formatting(open_page):
    page = open_page("landscape=**x**[y](http://z)<b>$J$")
    assert "**x**[y](http://z)<b>$J$" in page.warnings[0]
    assert "**x**" not in page.app.warning[0].value


def test_a_damaged_link_stays_in_the_address_until_a_change(open_page):
    page = open_page(DAMAGED)
    for _ in range(2):
        page.run()
        assert parse_qs(page.link) == parse_qs(DAMAGED)
        assert page.warnings
    page.fill("Start w2", "abc")
    assert parse_qs(page.link) == parse_qs(DAMAGED)
    page.fill("Start w2", "1")
    assert decode(page.link)[1] == ()
    assert page.view.experiment.origin == (2, 1)
    page.run()
    assert page.warnings == []


def test_reset_everything_mends_a_link_whose_good_parts_are_the_opening_page(open_page):
    page = open_page("steps=many")
    page.press("Reset everything")
    assert page.link == ""
    assert page.warnings == []


def test_going_back_takes_the_older_link_in_and_rewrites_the_fields(open_page, monkeypatch):
    page = open_page("steps=80")
    page.fill("Steps", "81")
    page.fill("Start w1", "abc")
    page.app.query_params.clear()
    page.app.query_params["steps"] = "80"
    monkeypatch.setattr(state, "get_script_run_ctx", lambda: SimpleNamespace(is_history_navigation=True))
    page.run()
    assert page.text("Steps") == "80"
    assert page.text("Start w1") == "0"
    assert page.errors == []
    assert page.link == "steps=80"


def test_an_address_typed_over_in_a_running_session_is_not_taken_for_going_back(open_page):
    page = open_page("steps=80")
    page.app.query_params["steps"] = "90"
    page.run()
    assert page.text("Steps") == "80"
    assert page.view.experiment.steps == 80


def test_two_sessions_share_nothing(open_page):
    one, other = open_page(), open_page()
    one.fill("Steps", "80")
    one.choose_in_player({"serial": 1, "start": [1.25, -2.5]})
    other.run()
    assert (other.text("Steps"), other.text("Start w1"), other.link) == ("500", "0", "")

"""A formula of the reader's own: read as it is typed, its error shown where it stands, its map chosen beside it."""

import pytest

from components.controls.landscape import EXAMPLE, OWN
from components.share_link import decode, own_start, reach
from landscapes import FormulaError, parse

FIELD = "Formula J(w1, w2)"
BOWL = "landscape=formula:w1%5E2%2B3*w2%5E2&run=gradient_descent~0.1"


@pytest.fixture
def page(open_page):
    """A page on a typed bowl, with one optimizer."""
    return open_page(BOWL)


def test_choosing_it_opens_an_example_that_runs(open_page):
    page = open_page("landscape=ravine&theta=kappa~3&run=adam~0.1")
    page.fill("Cost landscape", OWN)
    assert page.view.experiment.surface == parse(EXAMPLE)
    assert page.errors == []
    assert len(page.table) == 1
    assert open_page(page.link).view == page.view


def test_a_link_opens_the_formula_it_spells(page):
    assert page.text("Cost landscape") == OWN
    assert parse(page.text(FIELD)) == parse("w1^2 + 3*w2^2")
    assert any(parse("w1^2 + 3*w2^2").formula in equation for equation in page.equations)
    assert page.warnings == []


def test_what_is_typed_is_what_runs(page, open_page):
    before = page.table
    page.fill(FIELD, "w1^2 + 5*w2^2")
    assert page.view.experiment.surface == parse("w1^2+5*w2^2")
    assert page.text(FIELD) == "w1^2 + 5*w2^2"
    assert page.table != before
    assert open_page(page.link).view == page.view


def test_an_edit_keeps_the_start_and_the_map(page):
    page.fill("Start w1", "4.5")
    page.fill("w2 to", "9")
    page.fill(FIELD, "w1^2 + w2^4")
    assert page.view.experiment.origin[0] == 4.5
    assert page.view.experiment.map_domain[1] == (-5, 9)


@pytest.mark.parametrize("text", ["w1^2 +", "w1 w2)", "w3", "__import__('os')", "2,,5*w1", "*w1* $x$"])
def test_an_error_is_named_and_marked_where_it_stands_and_the_last_good_formula_stays(page, text):
    link, table = page.link, page.table
    with pytest.raises(FormulaError) as caught:
        parse(text)
    page.fill(FIELD, text)
    assert page.errors == [str(caught.value)]
    written, mark = page.app.code[0].value.split("\n")
    assert written == text
    assert mark == " " * caught.value.position + "^"
    assert page.text(FIELD) == text
    assert (page.link, page.table) == (link, table)
    page.fill(FIELD, "w1^2 + w2^2")
    assert page.errors == []


def test_an_empty_formula_is_named_and_the_last_good_one_stays(page):
    link = page.link
    page.fill(FIELD, "")
    assert "The formula is empty" in page.errors[0]
    assert page.link == link


def test_back_to_the_catalogue_brings_its_start_and_map(page):
    page.fill("w1 to", "50")
    page.fill("Cost landscape", "saddle")
    saddle = page.view.experiment
    assert (saddle.map_domain, saddle.origin) == (saddle.surface.domain, saddle.surface.start)


@pytest.mark.parametrize(
    ("label", "text", "domain"),
    [
        ("w1 from", "-1e1", ((-10, 5), (-5, 5))),
        ("w1 to", "7,5", ((-5, 7.5), (-5, 5))),
        ("w2 from", "4", ((-5, 5), (4, 5))),
        ("w2 to", "500", ((-5, 5), (-5, 500))),
    ],
)
def test_the_edges_of_the_map_are_typed_in_their_fields(page, open_page, label, text, domain):
    page.fill(label, text)
    assert page.view.experiment.map_domain == domain
    assert page.errors == []
    assert open_page(page.link).view == page.view


@pytest.mark.parametrize(
    ("label", "text", "words"),
    [
        ("w1 from", "5", "domain from 5 to 5: it must rise"),
        ("w1 to", "-6", "domain from -5 to -6: it must rise"),
        ("w2 from", "NaN", "“NaN” is not a number"),
        ("w2 to", "1e400", "too large"),
    ],
)
def test_an_edge_that_makes_no_map_is_named_and_changes_nothing(page, label, text, words):
    link = page.link
    page.fill(label, text)
    assert words in page.errors[0]
    assert page.text(label) == text
    assert page.link == link


def test_a_map_that_leaves_the_start_out_of_reach_moves_the_start_onto_it(page):
    page.fill("w1 to", "1000")
    page.fill("w1 from", "900")
    experiment = page.view.experiment
    assert decode(page.link)[1] == ()
    assert page.errors == []
    assert experiment.origin == own_start(experiment)
    assert experiment.origin[0] in reach(experiment)[0]
    assert float(page.text("Start w1")) == experiment.origin[0] == 950


def test_a_letter_has_a_slider_whose_value_runs_and_stays_while_the_formula_is_edited(page, open_page):
    page.fill(FIELD, "a*x^2 + y^2")
    (slider,) = page.app.slider
    assert (slider.value, slider.min, slider.max) == (1.0, -10.0, 10.0)
    slider.set_value(2.5)
    page.run()
    assert page.view.experiment.theta == {"a": 2.5}
    page.fill(FIELD, "a*x^2 + 3*y^2 + b")
    assert page.errors == []
    assert page.view.experiment.theta == {"a": 2.5}
    assert [each.value for each in page.app.slider] == [2.5, 1.0]
    page.fill(FIELD, "x^2 + b")
    assert page.view.experiment.theta == {}
    page.press("Undo")
    assert page.view.experiment.theta == {"a": 2.5}
    assert [each.value for each in open_page(page.link).app.slider] == [2.5]

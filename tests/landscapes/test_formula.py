"""A typed formula as a landscape: its facts, which texts are the same formula, the limits, and a run on it."""

import pytest

from landscapes import FormulaError, Landscape, parse
from landscapes.formula import DEEPEST, LONGEST, MOST_NODES, read
from optimizers import Experiment, Run, perform


def test_a_landscape_carries_its_facts():
    landscape = parse("x^2 + 3 y^2")
    assert isinstance(landscape, Landscape)
    assert landscape.key == "formula:w1^2+3*w2^2"
    assert landscape.title == "Your formula"
    assert landscape.lowest is None
    assert set(landscape.rates) == {"gradient_descent", "momentum", "rmsprop", "adam"}
    assert all(w in side for w, side in zip(landscape.start, landscape.domain, strict=True))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("w1^2+3*w2^2", " x**2 + 3 y^2"),
        ("ln(w1)", "log(x)"),
        ("|w1|", "abs(w1)"),
        ("2.0w1", "2*w1"),
        ("((w1))", "+w1"),
        ("asin(w1)+acos(w1)+atan(w1)", "arcsin(w1)+arccos(w1)+arctan(w1)"),
    ],
)
def test_formulas_read_alike_are_one_landscape(one, other):
    first, second = parse(one), parse(other)
    assert first == second
    assert hash(first) == hash(second)
    assert first.cost is second.cost


@pytest.mark.parametrize(("one", "other"), [("w1-w2", "w1+w2"), ("w1*(w2*2)", "w1*w2*2"), ("-w1^2", "(-w1)^2")])
def test_formulas_read_differently_are_different_landscapes(one, other):
    assert parse(one) != parse(other)
    assert parse(one).key != parse(other).key


SUM = "x" + "+x" * ((MOST_NODES - 1) // 2)
NEST = "sin(" * (DEEPEST - 1) + "x" + ")" * (DEEPEST - 1)
LIMITS = {
    "characters": ("w1" + " " * (LONGEST - 2), "w1" + " " * (LONGEST - 1)),
    "operations, names and numbers": (SUM, SUM + "+x"),
    "levels of nesting": (NEST, "-" + NEST),
    "characters written out in full": ("(x+x)" + "*(x+x)" * 21, "(x+x)" + "*(x+x)" * 25),
}


@pytest.mark.parametrize(("what", "within", "beyond"), [(what, *pair) for what, pair in LIMITS.items()], ids=LIMITS)
def test_a_formula_within_a_limit_is_read_and_one_beyond_it_is_refused(what, within, beyond):
    read(within)
    with pytest.raises(FormulaError, match=rf"^The formula has \d+ {what}; it may have at most \d+$"):
        read(beyond)


def test_terms_side_by_side_do_not_count_as_nesting():
    assert read("+".join(["w1^2"] * 25)) != read("+".join(["w1^2"] * 24))


def test_brackets_that_say_nothing_do_not_count_as_nesting():
    assert read("(" * 90 + "w1" + ")" * 90) == read("w1")


def test_a_formula_long_forgotten_still_equals_itself_typed_again():
    before = parse("w1^2 + 0.125*w2^2")
    for k in range(300):
        parse(f"w1^2 + {k}*w2^4")
    again = parse("w1^2 + 0.125*w2^2")
    assert again.cost is not before.cost
    assert again == before
    assert hash(again) == hash(before)
    assert hash(again.cost) == hash(before.cost)


def test_a_landscape_is_made_once_while_it_is_remembered():
    assert parse("w1^2 + 7*w2^2") is parse("x^2 + 7y^2")


def test_its_key_is_read_back_as_the_same_landscape():
    landscape = parse("min(x, 2y)^2 + |x - 1|/3")
    assert parse(landscape.key.removeprefix("formula:")) == landscape


def test_a_run_walks_down_a_typed_formula():
    landscape = parse("w1^2 + 3*w2^2")
    runs = (Run("adam", learning_rate=0.01),)
    (adam,) = perform(Experiment(landscape=landscape, start=(1.0, -1.0), steps=100, runs=runs))
    assert adam.cost[0] == 4
    assert adam.cost[-1] < 0.3
    assert adam.gradient[0][0] == 2
    assert adam.gradient[1][0] == -6

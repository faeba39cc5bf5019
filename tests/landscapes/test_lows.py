"""Minima that are no zeros of the gradient, or hard to find as such, beside what their formulas say."""

import json

import pytest

from components.backend.points import found
from landscapes import parse
from landscapes.lows import lows
from optimizers import Experiment, Run
from optimizers.sweep import basins


def places(formula):
    surface = parse(formula)
    return [(m.w1, m.w2, m.cost) for m in lows(surface, {}, surface.domain)]


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        ("|x|+|y|", [(0, 0)]),
        pytest.param("max(|x|,|y|)", [(0, 0)], marks=pytest.mark.long),
        pytest.param("sqrt(x^2+y^2)", [(0, 0)], marks=pytest.mark.long),
        pytest.param("x^2+|y|", [(0, 0)], marks=pytest.mark.long),
        ("1e6*(y-x^2)^2+(1-x)^2", [(1, 1)]),
        pytest.param("x^4+y^2", [(0, 0)], marks=pytest.mark.long),
        pytest.param("|x-1.234|+2*|y+x|", [(1.234, -1.234)], marks=pytest.mark.long),
        pytest.param("||x|-1|+y^2", [(-1, 0), (1, 0)], marks=pytest.mark.long),
        pytest.param("|y-x^2|+0.1*|x-1|", [(1, 1)], marks=pytest.mark.long),
    ],
)
def test_a_minimum_on_a_kink_or_in_a_furrow_is_found_and_it_alone(formula, expected):
    told = places(formula)
    assert sorted((w1, w2) for w1, w2, _ in told) == [pytest.approx(each, abs=1e-7) for each in expected]
    assert [cost for *_, cost in told] == pytest.approx([0] * len(told), abs=1e-7)


@pytest.mark.parametrize(
    "formula",
    [
        "x + y",
        pytest.param("-x^2-y^2", marks=pytest.mark.long),
        pytest.param("0*x+3", marks=pytest.mark.long),
        pytest.param("x^2", marks=pytest.mark.long),  # a whole line of them
        pytest.param("max(x^2+y^2,1)", marks=pytest.mark.long),
        pytest.param("100*sqrt(|y-0.01*x^2|)+0.01*|x+9|", marks=pytest.mark.long),  # only beyond the map
    ],
)
def test_where_no_place_is_lower_than_all_around_there_is_none(formula):
    assert places(formula) == []


def test_the_marks_of_a_map_have_them():
    (mark,) = json.loads(found(Experiment(parse("|x|+|y|"))))
    assert (mark["kind"], mark["w1"], mark["w2"], mark["J"]) == ("minimum", 0, 0, 0)


@pytest.mark.long
def test_the_basins_of_a_map_have_them():
    run = Run("gradient_descent", 0.1, schedule="exponential", decay=0.97)
    map_of = basins(Experiment(parse("|x|+|y|")), run, 4)
    assert [m[:2] for m in map_of.minima] == [(0, 0)]

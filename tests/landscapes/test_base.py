"""The small types every landscape is made of."""

from collections.abc import Mapping
from dataclasses import FrozenInstanceError, replace
from math import inf, nan

import pytest

from landscapes import CATALOGUE, Frozen, Interval, Landscape, Parameter

HIMMELBLAU, RAVINE, SADDLE = CATALOGUE["himmelblau"], CATALOGUE["ravine"], CATALOGUE["saddle"]
STEEPNESS = Parameter("kappa", r"\kappa", default=20.0, low=1.0, high=1000.0, meaning="steepness")
MEMORY = Parameter("beta", r"\beta", default=0.9, low=0.0, high=1.0, meaning="memory", below=True)


def test_a_frozen_mapping_is_read_like_a_dict():
    frozen = Frozen({"b": 2.0, "a": 1.0})
    assert isinstance(frozen, Mapping)
    assert (frozen["a"], list(frozen), len(frozen)) == (1.0, ["b", "a"], 2)
    assert repr(frozen) == "{'b': 2.0, 'a': 1.0}"


def test_a_frozen_mapping_is_empty_when_nothing_is_given():
    assert len(Frozen()) == 0


def test_a_frozen_mapping_equals_a_dict_with_the_same_items_from_either_side():
    frozen, plain = Frozen({"a": 1.0}), {"a": 1.0}
    assert frozen == plain
    assert plain == frozen


@pytest.mark.parametrize("other", [{}, {"a": 2.0}, {"b": 1.0}, {"a": 1.0, "b": 1.0}, None, "a"], ids=repr)
def test_a_frozen_mapping_differs_from_anything_else(other):
    assert Frozen({"a": 1.0}) != other


def test_the_order_of_its_items_changes_neither_a_frozen_mapping_nor_its_hash():
    one, other = Frozen({"a": 1.0, "b": 2.0}), Frozen({"b": 2.0, "a": 1.0})
    assert one == other
    assert hash(one) == hash(other)
    assert {one: "found"}[other] == "found"


def test_a_frozen_mapping_takes_no_assignment():
    with pytest.raises(TypeError):
        Frozen({"a": 1.0})["a"] = 2.0


def test_a_frozen_mapping_does_not_follow_the_dict_it_was_made_from():
    source = {"a": 1.0}
    frozen = Frozen(source)
    source["a"] = 2.0
    assert frozen == {"a": 1.0}


def test_an_interval_knows_its_width_and_centre():
    assert (Interval(-1, 3).width, Interval(-1, 3).centre) == (4, 1)


@pytest.mark.parametrize(("x", "inside"), [(-1, True), (3, True), (1.5, True), (-1.001, False), (3.001, False)])
def test_an_interval_holds_its_edges_and_what_lies_between(x, inside):
    assert (x in Interval(-1, 3)) is inside


@pytest.mark.parametrize("x", [nan, inf, -inf, None, "1"], ids=repr)
def test_an_interval_holds_only_numbers_on_the_line(x):
    assert x not in Interval(-1, 3)


def test_an_interval_is_widened_about_its_centre():
    assert Interval(-1, 3).widened(2) == Interval(-3, 5)


@pytest.mark.parametrize("value", [1, 20.0, 1000])
def test_a_parameter_hands_back_an_accepted_number_as_a_float(value):
    checked = STEEPNESS.check(value)
    assert checked == value
    assert type(checked) is float


@pytest.mark.parametrize(
    ("value", "spelled"), [(0.5, "0.5"), (1000.5, "1000.5"), (-3, "-3"), (nan, "nan"), (inf, "inf"), (-inf, "-inf")]
)
def test_a_parameter_refuses_any_other_number_and_says_what_it_accepts(value, spelled):
    with pytest.raises(ValueError) as refusal:  # noqa: PT011 — the whole sentence is compared below
        STEEPNESS.check(value)
    assert str(refusal.value) == f"kappa = {spelled} is out of range: it must be at least 1 and at most 1000"


def test_a_parameter_below_its_high_end_accepts_its_low_end_and_all_up_to_the_high_end():
    assert [MEMORY.check(value) for value in (0, 0.9, 0.999999)] == [0, 0.9, 0.999999]


@pytest.mark.parametrize(("value", "spelled"), [(1, "1"), (1.5, "1.5"), (-0.1, "-0.1"), (nan, "nan")])
def test_a_parameter_below_its_high_end_refuses_that_end_and_says_so(value, spelled):
    with pytest.raises(ValueError) as refusal:  # noqa: PT011
        MEMORY.check(value)
    assert str(refusal.value) == f"beta = {spelled} is out of range: it must be at least 0 and below 1"


def test_theta_holds_the_defaults_until_something_is_chosen():
    assert HIMMELBLAU.theta() == {}
    assert RAVINE.theta() == {"kappa": 20.0}
    assert RAVINE.theta({"kappa": 5}) == {"kappa": 5.0}
    assert RAVINE.theta(Frozen({"kappa": 5.0})) == {"kappa": 5.0}


def test_theta_refuses_an_unknown_name_and_lists_the_known_ones():
    with pytest.raises(ValueError, match=r"^Ravine has no parameter 'beta'; its parameters: kappa$"):
        RAVINE.theta({"beta": 1.0})
    with pytest.raises(ValueError, match=r"^Himmelblau has no parameter 'kappa'; its parameters: none$"):
        HIMMELBLAU.theta({"kappa": 1.0})


def test_the_lowest_cost_is_that_of_the_deepest_minimum():
    assert CATALOGUE["goldstein_price"].lowest == 3
    assert CATALOGUE["styblinski_tang"].lowest == pytest.approx(-78.33233, abs=5e-6)


def test_a_surface_without_a_minimum_has_no_lowest_cost():
    assert SADDLE.lowest is None


def test_a_landscape_equals_its_copy_and_finds_it_in_a_dict():
    copy = replace(HIMMELBLAU)
    assert copy == HIMMELBLAU
    assert hash(copy) == hash(HIMMELBLAU)
    assert {HIMMELBLAU: "found"}[copy] == "found"


@pytest.mark.parametrize(
    "change",
    [{"key": "other"}, {"title": "Other"}, {"start": (0.0, 0.0)}, {"cost": SADDLE.cost}, {"rates": {"adam": 1.0}}],
    ids=lambda change: next(iter(change)),
)
def test_a_landscape_differs_from_one_with_another_fact(change):
    assert replace(HIMMELBLAU, **change) != HIMMELBLAU


def test_a_landscape_cannot_be_changed():
    with pytest.raises(FrozenInstanceError):
        HIMMELBLAU.title = "Other"
    with pytest.raises(TypeError):
        HIMMELBLAU.rates["adam"] = 1.0


def test_a_landscape_does_not_follow_the_rates_it_was_given():
    rates = {"adam": 0.1}
    landscape: Landscape = replace(HIMMELBLAU, rates=rates)
    rates["adam"] = 9.0
    assert landscape.rates == {"adam": 0.1}


def test_logarithms_are_counted_from_the_lowest_minimum_or_from_the_floor():
    ravine = CATALOGUE["ravine"]
    assert ravine.baseline == ravine.lowest == 0
    unlisted = replace(ravine, minima=())
    assert unlisted.baseline is None
    assert replace(unlisted, floor=-1.0).baseline == -1.0

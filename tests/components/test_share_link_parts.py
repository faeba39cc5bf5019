"""The parts of a link that others use: the short key of a surface, and how far from the map a start may lie."""

from dataclasses import replace
from urllib.parse import urlencode

import pytest

from components.share_link import REACH, decode, opening, own_start, reach, surface_pairs, within
from landscapes import CATALOGUE
from landscapes.base import Interval
from optimizers import Experiment

each = pytest.mark.parametrize("landscape", CATALOGUE.values(), ids=CATALOGUE.keys())


@each
def test_the_key_of_a_surface_as_it_comes_is_its_landscape_alone(landscape):
    assert surface_pairs(opening(landscape).experiment) == [("landscape", landscape.key)]


def test_the_key_of_a_surface_holds_theta_and_domain_where_they_are_not_its_own():
    experiment = Experiment("ravine", theta={"kappa": 7.5}, domain=(Interval(-1, 2), Interval(0, 1e-3)))
    assert surface_pairs(experiment) == [("landscape", "ravine"), ("theta", "kappa~7.5"), ("domain", "-1~2~0~0.001")]


def test_the_key_of_a_surface_is_the_same_wherever_the_runs_begin():
    here = Experiment("ravine", theta={"kappa": 20.0}, start=(1.0, 1.0), steps=7, seed=3, noise=0.1)
    assert surface_pairs(here) == surface_pairs(Experiment("ravine"))


def test_the_key_of_a_surface_reads_back_as_that_surface():
    experiment = Experiment("ravine", theta={"kappa": 3.0}, domain=(Interval(-1, 2), Interval(0, 1)), start=(0.5, 0.5))
    view, problems = decode(urlencode(surface_pairs(experiment)))
    assert problems == ()
    assert view.experiment.theta == experiment.theta
    assert view.experiment.map_domain == experiment.map_domain


@each
def test_a_start_may_lie_a_map_away_on_every_side(landscape):
    for side, far in zip(landscape.domain, reach(opening(landscape).experiment), strict=True):
        assert far.width == pytest.approx(REACH * side.width)
        assert far.low == pytest.approx(side.low - side.width)
        assert far.high == pytest.approx(side.high + side.width)


def test_the_reach_follows_the_map():
    across, up = reach(Experiment("himmelblau", domain=(Interval(10, 12), Interval(0, 1))))
    assert across == (8, 14)
    assert up == (-1, 2)


def test_a_number_within_a_side_passes_as_it_is():
    assert [within(Interval(-1, 2), x) for x in (-1, 0.5, 2)] == [-1, 0.5, 2]


@pytest.mark.parametrize("value", [-1.001, 2.001, 1e300, -1e300])
def test_a_number_outside_is_refused_with_what_it_got_and_what_it_accepts(value):
    with pytest.raises(ValueError, match="too far from the map: -1 to 2") as caught:
        within(Interval(-1, 2), value)
    assert f"{value:g}" in str(caught.value)


@each
def test_the_own_start_is_the_landscapes(landscape):
    moved = replace(opening(landscape).experiment, start=(0.0, 0.0))
    assert own_start(moved) == landscape.start


def test_a_map_that_leaves_the_own_start_out_of_reach_begins_in_its_middle():
    view, problems = decode("landscape=ravine&domain=100~102~-4~4")
    assert problems == ()
    assert view.experiment.origin == (101.0, 1.5)

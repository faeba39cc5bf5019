"""Points of a reader's own: the minimum of the line through them, the map about it, and what is refused."""

import numpy as np
import pytest

from components.share_link import decode, opening
from landscapes import CATALOGUE
from landscapes.calculus import critical_points, curvature
from landscapes.grid import sample
from landscapes.points import PointsError, key_of, own_points, points_of

ANSCOMBE = points_of(CATALOGUE["linear_regression"])
SETS = {
    "Anscombe's": ANSCOMBE,
    "about their mean": tuple((x - 9, y) for x, y in ANSCOMBE),
    "two": ((0, 1), (1, 3)),
    "far away": ((999, 1), (1000, 5), (998, -7)),
    "tiny": ((1e-3, 1e-3), (2e-3, 1e-5), (5e-3, -1e-3)),
    "wide": ((-1000, 1000), (1000, -999), (3, 4)),
    "level": ((0, 2), (1, 2), (2, 2)),
}
each_set = pytest.mark.parametrize("points", SETS.values(), ids=list(SETS))
SEVERAL = {"all x equal": ((3, 1), (3, 5), (3, 0)), "all one point": ((2, 1), (2, 1)), "all zero": ((0, 0), (0, 0))}


def mean_square(points, b, w):
    x, y = np.array(points, float).T
    return np.mean((b + w * x - y) ** 2)


@each_set
def test_the_cost_is_the_mean_squared_error(points):
    surface = own_points(points)
    for b, w in ((0.0, 0.0), surface.start, (1.5, -2.0)):
        cost = surface.cost(b, w, **surface.arguments())
        assert float(cost) == pytest.approx(mean_square(points, b, w), rel=1e-12)


@each_set
def test_the_minimum_is_that_of_least_squares(points):
    ((b, w, cost),) = own_points(points).minima
    (slope, height) = np.polyfit(*np.array(points, float).T, 1)
    assert (b, w) == (pytest.approx(height, rel=1e-6, abs=1e-8), pytest.approx(slope, rel=1e-6, abs=1e-8))
    assert cost == pytest.approx(mean_square(points, b, w), rel=1e-6, abs=1e-12)


def test_anscombes_points_have_the_minimum_of_the_catalogue():
    assert own_points(ANSCOMBE).minima[0] == pytest.approx(CATALOGUE["linear_regression"].minima[0], rel=1e-12)


@each_set
def test_no_place_of_the_map_lies_lower_and_start_and_minimum_lie_on_it(points):
    surface = own_points(points)
    (across, up), ((b, w, cost),) = surface.domain, surface.minima
    assert b in across.widened(0.5)
    assert w in up.widened(0.5)
    assert surface.start[0] in across
    assert surface.start[1] in up
    assert sample(surface, n=21).cost.min() >= cost * (1 - 1e-9) - 1e-12


@each_set
def test_gradient_descent_at_the_rate_that_suits_does_not_overshoot(points):
    surface = own_points(points)
    (b, w, _) = surface.minima[0]
    assert 0 < surface.rates["gradient_descent"] < curvature(surface, b, w).stable_rate


@pytest.mark.parametrize("points", SEVERAL.values(), ids=list(SEVERAL))
def test_where_all_x_are_equal_there_is_a_valley_and_the_page_says_so(points):
    surface = own_points(points)
    ((b, w, cost),) = surface.minima
    x = points[0][0]
    assert cost == pytest.approx(np.var([y for _, y in points]))
    for far in (-3.0, 10.0):  # along the valley
        assert float(surface.cost(b - far * x, w + far, **surface.arguments())) == pytest.approx(cost)
    assert "valley without an end" in surface.lesson
    assert {p.kind for p in critical_points(surface)} == {"degenerate"}


def test_a_small_move_of_a_point_leaves_the_map_where_it_is():
    moved = ((10.01, 8.05), *ANSCOMBE[1:])
    assert own_points(moved).domain == own_points(ANSCOMBE).domain


def test_equal_points_are_one_landscape_and_its_key_spells_them():
    surface = own_points([(10, 8.04), (-0.0, 1e-5)])
    assert surface == own_points(((10.0, 8.04), (0, 0.00001)))
    assert hash(surface) == hash(own_points(((10.0, 8.04), (0, 0.00001))))
    assert surface.key == key_of(points_of(surface)) == "points:10~8.04~0~1e-05"
    assert surface != own_points([(10, 8.05), (0, 1e-5)])


def test_a_number_keeps_six_digits():
    assert points_of(own_points([(1 / 3, 2), (123.456789, -5)])) == ((0.333333, 2), (123.457, -5))


@pytest.mark.parametrize(
    ("points", "words"),
    [
        ([], "2 to 40 points, not 0"),
        ([(1, 2)], "2 to 40 points, not 1"),
        ([(i, i) for i in range(41)], "2 to 40 points, not 41"),
        ([(1, 2), (3,)], "point 2 has 1 numbers"),
        ([(1, 2), (3, 1001)], "point 2: y = 1001 is out of range"),
        ([(float("nan"), 2), (3, 1)], "point 1: x = nan is out of range"),
        ([(1, 2), (float("inf"), 1)], "point 2: x = inf is out of range"),
    ],
)
def test_other_points_are_refused_in_words(points, words):
    with pytest.raises(PointsError, match=words):
        own_points(points)


@pytest.mark.parametrize("m", [2, 40])
def test_landscapes_of_as_many_points_share_their_programs(m):
    one, other = (own_points([(i, shift * i) for i in range(m)]) for shift in (1, 2))
    assert one.computed is other.computed
    assert one.computed is not own_points([(i, i) for i in range(21)]).computed
    assert CATALOGUE["linear_regression"].computed is CATALOGUE["linear_regression"]


@pytest.mark.parametrize("points", [((1e-9, 1000), (-1e-9, -1000)), ((1e-161, 1000), (-2e-161, -1000))])
def test_points_too_near_one_another_for_a_line_are_refused_in_words(points):
    with pytest.raises(PointsError, match="all x lie within"):
        own_points(points)
    view, problems = decode(f"landscape=points:{points[0][0]}~1000~{points[1][0]}~-1000")
    assert view == opening()
    assert len(problems) == 1


def test_points_as_near_as_may_be_have_rates_that_may_be_set():
    decoded, problems = decode("landscape=points:0~1000~1e-6~-1000")
    assert problems == ()
    assert decoded.experiment.runs

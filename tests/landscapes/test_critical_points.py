"""The critical points of a landscape, against roots found without its program."""

from collections import Counter
from dataclasses import replace
from functools import cache
from itertools import product

import jax
import numpy as np
import pytest
from jax import numpy as jnp

from landscapes import CATALOGUE, Interval
from landscapes.calculus import KINDS, critical_points, curvature_program, value_and_gradient

each = pytest.mark.parametrize("landscape", CATALOGUE.values(), ids=CATALOGUE.keys())


@cache
def points_of(key):
    """The critical points of a surface of the catalogue, worked out once."""
    return critical_points(CATALOGUE[key])


def made(cost, **facts):
    return replace(CATALOGUE["saddle"], cost=cost, **facts)


def square(half):
    return (Interval(-half, half), Interval(-half, half))


def places(points, *kinds):
    return np.array([(p.w1, p.w2) for p in points if p.kind in (kinds or KINDS)]).reshape(-1, 2)


def crossings(x, y):
    """Where y, sampled at x, changes its sign."""
    before = np.flatnonzero(np.sign(y[:-1]) * np.sign(y[1:]) < 0)
    return x[before] - y[before] * (x[before + 1] - x[before]) / (y[before + 1] - y[before])


def assert_same_places(found, expected, within=1e-6):
    """The two sets of points agree, in any order."""
    assert len(found) == len(expected)
    apart = np.abs(found[:, None] - np.asarray(expected)[None]).max(axis=2)
    assert (apart.min(axis=0) <= within).all()
    assert (apart.min(axis=1) <= within).all()


@pytest.mark.parametrize("kappa", [1.0, 20.0, 1000.0])
def test_the_ravine_has_its_minimum_alone(kappa):
    (point,) = critical_points(CATALOGUE["ravine"], {"kappa": kappa})
    assert point.kind == "minimum"
    assert (point.w1, point.w2, point.cost) == pytest.approx((0, 0, 0), abs=1e-12)
    assert point.curvature.condition == pytest.approx(kappa, rel=1e-12)


def test_the_saddle_has_its_saddle_alone_though_j_falls_forever():
    (point,) = critical_points(CATALOGUE["saddle"])
    assert point.kind == "saddle"
    assert (point.w1, point.w2, point.cost) == pytest.approx((0, 0, 0), abs=1e-12)


def test_himmelblau_has_four_minima_four_saddles_and_a_maximum():
    points = critical_points(CATALOGUE["himmelblau"])
    assert [p.kind for p in points] == ["minimum"] * 4 + ["saddle"] * 4 + ["maximum"]
    assert_same_places(places(points, "maximum"), [(-0.270845, -0.923039)])
    assert_same_places(places(points, "minimum"), [(m.w1, m.w2) for m in CATALOGUE["himmelblau"].minima], 1e-12)
    # ∂J/∂w2 = 0 is 2 w1² + 4 w1 w2 + 4 w2³ − 26 w2 − 22 = 0: two branches of w1 over w2, searched for ∂J/∂w1 = 0.
    w2, roots = np.linspace(-6, 6, 1_000_001), []  # no root lies exactly on it
    for sign in (-1, 1):
        with np.errstate(invalid="ignore"):
            w1 = -w2 + sign * np.sqrt(w2**2 - 2 * w2**3 + 13 * w2 + 11)
        there = crossings(w2, 4 * w1 * (w1**2 + w2 - 11) + 2 * (w1 + w2**2 - 7))
        roots += [(np.interp(at, w2, w1), at) for at in there]
    assert_same_places(places(points), roots)


def test_styblinski_tang_has_every_pair_of_the_roots_of_one_cubic():
    # Each coordinate alone has 4 w³ − 32 w + 5 = 0, with a well at either end and a hill between.
    left, hill, right = np.sort(np.roots([4, 0, -32, 5]).real)
    points = critical_points(CATALOGUE["styblinski_tang"])
    assert_same_places(places(points, "minimum"), list(product((left, right), repeat=2)))
    assert_same_places(places(points, "maximum"), [(hill, hill)])
    assert_same_places(places(points, "saddle"), [(left, hill), (right, hill), (hill, left), (hill, right)])
    assert points[0].cost == pytest.approx(-78.33233140754283)  # the lowest first


def test_rastrigin_has_every_pair_of_the_roots_of_one_equation():
    w = np.linspace(-5.12, 5.12, 1_000_000)
    roots = crossings(w, 2 * w + 20 * np.pi * np.sin(2 * np.pi * w))
    up = 2 + 40 * np.pi**2 * np.cos(2 * np.pi * roots) > 0
    assert (up.sum(), (~up).sum()) == (11, 10)
    points = critical_points(CATALOGUE["rastrigin"])
    assert_same_places(places(points, "minimum"), list(product(roots[up], repeat=2)))
    assert_same_places(places(points, "maximum"), list(product(roots[~up], repeat=2)))
    assert_same_places(places(points), list(product(roots, repeat=2)))


def test_two_wells_have_a_saddle_between_them_and_nothing_else():
    # ∂J/∂w2 is w2 times a positive number, so w2 = 0; there it is one equation for w1.
    w1 = np.linspace(-4, 4, 1_000_000)
    slope = (w1 + 1.5) * np.exp(-((w1 + 1.5) ** 2) / 2) + 2 * (w1 - 1.5) * np.exp(-((w1 - 1.5) ** 2) / 2)
    left, between, right = crossings(w1, slope)
    points = critical_points(CATALOGUE["two_wells"])
    assert [p.kind for p in points] == ["minimum", "minimum", "saddle"]
    assert_same_places(places(points), [(right, 0), (left, 0), (between, 0)])
    assert points[0].w1 == pytest.approx(right)  # the deep one first


def test_beale_has_two_saddles_beside_its_minimum():
    # ∂J/∂w1 = 0 is linear in w1 and gives it over w2; at w2 = 1 it holds for any w1, and ∂J/∂w2 = 0 asks for w1 = 0.
    w2 = np.linspace(-4.5, 4.5, 2_000_001)
    w2 = w2[np.abs(w2 - 1) > 1e-3]
    parts = [(c, 1 - w2**i, i * w2 ** (i - 1)) for i, c in enumerate((1.5, 2.25, 2.625), start=1)]
    w1 = sum(c * part for c, part, _ in parts) / sum(part**2 for _, part, _ in parts)
    slope = sum(2 * (c - w1 * part) * w1 * power for c, part, power in parts)
    roots = [(np.interp(at, w2, w1), at) for at in crossings(w2, slope) if abs(at - 1) > 2e-3]
    points = critical_points(CATALOGUE["beale"])
    assert Counter(p.kind for p in points) == {"minimum": 1, "saddle": 2}
    assert_same_places(places(points), [*roots, (0, 1)])


def test_goldstein_price_has_four_minima_four_saddles_and_a_maximum():
    points = critical_points(CATALOGUE["goldstein_price"])
    assert Counter(p.kind for p in points) == {"minimum": 4, "saddle": 4, "maximum": 1}
    assert_same_places(places(points, "minimum"), [(m.w1, m.w2) for m in CATALOGUE["goldstein_price"].minima])


@pytest.mark.sampled(8)
@each
def test_as_many_are_found_as_the_gradient_turns_round_the_edge_of_the_map(landscape):
    # Poincaré and Hopf: extrema less saddles is the number of turns ∇J makes along the boundary.
    across, up = landscape.domain
    t = np.linspace(0, 1, 20_000, endpoint=False)
    low, high = np.full_like(t, -0.5), np.full_like(t, 0.5)
    w1 = across.centre + across.width * np.concatenate([t - 0.5, high, 0.5 - t, low])
    w2 = up.centre + up.width * np.concatenate([low, t - 0.5, high, 0.5 - t])
    _, (g1, g2) = jax.vmap(lambda a, b: value_and_gradient(landscape)(a, b, **landscape.theta()))(w1, w2)
    turn = np.diff(np.arctan2(g2, g1), append=np.arctan2(g2[0], g1[0]))
    turns = ((turn + np.pi) % (2 * np.pi) - np.pi).sum() / (2 * np.pi)
    kinds = Counter(p.kind for p in points_of(landscape.key))
    if not landscape.smooth or kinds["degenerate"]:
        pytest.skip("the count holds where ∇J is smooth and every critical point is a minimum, a maximum or a saddle")
    assert kinds["minimum"] + kinds["maximum"] - kinds["saddle"] == round(turns)
    assert turns == pytest.approx(round(turns), abs=1e-6)


@pytest.mark.sampled(14)
@each
def test_every_known_minimum_is_found_as_one(landscape):
    if not landscape.smooth:
        pytest.skip("a minimum on a kink is no zero of the gradient")
    points = points_of(landscape.key)
    found = np.concatenate([places(points, "minimum"), places(points, "degenerate")])
    for minimum in landscape.minima:
        assert np.abs(found - (minimum.w1, minimum.w2)).max(axis=1).min() <= 1e-8


@pytest.mark.sampled(8)
@each
def test_what_is_found_is_level_by_finite_differences(landscape):
    theta, h = landscape.theta(), 1e-4
    cost = jax.jit(lambda w1, w2: landscape.cost(w1, w2, **theta))
    for point in points_of(landscape.key)[:20]:
        slopes = [
            (cost(point.w1 + a, point.w2 + b) - cost(point.w1 - a, point.w2 - b)) / (2 * h) for a, b in ((h, 0), (0, h))
        ]
        away = abs(float(cost(point.w1 + 0.1, point.w2 + 0.1)) - point.cost)
        assert np.abs(slopes).max() <= 1e-3 * max(1, away)


@pytest.mark.parametrize(
    "cost",
    [
        lambda w1, w2: 2 * w1 - w2,
        lambda w1, w2: w1**3 + w1 + w2,
        lambda w1, w2: 0 * w1 + 3,  # level everywhere: no point stands out
        lambda w1, w2: jnp.exp(w1 + w2),  # its slope fades, but never ends
        lambda w1, w2: jnp.log(w1) + w2**2,  # NaN on half of the map
        lambda w1, w2: jnp.sqrt(-1 - w1**2 - w2**2),  # and everywhere
    ],
)
def test_a_surface_without_critical_points_has_none(cost):
    assert critical_points(made(cost)) == ()


def test_far_from_a_well_the_plain_is_no_critical_point():
    (point,) = critical_points(made(lambda w1, w2: -jnp.exp(-(w1**2 + w2**2) / 2)), domain=square(30))
    assert (point.w1, point.w2, point.cost) == pytest.approx((0, 0, -1), abs=1e-9)


@pytest.mark.parametrize(
    "cost", [lambda w1, w2: w1**4 + w2**4, lambda w1, w2: w1**4 + w2**2, lambda w1, w2: w1**3 - 3 * w1 * w2**2]
)
def test_where_second_derivatives_do_not_decide_it_is_degenerate(cost):
    (point,) = critical_points(made(cost))
    assert point.kind == "degenerate"
    assert (point.w1, point.w2) == pytest.approx((0, 0), abs=1e-6)


def test_a_level_curve_is_shown_by_some_of_its_points():
    points = critical_points(made(lambda w1, w2: (w1**2 + w2**2 - 1) ** 2))
    assert Counter(p.kind for p in points).keys() == {"degenerate", "maximum"}
    ring = places(points, "degenerate")
    np.testing.assert_allclose(np.hypot(*ring.T), 1, atol=1e-6)
    assert 16 <= len(ring) <= 256


@pytest.mark.parametrize("scale", [1e-12, 1.0, 1e12])
def test_the_size_of_j_does_not_matter(scale):
    (point,) = critical_points(made(lambda w1, w2: scale * (w1**2 + w1 * w2 + w2**2)))
    assert point.kind == "minimum"


def test_only_the_given_domain_is_searched():
    left = (Interval(-6, 0), Interval(-6, 6))
    whole, half = critical_points(CATALOGUE["himmelblau"]), critical_points(CATALOGUE["himmelblau"], domain=left)
    assert_same_places(places(half), [(p.w1, p.w2) for p in whole if p.w1 <= 0], 1e-9)


def test_there_are_never_more_than_512():
    points = critical_points(CATALOGUE["rastrigin"], domain=square(8))  # 31² in truth
    assert len(points) == 512


def test_theta_and_the_domain_compile_nothing():
    critical_points(CATALOGUE["ravine"])
    critical_points(CATALOGUE["ravine"], {"kappa": 3.5}, square(2))
    critical_points(CATALOGUE["ravine"], domain=(Interval(-1, 2), Interval(0.5, 3)))
    assert curvature_program(CATALOGUE["ravine"])._cache_size() == 1


def test_a_bad_theta_is_refused_in_words():
    with pytest.raises(ValueError, match="kappa = 0 is out of range"):
        critical_points(CATALOGUE["ravine"], {"kappa": 0.0})

"""What every landscape of the catalogue must satisfy, from its words to its derivatives.

A test here that takes only `landscape` is also one of the contracts by which test_mutants.py measures the facts
each surface carries; the quick ones come first.
"""

from functools import partial
from math import hypot, isfinite

import jax
import jax.numpy as jnp
import numpy as np
import pytest

from landscapes import CATALOGUE, GROUPS, Interval
from landscapes.calculus import curvature, value_and_gradient
from landscapes.grid import sample
from landscapes.linear_regression import condition_number

# Links and other programs spell these keys, so they stay whatever is added.
PROMISED = {"himmelblau", "rosenbrock", "styblinski_tang", "goldstein_price", "beale", "rastrigin"}
PROMISED |= {"ravine", "saddle", "two_wells"}
OPTIMIZERS = {"gradient_descent", "momentum", "rmsprop", "adam"}

each = pytest.mark.parametrize("landscape", CATALOGUE.values(), ids=CATALOGUE.keys())


def cost_at(landscape, w1, w2):
    # JAX scalars, because a negative Python float to a fractional power turns complex where JAX gives NaN.
    return float(landscape.cost(jnp.asarray(w1, float), jnp.asarray(w2, float), **landscape.theta()))


def gradient_at(landscape, w1, w2):
    _, gradient = value_and_gradient(landscape)(float(w1), float(w2), **landscape.theta())
    return tuple(map(float, gradient))


def rounding(cost):
    """The error float64 may leave in a cost: a sum of terms a hundred times as large still keeps to it."""
    return 1e-12 * max(1.0, abs(cost))


def test_the_catalogue_has_every_promised_key():
    assert set(CATALOGUE) >= PROMISED


def test_the_catalogue_goes_through_the_groups_in_their_order():
    order = [list(GROUPS).index(landscape.group) for landscape in CATALOGUE.values()]
    assert order == sorted(order)


def test_the_catalogue_is_read_only():
    with pytest.raises(TypeError):
        CATALOGUE["himmelblau"] = CATALOGUE["saddle"]


@pytest.mark.parametrize("key", CATALOGUE)
def test_a_landscape_is_filed_under_its_own_key(key):
    assert CATALOGUE[key].key == key


def test_no_two_landscapes_share_a_title():
    assert len({landscape.title for landscape in CATALOGUE.values()}) == len(CATALOGUE)


@each
def test_it_has_a_title_a_formula_a_source_and_a_lesson(landscape):
    assert all(text.strip() for text in (landscape.title, landscape.formula, landscape.source, landscape.lesson))


@pytest.mark.parametrize(
    ("key", "words", "kappa"),
    [("linear_regression", "κ = {}.", 844), ("booth", "{} times", 9), ("matyas", "{} times", 25)],
)
def test_a_condition_number_in_a_lesson_is_that_of_the_surface(key, words, kappa):
    surface = CATALOGUE[key]
    low, high = curvature(surface, surface.minima[0].w1, surface.minima[0].w2).eigenvalues
    assert round(float(high / low)) == kappa
    assert words.format("nine" if kappa == 9 else kappa) in surface.lesson


def test_inputs_about_their_mean_have_the_condition_number_of_their_variance():
    assert condition_number((-3, -1, 1, 3)) == pytest.approx(5)  # the mean square, beside 1
    assert condition_number((1, 2, 3)) == pytest.approx((17 + 265**0.5) / (17 - 265**0.5))  # of [[3, 6], [6, 14]]


@each
def test_it_belongs_to_a_group(landscape):
    assert landscape.group in GROUPS


@each
def test_its_domain_runs_from_low_to_high(landscape):
    assert all(-np.inf < side.low < side.high < np.inf for side in landscape.domain)


@each
def test_every_parameter_starts_within_its_bounds(landscape):
    for p in landscape.parameters:
        assert p.low <= p.default <= p.high
        assert not (p.below and p.default == p.high)


@each
def test_it_names_a_positive_learning_rate_for_the_four_optimizers(landscape):
    assert set(landscape.rates) >= OPTIMIZERS
    assert all(isfinite(rate) and rate > 0 for rate in landscape.rates.values())


@each
def test_its_start_and_minima_lie_in_its_domain(landscape):
    across, up = landscape.domain
    for w1, w2 in [landscape.start, *((m.w1, m.w2) for m in landscape.minima)]:
        assert w1 in across
        assert w2 in up


@each
def test_its_minima_are_different_points(landscape):
    assert len({(m.w1, m.w2) for m in landscape.minima}) == len(landscape.minima)


@each
def test_a_known_value_lies_off_every_minimum(landscape):
    near = 0.01 * min(side.width for side in landscape.domain)
    assert any(all(hypot(k.w1 - m.w1, k.w2 - m.w2) > near for m in landscape.minima) for k in landscape.known)


@each
def test_its_cost_reproduces_every_known_value(landscape):
    for k in landscape.known:
        assert abs(cost_at(landscape, k.w1, k.w2) - k.cost) <= k.within


@each
def test_its_cost_at_each_minimum_is_the_one_stated(landscape):
    for m in landscape.minima:
        assert abs(cost_at(landscape, m.w1, m.w2) - m.cost) <= rounding(m.cost)


@pytest.mark.sampled(12)
@each
def test_its_gradient_vanishes_at_each_minimum(landscape):
    # A run counts as converged at 1e-6. A minimiser typed to sixteen digits leaves its last digit times the curvature,
    # some 1e-11 at the steepest well, so a thousandth of that threshold passes what is right and stops a wrong digit.
    for m in landscape.minima if landscape.smooth else ():
        assert hypot(*gradient_at(landscape, m.w1, m.w2)) <= 1e-9


@pytest.mark.sampled(12)
@each
def test_its_gradient_is_a_number_wherever_an_optimizer_may_stand(landscape):
    # An odd count of points a side puts some on the axes, where roots and absolute values have their kinks.
    across, up = (np.linspace(side.low, side.high, 41) for side in landscape.domain)
    w1, w2 = (axis.ravel() for axis in np.meshgrid(across, up))
    special = np.array([landscape.start, *((m.w1, m.w2) for m in landscape.minima)], float)
    w1, w2 = np.concatenate([w1, special[:, 0]]), np.concatenate([w2, special[:, 1]])
    value, gradient = jax.vmap(partial(value_and_gradient(landscape), **landscape.theta()))(w1, w2)
    assert np.isfinite([value, *gradient]).all()


@each
def test_a_run_can_leave_its_start(landscape):
    assert hypot(*gradient_at(landscape, *landscape.start)) > 1e-6  # at or under it a run counts as converged
    if landscape.lowest is not None:
        assert cost_at(landscape, *landscape.start) > landscape.lowest


@each
def test_nothing_close_around_a_minimum_is_lower(landscape):
    for m in landscape.minima:
        close = tuple(  # no further than the domain: the lowest point may lie on its edge
            Interval(max(at - side.width / 100, side.low), min(at + side.width / 100, side.high))
            for at, side in zip((m.w1, m.w2), landscape.domain, strict=True)
        )
        assert sample(landscape, domain=close, n=401).cost.min() >= m.cost - rounding(m.cost)


@each
def test_nothing_in_its_domain_is_lower_than_its_lowest_minimum(landscape):
    if landscape.lowest is not None:
        assert sample(landscape, n=401).cost.min() >= landscape.lowest - rounding(landscape.lowest)


@each
def test_it_states_no_minimum_only_where_its_cost_falls_without_end(landscape):
    if not landscape.minima:
        lowest = [
            sample(landscape, domain=tuple(side.widened(times) for side in landscape.domain), n=401).cost.min()
            for times in (1, 10, 100)
        ]
        assert lowest[0] > lowest[1] > lowest[2]


@pytest.mark.sampled(12)
@each
def test_its_gradient_is_the_slope_measured_by_central_differences(landscape):
    across, up = landscape.domain
    random = np.random.default_rng(seed=7)
    w1, w2 = random.uniform(across.low, across.high, 50), random.uniform(up.low, up.high, 50)
    cost = jax.vmap(partial(landscape.cost, **landscape.theta()))
    value, gradient = jax.vmap(partial(value_and_gradient(landscape), **landscape.theta()))(w1, w2)
    h = 1e-4
    measured = (
        (8 * (cost(w1 + h, w2) - cost(w1 - h, w2)) - (cost(w1 + 2 * h, w2) - cost(w1 - 2 * h, w2))) / (12 * h),
        (8 * (cost(w1, w2 + h) - cost(w1, w2 - h)) - (cost(w1, w2 + 2 * h) - cost(w1, w2 - 2 * h))) / (12 * h),
    )
    for taken, slope in zip(gradient, measured, strict=True):
        assert taken.dtype == jnp.float64
        # Subtracting two nearly equal costs loses their size times 1e-16 / h; the h⁴ term is smaller still.
        right = abs(taken - slope) <= 1e-8 * (1 + abs(value) + abs(taken))
        # Across a kink the two differ, and beside a root's the h⁴ term grows, but most of the points lie on slopes.
        assert bool(right.all() if landscape.smooth else right.mean() >= 0.9)

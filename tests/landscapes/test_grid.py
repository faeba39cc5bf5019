"""The sampled map: its shape, its orientation, and that it holds J and nothing else."""

from dataclasses import replace

import numpy as np
import pytest

from landscapes import CATALOGUE, Interval
from landscapes.grid import sample, sampler

RAVINE, ROSENBROCK = CATALOGUE["ravine"], CATALOGUE["rosenbrock"]
each = pytest.mark.parametrize("landscape", CATALOGUE.values(), ids=CATALOGUE.keys())


def test_a_grid_has_n_points_a_side():
    grid = sample(ROSENBROCK, n=7)
    assert (grid.w1.shape, grid.w2.shape, grid.cost.shape) == ((7,), (7,), (7, 7))


def test_a_grid_is_float64():
    assert {side.dtype for side in sample(ROSENBROCK, n=3)} == {np.dtype("float64")}


@each
def test_a_grid_spans_the_domain_edge_to_edge_in_even_steps(landscape):
    grid = sample(landscape, n=5)
    for side, interval in zip((grid.w1, grid.w2), landscape.domain, strict=True):
        assert (side[0], side[-1]) == interval
        np.testing.assert_allclose(np.diff(side), interval.width / 4)


def test_w1_runs_along_a_row_and_w2_down_the_rows():
    grid = sample(RAVINE, domain=(Interval(0, 2), Interval(0, 2)), n=3)
    # κ = 20: J = w1² / 2 in the first row and 10 w2² in the first column.
    np.testing.assert_allclose(grid.cost[0, :], [0, 0.5, 2])
    np.testing.assert_allclose(grid.cost[:, 0], [0, 10, 40])


@pytest.mark.sampled(14)
@each
def test_row_j_column_i_is_the_cost_at_w1_i_and_w2_j(landscape):
    grid = sample(landscape, n=4)
    direct = [[float(landscape.cost(a, b, **landscape.theta())) for a in grid.w1] for b in grid.w2]
    np.testing.assert_allclose(grid.cost, direct, rtol=1e-12, atol=1e-12)


def test_a_dear_landscape_is_sampled_row_by_row_to_the_same_values():
    both = ROSENBROCK, replace(ROSENBROCK, dear=True)
    plain, dear = (sample(landscape, n=19).cost for landscape in both)
    np.testing.assert_allclose(dear, plain, rtol=1e-12, atol=1e-12)
    side = np.linspace(0, 1, 19)
    programs = [sampler(landscape).lower(side, side, {}).as_text() for landscape in both]
    assert ["while" in text for text in programs] == [False, True]


def test_another_domain_may_be_asked_for():
    grid = sample(ROSENBROCK, domain=(Interval(0, 1), Interval(10, 12)), n=3)
    np.testing.assert_allclose(grid.w1, [0, 0.5, 1])
    np.testing.assert_allclose(grid.w2, [10, 11, 12])
    assert grid.cost[0, 0] == pytest.approx(10001)  # (1 − 0)² + 100 (10 − 0)²


def test_theta_bends_the_grid():
    domain = (Interval(0, 2), Interval(0, 2))
    assert sample(RAVINE, theta={"kappa": 1}, domain=domain, n=3).cost[2, 2] == pytest.approx(4)
    assert sample(RAVINE, theta={"kappa": 100}, domain=domain, n=3).cost[2, 2] == pytest.approx(202)


def test_a_bad_theta_is_refused():
    with pytest.raises(ValueError, match=r"kappa = 0 is out of range"):
        sample(RAVINE, theta={"kappa": 0}, n=3)


def test_another_theta_or_domain_compiles_nothing_anew():
    traced = []

    def cost(w1, w2, kappa):
        traced.append(kappa)
        return RAVINE.cost(w1, w2, kappa)

    landscape = replace(RAVINE, cost=cost)
    sample(landscape, n=9)
    once = len(traced)
    sample(landscape, theta={"kappa": 3.0}, n=9)
    sample(landscape, domain=(Interval(0, 1), Interval(0, 1)), n=9)
    assert len(traced) == once


@pytest.mark.parametrize("n", [2, 513])
def test_the_smallest_and_largest_grid_are_made(n):
    assert sample(RAVINE, n=n).cost.shape == (n, n)


@pytest.mark.parametrize("n", [-1, 0, 1, 514])
def test_a_grid_of_any_other_size_is_refused_and_the_bounds_are_named(n):
    with pytest.raises(ValueError, match=rf"^a grid of n = {n} points a side is out of range: 2 to 513$"):
        sample(RAVINE, n=n)

"""The plane through the weights of a training: the nearest one, or a random one as Li et al. draw it."""

from dataclasses import replace

import numpy as np
import pytest
from sklearn.decomposition import PCA

from landscapes.grid import sample
from optimizers import Experiment, Run, perform
from optimizers.training import Training, trained
from optimizers.training.draws import first_weights, parts
from optimizers.training.plane import costs, filter_normalised, landscape, plane
from optimizers.training.principal import components
from tests.optimizers.training import written

TRAINING = Training(epochs=30, runs=(Run("adam", 0.003), Run("gradient_descent", 0.1)), layers=(6, 4))
both = pytest.mark.parametrize("directions", ["pca", "random"])


def plain_cost(training, w):
    """J on the training part, by the plain program."""
    split = parts(training.data, training.seed)
    z = written.forward(written.unflat(w, training.network.sizes), split.x, training.activation)[-1][:, 0]
    return written.cross_entropy(z, split.y)


@pytest.mark.parametrize("shape", [(40, 7), (5, 300), (2, 50), (300, 60)])
def test_the_components_are_those_of_the_singular_value_decomposition(shape):
    rows = np.random.default_rng(2).standard_normal(shape) * 3.0 ** -np.arange(shape[1])
    axes, shares = components(rows)
    _, lengths, right = np.linalg.svd(rows, full_matrices=False)
    np.testing.assert_allclose(shares, (lengths**2 / (lengths**2).sum())[:2], atol=1e-12)
    np.testing.assert_allclose(np.abs(axes @ right[:2].T), np.eye(2), atol=1e-7)
    np.testing.assert_allclose(axes @ axes.T, np.eye(2), atol=1e-12)
    assert (axes.max(axis=1) == np.abs(axes).max(axis=1)).all()


def test_components_of_huge_rows_and_of_none_are_told_as_they_are():
    rows = np.random.default_rng(2).standard_normal((9, 5))
    np.testing.assert_allclose(components(rows * 1e200)[0], components(rows)[0], atol=1e-10)
    axes, shares = components(np.zeros((4, 3)))
    np.testing.assert_array_equal(axes, np.eye(2, 3))
    assert np.isnan(shares).all()


@pytest.mark.long
def test_the_nearest_plane_is_scikit_learns():
    found, run = plane(TRAINING, "pca"), trained(TRAINING)
    rows = run.weights.reshape(-1, run.weights.shape[-1])
    oracle = PCA(2, svd_solver="full").fit(rows)
    np.testing.assert_allclose(found.origin, oracle.mean_, atol=1e-12)
    np.testing.assert_allclose(found.explained, oracle.explained_variance_ratio_, atol=1e-12)
    signs = np.sign((found.axes * oracle.components_).sum(axis=1))
    np.testing.assert_allclose(found.axes, signs[:, None] * oracle.components_, atol=1e-9)
    np.testing.assert_allclose(found.shadow(rows), signs * oracle.transform(rows), atol=1e-9)


@both
def test_a_shadow_is_the_nearest_point_of_the_plane(directions):
    found, run = plane(TRAINING, directions), trained(TRAINING)
    shadows = found.shadow(run.weights)
    left = run.weights - found.point(shadows)
    np.testing.assert_allclose(left @ found.axes.T, 0, atol=1e-9)  # at right angles to the plane
    np.testing.assert_allclose(found.shadow(found.point(shadows)), shadows, atol=1e-9)
    for side, column in zip(found.domain, shadows.reshape(-1, 2).T, strict=True):
        np.testing.assert_allclose(side.width, 1.3 * np.ptp(column))
        np.testing.assert_allclose(side.centre, (column.min() + column.max()) / 2)


@both
def test_the_cost_in_the_plane_is_the_networks(directions):
    found = plane(TRAINING, directions)
    points = np.random.default_rng(0).uniform([s.low for s in found.domain], [s.high for s in found.domain], (150, 2))
    mine = costs(TRAINING, found, points.reshape(3, 50, 2))
    assert mine.shape == (3, 50)
    plain = [plain_cost(TRAINING, found.origin + a * found.axes[0] + b * found.axes[1]) for a, b in points]
    np.testing.assert_allclose(mine.ravel(), plain, rtol=1e-11)


def test_a_random_plane_lies_in_the_end_of_the_first_run_and_is_filter_normalised():
    found, run = plane(TRAINING, "random"), trained(TRAINING)
    np.testing.assert_array_equal(found.origin, run.weights[0, -1])
    assert found.through == 0
    for axis in found.axes:
        layers = zip(TRAINING.network.layers(axis), TRAINING.network.layers(found.origin), strict=True)
        for (d, bias), (w, _) in layers:
            np.testing.assert_allclose(np.linalg.norm(d, axis=1), np.linalg.norm(w, axis=1), rtol=1e-12)
            assert not bias.any()
    one, other = found.axes / np.linalg.norm(found.axes, axis=1, keepdims=True)
    assert 1e-4 < abs(one @ other) < 0.5  # nearly at right angles, as in high dimensions, and not made so
    np.testing.assert_allclose(costs(TRAINING, found, np.zeros((1, 2))), run.loss[:1, -1], rtol=1e-12)


def test_filter_normalised_directions_do_not_mind_how_long_they_were():
    network, random = TRAINING.network, np.random.default_rng(1)
    d, w = random.normal(size=(2, network.parameters))
    stretched = np.concatenate(
        [part for into, b in network.layers(d) for part in ((into * random.uniform(1, 9, (len(into), 1))).ravel(), b)]
    )
    np.testing.assert_allclose(filter_normalised(network, stretched, w), filter_normalised(network, d, w), rtol=1e-12)


@pytest.mark.sampled(1)
@both
def test_gradient_descent_on_the_landscape_is_that_in_the_plane(directions):
    surface, found = landscape(TRAINING, directions), plane(TRAINING, directions)
    (path,) = perform(Experiment(surface, steps=15, runs=(Run("gradient_descent", 0.3),)))
    w = np.array(surface.start)
    shadow = found.shadow(first_weights(TRAINING.network, 0))
    np.testing.assert_allclose(w, [float(f"{weight:.4g}") for weight in shadow])
    split, sizes = parts("breast_cancer", 0), TRAINING.network.sizes
    for n in range(16):
        np.testing.assert_allclose((path.w1[n], path.w2[n]), w, rtol=1e-9, atol=1e-12)
        np.testing.assert_allclose(path.cost[n], plain_cost(TRAINING, found.point(w)), rtol=1e-10)
        full = written.flat(written.backward(written.unflat(found.point(w), sizes), split.x, split.y, "relu"))
        w = w - 0.3 * found.axes @ full
    assert surface.domain == found.domain
    assert surface.minima == ()


@pytest.mark.long
@pytest.mark.parametrize("directions", ["pca", "random"])
@pytest.mark.parametrize("optimizer", ["gradient_descent", "momentum", "rmsprop", "adam"])
def test_at_the_rates_that_suit_it_the_lectures_rules_get_ahead_on_the_plane(directions, optimizer):
    surface = landscape(TRAINING, directions)
    across, up = surface.domain
    rate = surface.rates[optimizer]
    path, slow = perform(Experiment(surface, runs=(Run(optimizer, rate), Run(optimizer, rate / 100))))
    assert directions == "random" or path.cost[-1] < slow.cost[-1]  # the random plane is small: both get there
    assert path.lost_from is None
    grid = sample(surface, n=33).cost
    assert path.cost[-1] - grid.min() < 0.2 * (path.cost[0] - grid.min())
    assert abs(path.w1[-1] - across.centre) < across.width
    assert abs(path.w2[-1] - up.centre) < up.width


def test_runs_that_do_not_move_still_have_a_plane_and_it_is_told():
    still = replace(TRAINING, epochs=2, runs=(Run("gradient_descent", 0.0),))
    found = plane(still, "pca")
    assert np.isnan(found.explained).all()
    assert [side.width for side in found.domain] == [1.3, 1.3]
    assert "no run moved" in landscape(still, "pca").lesson


def test_a_run_along_a_line_gets_a_second_side_as_wide_as_the_first():
    found = plane(replace(TRAINING, epochs=1, runs=(Run("gradient_descent", 0.1),)), "pca")
    np.testing.assert_allclose(found.explained, (1, 0), atol=1e-12)
    assert found.domain[1].width == pytest.approx(found.domain[0].width)


@pytest.mark.long
def test_a_run_that_diverges_takes_part_with_its_finite_weights():
    growing = Run("adamw", 1.0, hyper={"weight_decay": 1e3})
    training = replace(TRAINING, data="xor", epochs=20, runs=(growing, Run("adam", 0.01)))
    for directions, through in (("pca", None), ("random", 1)):
        found = plane(training, directions)
        assert found.through == through
        assert np.isfinite(found.axes).all()
        assert np.isfinite([*found.domain[0], *found.domain[1]]).all()
    with pytest.raises(ValueError, match="every run diverged"):
        plane(replace(training, runs=(growing,)), "random")


def test_other_directions_are_refused():
    with pytest.raises(ValueError, match="directions “up” are not known; choose one of pca, random"):
        plane(TRAINING, "up")


def test_another_training_of_the_network_compiles_nothing_for_its_plane(compilations):
    for training in (TRAINING, replace(TRAINING, epochs=41, seed=2)):
        trained(training)
        compilations.clear()
        found = plane(training, "pca")
        costs(training, found, found.shadow(trained(training).weights))
        costs(training, found, np.zeros((71, 71, 2)))
    assert compilations == []

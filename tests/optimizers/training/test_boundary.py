"""What a network makes of its inputs: p over their plane, against the plain program."""

import numpy as np
import pytest
from sklearn.decomposition import PCA

from landscapes.networks import examples
from optimizers import Run
from optimizers.training import Training, trained
from optimizers.training.boundary import boundary, inputs
from optimizers.training.draws import parts
from tests.optimizers.training import written


@pytest.mark.parametrize("data", ["xor", "breast_cancer"])
def test_the_probability_is_the_networks_after_that_epoch(data):
    training = Training(data, layers=(4,), epochs=3, runs=(Run("adam", 0.01), Run("momentum", 0.1)))
    seen, p = boundary(training, 1, 2, 7)
    layers = written.unflat(trained(training).weights[1, 2], training.network.sizes)
    across, up = (np.linspace(*side, 7) for side in seen.box)
    for row, b in zip(p, up, strict=True):
        x = np.array([a * seen.axes[0] + b * seen.axes[1] for a in across])
        z = written.forward(layers, x, "relu")[-1][:, 0]
        np.testing.assert_allclose(row, 1 / (1 + np.exp(-z)), rtol=1e-11)


def test_two_features_are_shown_themselves():
    seen, split = inputs("moons", 2), parts("moons", 2)
    np.testing.assert_array_equal(seen.points, np.concatenate((split.x, split.held_x)))
    assert seen.explained is None
    assert seen.names == ("x1, standardised", "x2, standardised")
    for side, column in zip(seen.box, seen.points.T, strict=True):
        assert side.width == pytest.approx(1.3 * np.ptp(column))


def test_of_thirty_features_the_first_two_principal_components_are():
    seen = inputs("breast_cancer", 0)
    x, _, held, _ = written.split(*examples("breast_cancer"), 0)
    oracle = PCA(2, svd_solver="full").fit(x)
    assert seen.explained == pytest.approx(oracle.explained_variance_ratio_.sum())
    points = oracle.transform(np.concatenate((x, held)))
    np.testing.assert_allclose(np.abs(seen.points), np.abs(points), atol=1e-8)


def test_where_a_run_has_diverged_there_is_no_probability():
    growing = Run("adamw", 1.0, hyper={"weight_decay": 1e3})
    training = Training("xor", epochs=20, runs=(growing,))
    assert np.isnan(boundary(training, 0, 20, 3)[1]).all()
    assert np.isfinite(boundary(training, 0, 1, 3)[1]).all()

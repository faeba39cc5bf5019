"""The sides of a plane: what may stand on one, on what scale, from where to where."""

import numpy as np
import pytest

from components.backend.maps.axes import SCALES, parameters, side
from optimizers import CATALOGUE, SCHEDULES, Run
from optimizers.sweep.plane import changed

RUNS = [Run(key, 0.1) for key in CATALOGUE] + [Run("adam", 0.1, schedule=key) for key in SCHEDULES]
EVERY = [(run, key) for run in RUNS for key in parameters(run)]


@pytest.mark.parametrize(("run", "key"), EVERY, ids=lambda part: str(getattr(part, "optimizer", part)))
def test_every_side_has_values_that_the_run_accepts_its_own_among_them(run, key):
    found = side(run, key, {}, "x")
    values = found.values(17)
    assert (values[0], values[-1]) == (found.low, found.high)
    assert (np.diff(values) > 0).all()
    assert found.scale in SCALES
    for value in values.tolist():
        assert changed(run, key, value)
    own = {"learning_rate": run.learning_rate, "decay": run.decay}.get(key, run.rule.hyper(run.hyper).get(key))
    assert own is None or found.low <= own <= found.high


@pytest.mark.parametrize(
    ("optimizer", "key", "scale", "low", "high"),
    [
        ("adam", "learning_rate", "log", 0.001, 10),
        ("adam", "epsilon", "log", 1e-10, 1),
        ("adam", "beta1", "log_one_minus", 0, 0.999),
        ("adam", "beta2", "log_one_minus", 0, 0.99999),
        ("adadelta", "rho", "log_one_minus", 0, 0.999),
        ("adamw", "weight_decay", "linear", 0, 0.1),
        ("newton", "damping", "linear", 0, 1),
        ("rprop", "eta_minus", "linear", 0, 0.99),
        ("rprop", "eta_plus", "linear", 1, 3),
        ("momentum", "decay", "linear", 0, 1),
    ],
)
def test_a_side_reaches_around_what_is_usual(optimizer, key, scale, low, high):
    found = side(Run(optimizer, 0.1), key, {}, "x")
    assert found.scale == scale
    assert (found.low, found.high) == pytest.approx((low, high), rel=1e-9)


def test_it_reaches_as_far_as_the_runs_own_value():
    assert side(Run("momentum", 0.1, hyper={"beta": 0.9999}), "beta", {}, "x").high == 0.9999
    assert side(Run("adam", 0.1, hyper={"epsilon": 1e-14}), "epsilon", {}, "x").low == 1e-14
    assert side(Run("adam", 0.0), "learning_rate", {}, "x")[2:] == (1e-6, 10)


def test_values_are_even_on_their_scale():
    adam = Run("adam", 0.1)
    np.testing.assert_allclose(np.diff(np.log(side(adam, "learning_rate", {}, "x").values(9))), np.log(10_000) / 8)
    np.testing.assert_allclose(np.diff(np.log(1 - side(adam, "beta1", {}, "x").values(9))), -np.log(1000) / 8)
    np.testing.assert_allclose(np.diff(side(Run("newton", 0.1), "damping", {}, "x").values(9)), 1 / 8)

"""The anatomy of a run: it is the inside of the very path that `perform` shows, for every rule and convention."""

from dataclasses import replace
from itertools import product

import numpy as np
import pytest

from landscapes import CATALOGUE as LANDSCAPES
from landscapes.calculus import curvature
from optimizers import CATALOGUE, Experiment, Run, perform
from optimizers.anatomy import anatomy, replay

CHOICES = [
    pytest.param(key, dict(chosen), id="-".join((key, *dict(chosen).values())))
    for key, rule in CATALOGUE.items()
    for chosen in product(*([(c.key, choice.key) for choice in c.choices] for c in rule.conventions))
]
CASES = {
    "himmelblau": {},
    "rosenbrock": {"noise": 0.5, "seed": 3},
    "linear_regression": {"batch_size": 4, "noise": 0.1, "seed": 3},
}
STEPS = 60


def experiment(landscape, optimizer, conventions, **settings):
    rate = CATALOGUE[optimizer].suits(LANDSCAPES[landscape]) / 10  # gently: a sum goes ten times as far as an average
    run = Run(optimizer, rate, conventions=conventions)
    return Experiment(landscape, steps=STEPS, runs=(run,), **{**CASES[landscape], **settings})


def strayed(found):
    """How far W − α d is from the next row, at most, over the size of W."""
    walked = found.w[:, :-1] - found.learning_rate * found.direction
    return np.max(np.abs(walked - found.w[:, 1:]) / np.abs(found.w).max(axis=1, keepdims=True))


@pytest.mark.sampled(12)
@pytest.mark.parametrize(
    "landscape",
    ["linear_regression", *(pytest.param(key, marks=pytest.mark.long) for key in ("himmelblau", "rosenbrock"))],
)
@pytest.mark.parametrize(("optimizer", "conventions"), CHOICES)
def test_every_step_leads_to_the_next_recorded_row(landscape, optimizer, conventions):
    asked = experiment(landscape, optimizer, conventions)
    (trajectory,) = perform(asked)
    found = anatomy(asked, 0)
    np.testing.assert_array_equal(found.w, (trajectory.w1, trajectory.w2))
    np.testing.assert_array_equal(found.learning_rate, trajectory.learning_rate)
    assert strayed(found) < 1e-12
    assert strayed(found._replace(direction=found.direction * (1 + 1e-6))) > 1e-12
    for column in (found.gradient, found.direction, *found.terms.values()):
        assert np.shape(column)[0] == 2
    assert {column.shape for column in found.terms.values()} <= {(2, STEPS + 1)}


def test_without_noise_the_gradient_is_that_of_the_path():
    asked = experiment("himmelblau", "adam", {})
    (trajectory,) = perform(asked)
    np.testing.assert_array_equal(anatomy(asked, 0).gradient, np.array(trajectory.gradient)[:, :-1])


def test_noise_and_batches_are_in_the_gradient_it_met():
    quiet, noisy, both = (
        anatomy(experiment("linear_regression", "gradient_descent", {}, **settings), 0).gradient
        for settings in ({"batch_size": None, "noise": 0}, {"batch_size": None}, {})
    )
    assert np.abs(noisy - quiet).max() > 0.05
    assert np.abs(both - noisy).max() > 0.05


def test_the_hessian_is_that_of_j_where_the_step_sets_out():
    found = anatomy(experiment("himmelblau", "momentum", {}), 0)
    for n in (1, 2, STEPS):
        (a, b), (_, c) = curvature(LANDSCAPES["himmelblau"], *found.w[:, n - 1]).hessian
        np.testing.assert_allclose(found.hessian[:, n - 1], (a, b, c), rtol=1e-12)


def test_the_rows_of_a_term_are_those_after_each_update_and_first_the_one_before_any():
    found = anatomy(experiment("himmelblau", "momentum", {}), 0)
    v = found.terms["v"]
    np.testing.assert_array_equal(v[:, 0], 0)
    np.testing.assert_allclose(v[:, 1:], 0.9 * v[:, :-1] + 0.1 * found.gradient, rtol=1e-12)
    assert np.isnan(anatomy(experiment("himmelblau", "adam", {}), 0).terms["v_hat"][:, 0]).all()


def test_a_run_among_others_is_found_by_its_place():
    runs = tuple(Run(key, 0.01) for key in ("gradient_descent", "momentum"))
    asked = Experiment("himmelblau", steps=STEPS, runs=runs)
    assert [list(anatomy(asked, i).terms) for i in (0, 1)] == [[], ["v"]]
    for wrong in (-1, 2):
        with pytest.raises(ValueError, match=f"run {wrong}: the experiment has 2"):
            anatomy(asked, wrong)


def test_a_run_that_is_lost_keeps_its_rows_that_are_not_finite():
    found = anatomy(Experiment("rosenbrock", steps=STEPS, runs=(Run("momentum", 1e6),)), 0)
    assert not np.isfinite(found.w[:, -1]).all()
    assert found.terms["v"].shape == (2, STEPS + 1)


def test_moving_a_slider_compiles_nothing(compilations):
    asked = Experiment("himmelblau", steps=STEPS, runs=(Run("adam", 0.1),))
    anatomy(asked, 0)
    compilations.clear()
    moved = Run("adam", 0.2, "exponential", 0.9, hyper={"beta1": 0.5}, warmup=4)
    anatomy(replace(asked, start=(1, 2), steps=STEPS - 7, runs=(moved,)), 0)
    assert len(compilations) == 0
    assert replay.cache_info().maxsize

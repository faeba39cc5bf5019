"""The limits of stability beside the rules: the matrix of one of their steps, and where their runs diverge."""

import numpy as np
import optax
import pytest

from landscapes import parse
from optimizers import CATALOGUE, Experiment, Run
from optimizers.stability import limit_curve
from optimizers.sweep import Axis, plane

BETAS = 1 - np.geomspace(1.0, 1e-3, 16)
SUM, AHEAD = {"gradient_weight": "one"}, {"form": "look_ahead"}
LINEAR = [
    Run("gradient_descent", 0.1),
    Run("momentum", 0.1),
    Run("momentum", 0.1, conventions=SUM),
    Run("heavy_ball", 0.1),
    Run("heavy_ball", 0.1, conventions={"rate_position": "on_sum"}),
    Run("nesterov", 0.1),
    Run("nesterov", 0.1, conventions=SUM),
    Run("nesterov", 0.1, conventions=AHEAD),
    Run("nesterov", 0.1, conventions={**SUM, **AHEAD}),
]
each_linear = pytest.mark.parametrize(
    "run", LINEAR, ids=lambda run: "-".join((run.optimizer, *run.conventions.values()))
)


def spectral_radius(run, beta, alpha, curvature):
    """Of the linear map (v, x) -> the next pair, column by column what the rule makes of (1, 0) and of (0, 1)."""
    hyper = {"beta": beta} if run.rule.hyperparameters else {}
    rule = optax.with_extra_args_support(run.rule.rule(**hyper, **run.rule.settled(run.conventions)))

    def slope(*w):
        return tuple(curvature * x for x in w)

    def after(v, x):
        w, zero = (x, x), rule.init((0.0, 0.0))
        state = zero._replace(v=(v, v)) if zero else zero
        d, state = rule.update(slope(*w), state, w, learning_rate=alpha, slope=slope)
        return float(state.v[0]) if state else 0.0, float(x - alpha * d[0])

    return max(abs(np.linalg.eigvals(np.transpose([after(1.0, 0.0), after(0.0, 1.0)]))))


@each_linear
def test_the_spectral_radius_of_a_step_passes_one_at_the_limit(run):
    curvature = 7.0
    bounds = limit_curve(run, curvature, BETAS)
    assert bounds is not None
    for beta, bound in zip(BETAS, bounds, strict=True):
        assert spectral_radius(run, beta, bound, curvature) == pytest.approx(1, abs=1e-6)
        assert spectral_radius(run, beta, 1.001 * bound, curvature) > 1 + 1e-4
        for part in (0.999, 0.5, 0.01):
            assert spectral_radius(run, beta, part * bound, curvature) < 1


@pytest.mark.sampled(4)
@each_linear
def test_runs_diverge_above_the_limit_and_not_below(run):
    rotated = parse("((cos(pi/6)*w1 + sin(pi/6)*w2)^2 + 10*(cos(pi/6)*w2 - sin(pi/6)*w1)^2)/2")
    experiment = Experiment(rotated, start=(1.0, 2.0), steps=1000)
    alphas = np.geomspace(0.05, 1000, 128)
    betas = BETAS if run.rule.hyperparameters else np.zeros(1)
    up = Axis("beta", betas) if run.rule.hyperparameters else Axis("decay", betas)
    found = plane(experiment, run, Axis("learning_rate", alphas), up)
    bounds = limit_curve(run, 10.0, betas)
    assert bounds is not None
    for outcome, bound in zip(found.outcome, bounds, strict=True):
        lost, first = outcome == "diverged", int(np.argmax(alphas > bound))
        assert 0 < first < len(alphas) - 2
        assert lost[first + 1 :].all()
        assert not lost[:first].any()


def test_the_limits_are_those_of_the_book():
    np.testing.assert_allclose(limit_curve(Run("gradient_descent", 0.1), 4.0, [0.0, 0.9]), [0.5, 0.5])
    np.testing.assert_allclose(limit_curve(Run("momentum", 0.1), 4.0, [0.0, 0.5, 0.9]), [0.5, 1.5, 9.5])
    np.testing.assert_allclose(limit_curve(Run("heavy_ball", 0.1), 4.0, [0.0, 0.5, 0.9]), [0.5, 0.75, 0.95])


@pytest.mark.parametrize("curvature", [0.0, -3.0])
def test_where_nothing_bends_up_no_rate_is_too_large(curvature):
    np.testing.assert_array_equal(limit_curve(Run("momentum", 0.1), curvature, [0.0, 0.9]), [np.inf, np.inf])


@pytest.mark.parametrize("optimizer", sorted(CATALOGUE.keys() - {run.optimizer for run in LINEAR}))
def test_the_other_rules_have_no_known_limit(optimizer):
    assert limit_curve(Run(optimizer, 0.1), 4.0, [0.5]) is None


def test_what_is_out_of_range_is_refused_in_words():
    with pytest.raises(ValueError, match="beta = 1 is out of range"):
        limit_curve(Run("momentum", 0.1), 4.0, [0.5, 1.0])
    with pytest.raises(ValueError, match="lambda_max is NaN"):
        limit_curve(Run("momentum", 0.1), np.nan, [0.5])

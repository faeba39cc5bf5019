"""Planes of two hyperparameters: beside `perform`, and beside the closed forms of what is stable on a quadratic."""

from dataclasses import replace
from math import log

import numpy as np
import pytest

from landscapes import parse
from landscapes.calculus import curvature
from optimizers import Experiment, Run, perform
from optimizers.sweep import Axis, plane, rates
from optimizers.verdicts import FAR
from tests.optimizers.compared import alike, verdict

U, V = "(cos(pi/6)*w1 + sin(pi/6)*w2)", "(cos(pi/6)*w2 - sin(pi/6)*w1)"
CONDITIONS = (1, 10, 100)
ALPHAS, BETAS = np.geomspace(1e-3, 1.0, 40), np.linspace(0.0, 0.99, 40)
PLANES = {  # more than 1024 cells each, so that they are worked out in two parts
    "gradient_descent": ("rosenbrock", Axis("learning_rate", ALPHAS), Axis("decay", BETAS)),
    "momentum": ("himmelblau", Axis("learning_rate", ALPHAS), Axis("beta", BETAS)),
    "rmsprop": ("beale", Axis("beta", BETAS), Axis("learning_rate", ALPHAS)),
    "adam": ("two_wells", Axis("beta1", BETAS), Axis("beta2", BETAS)),
    "adadelta": ("saddle", Axis("epsilon", ALPHAS), Axis("rho", BETAS)),
    "nesterov": ("ravine", Axis("decay", BETAS), Axis("beta", BETAS)),
    "lion": ("styblinski_tang", Axis("learning_rate", ALPHAS), Axis("beta2", BETAS)),
}


def bowl(kappa):
    """A quadratic with curvatures 1 and κ, its axes turned by 30°, and where an experiment on it starts."""
    return Experiment(parse(f"({U}^2 + {kappa}*{V}^2)/2"), start=(1.0, 2.0), steps=1000)


def steepest(experiment):
    """The larger curvature, and how far the start is from the minimum along its axis."""
    bent = curvature(experiment.surface, 0.0, 0.0)
    return bent.eigenvalues[1], abs(bent.axes[1] @ experiment.origin)


def grows(alpha, beta, curvature):
    """The spectral radius of one step of averaged momentum along an axis: (x, v) to the next."""
    step = np.array([[1 - alpha * (1 - beta) * curvature, -alpha * beta], [(1 - beta) * curvature, beta]])
    return max(abs(np.linalg.eigvals(step)))


def with_both(run, found, j, i):
    """The run of one cell, put together by hand."""
    values = {found.across.key: float(found.across.values[i]), found.up.key: float(found.up.values[j])}
    outer = {key: values.pop(key) for key in ("learning_rate", "decay") if key in values}
    return replace(run, hyper={**run.hyper, **values}, **outer)


@pytest.mark.parametrize("kappa", CONDITIONS)
def test_on_quadratics_descent_diverges_above_two_over_the_largest_curvature(kappa):
    experiment = bowl(kappa)
    largest, _ = steepest(experiment)
    assert largest == pytest.approx(kappa)
    alphas = np.geomspace(0.02, 20, 500)  # 1.4 % apart: 1000 steps grow by 10¹⁰ one cell above the limit
    found = plane(experiment, Run("gradient_descent", 0.1), Axis("learning_rate", alphas), Axis("decay", [0.0]))
    lost, first = found.outcome[0] == "diverged", int(np.argmax(alphas > 2 / largest))
    assert lost[first + 1 :].all()
    assert not lost[:first].any()


@pytest.mark.parametrize("kappa", CONDITIONS)
def test_on_quadratics_momentum_diverges_above_its_limit_for_every_beta(kappa):
    experiment = bowl(kappa)
    largest, far = steepest(experiment)
    betas = 1 - np.geomspace(1.0, 1e-3, 24)  # up to 0.999
    alphas = np.geomspace(1.1, 1e4, 128) / largest
    found = plane(experiment, Run("momentum", 0.1), Axis("learning_rate", alphas), Axis("beta", betas))
    # A cell is decided where its steps have grown past all that still counts as near, with a factor of 10 to spare. One
    # that is stable is never lost: what momentum adds to the start before it dies down is far from a million maps.
    needed = log(10 * FAR * experiment.map_domain[0].width / far) / experiment.steps
    for beta, outcome in zip(betas, found.outcome, strict=True):
        lost, first = outcome == "diverged", int(np.argmax(alphas > 2 * (1 + beta) / ((1 - beta) * largest)))
        assert 0 < first < len(alphas) - 2
        grown = np.array([log(grows(alpha, beta, largest)) for alpha in alphas])
        np.testing.assert_array_equal(grown > 1e-9, np.arange(len(alphas)) >= first)
        assert (grown[first + 1 :] > needed).all()  # all but the cell at the limit are decided
        assert lost[first + 1 :].all()
        assert not lost[:first].any()
        assert lost[first] or grown[first] <= needed


@pytest.mark.sampled(3)
@pytest.mark.parametrize("optimizer", PLANES)
def test_every_cell_is_the_run_that_perform_makes_of_it(nudged, optimizer):
    landscape, across, up = PLANES[optimizer]
    run = Run(optimizer, 0.02)
    experiment = Experiment(landscape, steps=150)
    found = plane(experiment, run, across, up)
    lowest, compared = experiment.surface.lowest, 0
    if lowest is None:  # the saddle: J falls for ever, so the lowest that the plane sees is where a run ended
        lowest = found.cost[np.isfinite(found.cost)].min()
    cells = np.random.default_rng(1).choice(found.cost.size, 30, replace=False)
    for j, i in zip(*np.unravel_index(cells, found.cost.shape), strict=True):
        here = with_both(run, found, j, i)
        (trajectory,) = perform(replace(experiment, runs=(here,)))
        expected = verdict(trajectory, lowest)
        around = nudged(experiment, here, 1e-12)
        # As for the rates: nothing to compare where a nudge of rounding's size leads elsewhere.
        if all(verdict(t, lowest) == expected and alike(trajectory.cost, t.cost) for t in around):
            compared += 1
            assert (found.outcome[j, i], found.outcome_step[j, i], found.steps_to_tolerance[j, i]) == expected
            ends = np.array([trajectory.cost[0], found.cost[j, i]])
            assert expected[0] == "diverged" or alike(trajectory.cost[[0, -1]], ends)
    assert compared >= 20


def test_along_the_learning_rate_it_is_the_sweep_of_the_rates():
    run = Run("adam", 0.1, "exponential", 0.99, {"beta1": 0.5}, warmup=10)
    experiment = Experiment("himmelblau", steps=200, runs=(run,))
    found = plane(experiment, run, Axis("learning_rate", ALPHAS), Axis("beta1", [0.9, 0.5]))
    swept = rates(experiment, ALPHAS)
    np.testing.assert_allclose(found.cost[1], swept.cost[0], rtol=1e-9, atol=1e-12)
    np.testing.assert_array_equal(found.outcome[1], swept.outcome[0])


def test_the_noise_and_the_batches_are_those_of_perform():
    experiment = Experiment("two_crowds", steps=60, noise=0.5, batch_size=3, seed=4)
    run = Run("momentum", 0.05, decay=0.1)
    found = plane(experiment, run, Axis("beta", [0.0, 0.5, 0.9]), Axis("decay", [0.0, 0.3]))
    for j, i in np.ndindex(2, 3):
        (trajectory,) = perform(replace(experiment, runs=(with_both(run, found, j, i),)))
        assert found.cost[j, i] == pytest.approx(trajectory.cost[-1], rel=1e-9)


def test_shapes_and_types_are_as_promised():
    found = plane(Experiment("himmelblau", steps=20), Run("adam", 0.1), Axis("beta2", (0.9, 0.5)), Axis("beta1", [0.1]))
    assert {array.shape for array in found[2:]} == {(1, 2)}
    assert found.across.values.tolist() == [0.9, 0.5]
    assert found.cost.dtype == np.float64
    assert (found.steps_to_tolerance.dtype, found.outcome_step.dtype) == (np.int32, np.int32)


def test_other_values_compile_nothing(compilations):
    def made(rate, low, high):
        run, experiment = Run("adam", rate), Experiment("himmelblau", steps=80)
        plane(experiment, run, Axis("learning_rate", [rate, 1.0]), Axis("epsilon", [low, high]))
        plane(experiment, run, Axis("beta1", [low, high, rate]), Axis("beta2", [low, high]))

    made(0.1, 0.2, 0.3)
    compilations.clear()
    made(0.5, 0.0, 0.9)
    assert len(compilations) == 0


@pytest.mark.parametrize(
    ("across", "up", "words"),
    [
        (("learning_rate", [2e6]), ("beta1", [0.5]), r"learning rate = 2e\+06 is out of range: 0 to 1e"),
        (("beta1", [0.5, 1.0]), ("beta2", [0.5]), "beta1 = 1 is out of range: it must be at least 0 and below 1"),
        (("beta1", [0.5]), ("epsilon", [-1.0]), "epsilon = -1 is out of range"),
        (("beta1", [0.5]), ("decay", [np.nan]), "decay = nan is out of range"),
        (("beta", [0.5]), ("beta2", [0.5]), "Adam has no parameter 'beta'; it has: learning_rate, decay, beta1, beta2"),
        (("beta1", [0.5]), ("beta1", [0.5]), "beta1 is on both sides of the plane"),
        (("beta1", 0.5), ("beta2", [0.5]), r"beta1 has values of shape \(\)"),
        (("beta1", np.zeros(129)), ("beta2", np.zeros(128)), "129 × 128 cells are out of range: 1 to 16384"),
        (("beta1", []), ("beta2", [0.5]), "0 × 1 cells are out of range"),
    ],
)
def test_what_is_out_of_range_is_refused_in_words(across, up, words):
    with pytest.raises(ValueError, match=words):
        plane(Experiment("himmelblau"), Run("adam", 0.1), Axis(*across), Axis(*up))


def test_a_schedule_without_a_decay_has_none_to_vary():
    with pytest.raises(ValueError, match="the constant schedule has no decay"):
        plane(Experiment("himmelblau"), Run("adam", 0.1, "constant"), Axis("decay", [0.1]), Axis("beta1", [0.5]))

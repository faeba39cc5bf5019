"""Decided by rounding: beside the same runs with errors in plain NumPy, and however it is asked."""

from dataclasses import replace

import numpy as np
import pytest

from landscapes import CATALOGUE as LANDSCAPES
from landscapes import parse
from optimizers import CATALOGUE as OPTIMIZERS
from optimizers import Experiment, Run, perform
from optimizers.rounding import APART, ERROR, decided_from, program


def suited(landscape: str, optimizer: str, **more) -> Experiment:
    """A run at the landscape's own start and the rule's own rate there."""
    rate = OPTIMIZERS[optimizer].suits(LANDSCAPES[landscape])
    return Experiment(landscape, runs=(Run(optimizer, rate),), **more)


@pytest.mark.parametrize(
    ("landscape", "optimizer", "decided"),
    [
        ("ackley", "nesterov", True),
        ("ackley", "adagrad", True),
        ("himmelblau", "gradient_descent", False),
        ("himmelblau", "adam", False),
        ("rosenbrock", "adam", False),
    ],
)
def test_rounding_decides_these_runs_and_not_those(landscape, optimizer, decided):
    (step,) = decided_from(suited(landscape, optimizer))
    assert (step is not None) == decided


def chaotic(steps: int) -> Experiment:
    """Descent on Himmelblau at a rate at which it swings about for ever."""
    return Experiment("himmelblau", start=(0.0, -3.0), steps=steps, runs=(Run("gradient_descent", 0.03),))


def descended(start: tuple[float, float], rate: float, signs: np.ndarray) -> np.ndarray:
    """The path of descent on Himmelblau with errors of these signs, (steps + 1, 2): the rule as it is written down."""
    path, largest = [np.array(start)], 0.0
    for sign in signs:
        x, y = path[-1]
        a, b = x**2 + y - 11, x + y**2 - 7
        g = np.array([4 * x * a + 2 * b, 2 * a + 4 * y * b])
        largest = max(largest, float(np.hypot(*g)))
        path.append(path[-1] - rate * (g + ERROR * largest * sign))
    return np.array(path)


def test_rounding_decides_from_about_where_runs_with_errors_written_in_numpy_part():
    experiment = chaotic(300)
    (step,) = decided_from(experiment)
    (run,) = perform(experiment)
    true = np.stack((run.w1, run.w2), axis=1)
    widths = [side.width for side in experiment.map_domain]
    random = np.random.default_rng(20)  # other errors than the function's
    parted = []
    for _ in range(20):
        noisy = descended(experiment.origin, 0.03, random.choice([-1, 1], (300, 2)))
        near = (np.abs(noisy - true) / widths).max(axis=1) <= APART
        parted.append(301 - int(np.argmax(near[::-1])))
    assert step is not None
    # The first of three seeds, which part for good where twenty do.
    assert min(parted) - 5 <= step <= np.median(parted) + 5


def test_a_longer_run_tells_the_same_step():
    # Errors are drawn step by step, so that those of a longer run begin with those of a shorter one.
    (short,), (long,) = decided_from(suited("ackley", "adagrad", steps=60)), decided_from(suited("ackley", "adagrad"))
    assert short == long


def test_of_a_run_that_stops_before_it_is_decided_nothing_is_said():
    (step,) = decided_from(chaotic(300))
    assert step is not None
    assert decided_from(chaotic(step - 5)) == (None,)


def test_every_run_of_an_experiment_is_told_as_if_it_were_alone():
    runs = (Run("gradient_descent", 0.03), Run("gradient_descent", 0.01), Run("adam", 0.1))
    together = replace(chaotic(300), runs=runs)
    assert decided_from(together) == tuple(decided_from(replace(together, runs=(run,)))[0] for run in runs)
    assert decided_from(together)[1] is None
    assert decided_from(replace(together, runs=())) == ()


def test_no_runs_that_all_diverge_are_told_apart():
    # Beyond a million widths all places are one, though the last digits of such numbers are larger than any map.
    bowl = Experiment(parse("w1^2 + 3*w2^2"), start=(1.0, -1.0), runs=(Run("gradient_descent", 1.0),))
    (run,) = perform(bowl)
    assert run.outcome == "diverged"
    assert decided_from(bowl) == (None,)
    assert decided_from(replace(bowl, steps=40)) == (None,)


def test_a_start_without_a_gradient_is_not_decided_by_rounding():
    # Adam walks on from where ln is undefined, and in and out of its domain: it is lost from the start.
    for text in ("sqrt(w1) + w2^2", "ln(w1) + w2^2"):
        assert decided_from(Experiment(parse(text), start=(-3.0, 1.0), runs=(Run("adam", 0.1),))) == (None,)


def test_the_edge_between_two_basins_is_decided_by_rounding():
    # On the ridge w2 stays 0 for ever: every computer whose sums are not exact leaves it, this way or that.
    ridge = Experiment(parse("w1^2 - w2^2 + w2^4"), start=(1.0, 0.0), runs=(Run("gradient_descent", 0.1),))
    (step,) = decided_from(ridge)
    (run,) = perform(ridge)
    assert run.w2[-1] == 0
    assert step is not None
    assert step > 50


def test_errors_of_the_gradient_reach_what_a_rule_asks_at_other_points():
    # Nesterov's own gradient is asked by `slope` alone under the lecture's convention; without errors there it forgets
    # none and the ridge would never be left.
    rule = next(rule for rule in OPTIMIZERS.values() if "slope" in rule.needs)
    rate = 0.05
    ridge = Experiment(parse("w1^2 - w2^2 + w2^4"), start=(1.0, 0.0), runs=(Run(rule.key, rate),))
    assert decided_from(ridge)[0] is not None


def test_noise_and_batches_are_met_by_every_lane_alike():
    noisy = replace(suited("himmelblau", "gradient_descent"), noise=0.5)
    assert decided_from(noisy) == (None,)
    points = Experiment("linear_regression", batch_size=2, runs=(Run("gradient_descent", 1e-3),))
    assert decided_from(points) == (None,)


def test_moving_what_a_slider_moves_compiles_nothing():
    decided_from(suited("ackley", "adagrad"))
    before = program.cache_info().misses
    for start in ((0.5, 1.0), (0.25, -1.0)):
        decided_from(replace(suited("ackley", "adagrad"), start=start, steps=400))
    assert program.cache_info().misses == before

"""Where a library's optimizer goes beside the page's own run, and from when on and how far they are apart."""

from dataclasses import replace
from functools import lru_cache

import jax
import numpy as np

from landscapes.base import Landscape
from landscapes.calculus import value_and_gradient
from optimizers.batches import batch_weights
from optimizers.experiment import Experiment, Run
from optimizers.noise import gradient_errors
from optimizers.programs.libraries import Step
from optimizers.programs.named import Own
from optimizers.trajectory import perform

SAME = 1e-9  # a difference of W up to here, or to this part of W where that is large, is rounding


def path(experiment: Experiment, run: Run, step: Step, rates: np.ndarray) -> np.ndarray:
    """W of an optimizer, (steps + 1, 2) float64, at the `rates` of its steps, on the errors and batches of `run`."""
    surface = experiment.surface
    arguments, slope = surface.arguments(experiment.theta), _slope(surface.computed)
    errors = gradient_errors(experiment.steps, experiment.noise, experiment.seed)
    data, size = surface.data, experiment.batch_of(run)
    batches = None
    if data is not None and size is not None:
        batches = batch_weights(data.count, size, experiment.steps, experiment.seed)
    walked = np.full((experiment.steps + 1, 2), np.nan)
    walked[0] = experiment.origin
    with np.errstate(all="ignore"):
        for n, rate in enumerate(rates, start=1):
            weights = None if batches is None else batches[n - 1]
            g = np.array(slope(*walked[n - 1], arguments, weights)) + errors[n - 1]
            walked[n] = step(n, walked[n - 1], g, float(rate))
            if not np.isfinite(walked[n]).all():
                break
    return walked


def told(experiment: Experiment, row: int, own: Own) -> tuple[str, bool]:
    """How a library's optimizer differs from the page's run of that row, in words, and whether it is the same."""
    run = experiment.runs[row]
    hyper = {**run.rule.hyper(run.hyper), "learning_rate": run.learning_rate}
    rates = run.rates(experiment.steps, experiment.counted(run))
    factors = [own.factor(hyper, n) for n in range(1, experiment.steps + 1)]
    words, same = compared(experiment, row, path(experiment, run, own.step(hyper), rates * factors))
    return (words, same) if same or not own.why else (f"{own.why} {words}", same)


def compared(experiment: Experiment, row: int, walked: np.ndarray) -> tuple[str, bool]:
    """How this path, (steps + 1, 2), differs from the page's run of that row, in words, and whether it is the same."""
    (run,) = perform(replace(experiment, runs=experiment.runs[row : row + 1]))
    true = np.stack((run.w1, run.w2), axis=1)
    with np.errstate(all="ignore"):  # of a run that is lost
        away = np.hypot(*(walked - true).T)
        together = away <= SAME * np.maximum(1, np.hypot(*true.T))
    together |= ~np.isfinite(walked).all(axis=1) & ~np.isfinite(true).all(axis=1)
    if together.all():
        return f"The same as the page's run to {SAME:g} in all {experiment.steps} steps.", True
    first = int(np.argmin(together))
    if not np.isfinite(away[~together]).all():
        return f"It leaves the page's run at step {first}, and one of the two does not stay finite.", False
    start, most = f"{away[first]:.1g}", f"{away.max():.2g}"
    return f"It leaves the page's run at step {first} (by {start}), and is never further off than {most}.", False


@lru_cache(maxsize=16)
def _slope(surface: Landscape):
    """The compiled function (w1, w2, arguments of J, weights of a batch or None) -> the gradient."""

    def slope(w1, w2, arguments, weights):
        met = surface if weights is None else surface.of_batch(weights)
        return value_and_gradient(met)(w1, w2, **arguments)[1]

    return jax.jit(slope)

"""Learning rates: what every run of an experiment does at each of many rates, and the rate that serves it best."""

from collections.abc import Sequence
from functools import partial
from typing import NamedTuple

import numpy as np

from landscapes.base import Interval
from optimizers.experiment import LEARNING_RATES, Experiment, Run
from optimizers.sweep.arrival import LATER, NEVER
from optimizers.sweep.lanes import Lanes, dispatched, gathered, meeting
from optimizers.sweep.outcomes import OUTCOME, outcomes
from optimizers.verdicts import LOST

MOST = 1024  # learning rates in one sweep
GRID = Interval(1e-6, 10.0)  # where tune looks


class Rates(NamedTuple):
    """Row r, column c belongs to the experiment's run r at learning_rates[c]."""

    learning_rates: np.ndarray  # (R,) float64
    cost: np.ndarray  # (runs, R) float64: J of the last row
    steps_to_tolerance: np.ndarray  # (runs, R) int32: as in achievement.py; −1 for never
    outcome: np.ndarray  # (runs, R) str: a kind of verdict, as a trajectory's
    outcome_step: np.ndarray  # (runs, R) int32: the row from which the outcome holds; T for "moving"
    stays_from: np.ndarray  # (runs, R) int32: the row from which it stays within tolerance; −1 for never


class Tuned(NamedTuple):
    """The best learning rate of a grid, and what the run does with it."""

    learning_rate: float
    cost: float
    stays_from: int | None  # the step from which it stays within tolerance
    grid: Rates  # all that were tried, in one row


def rates(experiment: Experiment, learning_rates: Sequence[float] | np.ndarray) -> Rates:
    """What each run of the experiment does from its start at each of these learning rates in place of its own.

    At most 1024 rates, each from 0 to 1e6. J* is the landscape's lowest known minimum, else the lowest cost that this
    sweep sees. Computed in float64: "converged" asks for steps shorter than a millionth of the map, which float32
    rounds to a few values, and so few lanes cost no more by it. ValueError for rates out of range.
    """
    alphas = check_rates(learning_rates)
    ends = outcomes(experiment, partial(_ends, experiment, alphas))
    if not ends:
        nothing = np.empty((0, len(alphas)))
        return Rates(alphas, nothing, nothing.astype(np.int32), nothing.astype("<U9"), *2 * (nothing.astype(np.int32),))
    return Rates(alphas, *map(np.stack, zip(*ends, strict=True)))


def tune(experiment: Experiment, run: Run, low: float = GRID.low, high: float = GRID.high, points: int = 141) -> Tuned:
    """The learning rate of a logarithmic grid that is within tolerance for good first, the lower J breaking ties.

    Where none does, the rate with the lowest final J. `points` rates from `low` to `high`, both included: by default
    20 a decade from 1e-6 to 10. Only rates that do not diverge count; if all do, the smallest is the answer. J* is
    the landscape's lowest known minimum, else the lowest cost that this grid sees. ValueError for a grid out of range.
    """
    if not 0 < low < high <= LEARNING_RATES.high:
        raise ValueError(
            f"rates from {low:g} to {high:g}: they must rise, from above 0 to at most {LEARNING_RATES.high:g}"
        )
    if points not in Interval(2, MOST) or points != int(points):
        raise ValueError(f"points = {points!r} is out of range: whole numbers from 2 to {MOST}")
    alone = Experiment(**{**vars(experiment), "runs": (run,)})
    grid = rates(alone, np.clip(np.geomspace(low, high, points), low, high))
    at, steps = best(grid, 0), grid.stays_from[0]
    arrived = int(steps[at]) if steps[at] != NEVER else None
    return Tuned(float(grid.learning_rates[at]), float(grid.cost[0, at]), arrived, grid)


def best(found: Rates, row: int) -> int:
    """The column of the rate that serves run `row` best, by the rule of `tune`."""
    lost = np.isin(found.outcome[row], LOST)
    steps = found.stays_from[row]
    keys = np.where(lost, np.inf, found.cost[row]), np.where(lost | (steps == NEVER), LATER, steps)
    return int(np.lexsort(keys)[0])


def check_rates(learning_rates: Sequence[float] | np.ndarray) -> np.ndarray:
    """The learning rates of a sweep, float64 (R,); ValueError for none, too many, or one out of range."""
    alphas = np.array(learning_rates, dtype=np.float64)
    if alphas.ndim != 1 or not 1 <= len(alphas) <= MOST:
        raise ValueError(f"learning rates of shape {alphas.shape}: they must be a list of 1 to {MOST} numbers")
    bad = alphas[~((alphas >= LEARNING_RATES.low) & (alphas <= LEARNING_RATES.high))]
    if len(bad):
        accepted = f"{LEARNING_RATES.low:g} to {LEARNING_RATES.high:g}"
        raise ValueError(f"learning rate = {bad[0]:g} is out of range: {accepted}")
    return alphas


def _ends(experiment: Experiment, alphas: np.ndarray, told: tuple) -> list:
    """For every run, what was noted of each lane. All are under way before the first is waited for."""
    w1, w2 = (np.full(len(alphas), x) for x in experiment.origin)

    def lanes(run: Run) -> Lanes:
        rates = run.rates(experiment.steps, experiment.counted(run), alphas[:, None]).T
        return Lanes(w1, w2, rates, *meeting(experiment, run))

    answers = [dispatched(experiment, run, lanes(run), OUTCOME, told, np.float64) for run in experiment.runs]
    return [gathered(answer, len(alphas)) for answer in answers]

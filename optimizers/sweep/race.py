"""The fair race: all runs of an experiment from its start, on terms that favour none, and who arrives first."""

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import NamedTuple

import numpy as np

from optimizers.achievement import lowest_cost, stays_from, steps_to_tolerance
from optimizers.experiment import Experiment, Run, check_known
from optimizers.sweep.everywhere import everywhere
from optimizers.sweep.rates import GRID, best, rates
from optimizers.trajectory import Trajectory, perform
from optimizers.verdicts import LOST

TERMS: Mapping[str, str] = MappingProxyType(
    {
        "same": "every run at the learning rate of the first",
        "own": "each at the rate that is best for it from this start",
        "landscape": "each at the rate that is best for it on the whole map",
        "evaluations": "each at its own rate, for equally many gradients",
    }
)
# The rates that are tried, 20 a decade as in `tune`, but with three digits: what is printed is what is run.
TRIED = tuple(float(f"{rate:.3g}") for rate in np.geomspace(GRID.low, GRID.high, 141))


class Racer(NamedTuple):
    """What became of one run. `run` from the experiment's start for `steps` steps gives these numbers again."""

    rank: int | None  # from 1; equal runs share one, and the next is as much later; None for one that did not stay
    run: Run  # at the rate it raced with
    steps: int
    evaluations: int  # of a gradient, in all these steps
    cost: float  # J of the last row, not finite where the run is lost
    steps_to_tolerance: int | None  # the first touch, as in achievement.py
    evaluations_to_tolerance: int | None
    stays_from: int | None  # the step from which it stays within tolerance
    evaluations_to_stay: int | None
    outcome: str  # a kind of verdict, as a trajectory's


def race(experiment: Experiment, terms: str) -> tuple[Racer, ...]:
    """One racer for each run, in the experiment's order, on one of TERMS; ValueError for other terms.

    Those that arrived and stayed rank by the gradients they evaluated until they were within tolerance of J* for good,
    then by their final J. Who only passed through has no rank, and the first touch is told beside it. J* is the
    landscape's lowest known minimum, else the lowest cost that any racer sees. A rate replaces the first one of a run,
    which keeps its schedule.

    "own" takes each run's best of the rates TRIED by the rule of `tune`: the first to stay, else the lowest final J.
    "landscape" asks the same of a grid of 8 × 8 starts: the rate with the fewest steps in the median over the starts,
    or where at every rate half of them never arrive, with the lowest median of the final J. The experiment's start
    need not be among the starts that the rate serves well.
    "evaluations" gives each run as many gradients as the experiment has steps: a rule that needs k of them a step
    makes a k-th of the steps, at least one. With mini-batches a gradient is that of a batch.
    """
    check_known("terms", terms, TERMS)
    entered = _entered(experiment, terms)
    done = [perform(each)[0] for each in entered]
    lowest = lowest_cost(experiment.surface, done)
    racers = [_unranked(*each, lowest) for each in zip(entered, done, strict=True)]
    keys = [_key(racer) for racer in racers]
    ranks = [None if key is None else 1 + sum(other < key for other in keys if other) for key in keys]
    return tuple(racer._replace(rank=rank) for racer, rank in zip(racers, ranks, strict=True))


def _entered(experiment: Experiment, terms: str) -> list[Experiment]:
    """What each racer performs, one run each."""
    runs, steps = experiment.runs, [experiment.steps] * len(experiment.runs)
    if terms == "same":
        runs = [replace(run, learning_rate=runs[0].learning_rate) for run in runs]
    elif terms == "evaluations":
        steps = [max(1, experiment.steps // _evaluations(run)) for run in runs]
    elif runs and terms == "own":
        found = rates(experiment, TRIED)
        runs = [replace(run, learning_rate=TRIED[best(found, row)]) for row, run in enumerate(runs)]
    elif runs:
        found = everywhere(experiment, TRIED)
        runs = [replace(run, learning_rate=TRIED[found.best(row)]) for row, run in enumerate(runs)]
    return [replace(experiment, runs=(run,), steps=each) for run, each in zip(runs, steps, strict=True)]


def _evaluations(run: Run) -> int:
    return run.rule.gradient_evaluations(run.conventions)


def _unranked(experiment: Experiment, trajectory: Trajectory, lowest: float) -> Racer:
    (run,), steps = experiment.runs, experiment.steps
    each = _evaluations(run)
    touches, stays = steps_to_tolerance(trajectory, lowest), stays_from(trajectory, lowest)
    gradients, until = (None if row is None else row * each for row in (touches, stays))
    cost = float(trajectory.cost[-1])
    return Racer(None, run, steps, steps * each, cost, touches, gradients, stays, until, trajectory.outcome)


def _key(racer: Racer) -> tuple[float, float] | None:
    """What racers are ranked by, the smaller the better; None for one that is not ranked."""
    if racer.evaluations_to_stay is None or racer.outcome in LOST:
        return None
    return (racer.evaluations_to_stay, racer.cost)

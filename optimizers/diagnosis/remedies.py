"""Remedies: changed runs, each of them performed from the same start, and the best of them as the one to offer."""

from collections.abc import Iterable
from dataclasses import replace
from typing import NamedTuple

import numpy as np

from optimizers.achievement import TOLERANCE, steps_to_tolerance
from optimizers.diagnosis.base import Remedy
from optimizers.diagnosis.course import Course
from optimizers.diagnosis.words import number, rounded
from optimizers.experiment import LEARNING_RATES, Run
from optimizers.trajectory import Trajectory, perform

PER_DECADE = 3  # rates tried: each 2.2 times its neighbour, so the best is missed by a factor of 1.5 at most
DECADES = 8  # that they reach: from the largest rate a link takes, 10⁶, down to those of the catalogue
LEAST = 1e-6  # where the larger rates begin for a run whose own rate is 0
# Of the whole way down, to J* or where none is known to the remedy's own end: with less, its curve of J ends beside
# the one it is to better.
GAIN = 0.02


class Trial(NamedTuple):
    run: Run
    trajectory: Trajectory


def end(course: Course, trajectory: Trajectory) -> float:
    """J at a run's end: of its last row, or the median of its last tenth where errors shake it."""
    return float(trajectory.cost[-1] if course.exact else np.median(trajectory.cost[-max(1, course.steps // 10) :]))


def smaller(run: Run) -> list[Run]:
    """The run at 24 rates below its own, eight decades down, each a number of two digits."""
    factors = 10.0 ** (-np.arange(1, PER_DECADE * DECADES + 1) / PER_DECADE)
    return _at(run, (run.learning_rate * factor for factor in factors))


def larger(run: Run) -> list[Run]:
    """The same above its own, as far as rates are accepted."""
    factors = 10.0 ** (np.arange(1, PER_DECADE * DECADES + 1) / PER_DECADE)
    return _at(run, ((run.learning_rate or LEAST) * factor for factor in factors))


def undecayed(run: Run) -> list[Run]:
    """The run with a constant rate: its own, or a smaller one where only the decay kept it in bounds."""
    flat = replace(run, schedule="constant", decay=None, schedule_parameters={})
    if run.schedule == "inverse_time":  # of which a decay of 0 is the constant rate: the reader keeps the schedule
        flat = replace(run, decay=0.0)
    return [flat, *smaller(flat)[: 2 * PER_DECADE]]


def _at(run: Run, alphas: Iterable[float]) -> list[Run]:
    tried = dict.fromkeys(rounded(alpha) for alpha in alphas if alpha > 0)
    return [replace(run, learning_rate=a) for a in tried if a in LEARNING_RATES and a != run.learning_rate]


def trials(course: Course, runs: list[Run]) -> list[Trial]:
    """Those of these runs that do not diverge, performed."""
    done = perform(replace(course.experiment, runs=tuple(runs)))
    return [Trial(run, t) for run, t in zip(runs, done, strict=True) if t.outcome != "diverged"]


def best(course: Course, done: list[Trial]) -> Trial | None:
    """The one that comes down first to where the lowest of them ends; None of none."""
    if not done:
        return None
    lowest = min(end(course, trial.trajectory) for trial in done)
    # A thousandth of the way more or less is not what a remedy is chosen by: the faster one is worth more.
    enough = lowest + TOLERANCE * max(0.0, course.trajectory.cost[0] - lowest)

    def order(trial: Trial) -> tuple[float, float]:
        arrival = steps_to_tolerance(trial.trajectory, lowest)
        return course.steps + 1 if arrival is None else arrival, end(course, trial.trajectory)

    return min((trial for trial in done if end(course, trial.trajectory) <= enough), key=order)


def gains(course: Course, trial: Trial, over: Trajectory) -> bool:
    """Whether the trial ends clearly lower than this trajectory from the same start."""
    there, start, known = end(course, trial.trajectory), course.trajectory.cost[0], course.experiment.surface.lowest
    lowest = there if known is None else min(there, known)
    return bool(start > there and end(course, over) - there > GAIN * (start - lowest))


def near(course: Course, done: list[Trial]) -> list[Trial]:
    """The trials that count where more speed is wanted: those that end on the map, or not below a known minimum."""
    ends = np.array([(trial.trajectory.w1[-1], trial.trajectory.w2[-1]) for trial in done]).reshape(-1, 2)
    known = np.inf if course.experiment.surface.lowest is None else course.experiment.surface.lowest
    inside = course.inside(ends)
    return [trial for trial, on in zip(done, inside, strict=True) if on or trial.trajectory.cost[-1] >= known]


def remedy(course: Course, trial: Trial, below: float | None = None) -> Remedy:
    """The offer of a trial; with `below`, a bound on α that explains it."""
    run, was = trial.run, course.run
    alpha = f"α = {number(run.learning_rate)}"
    changes, tries = [], []
    if run.learning_rate != was.learning_rate:
        changes.append(f"α to {number(run.learning_rate)}")
        tries.append(alpha if below is None else f"α < {number(below)}")
    if run.schedule != was.schedule:
        changes.append("the schedule to constant")
        tries.append("a constant rate")
    elif run.decay != was.decay:
        changes.append("the decay to 0")
        tries.append("no decay")
    achieved = _achieved(course, trial.trajectory)
    with_it = "it" if below is None else f"with {alpha} it"
    return Remedy(run, f"Set {' and '.join(changes)}", f"Try {' and '.join(tries)}: {with_it} {achieved}.")


def _achieved(course: Course, trajectory: Trajectory) -> str:
    cost = number(end(course, trajectory))
    if trajectory.outcome == "converged":
        return f"converges by step {trajectory.outcome_step}, at J = {cost}"
    return f"ends at J = {cost}" if course.exact else f"ends around J = {cost}"

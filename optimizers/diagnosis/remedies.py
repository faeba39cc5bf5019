"""Remedies: changes that were run from beginning to end, and of those that do well all the way the one to offer.

Any setting may be changed: the learning rate, its decay, another number of the rule, the start. A change is tried by
groups, the smallest change first, and offered only where its run falls, stays on the map, does not rise in its last
tenth and does not swing at the end.
"""

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import NamedTuple

import numpy as np

from optimizers.achievement import TOLERANCE, steps_to_tolerance
from optimizers.diagnosis.base import Remedy
from optimizers.diagnosis.course import Course
from optimizers.experiment import Run
from optimizers.trajectory import Trajectory, perform
from optimizers.verdicts import map_of
from optimizers.verdicts.judge import TURNING, oscillates
from optimizers.words import number, place

# Of the whole way down to the lowest J that is known on the map, or to the remedy's own end where that is lower: with
# less, its curve of J ends beside the one it is to better.
GAIN = 0.02
NEAR = 5.0  # times a rate that suits the landscape, or a fifth of it: near that rate
EVEN = 1e-9  # of the way down: what J rises by less is rounding
SYMBOLS = {"damping": "λ", "weight_decay": "λ", "beta": "β"}  # of the rules' numbers that a remedy may change


class Trial(NamedTuple):
    run: Run
    start: tuple[float, float] | None  # None: the experiment's own
    trajectory: Trajectory


Change = tuple[Run, tuple[float, float] | None]
Helps = Callable[[Trial], bool]


def end(course: Course, trajectory: Trajectory) -> float:
    """J at a run's end: of its last row, or the median of its last tenth where errors shake it."""
    return float(trajectory.cost[-1] if course.exact else np.median(trajectory.cost[-_tenth(course) :]))


def cure(course: Course, helps: Helps, groups: Iterable[Iterable[Change]]) -> Trial | None:
    """The best trial of the first group in which one does well and helps; None where none does."""
    done = cured(course, helps, groups)
    return best(course, done) if done else None


def cured(course: Course, helps: Helps, groups: Iterable[Iterable[Change]]) -> list[Trial]:
    """The trials that do well and help, of the first group in which any do. A later group is then not even made."""
    for changes in groups:
        if done := [t for t in trials(course, changes) if does_well(course, t.trajectory) and helps(t)]:
            return done
    return []


def trials(course: Course, changes: Iterable[Change]) -> list[Trial]:
    """These changes, each performed once."""
    by_start: dict[tuple[float, float] | None, dict[Run, None]] = {}
    for run, start in changes:
        if (run, start) != (course.run, None):
            by_start.setdefault(start, {})[run] = None
    done = []
    for start, runs in by_start.items():
        there = replace(course.experiment, runs=tuple(runs), start=start or course.experiment.start)
        done += [Trial(run, start, t) for run, t in zip(runs, perform(there), strict=True)]
    return done


def does_well(course: Course, trajectory: Trajectory) -> bool:
    """Whether a whole course is one to recommend: it falls, stays on the map, does not rise or swing at its end."""
    cost, tail = trajectory.cost, trajectory.cost[-_tenth(course) - 1 :]
    finite = np.isfinite(cost.sum()) and np.isfinite(trajectory.gradient).all()
    if not finite or not end(course, trajectory) < cost[0]:
        return False
    even = EVEN * (cost[0] - cost.min())
    if tail.max() > tail[0] + even if course.exact else np.median(tail) > np.median(cost):
        return False
    inside = course.inside(np.stack((trajectory.w1, trajectory.w2), axis=1))
    if not (inside[-1] and inside[np.argmax(inside) :].all()):  # one that begins off the map comes onto it
        return False
    quarter = np.stack((trajectory.w1, trajectory.w2))[:, -max(2, course.steps // 4) - 1 :]
    return not (course.exact and oscillates(map_of(course.experiment.map_domain), quarter))


def best(course: Course, done: list[Trial]) -> Trial:
    """The one that comes down first to where the lowest of them ends.

    Near the landscape's own rate where one of those does, and without turning back at its end.

    Of equals the first. Starts differ in how far they have to go; of those the first that was tried is the nearest.
    """
    if any(trial.start for trial in done):
        return done[0]
    lowest = min(end(course, trial.trajectory) for trial in done)
    most = enough(course, lowest)
    suited = course.run.rule.suits(course.experiment.surface)

    def order(trial: Trial) -> tuple[bool, bool, float, float]:
        arrival = steps_to_tolerance(trial.trajectory, lowest)
        far = not suited / NEAR <= trial.run.learning_rate <= suited * NEAR
        return (
            far,
            _turns(course, trial),
            course.steps + 1 if arrival is None else arrival,
            end(course, trial.trajectory),
        )

    return min((trial for trial in done if end(course, trial.trajectory) <= most), key=order)


def _turns(course: Course, trial: Trial) -> bool:
    """Whether its last steps turn back at all, by however little."""
    moves = np.diff(trial.trajectory.rows[:2, -course.last - 2 :])
    return bool(((moves[:, 1:] * moves[:, :-1]).sum(axis=0) < 0).mean() >= TURNING)


def enough(course: Course, lowest: float) -> float:
    """The J that counts as low as `lowest`: a thousandth of the way more or less is not what a remedy is chosen by."""
    return lowest + TOLERANCE * max(0.0, course.trajectory.cost[0] - lowest)


def gains(course: Course, trial: Trial, over: Trajectory) -> bool:
    """Whether the trial ends clearly lower than this trajectory from the same start."""
    there, start = end(course, trial.trajectory), course.trajectory.cost[0]
    return bool(start > there and end(course, over) - there > GAIN * (start - min(there, course.lowest)))


def remedy(course: Course, trial: Trial | None, below: float | None = None) -> Remedy | None:
    """The offer of a trial; with `below`, a bound on α that explains it. None of none."""
    if trial is None:
        return None
    run, was = trial.run, course.run
    alpha = f"α = {number(run.learning_rate)}"
    changes, tries = [], []
    if run.learning_rate != was.learning_rate:
        changes.append(f"α to {number(run.learning_rate)}")
        tries.append(alpha if below is None else f"α < {number(below)}")
    for key, symbol in SYMBOLS.items():
        value = run.rule.hyper(run.hyper).get(key)
        if value is not None and value != was.rule.hyper(was.hyper)[key]:
            changes.append(f"{symbol} to {number(value)}")
            tries.append(f"{symbol} = {number(value)}")
    if run.l2 != was.l2:
        changes.append(f"L2 to {number(run.l2)}")
        tries.append(f"L2 λ = {number(run.l2)}" if run.l2 else "no L2")
    if run.schedule == "constant" != was.schedule:
        changes.append("the schedule to constant")
        tries.append("a constant rate")
    elif run.decay != was.decay:
        changes.append(f"the decay to {number(run.decay or 0.0)}")
        tries.append(f"a decay of {number(run.decay)}" if run.decay else "no decay")
    if trial.start:
        changes.append(f"the start to {place(np.array(trial.start))}")
        tries.append(f"the start {place(np.array(trial.start))}")
    with_it = "it" if below is None else f"with {alpha} it"
    words = f"Try {_listed(tries)}: {with_it} {_achieved(course, trial.trajectory)}."
    return Remedy(run, trial.start, f"Set {_listed(changes)}", words)


def _listed(words: list[str]) -> str:
    return " and ".join(words)


def _achieved(course: Course, trajectory: Trajectory) -> str:
    cost = number(end(course, trajectory))
    if trajectory.outcome == "converged":
        return f"converges by step {trajectory.outcome_step}, at J = {cost}"
    return f"ends at J = {cost}" if course.exact else f"ends around J = {cost}"


def _tenth(course: Course) -> int:
    return max(1, course.steps // 10)

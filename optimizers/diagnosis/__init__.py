"""The doctor of runs: where one diverges, oscillates, stalls or crawls, why, and what helps."""

from collections.abc import Sequence

from optimizers.diagnosis.base import KINDS, Diagnosis, Remedy
from optimizers.diagnosis.course import Course, courses
from optimizers.diagnosis.divergence import diverged
from optimizers.diagnosis.slowness import slow
from optimizers.experiment import Experiment
from optimizers.trajectory import Trajectory, perform

__all__ = ["KINDS", "Diagnosis", "Remedy", "diagnose"]


def diagnose(
    experiment: Experiment,
    trajectories: Sequence[Trajectory] | None = None,
    names: Sequence[str] | None = None,
) -> tuple[Diagnosis | None, ...]:
    """What is wrong with each run of the experiment, in order; None for a healthy one.

    `trajectories` are its runs' where they are at hand; `names` call them in the sentences, by default by the titles
    of their rules. Every remedy has been performed: a diagnosis takes some 30 runs, and compiles no loop anew.
    """
    done = perform(experiment) if trajectories is None else trajectories
    names = [run.rule.title for run in experiment.runs] if names is None else names
    return tuple(_examined(course) for course in courses(experiment, done, names))


def _examined(course: Course) -> Diagnosis | None:
    return (diverged if course.trajectory.outcome == "diverged" else slow)(course)

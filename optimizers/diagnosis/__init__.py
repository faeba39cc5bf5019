"""The doctor of runs: what is wrong with each by its verdict, since when and why, and what helps."""

from collections.abc import Sequence

import numpy as np

from optimizers.diagnosis.base import KINDS, Diagnosis, Remedy
from optimizers.diagnosis.course import Course, courses
from optimizers.diagnosis.divergence import diverged
from optimizers.diagnosis.edges import undefined
from optimizers.diagnosis.slowness import resting, slow, stalled
from optimizers.diagnosis.swinging import circling, oscillating, trembling
from optimizers.diagnosis.wandering import astray
from optimizers.experiment import Experiment
from optimizers.trajectory import Trajectory, perform

FEWEST = 10  # steps: fewer have only begun

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
    verdict = course.trajectory.verdict
    if verdict.kind == "undefined":
        return undefined(course)
    if verdict.kind == "diverged":
        return diverged(course)
    with np.errstate(all="ignore"):  # steps of length 0 have no direction
        if verdict.motion == "oscillates":
            return oscillating(course)
        if verdict.kind == "stalled":
            return stalled(course)
        found = resting(course) or astray(course)
        if found or verdict.kind != "moving" or course.steps < FEWEST:
            return found
        return trembling(course) or circling(course) or slow(course)

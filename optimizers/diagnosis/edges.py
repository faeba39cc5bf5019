"""Undefined: a run that starts where J is no number, or that stepped out of J's domain; the edge is the cause."""

from collections.abc import Iterable, Iterator

import numpy as np

from optimizers.diagnosis.base import Diagnosis
from optimizers.diagnosis.changes import at_other_rates, rates, renumbered, starts
from optimizers.diagnosis.course import Course
from optimizers.diagnosis.remedies import Change, cure, remedy
from optimizers.words import number, place


def undefined(course: Course) -> Diagnosis:
    """The diagnosis of a run whose verdict is "undefined"."""
    verdict = course.trajectory.verdict
    edge = course.shown(np.array(verdict.edge))
    what = "the slope of J" if np.isfinite(course.trajectory.cost[verdict.step]) else "J"
    numbers = {"w1": float(edge[0]), "w2": float(edge[1])}
    if verdict.reason == "start":
        words = f"{what[0].upper()}{what[1:]} is undefined at the start, {place(edge)}: move it."
        elsewhere = list(starts(course))
        trial = cure(course, lambda trial: True, (elsewhere, at_other_rates(elsewhere[:8], course)))
        return Diagnosis("undefined", 0, "start", numbers, words, remedy(course, trial))
    here, there = course.w[verdict.step - 1], course.w[verdict.step]
    length = float(course.lengths[verdict.step - 1])
    words = (
        f"{course.name} leaves J's domain at step {verdict.step}: from {place(here)}, {number(length)} far, to"
        f" {place(there)}, where {what} is undefined. The edge, near {place(edge)}, is the cause."
    )

    def groups() -> Iterator[Iterable[Change]]:
        yield from rates(course)
        yield renumbered(course.run)
        yield starts(course)

    offer = remedy(course, cure(course, lambda trial: True, groups()))
    words += "" if offer else " No other setting that was tried stays inside it."
    return Diagnosis("undefined", verdict.step, "left", numbers, words, offer)

"""Astray: runs that leave the map, or end higher than they began."""

from collections.abc import Iterable, Iterator

import numpy as np

from optimizers.diagnosis.base import Diagnosis
from optimizers.diagnosis.changes import larger, rates, renumbered, starts, undecayed
from optimizers.diagnosis.course import Course, bottomless
from optimizers.diagnosis.remedies import Change, Trial, cure, end, enough, remedy
from optimizers.words import beside, number, place


def astray(course: Course) -> Diagnosis | None:
    """The diagnosis of a run that left the map or ended above its start; None for one that did neither."""
    inside = course.inside(course.w)
    cost, last = course.trajectory.cost, end(course, course.trajectory)
    higher = bool(last > cost[0])
    off = np.flatnonzero(~inside & (np.cumsum(inside) > 0))
    if not off.size and not higher:
        return None

    def helps(trial: Trial) -> bool:
        return end(course, trial.trajectory) <= enough(course, last)

    offer = remedy(course, cure(course, helps, _steadier(course)))
    hopeless = "" if offer else " No other setting that was tried does better and stays on the map."
    ends = f"at J = {beside(last, float(cost[0]))}, higher than it began, at {beside(float(cost[0]), last)}"
    if not off.size:
        words = f"{course.name} ends {ends}."
        return Diagnosis("rises", course.steps, "uphill", {"from": cost[0], "to": last}, words + hopeless, offer)
    step = int(off[0])
    numbers = {"w1": course.w[step, 0], "w2": course.w[step, 1], "length": float(course.lengths[step - 1])}
    words = f"{course.name} leaves the map at step {step}, which is {number(course.lengths[step - 1])} long"
    if inside[-1]:
        back = int(np.flatnonzero(~inside)[-1]) + 1
        words += f", and is back for good at step {back}" + (f"; it ends {ends}" if higher else "")
        return Diagnosis("leaves", step, "back", numbers, f"{words}.{hopeless}", offer)
    words += f", and ends off it near {place(course.w[-1])}, " + (ends if higher else f"at J = {number(last)}")
    if (first := course.trajectory.verdict.falls_from) is not None:
        told, why = bottomless(course, first)
        return Diagnosis("leaves", step, "unbounded", {**numbers, **told}, f"{words}. {why}.{hopeless}", offer, first)
    return Diagnosis("leaves", step, "off", numbers, f"{words}.{hopeless}", offer)


def _steadier(course: Course) -> Iterator[Iterable[Change]]:
    yield from rates(course)
    yield renumbered(course.run)
    yield larger(course)
    yield undecayed(course.run)
    yield starts(course)

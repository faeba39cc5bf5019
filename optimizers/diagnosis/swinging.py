"""Swinging: runs that turn back and forth at their end, and runs that go round and round."""

from collections.abc import Iterator

import numpy as np

from optimizers.diagnosis.base import Diagnosis
from optimizers.diagnosis.changes import decaying, larger, rates, renumbered, smaller, undecayed
from optimizers.diagnosis.course import Course
from optimizers.diagnosis.remedies import Change, cure, end, gains, remedy
from optimizers.limits import limit
from optimizers.verdicts.judge import TURNING
from optimizers.words import beside, number

MOST = 0.8  # of the steps of the last quarter: what holds of so many explains the swing
CLOSE = 0.9  # of the limit: from there on a swing of gradient descent keeps four fifths of its width at each step
PAIRS = 8  # of steps in that quarter, at least: fewer could go round by chance
ROUNDS = 10  # times the way from its beginning to its end: a path so much longer goes round and round


def oscillating(course: Course) -> Diagnosis:
    """The diagnosis of a run whose verdict is that it oscillates."""
    last = course.last
    back = course.turns
    shares = np.cumsum(back[::-1])[::-1] / np.arange(len(back), 0, -1)
    step = int(np.flatnonzero(back & (shares >= TURNING))[0]) + 1
    low, high = (number(J, 3) for J in course.trajectory.verdict.band or (np.nan, np.nan))
    between = f"J swings between {low} and {high}" if low != high else f"J stays about {low}"
    words = f"{course.name} oscillates from step {step} on: {back[-last:].sum()} of its last {last} steps turn back,"
    cause, numbers, why = _why_turning(course, last)
    sentence = f"{words} and {between}. {why}."
    offer = remedy(course, cure(course, _settles(course), _calmer(course)))
    sentence += "" if offer else " No other setting that was tried settles lower."
    return Diagnosis("oscillates", step, cause, numbers, sentence, offer)


def trembling(course: Course) -> Diagnosis | None:
    """The diagnosis of a run whose last steps turn back, though by less than is seen to swing."""
    last = course.last
    back = course.turns[-last:]
    if not course.exact or back.size < PAIRS or back.mean() < TURNING:
        return None
    length, cost = float(np.median(course.lengths[-last:])), end(course, course.trajectory)
    words = (
        f"{course.name} trembles at the end: {back.sum()} of its last {last} steps turn back. They are about"
        f" {number(length)} long on a map {number(course.width)} wide, and it ends at J = {number(cost)}."
    )
    offer = remedy(course, cure(course, _settles(course), _calmer(course)))
    words += "" if offer else " No other setting that was tried settles lower."
    return Diagnosis("trembles", course.steps - last + 1, "to_and_fro", {"length": length}, words, offer)


def circling(course: Course) -> Diagnosis | None:
    """The diagnosis of a run that goes round and round at its end, where something helps."""
    last = course.last
    path, net = course.lengths[-last:].sum(), float(np.hypot(*(course.w[-1] - course.w[-1 - last])))
    if last < PAIRS or not path > max(ROUNDS * net, course.width):
        return None
    settles = _settles(course)
    trial = cure(course, lambda t: settles(t) and gains(course, t, course.trajectory), _calmer(course))
    if trial is None:
        return None
    words = (
        f"{course.name} still circles at the end: its last {last} steps make a path {number(path)} long"
        f" that ends {number(net)} from where it began, at J = {number(end(course, course.trajectory))}."
    )
    numbers = {"path": float(path), "net": net}
    return Diagnosis("circles", course.steps - last + 1, "orbit", numbers, words, remedy(course, trial))


def _settles(course: Course):
    """Whether a trial ends at most where this run is for half of its last quarter."""
    typical = np.median(course.trajectory.cost[-course.last :])
    return lambda trial: bool(end(course, trial.trajectory) <= typical)


def _calmer(course: Course) -> Iterator[list[Change]]:
    """What may settle it: smaller rates, a decay, the rule's own numbers, larger rates, and no decay."""
    near, far = rates(course)
    yield near
    yield decaying(course)
    yield (numbered := renumbered(course.run))
    yield [change for run, _ in numbered for change in smaller(run)[::2]]
    yield far
    yield larger(course)
    yield undecayed(course.run)


def _why_turning(course: Course, last: int) -> tuple[str, dict[str, float], str]:
    most, alphas = limit(course.run), course.trajectory.learning_rate[-last:]
    product = alphas * course.eigenvalues[-last - 1 : -1, 1]
    across = np.abs((course.moves[-last:] * course.axes[-last - 1 : -1]).sum(axis=1)) / course.lengths[-last:]
    length = float(np.median(course.lengths[-last:]))
    if most and np.median(across) > np.sqrt(0.5) and (product > CLOSE * most.value).mean() >= MOST:
        value, name = float(np.median(product)), "α" if course.steady else "αₙ"
        numbers = {"product": value, "limit": most.value}
        above = f"{most.formula} = {number(most.value)}" if most.formula else number(most.value)
        product_is = f"{name} λmax = {beside(value, most.value)}"
        if (product > most.value).mean() >= MOST:
            return "beyond_limit", numbers, f"{product_is} > {above}: it cannot settle there"
        return "near_limit", numbers, f"{product_is} is close to {above}: each step crosses the valley almost whole"
    return "to_and_fro", {"length": length}, f"Its steps are still {number(length)} long, too long to come closer"

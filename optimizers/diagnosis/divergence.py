"""Divergence: the step where a run that went beyond all bounds went wrong, and the condition that holds there.

When it diverged is its verdict's to say. Since when it overshoots, or what else led there, is another fact.
"""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from optimizers.diagnosis.base import Diagnosis, Remedy
from optimizers.diagnosis.changes import larger, rates, renumbered, starts, undecayed
from optimizers.diagnosis.course import Course, bottomless
from optimizers.diagnosis.remedies import Change, Trial, best, cure, cured, end, enough, remedy
from optimizers.limits import Limit, limit
from optimizers.words import along, beside, number, place, rate, rounded_down

FLAT = 1e-12  # of the larger curvature: a smaller one is 0, as far as rounding lets one see


class Finding(NamedTuple):
    cause: str
    step: int
    numbers: dict[str, float]
    words: str  # a sentence without its name and full stop: "it overshoots from step 6 on: …"
    bound: float | None = None  # on α, for the place of the step
    rest: bool = False  # whether only a run that comes to rest is a remedy


def diverged(course: Course) -> Diagnosis:
    """The diagnosis of a run whose verdict is "diverged"."""
    gone = course.trajectory.outcome_step
    far = np.isfinite(course.w[gone]).all() and np.isfinite(course.trajectory.cost[gone])
    state = "more than a million map widths away" if far else "no longer finite"
    if not gone:
        words = f"{course.name} starts at {place(course.w[0])}, {state}: move the start."
        numbers = {"w1": course.w[0, 0], "w2": course.w[0, 1]}
        offer = remedy(course, cure(course, lambda trial: True, [starts(course)]))
        return Diagnosis("diverged", 0, "far_start", numbers, words, offer)
    with np.errstate(all="ignore"):
        finding = _singular(course) or _unbounded(course) or _overshoot(course)
        finding = finding or _mean_curvature(course) or _too_long(course) or _unknown(course)
    sentence = f"{course.name} diverged at step {gone}: it is {state}. {finding.words}."
    offer = _offer(course, finding)
    if not offer:
        sentence += " No other setting that was tried " + ("comes to rest." if finding.rest else "helps.")
    return Diagnosis("diverged", gone, finding.cause, finding.numbers, sentence, offer, finding.step)


def _offer(course: Course, finding: Finding) -> Remedy | None:
    """The best trial: one below the bound, unless another rate ends lower. It may: J bends less elsewhere."""
    run, bound = course.run, finding.bound

    def helps(trial: Trial) -> bool:
        return trial.trajectory.outcome == "converged" if finding.rest else True

    def groups() -> Iterator[list[Change]]:
        if finding.cause == "singular":
            yield renumbered(run)
        yield from rates(course)
        yield larger(course)
        yield renumbered(run)
        yield undecayed(run)

    done = cured(course, helps, groups())
    trial, below = best(course, done) if done else None, None
    if trial and bound and (under := [t for t in done if t.run.learning_rate < rounded_down(bound)]):
        lower = best(course, under)
        if end(course, lower.trajectory) <= enough(course, end(course, trial.trajectory)):
            trial, below = lower, rounded_down(bound)
    return remedy(course, trial, below)


def _final(holds: np.ndarray) -> int:
    """The first step n of the stretch to the end in which `holds` (of step n at index n − 1); one more than the last
    where it does not hold there."""
    broken = np.flatnonzero(~holds)
    return int(broken[-1]) + 2 if len(broken) else 1


def _singular(course: Course) -> Finding | None:
    """The step that broke divided by the determinant of H + λI, and that is 0 where it set out."""
    gone = course.trajectory.outcome_step
    damping = course.run.rule.hyper(course.run.hyper).get("damping")
    eigenvalues = course.eigenvalues[gone - 1]
    if damping is None or not np.isfinite(eigenvalues).all():
        return None
    damping += course.run.l2  # which bends what the rule meets as much
    inverted = np.abs(eigenvalues + damping)
    if inverted.min() > FLAT * np.abs(eigenvalues).max():
        return None
    least = float(eigenvalues[inverted.argmin()])
    matrix = "H + λI" if damping else "H"
    words = (
        f"{matrix} is singular at {place(course.w[gone - 1])}, where step {gone} set out: J bends by"
        f" {number(least)} in one direction there, and the step divides by {number(least + damping)}"
    )
    return Finding("singular", gone, {"curvature": least, "damping": damping}, words)


def _unbounded(course: Course) -> Finding | None:
    """J falls at every step to the end, to its lowest, and does not slow down."""
    first = course.trajectory.verdict.falls_from
    return None if first is None else Finding("unbounded", first, *bottomless(course, first), rest=True)


def _overshoot(course: Course) -> Finding | None:
    """α λmax is above the rule's limit at every step to the end, and the steps turn round and grow along that axis."""
    most, first = limit(course.run), course.trajectory.verdict.overshoots
    if most is None or first is None:
        return None
    product = course.trajectory.learning_rate * course.eigenvalues[:-1, 1]
    return _thrown(course, first, product, most) or _beyond(course, first, product, most)


def _beyond(course: Course, step: int, product: np.ndarray, most: Limit) -> Finding:
    at = step - 1
    axis = "in every direction" if course.round[at] else along(course.axes[at])
    alpha, value = course.trajectory.learning_rate[at], float(product[at])
    words = f"It overshoots from step {step} on: {_product(course, step, value, most)} {axis}"
    words += ", so each step lands higher up on the other side"
    if left := _left(course, step):
        words += f"; step {left}, {number(course.lengths[left - 1])} long, had carried it off the map"
    bound = most.value / course.eigenvalues[at, 1] * course.run.learning_rate / alpha
    numbers = {"product": value, "limit": most.value, "curvature": float(course.eigenvalues[at, 1]), "bound": bound}
    return Finding("overshoot", step, numbers, words, bound)


def _thrown(course: Course, step: int, product: np.ndarray, most: Limit) -> Finding | None:
    """One step longer than the map carried the run off it, to where α λmax is above the limit."""
    left = _left(course, step)
    if not left or not course.lengths[left - 1] > course.width:
        return None
    length = float(course.lengths[left - 1])
    words = (
        f"Step {left} threw it off the map: it was {number(length)} long, and the map is {number(course.width)} wide;"
        f" {'it landed where' if step == left + 1 else f'at step {step}'}"
        f" {_product(course, step, float(product[step - 1]), most)}"
    )
    return Finding("long_step", left, {"length": length, "width": course.width}, words)


def _product(course: Course, step: int, value: float, most: Limit) -> str:
    above = f"{most.formula} = {number(most.value)}" if most.formula else number(most.value)
    return f"{rate(step, course.steady)} λmax = {beside(value, most.value)} > {above}"


def _left(course: Course, step: int) -> int | None:
    """The step that left the map for good before this one; None where this one set out from the map, or none did."""
    inside = course.inside(course.w[:step])
    return None if inside[-1] or not inside.any() else int(np.flatnonzero(inside)[-1]) + 1


def _mean_curvature(course: Course) -> Finding | None:
    """From one end of its steps to the other, J bends by so much on average that its slope turns round and grows."""
    most = limit(course.run)
    gone = course.trajectory.outcome_step
    if most is None:
        return None
    gradient = np.stack(course.trajectory.gradient, axis=1)[: gone + 1]
    moves = course.moves[:gone]
    mean = (np.diff(gradient, axis=0) * moves).sum(axis=1) / (moves**2).sum(axis=1)
    product = course.trajectory.learning_rate[:gone] * mean
    first = _final(product > most.value)
    if first > gone:
        return None
    value = float(product[first - 1])
    words = (
        f"Its steps grow from step {first} on: from one end of each to the other J bends by"
        f" λ̄ = {number(mean[first - 1])} on average, and"
        f" {_product(course, first, value, most).replace('λmax', 'λ̄')}"
    )
    return Finding("mean_curvature", first, {"product": value, "limit": most.value}, words)


def _too_long(course: Course) -> Finding | None:
    """Every step to the end is longer than the map is wide."""
    gone = course.trajectory.outcome_step
    lengths = course.lengths[:gone]
    first = _final((lengths > course.width) | ~np.isfinite(lengths))
    if first > gone or not np.isfinite(lengths[first - 1]):
        return None
    length = float(np.median(lengths[first - 1 :][np.isfinite(lengths[first - 1 :])]))
    each = f"Every step from step {first} on is about" if first < gone else f"Step {first} was"
    words = (
        f"{each} {number(length)} long (α = {number(course.run.learning_rate)}),"
        f" and the map is {number(course.width)} wide"
    )
    return Finding("steps_too_long", first, {"length": length, "width": course.width}, words)


def _unknown(course: Course) -> Finding:
    """None of the conditions above holds: from where J rises for good."""
    gone = course.trajectory.outcome_step
    most, cost = limit(course.run), course.trajectory.cost[: gone + 1]
    first = min(_final(~(np.diff(cost) < 0)), gone)
    if most is None:
        words = f"J rises for good from step {first} on: neither long steps nor a J without lower bound explain it"
        return Finding("unknown", first, {}, words)
    value = float(course.trajectory.learning_rate[first - 1] * course.eigenvalues[first - 1, 1])
    words = f"J rises for good from step {first} on: {rate(first, course.steady)} λmax, {number(value)} there, does not"
    words += " explain it"
    if course.experiment.batch_of(course.run) is not None:
        words += "; a mini-batch of its own may bend more than J"
    return Finding("unknown", first, {"product": value, "limit": most.value}, words)

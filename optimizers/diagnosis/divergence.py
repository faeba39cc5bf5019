"""Divergence: the step where a run that went beyond all bounds went wrong, and the condition that holds there."""

from typing import NamedTuple

import numpy as np

from optimizers.diagnosis.base import Diagnosis, Remedy
from optimizers.diagnosis.course import Course
from optimizers.diagnosis.limits import Limit, limit
from optimizers.diagnosis.remedies import Trial, best, gains, remedy, smaller, trials
from optimizers.diagnosis.words import along, beside, number, place, rate, rounded_down

ALONG = 0.5**0.5  # of a step's length, at least, lies along the axis that it is said to be thrown along
NEARBY = 10  # map widths: J that is no number so near was not overflowed into


class Finding(NamedTuple):
    cause: str
    step: int
    numbers: dict[str, float]
    words: str  # what follows "… diverged at step 7: "
    bound: float | None = None  # on α, for the place of the step
    rest: bool = False  # whether only a run that comes to rest is a remedy


def diverged(course: Course) -> Diagnosis:
    """The diagnosis of a run whose outcome is "diverged"."""
    with np.errstate(all="ignore"):
        finding = _undefined(course) or _unbounded(course) or _overshoot(course)
        finding = finding or _mean_curvature(course) or _too_long(course) or _unknown(course)
    step, gone = finding.step, course.trajectory.outcome_step
    sentence = f"{course.name} diverged at step {step}: {finding.words}."
    if step < gone:
        far = np.isfinite(course.w[gone]).all() and np.isfinite(course.trajectory.cost[gone])
        sentence += f" By step {gone} it is {'more than a million map widths away' if far else 'no longer finite'}."
    done = trials(course, smaller(course.run)) if gone else []
    if finding.rest:
        done = [trial for trial in done if trial.trajectory.outcome == "converged"]
    offer = _offer(course, done, finding.bound)
    if not offer:
        sentence += f" {_hopeless(gone, finding.rest)}"
    return Diagnosis("diverged", step, finding.cause, finding.numbers, sentence, offer)


def _hopeless(gone: int, rest: bool) -> str:
    if not gone:
        return "No learning rate helps: move the start."
    return "No smaller rate comes to rest: " + ("J only falls more slowly." if rest else "all that were tried diverge.")


def _offer(course: Course, done: list[Trial], bound: float | None) -> Remedy | None:
    """The best trial: one below the bound, unless a larger rate ends clearly lower. It may: J bends less elsewhere."""
    trial, below = best(course, done), None
    if trial and bound:
        within = best(course, [t for t in done if t.run.learning_rate < rounded_down(bound)])
        if within and not gains(course, trial, within.trajectory):
            trial, below = within, rounded_down(bound)
    return remedy(course, trial, below) if trial else None


def _final(holds: np.ndarray) -> int:
    """The first step n of the stretch to the end in which `holds` (of step n at index n − 1); one more than the last
    where it does not hold there."""
    broken = np.flatnonzero(~holds)
    return int(broken[-1]) + 2 if len(broken) else 1


def _undefined(course: Course) -> Finding | None:
    """J, its slope or the step itself is not a number, and that not far away; or the start is out of bounds."""
    t, row = course.trajectory, course.trajectory.outcome_step
    here, before = course.w[row], course.w[max(0, row - 1)]
    numbers = {"w1": float(here[0]), "w2": float(here[1])}
    if not (np.isfinite(t.cost[row]) and np.isfinite(course.slopes[row])):
        if _nearby(course, here) or row == 0:
            what = "the slope of J" if np.isfinite(t.cost[row]) else "J"
            return Finding("undefined", row, numbers, f"at {place(here)} {what} is not a finite number")
        if not np.isfinite(here).all() and _nearby(course, before):
            return Finding("undefined", row, numbers, f"from {place(before)} its step is not a finite number")
    far = f"its start is at {place(here)}, more than a million map widths away"
    return Finding("undefined", 0, numbers, far) if row == 0 else None


def _nearby(course: Course, w: np.ndarray) -> bool:
    sides = course.experiment.map_domain
    return all(abs(x - side.centre) <= NEARBY * side.width for x, side in zip(w.tolist(), sides, strict=True))


def _unbounded(course: Course) -> Finding | None:
    """J falls at every step to the end, to its lowest, and ever faster."""
    cost = course.trajectory.cost[: course.trajectory.outcome_step + 1]
    cost = cost[: np.argmin(np.append(np.isfinite(cost), False))]  # what overflows tells nothing more
    fall = -np.diff(cost)
    first = _final(fall > 0)
    stretch = cost[first - 1 :]
    half = len(stretch) // 2
    if first > len(fall) or cost[-1] > cost.min() or stretch[half] - stretch[-1] < stretch[0] - stretch[half]:
        return None
    words = (
        f"J has no lower bound in sight this way: it fell from {number(stretch[0])} to {number(stretch[-1])}"
        f", every step downhill"
    )
    return Finding("unbounded", first, {"from": float(stretch[0]), "to": float(stretch[-1])}, words, rest=True)


def _overshoot(course: Course) -> Finding | None:
    """α λmax is above the rule's limit at every step to the end, and the steps turn round and grow along that axis."""
    most = limit(course.run)
    gone = course.trajectory.outcome_step
    if most is None:
        return None
    rates, bends = course.trajectory.learning_rate[:gone], course.eigenvalues[:gone, 1]
    this = (course.moves[:gone] * course.axes[:gone]).sum(axis=1)
    following = np.append((course.moves[1:gone] * course.axes[: gone - 1]).sum(axis=1), np.nan)
    # Where no finite step follows none can turn: of the last one the condition is asked, and that it is along the axis.
    turns = ~np.isfinite(following) | ((this * following < 0) & (np.abs(following) > np.abs(this)))
    product = rates * bends
    overflowed = ~np.isfinite(bends)
    holds = overflowed | ((product > most.value) & turns)
    holds[-1] &= overflowed[-1] or abs(this[-1]) > ALONG * course.lengths[gone - 1]
    first = _final(holds)
    # The last cost may be infinite or NaN, which is no fall.
    if first > gone or overflowed[first - 1] or course.trajectory.cost[gone] <= course.trajectory.cost[first - 1]:
        return None
    return _thrown(course, first, product, most) or _beyond(course, first, product, most)


def _beyond(course: Course, step: int, product: np.ndarray, most: Limit) -> Finding:
    at = step - 1
    axis = "in every direction" if course.round[at] else along(course.axes[at])
    alpha, value = course.trajectory.learning_rate[at], float(product[at])
    words = f"{_product(course, step, value, most)} {axis}, so each step lands higher up on the other side"
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
        f"that step was {number(length)} long, and the map is {number(course.width)} wide; it landed where"
        f" {_product(course, step, float(product[step - 1]), most)}"
    )
    if step > left + 1:
        words = words.replace("it landed where", f"at step {step}")
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
        f"from one end of its steps to the other J bends by λ̄ = {number(mean[first - 1])} on average, and"
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
    each = "each step from there on is about" if first < gone else "that step is"
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
        return Finding("unknown", first, {}, "neither steps longer than the map nor a J without lower bound explain it")
    value = float(course.trajectory.learning_rate[first - 1] * course.eigenvalues[first - 1, 1])
    words = f"not explained by {rate(first, course.steady)} λmax, which is {number(value)} there"
    if course.experiment.batch_of(course.run) is not None:
        words += "; a mini-batch of its own may bend more than J"
    return Finding("unknown", first, {"product": value, "limit": most.value}, words)

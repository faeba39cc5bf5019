"""Slowness: a run that stays in bounds and yet does not arrive, since it rests elsewhere, stalls, slows or crawls."""

from collections.abc import Iterable, Iterator

import numpy as np

from optimizers.achievement import TOLERANCE
from optimizers.diagnosis.base import Diagnosis
from optimizers.diagnosis.changes import (
    CLOSE,
    DECADES,
    decaying,
    larger,
    nudged,
    renumbered,
    smaller,
    starts,
    suited,
    undecayed,
    weaker,
)
from optimizers.diagnosis.course import Course
from optimizers.diagnosis.remedies import Change, Trial, cure, end, gains, remedy
from optimizers.words import number, place

MOST = 0.8  # of its last steps lead onward in a run that crawls
PIXEL = 1e-3  # of the map's width: what is closer than that lies on one dot of the picture
FADED = 0.1  # of the largest: a rate, or a step for the same slope, below this has decayed


def stalled(course: Course) -> Diagnosis:
    """The diagnosis of a run whose verdict is "stalled"."""
    verdict, cost = course.trajectory.verdict, course.trajectory.cost
    if verdict.reason == "l2":
        return _held(course)
    found = _decayed(course, "stalls") or _sum_has_grown(course, "stalls")
    if found:
        return found
    words = f"{course.name} stalls from step {verdict.step} on"
    slope = float(course.slopes[-1])
    offer = remedy(course, _elsewhere(course, None))
    hopeless = "" if offer else " No other setting that was tried goes further."
    if verdict.reason == "plateau":
        lowest = course.lowest
        words += (
            f", on a plateau: ‖∇J‖ is only {number(slope)}, though J is {number(cost[-1])} here and {number(lowest)}"
            f" elsewhere.{hopeless}"
        )
        numbers = {"slope": slope, "cost": float(cost[-1]), "lowest": lowest}
        return Diagnosis("stalls", verdict.step, "plateau", numbers, words, offer)
    length = float(course.lengths[-course.last :].max())
    words += f": its steps are at most {number(length)} long there, while ‖∇J‖ is still {number(slope)}.{hopeless}"
    return Diagnosis("stalls", verdict.step, "short_steps", {"length": length, "slope": slope}, words, offer)


def _held(course: Course) -> Diagnosis:
    """A run that L2 keeps off J's minimum: it does as it is told, and without L2 it may go on."""
    step, slope, l2 = course.trajectory.verdict.step, float(course.slopes[-1]), course.run.l2
    reached = end(course, course.trajectory)
    offer = remedy(course, cure(course, lambda t: bool(end(course, t.trajectory) < reached), [weaker(course.run)]))
    words = (
        f"{course.name} stalls from step {step} on, where λW of its L2, λ = {number(l2)}, balances the slope of J:"
        f" ‖∇J‖ is still {number(slope)}.{'' if offer else ' No smaller λ that was tried ends lower.'}"
    )
    return Diagnosis("stalls", step, "l2", {"l2": l2, "slope": slope}, words, offer)


def resting(course: Course) -> Diagnosis | None:
    """The diagnosis of a run that converged where there is no minimum; None where there is one."""
    verdict = course.trajectory.verdict
    if verdict.point is None or verdict.point.kind not in ("saddle", "maximum"):
        return None
    kind, here = verdict.point.kind, course.shown(np.array([verdict.point.w1, verdict.point.w2]))
    down = float(course.eigenvalues[-1, 0])
    side = np.array([-course.axes[-1, 1], course.axes[-1, 0]])
    offer = remedy(course, _elsewhere(course, side))
    words = (
        f"{course.name} comes to rest at step {verdict.step} at a {kind}, near {place(here)}: ‖∇J‖ is only"
        f" {number(course.slopes[-1])} there, though J bends down from it (λmin = {number(down)})."
        f"{'' if offer else ' No other setting that was tried leaves it: try another start.'}"
    )
    numbers = {"slope": float(course.slopes[-1]), "curvature": down}
    return Diagnosis("rests", verdict.step, kind, numbers, words, offer)


def slow(course: Course) -> Diagnosis | None:
    """The diagnosis of a moving run; None where it has arrived, or does well."""
    if _arrived(course):
        return None
    return _decayed(course, "slows") or _sum_has_grown(course, "slows") or _crawls(course)


def _elsewhere(course: Course, side: np.ndarray | None) -> Trial | None:
    """What leads clearly lower than the run came: another rate, numbers of the rule, or another start."""

    def groups() -> Iterator[Iterable[Change]]:
        yield [*suited(course), *larger(course)]
        yield smaller(course.run)
        yield renumbered(course.run)
        if side is not None:
            yield nudged(course, side)
        yield smaller(course.run, CLOSE, DECADES)
        yield starts(course)

    return cure(course, lambda t: gains(course, t, course.trajectory), groups())


def _arrived(course: Course) -> bool:
    """Within tolerance of J*, or within a pixel of a minimum by Newton's step."""
    cost, lowest = course.trajectory.cost, course.experiment.surface.lowest
    if lowest is not None and end(course, course.trajectory) - lowest <= TOLERANCE * (cost[0] - lowest):
        return True
    return bool(course.eigenvalues[-1, 0] > 0) and _to_level(course) <= PIXEL * course.width


def _to_level(course: Course) -> float:
    """How far away the gradient vanishes, by Newton's step from the last row."""
    g = np.array([component[-1] for component in course.trajectory.gradient])
    (small, large), top = course.eigenvalues[-1], course.axes[-1]
    if not (np.isfinite(g).all() and small and large):
        return 0.0 if not g.any() else np.inf
    side = np.array([-top[1], top[0]])
    return float(np.hypot(g @ top / large, g @ side / small))


def _short_from_the_first(course: Course) -> bool:
    """Whether even steps of its greatest length would not cross the map: then it is no decay that stalls the run."""
    return bool(course.lengths.max() * course.steps < course.width)


def _decayed(course: Course, kind: str) -> Diagnosis | None:
    rates = course.trajectory.learning_rate
    faded = rates <= FADED * rates.max()
    by_rate = course.trajectory.verdict.reason == "rate"
    if not by_rate and (not faded[-1] or _short_from_the_first(course)):
        return None
    trial = cure(course, lambda t: gains(course, t, course.trajectory), [undecayed(course.run)])
    if trial is None and not by_rate:
        return None
    step = int(np.flatnonzero(~faded)[-1]) + 2 if not faded.all() else 1
    words = (
        f"From step {step} on its rate is below a tenth of its largest: by the end it has decayed from"
        f" {number(rates.max())} to {number(rates[-1])}, while ‖∇J‖ is still {number(course.slopes[-1])}."
        f"{'' if trial else ' A constant rate goes no further.'}"
    )
    numbers = {"from": float(rates.max()), "to": float(rates[-1]), "slope": float(course.slopes[-1])}
    return _worn(course, kind, step, "rate_decayed", numbers, words, trial)


def _worn(
    course: Course, kind: str, since: int, cause: str, numbers: dict, words: str, trial: Trial | None
) -> Diagnosis:
    """A run that stalls since its verdict's step, or slows down, by what has worn its steps down since that step."""
    if kind == "slows":
        words = f"{course.name} slows down. {words}"
        return Diagnosis(kind, since, cause, numbers, words, remedy(course, trial))
    step = course.trajectory.verdict.step
    words = f"{course.name} stalls from step {step} on. {words}"
    return Diagnosis(kind, step, cause, numbers, words, remedy(course, trial), since)


def _sum_has_grown(course: Course, kind: str) -> Diagnosis | None:
    """Adagrad's root of the sum of squares, from the gradients of J: its own where nothing shakes or treats them."""
    if course.run.optimizer != "adagrad" or course.run.treatment or not course.exact:
        return None
    root = np.sqrt(np.cumsum(np.stack(course.trajectory.gradient)[:, :-1] ** 2, axis=1)).max(axis=0)
    small = course.lengths <= FADED * course.lengths.max()
    if not small[-1] or course.slopes[-1] <= FADED * course.slopes.max() or root[-1] * FADED <= root[0]:
        return None
    if _short_from_the_first(course) or (faster := _faster(course)) is None:
        return None
    step = int(np.flatnonzero(~small)[-1]) + 2
    words = (
        f"From step {step} on its steps are below a tenth of its longest: its √s has grown from {number(root[0])} to"
        f" {number(root[-1])}, which has made them {number(course.lengths[-1])} long, while ‖∇J‖ is still"
        f" {number(course.slopes[-1])}."
    )
    numbers = {"from": float(root[0]), "to": float(root[-1]), "slope": float(course.slopes[-1])}
    return _worn(course, kind, step, "sum_has_grown", numbers, words, faster)


def _faster(course: Course) -> Trial | None:
    """The run at a larger rate, where that leads clearly lower."""
    rates = [(run, start) for run, start in suited(course) if run.learning_rate > course.run.learning_rate]
    settling = [(run, start) for run, start in decaying(course) if run.learning_rate > course.run.learning_rate]
    return cure(course, lambda t: gains(course, t, course.trajectory), [[*rates, *larger(course), *settling]])


def _crawls(course: Course) -> Diagnosis | None:
    """Onward and downward to the end, by steps that a larger rate would have made longer."""
    last, cost = course.last, course.trajectory.cost
    onward = (course.moves[1:] * course.moves[:-1]).sum(axis=1)[-last:] >= 0
    if (onward.size and onward.mean() < MOST) or not end(course, course.trajectory) <= cost[-1 - last]:
        return None
    if (faster := _faster(course)) is None:
        return None
    length, reached = float(np.median(course.lengths)), end(course, course.trajectory)
    words = (
        f"{course.name} crawls: {course.steps} steps, most of them about {number(length)} long on a map"
        f" {number(course.width)} wide, bring J from {number(cost[0])} to {number(reached)}."
    )
    numbers = {"length": length, "from": float(cost[0]), "to": reached}
    return Diagnosis("crawls", 1, "small_rate", numbers, words, remedy(course, faster))

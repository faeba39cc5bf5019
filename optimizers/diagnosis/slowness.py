"""Slowness: a run that stays in bounds and yet does not arrive, since it turns back and forth, stalls or crawls."""

from dataclasses import replace

import numpy as np

from landscapes.calculus import kind
from optimizers.achievement import TOLERANCE
from optimizers.diagnosis.base import Diagnosis
from optimizers.diagnosis.course import Course
from optimizers.diagnosis.limits import limit
from optimizers.diagnosis.remedies import Trial, best, end, gains, larger, near, remedy, smaller, trials, undecayed
from optimizers.diagnosis.words import beside, number, place

FEWEST = 10  # steps: fewer have only begun
LAST = 4  # the last quarter of a run is what it is judged by: at its beginning every rule may swing
PAIRS = 8  # of steps in that quarter, at least: fewer could turn back by chance
MOST = 0.8  # of them: half would turn back by chance, two thirds where errors alone move a run about its minimum
CLOSE = (
    0.9  # of the limit: from there on a swing of gradient descent keeps at least four fifths of its width at each step
)
SWINGS = 10  # times the way from its beginning to its end: a path so much longer leads to and fro
PIXEL = 1e-3  # of the map's width: what is closer than that lies on one dot of the picture
FADED = 0.1  # of the largest: a rate, or a step for the same slope, below this has decayed
BENDS = 1e-4  # of the larger curvature: a smaller one downwards is that of a level furrow which turns, no saddle's
LEVEL = 0.1  # of what J has to fall: where half a map's width in any direction is worth less, it is a plateau


def slow(course: Course) -> Diagnosis | None:
    """The diagnosis of a run that has not diverged; None where it has arrived, or does well."""
    if course.steps < FEWEST or _arrived(course):
        return None
    moving = course.trajectory.outcome == "moving"
    with np.errstate(all="ignore"):  # steps of length 0 have no direction
        if found := moving and (_oscillates(course) or _decayed(course)):
            return found
        faster = best(course, near(course, trials(course, larger(course.run))))
        faster = faster if faster and gains(course, faster, course.trajectory) else None
        found = _saddle(course, faster) or _plateau(course, faster)
        return found or (_sum_has_grown(course, faster) or _crawls(course, faster) if moving and faster else None)


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


def _last(course: Course) -> int:
    """The steps of the last quarter."""
    return max(1, course.steps // LAST)


def _still(course: Course) -> bool:
    """Whether its last quarter is too short a path to be seen."""
    return bool(course.lengths[-_last(course) :].sum() <= PIXEL * course.width)


def _oscillates(course: Course) -> Diagnosis | None:
    last = _last(course)
    back = (course.moves[1:] * course.moves[:-1]).sum(axis=1) < 0  # step n + 2 turns back on step n + 1, at index n
    path, net = course.lengths[-last:].sum(), float(np.hypot(*(course.w[-1] - course.w[-1 - last])))
    turning = last >= PAIRS and back[-last:].mean() >= MOST
    swinging = last >= PAIRS and path > max(SWINGS * net, course.width)
    higher = end(course, course.trajectory) > course.trajectory.cost[0] and not course.inside(course.w[-1:])[0]
    higher = higher and path > course.width
    if not (turning or swinging or higher):
        return None
    trial = best(course, trials(course, smaller(course.run)))
    if not trial or not gains(course, trial, course.trajectory):
        return None
    offer, cost = remedy(course, trial), number(end(course, course.trajectory))
    if not (turning or swinging):
        length = float(np.median(course.lengths[-last:]))
        words = (
            f"{course.name} ends off the map and higher than it began, at J = {cost}: its steps are about"
            f" {number(length)} long, and the map is {number(course.width)} wide."
        )
        return Diagnosis("oscillates", 1, "astray", {"length": length, "width": course.width}, words, offer)
    if not turning:
        words = (
            f"{course.name} still swings to and fro at the end: its last {last} steps make a path {number(path)} long"
            f" that ends {number(net)} from where it began, at J = {cost}."
        )
        numbers = {"path": float(path), "net": net}
        return Diagnosis("oscillates", course.steps - last + 1, "swings", numbers, words, offer)
    shares = np.cumsum(back[::-1])[::-1] / np.arange(len(back), 0, -1)
    step = int(np.flatnonzero(back & (shares >= MOST))[0]) + 1
    times = f"{back[-last:].sum()} of its last {last} steps"
    words = f"{course.name} oscillates from step {step} on: {times} turn back, and it ends at J = {cost}"
    cause, numbers, why = _why_turning(course, last)
    return Diagnosis("oscillates", step, cause, numbers, f"{words}. {why}.", offer)


def _why_turning(course: Course, last: int) -> tuple[str, dict[str, float], str]:
    most, rates = limit(course.run), course.trajectory.learning_rate[-last:]
    product = rates * course.eigenvalues[-last - 1 : -1, 1]
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


def _short_from_the_first(course: Course) -> bool:
    """Whether even steps of its greatest length would not cross the map: then it is no decay that stalls the run."""
    return bool(course.lengths.max() * course.steps < course.width)


def _decayed(course: Course) -> Diagnosis | None:
    rates = course.trajectory.learning_rate
    faded = rates <= FADED * rates.max()
    if not faded[-1] or _short_from_the_first(course):
        return None
    trial = best(course, trials(course, undecayed(course.run)))
    if not trial or not gains(course, trial, course.trajectory):
        return None
    step = int(np.flatnonzero(~faded)[-1]) + 2 if not faded.all() else 1
    words = (
        f"{course.name} stalls from step {step} on: by the end its rate has decayed from {number(rates.max())} to"
        f" {number(rates[-1])}, while ‖∇J‖ is still {number(course.slopes[-1])}."
    )
    numbers = {"from": float(rates.max()), "to": float(rates[-1]), "slope": float(course.slopes[-1])}
    return Diagnosis("stalls", step, "rate_decayed", numbers, words, remedy(course, trial))


def _sum_has_grown(course: Course, faster: Trial) -> Diagnosis | None:
    """Adagrad's root of the sum of squares, from the gradients of J: its own where nothing shakes them."""
    if course.run.optimizer != "adagrad" or not course.exact:
        return None
    root = np.sqrt(np.cumsum(np.stack(course.trajectory.gradient)[:, :-1] ** 2, axis=1)).max(axis=0)
    small = course.lengths <= FADED * course.lengths.max()
    if not small[-1] or course.slopes[-1] <= FADED * course.slopes.max() or root[-1] * FADED <= root[0]:
        return None
    if _short_from_the_first(course):
        return None
    step = int(np.flatnonzero(~small)[-1]) + 2
    words = (
        f"{course.name} stalls from step {step} on: its √s has grown from {number(root[0])} to {number(root[-1])},"
        f" which has made its steps {number(course.lengths[-1])} long, while ‖∇J‖ is still {number(course.slopes[-1])}."
    )
    numbers = {"from": float(root[0]), "to": float(root[-1]), "slope": float(course.slopes[-1])}
    return Diagnosis("stalls", step, "sum_has_grown", numbers, words, remedy(course, faster))


def _saddle(course: Course, faster: Trial | None) -> Diagnosis | None:
    """Still, within a pixel of a point where J is level and bends down."""
    down, up = course.eigenvalues[-1]
    if not (_still(course) and down < -BENDS * max(up, 0.0) and _to_level(course) <= PIXEL * course.width):
        return None
    what = kind(course.eigenvalues[-1])
    what = "maximum" if what == "maximum" else "saddle"
    here = np.hypot(*(course.w - course.w[-1]).T) <= PIXEL * course.width
    step = int(np.flatnonzero(~here)[-1]) + 1 if not here.all() else 0
    words = (
        f"{course.name} stalls from step {step} on, at a {what} near {place(course.w[-1])}: ‖∇J‖ is only"
        f" {number(course.slopes[-1])} there, though J bends down from it (λmin = {number(down)})."
    )
    numbers = {"slope": float(course.slopes[-1]), "curvature": float(down)}
    return _with(course, Diagnosis("stalls", step, "saddle", numbers, words), faster)


def _plateau(course: Course, faster: Trial | None) -> Diagnosis | None:
    """Level all round: a parabola as sloping and as bent as J is here would hardly fall within the map."""
    lowest, cost = course.experiment.surface.lowest, course.trajectory.cost
    if lowest is None and faster:
        lowest = end(course, faster.trajectory)
    if lowest is None or not _still(course):
        return None
    half = course.width / 2
    change = course.slopes * half + np.abs(course.eigenvalues).max(axis=1) * half**2 / 2
    level = change < LEVEL * (cost - lowest)
    if not level[-1]:
        return None
    step = int(np.flatnonzero(~level)[-1]) + 1 if not level.all() else 0
    words = (
        f"{course.name} stalls from step {step} on, on a plateau: ‖∇J‖ is only {number(course.slopes[-1])}, though J is"
        f" {number(cost[-1])} here and {number(lowest)} elsewhere."
    )
    numbers = {"slope": float(course.slopes[-1]), "cost": float(cost[-1]), "lowest": lowest}
    return _with(course, Diagnosis("stalls", step, "plateau", numbers, words), faster)


def _crawls(course: Course, faster: Trial) -> Diagnosis | None:
    """Onward and downward to the end, by steps that a larger rate would have made longer."""
    last, cost = _last(course), course.trajectory.cost
    onward = (course.moves[1:] * course.moves[:-1]).sum(axis=1)[-last:] >= 0
    if (onward.size and onward.mean() < MOST) or not end(course, course.trajectory) <= cost[-1 - last]:
        return None
    length, reached = float(np.median(course.lengths)), end(course, course.trajectory)
    words = (
        f"{course.name} crawls: {course.steps} steps, most of them about {number(length)} long on a map"
        f" {number(course.width)} wide, bring J from {number(cost[0])} to {number(reached)}."
    )
    numbers = {"length": length, "from": float(cost[0]), "to": reached}
    return Diagnosis("crawls", 1, "small_rate", numbers, words, remedy(course, faster))


def _with(course: Course, found: Diagnosis, faster: Trial | None) -> Diagnosis:
    """The diagnosis with a remedy: a larger rate, or a smaller one where too long a step led there; or that none is."""
    trial = faster or best(course, trials(course, smaller(course.run)))
    if trial and gains(course, trial, course.trajectory):
        return replace(found, remedy=remedy(course, trial))
    return replace(found, sentence=f"{found.sentence} No other rate that was tried helps: try another start.")

"""What a doctor tries: other rates, other numbers of the rule, a constant rate, other starts. Never the rule itself."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

import numpy as np

from landscapes.grid import sample
from optimizers.diagnosis.course import Course
from optimizers.diagnosis.remedies import Change
from optimizers.experiment import LEARNING_RATES, Run
from optimizers.words import rounded

PER_DECADE = 3  # rates tried: each 2.2 times its neighbour, so the best is missed by a factor of 1.5 at most
CLOSE = 3  # decades of smaller rates that are tried first
DECADES = 8  # that they reach: from the largest rate a link takes, 10⁶, down to those of the catalogue
LEAP = 100  # times the rate that suits: as far as larger ones are tried
LEAST = 1e-6  # where the larger rates begin for a run whose own rate is 0
NUMBERS = {  # that are tried, by the rule's own key
    "damping": (1e-3, 1e-2, 0.1, 1.0, 10.0, 100.0),
    "weight_decay": (0.0,),
    "beta": (0.5, 0.8, 0.0),
}
FALLS = (5, 10, 20, 100)  # of a rate that decays, from the first: to one in so many and one more
STARTS = 24  # that are tried, the nearest first
CELLS = 11  # a side of the grid over the map that they are taken from
NUDGES = (0.02, 0.05, 0.1)  # map widths off a saddle, either way


def smaller(run: Run, above: int = 0, down_to: int = CLOSE) -> list[Change]:
    """The run at rates below its own: 3 a decade, from the first decade to the third, each a number of two digits."""
    factors = 10.0 ** (-np.arange(PER_DECADE * above + 1, PER_DECADE * down_to + 1) / PER_DECADE)
    return _at(run, (run.learning_rate * factor for factor in factors))


def rates(course: Course) -> Iterator[list[Change]]:
    """Two groups: the rates that suit the landscape with those not far below the run's own, and then all the others."""
    yield [*suited(course), *smaller(course.run)]
    yield smaller(course.run, CLOSE, DECADES)


def larger(course: Course) -> list[Change]:
    """The same above its own, up to a hundred times the one that suits the landscape: beyond, one leap is the run."""
    factors = 10.0 ** (np.arange(1, PER_DECADE * DECADES + 1) / PER_DECADE)
    alphas = (course.run.learning_rate or LEAST) * factors
    return _at(course.run, alphas[alphas <= LEAP * suited_rates(course)[0]].tolist())


def suited(course: Course) -> list[Change]:
    """The run at the rate that suits its landscape, and a third and a tenth of it."""
    return _at(course.run, suited_rates(course))


def suited_rates(course: Course) -> list[float]:
    """The rate that suits the landscape, and a third and a tenth of it."""
    rate = course.run.rule.suits(course.experiment.surface)
    return [rate, rate / 3, rate / 10]


def undecayed(run: Run) -> list[Change]:
    """The run with a constant rate: its own, or a smaller one where only the decay kept it in bounds."""
    flat = replace(run, schedule="constant", decay=None, schedule_parameters={})
    if run.schedule == "inverse_time":  # of which a decay of 0 is the constant rate: the reader keeps the schedule
        flat = replace(run, decay=0.0)
    return [(flat, None), *smaller(flat)[: 2 * PER_DECADE]]


def decaying(course: Course) -> list[Change]:
    """The run with a decay that takes its rate to a sixth or less by the end, from its own and from one that suits.

    None for a schedule that the reader has chosen.
    """
    if course.run.schedule != "inverse_time":
        return []
    count = course.experiment.counted(course.run)
    decays = [rounded(factor * count / course.steps) for factor in FALLS]
    runs = [course.run, *(run for run, _ in suited(course)[:1])]
    return [(replace(run, decay=k), None) for run in runs for k in decays]


def renumbered(run: Run) -> list[Change]:
    """The run with other values of the rule's own numbers: of a damping upwards, of β mostly downwards."""
    own = run.rule.hyper(run.hyper)
    tried = [(key, value) for key, values in NUMBERS.items() if key in own for value in values]
    changed = (replace(run, hyper={**run.hyper, key: value}) for key, value in tried if value != own[key])
    return [(each, None) for each in changed]


def weaker(run: Run) -> list[Change]:
    """The run with a tenth and a hundredth of its L2, and without it."""
    return [(replace(run, l2=l2), None) for l2 in (rounded(run.l2 / 10), rounded(run.l2 / 100), 0.0)]


def starts(course: Course) -> Iterator[Change]:
    """The run from the places of a grid over the map where J is finite, the nearest to its own start first."""
    surface, domain = course.experiment.surface, course.experiment.map_domain
    grid = sample(surface, course.experiment.theta, domain, CELLS)
    own, widths = np.array(course.experiment.origin), np.array([side.width for side in domain])
    inner = [(x, y) for y in range(1, CELLS - 1) for x in range(1, CELLS - 1) if np.isfinite(grid.cost[y, x])]
    places = [np.array([grid.w1[x], grid.w2[y]]) for x, y in inner]
    for there in sorted(places, key=lambda w: float(np.hypot(*((w - own) / widths))))[:STARTS]:
        yield course.run, _short(there)


def nudged(course: Course, axis: np.ndarray) -> Iterator[Change]:
    """The run from beside its own start, either way along `axis`, a unit vector."""
    for part in NUDGES:
        for sign in (1, -1):
            there = np.array(course.experiment.origin) + sign * part * course.width * axis
            if course.inside(there[None])[0]:
                yield course.run, _short(there)


def at_other_rates(changes: Iterable[Change], course: Course) -> list[Change]:
    """The same changes at smaller rates and those that suit the landscape."""
    alphas = [run.learning_rate for run, _ in (*smaller(course.run)[::2], *suited(course))]
    return [(replace(run, learning_rate=alpha), start) for run, start in changes for alpha in alphas]


def _short(w: np.ndarray) -> tuple[float, float]:
    """A place in three digits."""
    return float(f"{w[0]:.3g}"), float(f"{w[1]:.3g}")


def _at(run: Run, alphas: Iterable[float]) -> list[Change]:
    tried = dict.fromkeys(rounded(alpha) for alpha in alphas if alpha > 0)
    return [(replace(run, learning_rate=a), None) for a in tried if a in LEARNING_RATES and a != run.learning_rate]

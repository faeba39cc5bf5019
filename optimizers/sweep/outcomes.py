"""How the runs of a sweep end: what a trajectory and the table say of one run, noted of many on their way."""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import jax
import numpy as np
from jax import numpy as jnp

from optimizers.experiment import Experiment, Run
from optimizers.sweep.arrival import ARRIVAL, LATER, NEVER
from optimizers.sweep.lanes import Lanes, Row, Watch, meeting, sweep
from optimizers.verdicts import Ends, Kinds, finite, kinds, map_of, near, short

PART = 1024  # lanes of a long sweep worked out at a time: at 5000 steps their learning rates are 67 MB


class Outcomes(NamedTuple):
    """Of many runs, all arrays of one shape."""

    cost: np.ndarray  # float64: J of the last row
    steps_to_tolerance: np.ndarray  # int32: as in achievement.py; −1 for never
    outcome: np.ndarray  # str: a kind of verdict, as a trajectory's
    outcome_step: np.ndarray  # int32: the row from which the outcome holds; T for "moving"
    stays_from: np.ndarray  # int32: as in achievement.py; −1 for never


class Noted(NamedTuple):
    last: Any  # the last Row
    arrival: Any  # when the run came within tolerance, and the lowest cost seen
    left: Any  # one more than the last row that was not within tolerance
    near: Any  # what `verdicts.Ends` asks for: one more than the last row that is finite and not too far away,
    rest: Any  # the row from which on every step is short,
    broken: Any  # the first row that is not finite,
    there: Any  # its place
    before: Any  # and the place before it


def _begin(zero):
    place = (zero, zero)
    row, never = Row(zero, zero, zero, zero, zero), jnp.int32(0)
    return Noted(row, ARRIVAL.begin(zero), never, never, never, jnp.int32(LATER), place, place)


def _note(i, row, noted, told):
    lowest, sides = told
    fine, was = finite(*row), noted.last
    breaks = ~fine & (i < noted.broken)
    still = short(sides, row.w1 - was.w1, row.w2 - was.w2)
    arrival = ARRIVAL.note(i, row, noted.arrival, (lowest,))
    return Noted(
        row,
        arrival,
        jnp.where(row.cost - lowest <= arrival.limit, noted.left, i + 1),
        jnp.where(fine & near(sides, row.w1, row.w2), i + 1, noted.near),
        jnp.where(still, noted.rest, i),
        jnp.where(breaks, i, noted.broken),
        tuple(jnp.where(breaks, new, old) for new, old in zip(row[:2], noted.there, strict=True)),
        tuple(jnp.where(breaks, new, old) for new, old in zip(was[:2], noted.before, strict=True)),
    )


OUTCOME = Watch(_begin, _note)


def outcomes(experiment: Experiment, ends: Callable[[tuple], Sequence[Noted]]) -> list[Outcomes]:
    """What became of the runs of each sweep, where `ends(told)` is what OUTCOME noted of every one of them.

    J* is the landscape's lowest known minimum, else the lowest cost that any of these runs sees: they are then all
    made twice, once to see it.
    """
    sides = map_of(experiment.map_domain)
    lowest = experiment.surface.lowest
    if lowest is None:
        seen = [noted.arrival.lowest for noted in ends((-np.inf, sides))]
        lowest = min((each[np.isfinite(each)].min(initial=np.inf) for each in seen), default=np.inf)
    return [_told(experiment, noted) for noted in ends((lowest, sides))]


def _told(experiment: Experiment, noted: Noted) -> Outcomes:
    reached, left, steps = noted.arrival.reached, noted.left, experiment.steps
    reached, stays = np.where(reached > steps, NEVER, reached), np.where(left > steps, NEVER, left)
    return Outcomes(noted.last.cost, reached, *_kinds(experiment, noted), stays)


def _kinds(experiment: Experiment, noted: Noted) -> Kinds:
    last, there, before = (np.stack(each) for each in (noted.last[:2], noted.there, noted.before))
    return kinds(experiment, Ends(last, noted.near, noted.rest, noted.broken, there, before))


def judged(experiment: Experiment, run: Run, w1: np.ndarray, w2: np.ndarray) -> Kinds:
    """The verdicts on `run` from each of n starts, in float64."""
    rates, met = run.rates(experiment.steps, experiment.counted(run)), meeting(experiment, run)
    told = (-np.inf, map_of(experiment.map_domain))
    noted = in_parts(experiment, run, len(w1), lambda part: Lanes(w1[part], w2[part], rates, *met), told)
    return _kinds(experiment, noted)


def in_parts(experiment: Experiment, run: Run, count: int, lanes: Callable[[np.ndarray], Lanes], told: tuple) -> Noted:
    """What OUTCOME noted of `count` lanes, in float64, where `lanes(indices)` makes those of some of them."""
    size, parts = min(PART, count), []
    for first in range(0, count, size):
        # Parts of one size share a program: the last lane fills up the last part.
        indices = np.minimum(np.arange(first, first + size), count - 1)
        parts.append(sweep(experiment, run, lanes(indices), OUTCOME, told, np.float64))
    return jax.tree.map(lambda *rows: np.concatenate(rows)[:count], *parts)

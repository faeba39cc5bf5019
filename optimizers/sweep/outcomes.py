"""How the runs of a sweep end: what a trajectory and the table say of one run, noted of many on their way."""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import jax
import numpy as np
from jax import numpy as jnp

from optimizers.experiment import Experiment, Run
from optimizers.sweep.basins import ARRIVAL, NEVER
from optimizers.sweep.lanes import Lanes, Watch, sweep
from optimizers.trajectory import FAR, TOLERANCE

PART = 1024  # lanes of a long sweep worked out at a time: at 5000 steps their learning rates are 67 MB


class Outcomes(NamedTuple):
    """Of many runs, all arrays of one shape."""

    cost: np.ndarray  # float64: J of the last row
    steps_to_tolerance: np.ndarray  # int32: as in achievement.py; −1 for never
    outcome: np.ndarray  # str: "converged" | "diverged" | "moving", as a trajectory's
    outcome_step: np.ndarray  # int32: the row from which the outcome holds; T for "moving"


class Noted(NamedTuple):
    cost: Any  # J of the last row
    arrival: Any  # when the run came within tolerance, and the lowest cost seen
    near: Any  # one more than the last row that is finite and not too far away
    steep: Any  # one more than the last row with ‖∇J‖ above the tolerance of a trajectory


def _begin(zero):
    return Noted(zero, ARRIVAL.begin(zero), jnp.int32(0), jnp.int32(0))


def _note(i, row, noted, told):
    lowest, centre1, reach1, centre2, reach2 = told
    near = (jnp.abs(row.w1 - centre1) <= reach1) & (jnp.abs(row.w2 - centre2) <= reach2)
    near &= jnp.isfinite(row.cost) & jnp.isfinite(row.g1) & jnp.isfinite(row.g2)
    flat = jnp.hypot(row.g1, row.g2) <= TOLERANCE
    return Noted(
        row.cost,
        ARRIVAL.note(i, row, noted.arrival, (lowest,)),
        jnp.where(near, i + 1, noted.near),
        jnp.where(flat, noted.steep, i + 1),
    )


OUTCOME = Watch(_begin, _note)


def outcomes(experiment: Experiment, ends: Callable[[tuple], Sequence[Noted]]) -> list[Outcomes]:
    """What became of the runs of each sweep, where `ends(told)` is what OUTCOME noted of every one of them.

    J* is the landscape's lowest known minimum, else the lowest cost that any of these runs sees: they are then all
    made twice, once to see it.
    """
    across, up = experiment.map_domain
    reach = (across.centre, FAR * across.width, up.centre, FAR * up.width)
    lowest = experiment.surface.lowest
    if lowest is None:
        seen = [noted.arrival.lowest for noted in ends((-np.inf, *reach))]
        lowest = min((each[np.isfinite(each)].min(initial=np.inf) for each in seen), default=np.inf)
    return [_told(noted, experiment.steps) for noted in ends((lowest, *reach))]


def _told(noted: Noted, steps: int) -> Outcomes:
    reached, lost, level = noted.arrival.reached, noted.near <= steps, noted.steep <= steps
    return Outcomes(
        noted.cost,
        np.where(reached > steps, NEVER, reached),
        np.where(lost, "diverged", np.where(level, "converged", "moving")),
        np.where(lost, noted.near, np.where(level, noted.steep, steps)),
    )


def in_parts(experiment: Experiment, run: Run, count: int, lanes: Callable[[np.ndarray], Lanes], told: tuple) -> Noted:
    """What OUTCOME noted of `count` lanes, in float64, where `lanes(indices)` makes those of some of them."""
    size, parts = min(PART, count), []
    for first in range(0, count, size):
        # Parts of one size share a program: the last lane fills up the last part.
        indices = np.minimum(np.arange(first, first + size), count - 1)
        parts.append(sweep(experiment, run, lanes(indices), OUTCOME, told, np.float64))
    return jax.tree.map(lambda *rows: np.concatenate(rows)[:count], *parts)

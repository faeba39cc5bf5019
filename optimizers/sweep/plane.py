"""Planes: what one run does from one start over a grid of any two of its hyperparameters."""

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

import numpy as np

from optimizers.experiment import Experiment, Run
from optimizers.sweep.lanes import Lanes, meeting
from optimizers.sweep.outcomes import Noted, in_parts, outcomes

MOST = 16_384  # cells of a plane
OUTER = ("learning_rate", "decay")  # what the loop's rates are made of; every other key is the rule's


class Axis(NamedTuple):
    """One side of a plane: what varies along it, and the values there, in any order."""

    key: str  # "learning_rate", "decay" or the key of one of the rule's hyperparameters
    values: Sequence[float] | np.ndarray  # (n,)


class Plane(NamedTuple):
    """Row j, column i belongs to the run with across.values[i] and up.values[j]."""

    across: Axis  # values float64 (n_across,)
    up: Axis  # values float64 (n_up,)
    cost: np.ndarray  # (n_up, n_across) float64: J of the last row
    steps_to_tolerance: np.ndarray  # (n_up, n_across) int32: as in achievement.py; −1 for never
    outcome: np.ndarray  # (n_up, n_across) str: a kind of verdict, as a trajectory's
    outcome_step: np.ndarray  # (n_up, n_across) int32: the row from which the outcome holds; T for "moving"
    stays_from: np.ndarray  # (n_up, n_across) int32: the row from which it stays within tolerance; −1 for never


def plane(experiment: Experiment, run: Run, across: Axis, up: Axis) -> Plane:
    """What `run` does from the experiment's start with each pair of values in place of its own. float64, as `rates`.

    At most 16,384 cells. The experiment's own runs are not used. J* is the landscape's lowest known minimum, else the
    lowest cost that this plane sees. The values are arguments of the compiled loop: changing them compiles nothing,
    changing their keys or (beyond a multiple of 32) their number does.
    ValueError, naming the parameter, for a key that the run does not have and for a value out of its range.
    """
    across, up = _listed(across), _listed(up)
    shape = (len(up.values), len(across.values))
    if not 1 <= shape[0] * shape[1] <= MOST:
        raise ValueError(f"{shape[1]} × {shape[0]} cells are out of range: 1 to {MOST} in all")
    for axis in (across, up):
        for value in axis.values:
            changed(run, axis.key, float(value))
    if across.key == up.key:
        raise ValueError(f"{across.key} is on both sides of the plane: they must be two different parameters")
    cells = {across.key: np.tile(across.values, shape[0]), up.key: np.repeat(up.values, shape[1])}
    (ends,) = outcomes(experiment, lambda told: [_ends(experiment, run, cells, told)])
    return Plane(across, up, *(each.reshape(shape) for each in ends))


def changed(run: Run, key: str, value: float) -> Run:
    """`run` with one of its numbers changed, named as an axis names it; ValueError for a bad name or value."""
    known = (*OUTER, *(p.key for p in run.rule.hyperparameters))
    if key not in known:
        raise ValueError(f"{run.rule.title} has no parameter {str(key)[:40]!r}; it has: {', '.join(known)}")
    if key in OUTER:
        return replace(run, **{key: value})
    return replace(run, hyper={**run.hyper, key: value})


def _listed(axis: Axis) -> Axis:
    values = np.array(axis.values, dtype=np.float64)
    if values.ndim != 1:
        raise ValueError(f"{axis.key} has values of shape {values.shape}: they must be a list of numbers")
    return Axis(axis.key, values)


def _ends(experiment: Experiment, run: Run, cells: dict[str, np.ndarray], told: tuple) -> Noted:
    """What was noted of every cell."""
    met = meeting(experiment, run)

    def lanes(part: np.ndarray) -> Lanes:
        here = {key: values[part] for key, values in cells.items()}
        w1, w2 = (np.full(len(part), x) for x in experiment.origin)
        own = {key: values for key, values in here.items() if key not in OUTER}
        return Lanes(w1, w2, _rates(experiment, run, here), *met, hyper=own or None)

    return in_parts(experiment, run, len(next(iter(cells.values()))), lanes, told)


def _rates(experiment: Experiment, run: Run, cells: dict[str, np.ndarray]) -> np.ndarray:
    """(T,) where every cell has the run's own rates, else (T, n)."""
    steps, epoch = experiment.steps, experiment.counted(run)
    if not cells.keys() & set(OUTER):
        return run.rates(steps, epoch)
    n = len(next(iter(cells.values())))
    alphas = cells.get("learning_rate", np.full(n, run.learning_rate))[:, None]
    if "decay" not in cells:
        return run.rates(steps, epoch, alphas).T
    rates = np.empty((n, steps))
    for decay in np.unique(cells["decay"]):
        at = cells["decay"] == decay
        rates[at] = replace(run, decay=float(decay)).rates(steps, epoch, alphas[at])
    return rates.T

"""Ensembles: one noisy run under many seeds, and how widely its cost spreads."""

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

import numpy as np
from jax import numpy as jnp

from optimizers.experiment import SEEDS, Experiment, Run
from optimizers.sweep.lanes import Lanes, Watch, each_meeting, sweep
from optimizers.sweep.precision import fitting
from optimizers.trajectory import step_bucket

MOST = 1024  # seeds in one ensemble
LEVELS = (0.05, 0.25, 0.5, 0.75, 0.95)


class Ensemble(NamedTuple):
    """Lane s is the run under seeds[s]. A quantile is the least J that a share of levels[q] of the runs keeps to."""

    seeds: np.ndarray  # (S,) int64
    levels: np.ndarray  # (Q,) float64
    quantiles: np.ndarray  # (Q, T+1): of J at each row; infinite above what a seed keeps to where that is lost
    w1: np.ndarray  # (S,): end points
    w2: np.ndarray  # (S,)
    cost: np.ndarray  # (S,): J there, without noise


def _rows(bucket: int) -> Watch:
    return Watch(
        lambda zero: (zero, zero, jnp.zeros(bucket + 1, zero.dtype)),
        lambda i, row, noted, told: (row.w1, row.w2, noted[2].at[i].set(row.cost)),
    )


# One for each bucket of steps, so that two ensembles of equal length share a program.
COSTS = {64 << k: _rows(64 << k) for k in range(8)}


def ensemble(
    experiment: Experiment, run: Run, seeds: Sequence[int] | np.ndarray, levels: Sequence[float] = LEVELS
) -> Ensemble:
    """`run` from the experiment's start under each of 1 to 1024 seeds: quantiles of J at every row, and end points.

    The errors and mini-batches of a seed are the same for every optimizer, and as in `perform`. float32, or float64 on
    a landscape that asks for it (see precision.py). A cost that is not finite counts as infinite; a quantile is one of
    the costs, never a mean of two. ValueError for seeds or levels out of range.
    """
    drawn = [replace(experiment, seed=seed).seed for seed in _listed(seeds)]
    shares = np.array(levels, dtype=np.float64)
    if shares.ndim != 1 or not len(shares) or not ((shares >= 0) & (shares <= 1)).all():
        raise ValueError(f"levels = {levels!r}: they must be numbers from 0 to 1")
    steps = experiment.steps
    w1, w2 = (np.full(len(drawn), x) for x in experiment.origin)
    rates = run.rates(steps, experiment.counted(run))
    lanes = Lanes(w1, w2, rates, *each_meeting([replace(experiment, seed=seed) for seed in drawn], run))
    w1, w2, rows = sweep(experiment, run, lanes, COSTS[step_bucket(steps)], (), fitting(experiment))
    kept = np.where(np.isfinite(rows[:, : steps + 1]), rows[:, : steps + 1], np.inf)
    quantiles = np.quantile(kept, shares, axis=0, method="inverted_cdf").astype(rows.dtype)
    return Ensemble(np.array(drawn), shares, quantiles, w1, w2, rows[:, steps])


def _listed(seeds: Sequence[int] | np.ndarray) -> list:
    listed = np.asarray(seeds).tolist() if np.ndim(seeds) == 1 else []
    if not 1 <= len(listed) <= MOST:
        raise ValueError(
            f"{len(listed)} seeds are out of range: a list of 1 to {MOST} whole numbers up to {SEEDS.high}"
        )
    return listed

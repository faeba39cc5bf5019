"""Decided by rounding: the step from which a run's path depends on the last bits of its gradients.

A computer keeps some sixteen digits of a number. Most runs forget what is lost; some enlarge it, step by step, until
where they end is an accident of how the machine adds. Other spellings of the same rule then end elsewhere.
"""

from dataclasses import replace
from functools import lru_cache

import jax
import numpy as np
import optax
from jax import numpy as jnp

from landscapes.base import Frozen, Landscape
from optimizers.base import Optimizer
from optimizers.experiment import STEPS, Experiment
from optimizers.trajectory import rows_of, walk
from optimizers.verdicts import FAR

ERROR = 2.0**-50  # of a gradient, as a part of the largest norm so far: some eight units of the last place
SEEDS = (1, 2, 3)
APART = 1e-3  # map widths


def decided_from(experiment: Experiment) -> tuple[int | None, ...]:
    """For each run the step from which on rounding decides where it is; None for a run whose end it does not decide.

    It decides where the run's end lies over 10⁻³ map widths, along either axis, from where the run ends with an error
    of ±2⁻⁵⁰ · (the largest norm of its gradients so far) in both coordinates of every gradient: any of three such
    runs. The step is the first row from which on one of them is always as far away. Beyond a million map widths, where
    a run has diverged, and from the first row on where J is not finite, all places are one.
    """
    return tuple(_decided_from(replace(experiment, runs=(run,))) for run in experiment.runs)


@lru_cache(maxsize=512)
def _decided_from(experiment: Experiment) -> int | None:
    (run,) = experiment.runs
    lanes = rows_of(experiment, run, program, _signs())[:, : experiment.steps + 1]
    sides = experiment.map_domain
    with np.errstate(all="ignore"):  # of runs that are lost
        places = (lanes[..., :2] - [side.centre for side in sides]) / [side.width for side in sides]
        near = (np.max(abs(places), axis=2) <= FAR) & np.logical_and.accumulate(np.isfinite(lanes[..., 2]), axis=1)
        away = np.max(abs(places[1:] - places[0]), axis=2) > APART
    apart = np.where(near[1:] & near[0], away, near[1:] != near[0]).any(axis=0)
    if not apart[-1]:
        return None
    return len(apart) - int(np.argmin(apart[::-1]))


@lru_cache(maxsize=64)
def program(landscape: Landscape, optimizer: Optimizer, conventions: Frozen, bucket: int):
    """The compiled loop of the run and of the same with errors, side by side: its rows with the lanes as first axis.

    It takes what a trajectory's takes and the signs of the errors: (lanes, steps or more, 2), 0 for none.
    """

    def lane(signs, *arguments):
        return walk(landscape, _with_errors(optimizer, signs), conventions, bucket, *arguments)

    def side_by_side(*arguments):
        *shared, signs = arguments
        return jax.vmap(lambda own: lane(own, *shared))(signs)

    return jax.jit(side_by_side)


def _with_errors(optimizer: Optimizer, signs: jax.Array) -> Optimizer:
    """`optimizer` where every gradient of update i + 1 has the errors of signs[i]."""

    def rule(**settings):
        inner = optax.with_extra_args_support(optimizer.rule(**settings))

        def init(params):
            return inner.init(params), jnp.zeros_like(params[0]), jnp.int32(0)

        def update(updates, state, params=None, **known):
            kept, largest, i = state
            norm = jnp.hypot(*updates)
            largest = jnp.where(jnp.isfinite(norm), jnp.maximum(largest, norm), largest)

            def met(g):
                return tuple(x + ERROR * largest * sign for x, sign in zip(g, signs[i], strict=True))

            if "slope" in known:
                known["slope"] = lambda *w, true=known["slope"]: met(true(*w))
            direction, kept = inner.update(met(updates), kept, params, **known)
            return direction, (kept, largest, i + 1)

        return optax.GradientTransformationExtraArgs(init, update)

    return replace(optimizer, rule=rule)


@lru_cache(maxsize=1)
def _signs() -> jax.Array:
    """int8 (1 + seeds, steps, 2): no errors, then those of each seed. A longer run begins with those of a shorter."""
    drawn = [np.random.default_rng(seed).choice(np.array([-1, 1], np.int8), (int(STEPS.high), 2)) for seed in SEEDS]
    # The loop takes one turn more than there are steps, for the last row.
    return jnp.asarray(np.pad(np.stack([np.zeros_like(drawn[0]), *drawn]), ((0, 0), (0, 1), (0, 0))))

"""The anatomy of a run: the numbers inside every one of its steps, from the rule that ran.

The path is not walked again, for chaos would lead it elsewhere: the rule is asked once more along the rows that
`perform` recorded, and only its own state is carried from one to the next.
"""

from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache, partial
from operator import index
from typing import NamedTuple

import jax
import numpy as np
from jax import lax
from jax import numpy as jnp

from landscapes.base import Frozen, Landscape
from landscapes.calculus import hessian
from optimizers.base import Optimizer
from optimizers.experiment import Experiment, Run
from optimizers.trajectory import (
    compile_once,
    compiled_programs,
    errors_of,
    inputs_of,
    pad_rows,
    perform,
    step_bucket,
    turning,
    weights_of,
)
from optimizers.treatment import parted


class Anatomy(NamedTuple):
    """The inside of a run of T steps, float64. Update n leaves row n − 1 of `w` for row n; non-finite rows are kept."""

    run: Run
    w: np.ndarray  # (2, T+1), the trajectory's own rows
    gradient: np.ndarray  # (2, T), as update n met it at index n − 1: with noise, of its mini-batch, treated
    terms: Mapping[str, np.ndarray]  # (2, T+1) by name: row n after update n, row 0 before the first
    direction: np.ndarray  # (2, T), the d of W ← W − α d
    learning_rate: np.ndarray  # (T,)
    hessian: np.ndarray  # (3, T), of J itself where the update sets out: ∂²J/∂w1², ∂²J/∂w1∂w2, ∂²J/∂w2²


def anatomy(experiment: Experiment, i: int) -> Anatomy:
    """The inside of run `i` of the experiment, counted from 0; ValueError where it has no such run."""
    if not 0 <= index(i) < len(experiment.runs):
        raise ValueError(f"run {i}: the experiment has {len(experiment.runs)}, counted from 0")
    run, steps = experiment.runs[i], experiment.steps
    (trajectory,) = perform(replace(experiment, runs=(run,)))
    inputs, bucket = inputs_of(run, steps, experiment.counted(run)), step_bucket(steps)
    loop = replay(experiment.surface.computed, run.rule, inputs.conventions, bucket)
    if loop not in compiled_programs:
        loop = compile_once(loop)
    w = np.stack((trajectory.w1, trajectory.w2))
    met = np.stack((w[0], w[1], *trajectory.gradient), axis=1)[:steps]
    arguments = experiment.surface.arguments(experiment.theta)
    drawn = errors_of(experiment), weights_of(experiment, run)
    rows = (pad_rows(met, bucket), inputs.padded, inputs.hyper, arguments, *drawn)
    first, gradient, direction, terms, bends = jax.device_get(loop(*rows))
    return Anatomy(
        run=run,
        w=w,
        gradient=np.stack(gradient)[:, :steps],
        terms={name: np.column_stack((first[name], np.stack(terms[name])[:, :steps])) for name in terms},
        direction=np.stack(direction)[:, :steps],
        learning_rate=trajectory.learning_rate,
        hessian=np.stack(bends)[:, :steps],
    )


def columns(found: Anatomy) -> dict[str, np.ndarray]:
    """Every number of the run as the lines of its rule name them, (T+1,) each: `w.1` is the first coordinate's w.

    Row n belongs to update n: the w it reached, the gradient it met, what it made of them, and J's Hessian where it
    set out (h11, h12, h22). Row 0 is the start: w and the rule's state, and NaN for the rest.
    """
    late = {"g": found.gradient, "d": found.direction, "step": -found.learning_rate * found.direction}
    pairs = {"w": found.w, **{name: _late(rows) for name, rows in late.items()}, **found.terms}
    named = {f"{name}.{k}": rows[k - 1] for name, rows in pairs.items() for k in (1, 2)}
    bends = dict(zip(("h11", "h12", "h22"), _late(found.hessian), strict=True))
    return {**named, "alpha": _late(found.learning_rate), **bends}


def _late(rows: np.ndarray) -> np.ndarray:
    return np.concatenate((np.full((*rows.shape[:-1], 1), np.nan), rows), axis=-1)


@lru_cache(maxsize=32)
def replay(landscape: Landscape, optimizer: Optimizer, conventions: Frozen, bucket: int):
    """The compiled replay of one rule on one landscape, a `jit` of its own as `trajectory.program` is.

    (met, rates, hyper, theta, errors, weights) -> the terms before the first update, and by row the gradient, the
    direction, the terms and the Hessian. Row i of `met`, (bucket, 4), is where update i + 1 set out and J's gradient
    there.
    """
    return jax.jit(partial(_replay, landscape, optimizer, conventions, bucket))


def _replay(landscape, optimizer, conventions, bucket, met, rates, hyper, theta, errors, weights):
    init, turn = turning(landscape, optimizer, conventions, rates, hyper, theta, errors, weights)
    facts = {**parted(hyper)[0], **conventions}

    def again(state, row):
        i, (w1, w2, g1, g2) = row
        w = (w1, w2)
        made = turn(i, w, (g1, g2), state)
        terms = optimizer.terms(made.state, made.gradient, before=state, w=w, **facts, **made.asked)
        came = {name: pair for name, pair in made.stages.items() if name != "g"}
        return made.state, (made.gradient, made.direction, {**came, **terms})

    start = init((met[0, 0], met[0, 1]))
    _, (gradient, direction, terms) = lax.scan(again, start, (jnp.arange(bucket), tuple(met.T)))
    (a, b), (_, c) = jax.vmap(lambda w1, w2: hessian(landscape)(w1, w2, **theta))(met[:, 0], met[:, 1])
    # Before the first update nothing is known but the rule's state: a term that is made of anything else is NaN there.
    none = (jnp.full_like(met[0, 0], jnp.nan),) * 2
    unknown = {"hessian": (none, none), "slope": lambda *w: none, "cost": lambda *w: none[0], "learning_rate": none[0]}
    asked = {name: unknown[name] for name in optimizer.needs}
    first = optimizer.terms(start, none, before=start, w=none, **facts, **asked)
    first = {name: first.get(name, none) for name in terms}
    return first, gradient, direction, terms, (a, b, c)

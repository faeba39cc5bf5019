"""Many runs side by side: one compiled loop over all of them, their lanes shared out among the devices there are."""

from collections.abc import Callable, Sequence
from functools import lru_cache, partial
from typing import Any, NamedTuple

import jax
import numpy as np
from jax import lax
from jax import numpy as jnp
from jax.sharding import Mesh, PartitionSpec

from landscapes.base import Frozen, Landscape
from optimizers.base import Optimizer
from optimizers.batches import batch_weights
from optimizers.experiment import Experiment, Run
from optimizers.noise import gradient_errors
from optimizers.trajectory import compile_once, compiled_programs, step_bucket, stepping

# Lanes of a device come in multiples of this: odd ones at the end would run as scalar code, which rounds otherwise, and
# runs would depend on how many devices there are. (The rows of J that an ensemble keeps still may in a last bit.)
WIDTH = 32


class Row(NamedTuple):
    """One row of a run, as in a trajectory: five scalars."""

    w1: Any
    w2: Any
    cost: Any
    g1: Any
    g2: Any


class Watch(NamedTuple):
    """What a sweep notes on the way: `begin(a 0 of its type)`, then `note(i, row, noted, told)` of every row i from 0.

    `told` is what the sweep tells every lane, as scalars: J*, how far is too far.
    """

    begin: Callable[[Any], Any]
    note: Callable[[Any, Row, Any, Any], Any]


class Lanes(NamedTuple):
    """The lanes' own inputs, n of them; a rate or an error that all lanes share has no lane axis."""

    w1: Any  # (n,) float64
    w2: Any  # (n,)
    rates: Any  # (T,) or (T, n): α of update i + 1 in row i, so that the lanes of one update lie side by side
    errors: Any = None  # None, (T, 2) or (T, 2, n): errors of the gradient
    weights: Any = None  # None, (T, m) or (T, m, n): of the examples, in mini-batches
    hyper: Any = None  # None, or by key (n,): the hyperparameters that each lane has of its own


def meeting(experiment: Experiment, run: Run) -> tuple[np.ndarray | None, np.ndarray | None]:
    """The errors and the weights that every lane of `run` meets, as in `perform`; None where there are none."""
    steps, data, size = experiment.steps, experiment.surface.data, experiment.batch_of(run)
    errors = gradient_errors(steps, experiment.noise, experiment.seed) if experiment.noise else None
    return errors, None if data is None or size is None else batch_weights(data.count, size, steps, experiment.seed)


def each_meeting(experiments: Sequence[Experiment], run: Run) -> tuple[np.ndarray | None, ...]:
    """The same, lane by lane, for experiments that differ in their seeds alone."""
    met = zip(*(meeting(experiment, run) for experiment in experiments), strict=True)
    return tuple(None if part[0] is None else np.stack(part, axis=2) for part in met)


def dispatched(experiment: Experiment, run: Run, lanes: Lanes, watch: Watch, told: tuple = (), dtype: Any = np.float32):
    """What `watch` noted of every lane, with m as first axis.

    Only the first n lanes are meant: m is n up to a multiple of 32 on each device. The answer may still be under way;
    `gathered` waits for it.

    Computed in `dtype`. Where a run starts, its rates, hyperparameters, θ and the steps within a bucket
    are arguments of the compiled program, so that moving them compiles nothing.
    """
    n, bucket = len(lanes.w1), step_bucket(experiment.steps)
    padded = _lanes_padded(lanes, -n % (WIDTH * jax.device_count()), bucket, dtype)
    conventions = Frozen(run.rule.settled(run.conventions))
    apart = tuple(rows is not None and rows.ndim == ndim for rows, ndim in zip(lanes[2:5], (2, 3, 3), strict=True))
    own = tuple(sorted(lanes.hyper or ()))
    loop = program(experiment.surface.computed, run.rule, conventions, watch, bucket, len(padded.w1), apart, own)
    if loop not in compiled_programs:
        loop = compile_once(loop)
    hyper, theta, told = jax.tree.map(dtype, (run.numbers, experiment.surface.arguments(experiment.theta), told))
    return loop(np.int32(experiment.steps), hyper, theta, told, padded)


def gathered(answer: Any, n: int) -> Any:
    """The answer's arrays as NumPy's, of n lanes."""
    return jax.tree.map(lambda x: np.asarray(x)[:n], answer)


def sweep(experiment: Experiment, run: Run, lanes: Lanes, watch: Watch, told: tuple = (), dtype: Any = np.float32):
    """The answer of `dispatched`, gathered."""
    return gathered(dispatched(experiment, run, lanes, watch, told, dtype), len(lanes.w1))


@lru_cache(maxsize=64)
def program(
    landscape: Landscape,
    optimizer: Optimizer,
    conventions: Frozen,
    watch: Watch,
    bucket: int,
    lanes: int,
    apart: tuple[bool, ...],
    own: tuple[str, ...] = (),
):
    """The compiled loop (steps, hyper, theta, told, lanes) -> what was noted; `lanes` a multiple of the devices.

    `apart` says whether each lane has rates, errors and weights of its own; `own` which hyperparameters. Each program
    is its own `jit`, and the shapes of what it is given are part of its name: dropping it from this cache frees all
    that it compiled.
    """
    walk = partial(_walk, landscape, optimizer, conventions, watch)
    inner = (axis if each else None for each, axis in zip(apart, (1, 2, 2), strict=True))
    axes = Lanes(0, 0, *inner, hyper=0 if own else None)

    def side_by_side(steps, hyper, theta, told, lanes):
        return jax.vmap(partial(walk, steps, hyper, theta, told), in_axes=(axes,))(lanes)

    # `Mesh` itself: in JAX 0.12 `make_mesh` asks for types of axes that a loop then refuses.
    mesh, along, shared = Mesh(np.array(jax.devices()), ("lanes",)), PartitionSpec("lanes"), PartitionSpec()
    last = (PartitionSpec(None, "lanes"), *2 * (PartitionSpec(None, None, "lanes"),))
    rest = (spec if each else shared for each, spec in zip(apart, last, strict=True))
    # Lanes never meet, so each device runs the whole loop on its share; nothing is checked or gathered in between.
    specs = (shared, shared, shared, shared, Lanes(along, along, *rest, hyper=along))
    return jax.jit(jax.shard_map(side_by_side, mesh=mesh, in_specs=specs, out_specs=along, check_vma=False))


def _walk(landscape, optimizer, conventions, watch, steps, hyper, theta, told, lane):
    """What was noted of one lane. Under `vmap` every scalar here becomes an array of its own."""
    hyper = {**hyper, **(lane.hyper or {})}
    init, update = stepping(landscape, optimizer, conventions, lane.rates, hyper, theta, lane.errors, lane.weights)

    def turn(i, carry):
        w, state, noted = carry
        row, w, state = update(i, w, state)
        return w, state, watch.note(i, Row._make(row), noted, told)

    w = (lane.w1, lane.w2)
    # As in a trajectory, one turn more for the last row: worked out after the loop it could differ in its last bit.
    *_, noted = lax.fori_loop(0, steps + 1, turn, (w, init(w), watch.begin(jnp.zeros_like(lane.w1))))
    return noted


def _lanes_padded(lanes: Lanes, more: int, bucket: int, dtype: Any) -> Lanes:
    """The lanes with the last one repeated `more` times, and their rates and errors filled up to the bucket."""

    def filled(rows: np.ndarray, length: int, wide: bool) -> np.ndarray:
        *inner, n = rows.shape[1:] if wide else (*rows.shape[1:], 0)
        out = np.zeros((length, *inner, n + more) if wide else (length, *inner), dtype)
        if wide:
            out[: len(rows), ..., :n], out[: len(rows), ..., n:] = rows, rows[..., -1:]
        else:
            out[: len(rows)] = rows
        return out

    def repeated(x: np.ndarray) -> np.ndarray:
        return np.pad(np.asarray(x, dtype), (0, more), mode="edge")

    rest = zip(lanes[2:5], (2, 3, 3), strict=True)
    rows = (None if rows is None else filled(rows, bucket, rows.ndim == ndim) for rows, ndim in rest)
    return Lanes(repeated(lanes.w1), repeated(lanes.w2), *rows, hyper=jax.tree.map(repeated, lanes.hyper))

"""Trajectories: where each run of an experiment goes, step by step."""

from functools import lru_cache, partial
from math import inf
from threading import Lock
from typing import Any, NamedTuple
from weakref import WeakSet

import jax
import numpy as np
import optax
from jax import lax
from jax import numpy as jnp

from landscapes.base import Frozen, Landscape
from landscapes.calculus import hessian, value_and_gradient
from optimizers.base import Optimizer
from optimizers.batches import batch_weights
from optimizers.experiment import Experiment, Run
from optimizers.noise import gradient_errors

TOLERANCE = 1e-6  # ‖∇J‖ at or below this counts as converged
FAR = 1e6  # domain widths from the map's centre: further away counts as diverged


# Two threads that need one new program would both compile it: the second waits for the first instead.
_one_at_a_time = Lock()
_compiled: WeakSet = WeakSet()


class Trajectory(NamedTuple):
    """What one run did. Row i is the state after i updates and row 0 the start; non-finite rows are kept."""

    w1: np.ndarray  # (T+1,) float64
    w2: np.ndarray  # (T+1,)
    cost: np.ndarray  # (T+1,)
    gradient: tuple[np.ndarray, np.ndarray]  # (T+1,) each, of J itself, without noise or batches
    learning_rate: np.ndarray  # (T,), the rate of update n at index n − 1
    outcome: str  # "converged" | "diverged" | "moving"
    outcome_step: int  # the row from which the outcome holds to the end; T for "moving"


def perform(experiment: Experiment) -> tuple[Trajectory, ...]:
    """One trajectory per run, in the experiment's order."""
    arguments = experiment.surface.arguments(experiment.theta)
    errors = _errors(experiment)
    trajectories = []
    for run in experiment.runs:
        inputs = _inputs(run, experiment.steps, experiment.counted(run))
        loop = program(experiment.surface.computed, run.rule, inputs.conventions, _bucket(experiment.steps))
        if loop not in _compiled:
            loop = _gated(loop)
        drawn = errors, _weights(experiment, run)
        rows = loop(experiment.start, experiment.steps, inputs.padded, inputs.hyper, arguments, *drawn)
        trajectories.append(_trajectory(experiment, inputs.rates, np.asarray(rows)))
    return tuple(trajectories)


def _gated(loop):
    """`loop` for its first call, which compiles it."""

    def call(*arguments):
        with _one_at_a_time:
            rows = loop(*arguments)
        _compiled.add(loop)
        return rows

    return call


class _Inputs(NamedTuple):
    conventions: Frozen
    hyper: dict[str, float]
    rates: np.ndarray  # (T,)
    padded: np.ndarray  # (bucket,), the rates and then zeros


@lru_cache(maxsize=256)
def _inputs(run: Run, steps: int, epoch: int) -> _Inputs:
    """What a run brings besides its start: the same for every move of the dot. Its rate changes every `epoch` steps."""
    rates = run.rates(steps, epoch)
    rates.flags.writeable = False  # shared by every trajectory of this run
    conventions = Frozen(run.rule.settled(run.conventions))
    return _Inputs(conventions, run.rule.hyper(run.hyper), rates, _padded(rates, _bucket(steps)))


def _errors(experiment: Experiment) -> np.ndarray | None:
    if not experiment.noise:
        return None
    errors = gradient_errors(experiment.steps, experiment.noise, experiment.seed)
    return _padded(errors, _bucket(experiment.steps))


def _weights(experiment: Experiment, run: Run) -> jax.Array | None:
    data, size = experiment.surface.data, experiment.batch_of(run)
    return None if data is None or size is None else _batches(data.count, size, experiment.steps, experiment.seed)


@lru_cache(maxsize=16)  # of at most some 1 MB each: 5000 steps on twenty examples
def _batches(count: int, size: int, steps: int, seed: int) -> jax.Array:
    return jnp.asarray(_padded(batch_weights(count, size, steps, seed), _bucket(steps)))


@lru_cache(maxsize=64)
def program(landscape: Landscape, optimizer: Optimizer, conventions: Frozen, bucket: int):
    """The compiled loop for one rule on one landscape: (start, steps, rates, hyper, theta, errors, weights) -> rows.

    There are bucket + 1 rows, each (w1, w2, J, ∂J/∂w1, ∂J/∂w2). Everything a slider moves is an argument, so moving it
    compiles nothing; `bucket` only bounds the steps. Each program is its own `jit`: dropping it from this cache frees
    what it compiled.
    """
    return jax.jit(partial(_loop, landscape, optimizer, conventions, bucket))


def _loop(landscape, optimizer, conventions, bucket, start, steps, rates, hyper, theta, errors, weights):
    init, update = stepping(landscape, optimizer, conventions, rates, hyper, theta, errors, weights)

    def turn(i, carry):
        w, state, rows = carry
        row, w, state = update(i, w, state)
        return w, state, rows.at[i].set(jnp.stack(row))

    w = tuple(jnp.asarray(x, rates.dtype) for x in start)
    # A loop of `steps` turns, not of `bucket`: the steps are an argument and no turn is wasted. One turn more records
    # the last row: written after the loop it would be compiled apart, and differ in its last bit from a longer run's.
    _, _, rows = lax.fori_loop(0, steps + 1, turn, (w, init(w), jnp.zeros((bucket + 1, 5), rates.dtype)))
    return rows


def stepping(landscape, optimizer, conventions, rates, hyper, theta, errors=None, weights=None):
    """A run as (w -> its first state) and (i, w, state) -> (row i, w and state after update i + 1), scalars of JAX."""
    init, turn = turning(landscape, optimizer, conventions, rates, hyper, theta, errors, weights)
    probe = partial(value_and_gradient(landscape), **theta)

    def step(i, w, state):
        cost, gradient = probe(*w)
        met = turn(i, w, gradient, state)
        moved = jax.tree.map(lambda w, d: w - rates[i] * d, w, met.direction)
        return (*w, cost, *gradient), moved, met.state

    return init, step


class Turn(NamedTuple):
    """What a rule met and made of it in one update, scalars of JAX."""

    gradient: tuple  # as the rule met it: with the step's error, of its mini-batch
    asked: dict  # what else the rule asked for, by the keys of NEEDS
    direction: Any  # the pair d
    state: Any  # after the update


def turning(landscape, optimizer, conventions, rates, hyper, theta, errors=None, weights=None):
    """A rule as (w -> its first state) and (i, w, the gradient of J there, state) -> the Turn of update i + 1."""
    rule = optax.with_extra_args_support(optimizer.rule(**hyper, **conventions))

    def noisy(i, gradient):
        return gradient if errors is None else (gradient[0] + errors[i, 0], gradient[1] + errors[i, 1])

    def turn(i, w, gradient, state):
        # The rows hold J itself; the rule knows only what this step meets of it: its batch, with the error.
        met = landscape if weights is None else landscape.of_batch(weights[i])

        def slope(*w):
            return noisy(i, value_and_gradient(met)(*w, **theta)[1])

        known = {
            "hessian": lambda: hessian(met)(*w, **theta),
            "slope": lambda: slope,
            "learning_rate": lambda: rates[i],
        }
        asked = {name: known[name]() for name in optimizer.needs}
        seen = noisy(i, gradient) if weights is None else slope(*w)
        direction, state = rule.update(seen, state, w, **asked)
        return Turn(seen, asked, direction, state)

    return rule.init, turn


def _trajectory(experiment: Experiment, rates: np.ndarray, rows: np.ndarray) -> Trajectory:
    columns = rows[: experiment.steps + 1].T
    # The last row alone decides which outcome it is; only for that one are all rows asked since when.
    last = rows[experiment.steps].tolist()
    outcome, since = "moving", experiment.steps
    if not _near(experiment, *last):
        outcome, since = "diverged", _since(~_near(experiment, *columns))
    elif _flat(*last):
        outcome, since = "converged", _since(_flat(*columns))
    w1, w2, cost, g1, g2 = columns
    return Trajectory(w1, w2, cost, (g1, g2), rates, outcome, since)


def _near(experiment: Experiment, w1, w2, cost, g1, g2):
    """Whether a row, or each of many, is finite and not too far away."""
    across, up = experiment.map_domain
    near = (abs(w1 - across.centre) <= FAR * across.width) & (abs(w2 - up.centre) <= FAR * up.width)
    return near & (abs(cost) < inf) & (abs(g1) < inf) & (abs(g2) < inf)


def _flat(w1, w2, cost, g1, g2):
    return np.hypot(g1, g2) <= TOLERANCE


def _since(holds: np.ndarray) -> int:
    """The first row from which `holds` is true to the end, given that it is true at the end."""
    return len(holds) - int(np.argmin(holds[::-1])) if not holds.all() else 0


def _bucket(steps: int) -> int:
    """64 · 2ᵏ, the least that holds `steps`."""
    return max(64, 1 << (steps - 1).bit_length())


def _padded(rows: np.ndarray, length: int) -> np.ndarray:
    padded = np.zeros((length, *rows.shape[1:]))
    padded[: len(rows)] = rows
    return padded

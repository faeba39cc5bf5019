"""Trajectories: where each run of an experiment goes, step by step."""

from collections.abc import Callable
from functools import cached_property, lru_cache, partial
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
from optimizers.treatment import cost_met, hessian_met, parted, stages
from optimizers.verdicts import Verdict, judge, lost_from

# Two threads that need one new program would both compile it: the second waits for the first instead.
_compile_lock = Lock()
compiled_programs: WeakSet = WeakSet()


class _Rows(NamedTuple):
    w1: np.ndarray  # (T+1,) float64
    w2: np.ndarray  # (T+1,)
    cost: np.ndarray  # (T+1,)
    gradient: tuple[np.ndarray, np.ndarray]  # (T+1,) each, of J itself, without noise or batches
    learning_rate: np.ndarray  # (T,), the rate of update n at index n − 1
    experiment: Experiment
    run: Run


class Trajectory(_Rows):
    """What one run did. Row i is the state after i updates and row 0 the start; non-finite rows are kept."""

    @cached_property
    def verdict(self) -> Verdict:
        """What the run did, worked out when it is first asked for: while the dot is dragged nobody asks."""
        return judge(self.experiment, self.run, self.rows, self.learning_rate)

    @property
    def outcome(self) -> str:
        """ "converged" | "stalled" | "diverged" | "undefined" | "moving": the kind of the verdict."""
        return self.verdict.kind

    @property
    def outcome_step(self) -> int:
        """The row from which the outcome holds to the end; T for "moving"."""
        return self.verdict.step

    @property
    def lost_from(self) -> int | None:
        """The row from which the run is not finite or stays beyond a million map widths, a fact of rows; or None."""
        return lost_from(self.experiment.map_domain, self.w1, self.w2, self.cost, *self.gradient)

    @property
    def rows(self) -> np.ndarray:
        """(5, T+1): w1, w2, J, ∂J/∂w1, ∂J/∂w2."""
        return np.stack((self.w1, self.w2, self.cost, *self.gradient))


def perform(experiment: Experiment) -> tuple[Trajectory, ...]:
    """One trajectory per run, in the experiment's order."""
    return tuple(_trajectory(experiment, run, rows_of(experiment, run)) for run in experiment.runs)


def rows_of(experiment: Experiment, run: Run, compiled: Callable | None = None, *more) -> np.ndarray:
    """The rows of `run` from a compiled loop, `program`'s or one of `compiled`, which takes the arguments `more` last.

    `compiled` takes what `program` takes, and is as well a bounded cache.
    """
    inputs = inputs_of(run, experiment.steps, experiment.counted(run))
    loop = (compiled or program)(
        experiment.surface.computed, run.rule, inputs.conventions, step_bucket(experiment.steps)
    )
    if loop not in compiled_programs:
        loop = compile_once(loop)
    arguments = experiment.surface.arguments(experiment.theta)
    drawn = errors_of(experiment), weights_of(experiment, run)
    return np.asarray(loop(experiment.start, experiment.steps, inputs.padded, inputs.hyper, arguments, *drawn, *more))


def compile_once(loop: Callable) -> Callable:
    """`loop` for its first call, which compiles it: two threads that need it compile it once."""

    def call(*arguments):
        with _compile_lock:
            rows = loop(*arguments)
        compiled_programs.add(loop)
        return rows

    return call


class _Inputs(NamedTuple):
    conventions: Frozen
    hyper: dict[str, float]  # and the numbers of its treatment
    rates: np.ndarray  # (T,)
    padded: np.ndarray  # (bucket,), the rates and then zeros


@lru_cache(maxsize=256)
def inputs_of(run: Run, steps: int, epoch: int) -> _Inputs:
    """What a run brings besides its start: the same for every move of the dot. Its rate changes every `epoch` steps."""
    rates = run.rates(steps, epoch)
    rates.flags.writeable = False  # shared by every trajectory of this run
    conventions = Frozen(run.rule.settled(run.conventions))
    return _Inputs(conventions, run.numbers, rates, pad_rows(rates, step_bucket(steps)))


def errors_of(experiment: Experiment) -> jax.Array | None:
    """The errors of the gradient, (bucket, 2); None without noise."""
    return _drawn(experiment.steps, experiment.noise, experiment.seed) if experiment.noise else None


@lru_cache(maxsize=16)  # of at most 130 kB each
def _drawn(steps: int, sigma: float, seed: int) -> jax.Array:
    return jnp.asarray(pad_rows(gradient_errors(steps, sigma, seed), step_bucket(steps)))


def weights_of(experiment: Experiment, run: Run) -> jax.Array | None:
    """The weights of the examples in each step of `run`, (bucket, m); None where every step meets all of them."""
    data, size = experiment.surface.data, experiment.batch_of(run)
    return None if data is None or size is None else _batches(data.count, size, experiment.steps, experiment.seed)


@lru_cache(maxsize=16)  # of at most some 1 MB each: 5000 steps on twenty examples
def _batches(count: int, size: int, steps: int, seed: int) -> jax.Array:
    return jnp.asarray(pad_rows(batch_weights(count, size, steps, seed), step_bucket(steps)))


@lru_cache(maxsize=64)
def program(landscape: Landscape, optimizer: Optimizer, conventions: Frozen, bucket: int):
    """The compiled loop for one rule on one landscape: (start, steps, rates, hyper, theta, errors, weights) -> rows.

    There are bucket + 1 rows, each (w1, w2, J, ∂J/∂w1, ∂J/∂w2). Everything a slider moves is an argument, so moving it
    compiles nothing; `bucket` only bounds the steps. Each program is its own `jit`: dropping it from this cache frees
    what it compiled.
    """
    return jax.jit(partial(walk, landscape, optimizer, conventions, bucket))


def walk(landscape, optimizer, conventions, bucket, start, steps, rates, hyper, theta, errors, weights):
    """The loop of `program`, traced: bucket + 1 rows of JAX."""
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

    gradient: tuple  # as the rule met it: with the step's error, of its mini-batch, treated
    asked: dict  # what else the rule asked for, by the keys of NEEDS
    direction: Any  # the pair d
    state: Any  # after the update
    stages: dict[str, tuple]  # how that gradient came about, see treatment.py


def turning(landscape, optimizer, conventions, rates, hyper, theta, errors=None, weights=None):
    """A rule as (w -> its first state) and (i, w, the gradient of J there, state) -> the Turn of update i + 1.

    `hyper` are the `numbers` of a run.
    """
    own, treatment = parted(hyper)
    rule = optax.with_extra_args_support(optimizer.rule(**own, **conventions))

    def noisy(i, gradient):
        return gradient if errors is None else (gradient[0] + errors[i, 0], gradient[1] + errors[i, 1])

    def turn(i, w, gradient, state):
        # The rows hold J itself; the rule knows only what this step meets of it: its batch, with the error, treated.
        met = landscape if weights is None else landscape.of_batch(weights[i])

        def drawn(*w):
            return noisy(i, value_and_gradient(met)(*w, **theta)[1])

        known = {
            "hessian": lambda: hessian_met(hessian(met)(*w, **theta), treatment),
            "slope": lambda: lambda *w: stages(drawn(*w), w, treatment)["g"],
            "cost": lambda: cost_met(partial(met.cost, **theta), treatment),
            "learning_rate": lambda: rates[i],
        }
        asked = {name: known[name]() for name in optimizer.needs}
        seen = stages(noisy(i, gradient) if weights is None else drawn(*w), w, treatment)
        direction, state = rule.update(seen["g"], state, w, **asked)
        return Turn(seen["g"], asked, direction, state, seen)

    return rule.init, turn


def _trajectory(experiment: Experiment, run: Run, rows: np.ndarray) -> Trajectory:
    rates = inputs_of(run, experiment.steps, experiment.counted(run)).rates
    w1, w2, cost, g1, g2 = rows[: experiment.steps + 1].T
    return Trajectory(w1, w2, cost, (g1, g2), rates, experiment, run)


def step_bucket(steps: int) -> int:
    """64 · 2ᵏ, the least that holds `steps`."""
    return max(64, 1 << (steps - 1).bit_length())


def pad_rows(rows: np.ndarray, length: int) -> np.ndarray:
    """`rows` (T, …), and then zeros: (length, …)."""
    padded = np.zeros((length, *rows.shape[1:]))
    padded[: len(rows)] = rows
    return padded

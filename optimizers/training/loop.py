"""The training itself, a few epochs at a time, so that whoever follows it sees it go on and can end it."""

from collections.abc import Iterator
from functools import lru_cache, partial
from time import perf_counter
from typing import Any, NamedTuple

import jax
import numpy as np
import optax
from jax import lax
from jax import numpy as jnp

from landscapes.base import Frozen
from landscapes.networks import Network, cross_entropy
from optimizers.base import Optimizer
from optimizers.experiment import Run
from optimizers.training.blocks import padded
from optimizers.training.bounds import affordable
from optimizers.training.draws import first_weights, orders, parts
from optimizers.training.spec import Training
from optimizers.treatment import cost_met, parted, stages

MOST = 100  # epochs at a time
PROMPT = 0.08  # seconds that all runs together take for some epochs: how soon an end is felt


class Part(NamedTuple):
    """The rows of some epochs: row 0 of a training is before it, row e after epoch e. Non-finite rows are kept."""

    begin: int  # the epoch of the first row
    weights: np.ndarray  # (runs, rows, P) float64
    measures: np.ndarray  # (runs, rows, 4): the columns of MEASURES

    @property
    def end(self) -> int:
        """The epoch of the last row."""
        return self.begin + self.weights.shape[1] - 1


MEASURES = ("loss", "held_loss", "accuracy", "held_accuracy")  # on the whole training part, and on the one kept apart


def train(training: Training) -> Iterator[Part]:
    """The training part by part, row 0 alone first. It goes on only as far as it is asked: left, it ends.

    The numbers do not depend on how many epochs come at a time. ValueError for one of no run, or that costs too much.
    """
    affordable(training)
    split, network = parts(training.data, training.seed), training.network
    data = tuple(map(jax.device_put, split))
    first = first_weights(network, training.seed)
    measure = partial(_measuring(network, training.data), data=data)
    runs = [_Going(run, training, first) for run in training.runs]
    row = np.asarray(measure(1, padded(first[None], MOST)))[:1]
    yield Part(0, np.tile(first, (len(runs), 1, 1)), np.tile(row, (len(runs), 1, 1)))

    plan = _batch_weights(training)
    order = orders(training.count, training.epochs, training.seed)
    done, count = 0, 1
    while done < training.epochs:
        begin, count = perf_counter(), min(count, training.epochs - done)
        rows = padded(_batches(order[done : done + count], plan.shape), MOST)
        weights = [going.on(done, count, rows, plan, data) for going in runs]
        measures = [measure(count, w) for w in weights]
        part = Part(done + 1, *(np.stack([np.asarray(x)[:count] for x in each]) for each in (weights, measures)))
        # As many as take PROMPT at the pace of these, but never many more at once: the first had to be compiled.
        pace = (perf_counter() - begin) / count
        done, count = done + count, max(1, min(MOST, 8 * count, round(PROMPT / pace)))
        yield part


class _Going:
    """One run between two parts of a training."""

    def __init__(self, run: Run, training: Training, first: np.ndarray) -> None:
        self.hyper, self.rates = run.numbers, run.rates(training.epochs)
        conventions = Frozen(run.rule.settled(run.conventions))
        self.program = _program(training.network, run.rule, conventions, training.count, training.batch_size)
        self.w = jax.device_put(first)
        rule = run.rule.rule(**run.rule.hyper(run.hyper), **conventions)
        self.state = jax.tree.map(jnp.asarray, rule.init((self.w,)))

    def on(self, done: int, count: int, rows, plan, data) -> jax.Array:
        """The weights after each of the next `count` epochs, the first rows of (MOST, P)."""
        rates = padded(self.rates[done : done + count], MOST)
        self.w, self.state, weights = self.program(
            self.w, self.state, count, rows, plan, rates, self.hyper, data[0], data[1]
        )
        return weights


def _batch_weights(training: Training) -> np.ndarray:
    """What each place in each batch of an epoch weighs, (batches, size): 1/|batch|, and 0 where the last has none."""
    shape = training.steps_per_epoch, training.batch_size
    taken = np.arange(shape[0] * shape[1]).reshape(shape) < training.count
    return taken / taken.sum(axis=1, keepdims=True)


def _batches(order: np.ndarray, shape: tuple[int, ...]) -> np.ndarray:
    """The examples at each place, int32 of shape (epochs, batches, size); any, where the last batch has none."""
    places = np.zeros((len(order), shape[0] * shape[1]), np.int32)
    places[:, : order.shape[1]] = order
    return places.reshape(-1, *shape)


@lru_cache(maxsize=32)
def _program(network: Network, optimizer: Optimizer, conventions: Frozen, count: int, size: int):
    """The compiled epochs of one rule on `count` examples: what else a slider moves than the batch size is an argument,
    so that moving it compiles nothing. Each is its own `jit`: dropping it from this cache frees what it compiled.
    """
    return jax.jit(partial(_epochs, network, optimizer, conventions))


def _epochs(network, optimizer, conventions, w, state, count, rows, plan, rates, hyper, x, y):
    own, treatment = parted(hyper)
    rule = optax.with_extra_args_support(optimizer.rule(**own, **conventions))

    def epoch(i, carry):
        def step(carry, batch):
            w, state = carry
            direction, state = _direction(network, optimizer, rule, treatment, w, state, batch, rates[i])
            return (w - rates[i] * direction, state), None

        w, state, recorded = carry
        (w, state), _ = lax.scan(step, (w, state), (x[rows[i]], y[rows[i]], plan))
        return w, state, recorded.at[i].set(w)

    # `count` turns and not MOST: it is an argument, and no turn is wasted.
    return lax.fori_loop(0, count, epoch, (w, state, jnp.zeros((len(rows), len(w)), w.dtype)))


def _direction(network, optimizer, rule, treatment, w, state, batch, rate) -> tuple[Any, Any]:
    """The direction d of the step W ← W − α d on one mini-batch, and the rule's state after it."""

    def slope(w):
        return stages((jax.grad(network.cost)(w, *batch),), (w,), treatment)["g"]

    cost = cost_met(lambda w: network.cost(w, *batch), treatment)
    known = {"slope": slope, "cost": cost, "learning_rate": rate}
    asked = {name: known[name] for name in optimizer.needs}
    (direction,), state = rule.update(slope(w), state, (w,), **asked)
    return direction, state


@lru_cache(maxsize=16)
def _measuring(network: Network, data: str):
    """(count, weights of shape (n, P), data) -> (n, 4): MEASURES of the first `count` of these weights."""
    return jax.jit(partial(_measured, network))


def _measured(network, count, weights, data):
    def turn(i, rows):
        return rows.at[i].set(jnp.stack(measures(network, weights[i], *data)))

    return lax.fori_loop(0, count, turn, jnp.zeros((len(weights), len(MEASURES)), weights.dtype))


def measures(network: Network, w, x, y, held_x, held_y):
    """The scalars of MEASURES at one w. Accuracy is the share of examples with (p > 0.5) = y, NaN where p is none."""
    # All examples at once: the layers are then compiled once.
    z, m = network.logits(w, jnp.concatenate((x, held_x))), len(x)
    both = ((z[:m], y), (z[m:], held_y))
    losses = [cross_entropy(z, y).mean() for z, y in both]
    right = [jnp.where(jnp.isnan(z), jnp.nan, (z > 0) == (y > 0)).mean() for z, y in both]
    return (*losses, *right)

"""Everything random in a training, drawn by NumPy from its seed, so that a plain program can draw the same.

Each kind of draw has a stream of its own, `default_rng(SeedSequence(seed, spawn_key=(k,)))`: k = 0 splits the data,
k = 1 gives the first weights, k = 2 the order of the examples.
"""

from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from landscapes.networks import DATASETS, Network, examples
from optimizers.training.spec import SHARE


class Parts(NamedTuple):
    """The two parts of a data set, standardised by the mean and standard deviation of the first. Read-only."""

    x: np.ndarray  # (m, features), trained on
    y: np.ndarray  # (m,)
    held_x: np.ndarray  # (held, features), kept apart
    held_y: np.ndarray  # (held,)


def stream(seed: int, k: int) -> np.random.Generator:
    """The generator of the k-th kind of draw."""
    return np.random.default_rng(np.random.SeedSequence(seed, spawn_key=(k,)))


@lru_cache(maxsize=16)
def parts(data: str, seed: int) -> Parts:
    """The data set `data` split by `seed`: the first 80 % of a permutation of its examples are trained on."""
    order = stream(seed, 0).permutation(DATASETS[data].count)
    m = int(SHARE * len(order))
    x, y = (part[order] for part in examples(data))
    # ddof 0, as scikit-learn's StandardScaler; and of the training part alone: the other is not to be known yet.
    x = (x - x[:m].mean(axis=0)) / x[:m].std(axis=0)
    split = Parts(x[:m], y[:m], x[m:], y[m:])
    for part in split:
        part.flags.writeable = False
    return split


def first_weights(network: Network, seed: int) -> np.ndarray:
    """The vector w that a training starts from, float64 of shape (P,): Glorot's uniform weights, all biases 0.

    Layer by layer W is drawn from U(−l, l) with l = √(6 / (in + out)), as is Keras' default.
    X. Glorot & Y. Bengio, AISTATS 2010, equation 16.
    """
    random, drawn = stream(seed, 1), []
    for into, out in pairwise(network.sizes):
        limit = np.sqrt(6 / (into + out))
        drawn += [random.uniform(-limit, limit, (out, into)).ravel(), np.zeros(out)]
    return np.concatenate(drawn)


def orders(count: int, epochs: int, seed: int) -> np.ndarray:
    """The order of the m = `count` examples in each epoch, int of shape (epochs, m): a permutation each.

    A longer training begins with the orders of a shorter one.
    """
    random = stream(seed, 2)
    return np.array([random.permutation(count) for _ in range(epochs)])

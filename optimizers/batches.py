"""Seeded mini-batches, as weights of the examples: the same for every optimizer of an experiment."""

import numpy as np


def batch_weights(count: int, size: int, steps: int, seed: int) -> np.ndarray:
    """What each of `count` examples weighs in each step, float64 of shape (steps, count).

    Row n − 1 belongs to update n: 1/|batch| for the examples in its batch, else 0. An epoch takes the examples in a new
    order, `size` at a time (1 to `count`) and last those that are left. A longer run begins with the batches of a
    shorter one.
    """
    batch = np.arange(count) // size  # of the epoch, by an example's place in its order
    sizes = np.bincount(batch)
    epochs = -(-steps // len(sizes))
    # A stream of its own: the gradient's noise is drawn from the seed itself.
    random = np.random.default_rng(np.random.SeedSequence(seed, spawn_key=(1,)))
    order = random.permuted(np.tile(np.arange(count), (epochs, 1)), axis=1)
    weights = np.zeros((epochs, len(sizes), count))
    weights[np.arange(epochs)[:, None], batch, order] = 1 / sizes[batch]
    return weights.reshape(-1, count)[:steps]

"""Mini-batches: every epoch a permutation, cut in order, seeded, and the same for every run."""

import numpy as np
import pytest

from optimizers.batches import batch_weights
from optimizers.noise import gradient_errors

SIZES = [(10, 1), (10, 3), (10, 4), (10, 5), (10, 9), (10, 10), (11, 2), (20, 7), (1, 1), (2, 1)]
each_size = pytest.mark.parametrize(("count", "size"), SIZES)


@each_size
def test_there_is_a_row_for_every_step_and_a_weight_for_every_example(count, size):
    weights = batch_weights(count, size, 137, seed=3)
    assert weights.shape == (137, count)
    assert weights.dtype == np.float64


@each_size
def test_the_weights_of_a_step_are_those_of_a_mean_over_its_batch(count, size):
    weights = batch_weights(count, size, 137, seed=3)
    np.testing.assert_allclose(weights.sum(axis=1), 1, rtol=1e-15)
    for row in weights:
        assert set(row) <= {0.0, 1 / np.count_nonzero(row)}


@each_size
def test_every_epoch_meets_every_example_once_and_its_last_batch_is_what_is_left(count, size):
    batches = -(-count // size)
    met = batch_weights(count, size, 12 * batches, seed=8).reshape(12, batches, count) > 0
    assert (met.sum(axis=1) == 1).all()
    sizes = met.sum(axis=2)
    assert (sizes[:, :-1] == size).all()
    assert (sizes[:, -1] == count - size * (batches - 1)).all()


def test_the_epochs_are_in_different_orders():
    orders = batch_weights(10, 1, 10 * 50, seed=0).argmax(axis=1).reshape(50, 10)
    assert len({tuple(order) for order in orders}) == 50
    places = np.array([(orders == example).mean(axis=0) for example in range(10)])
    assert places.max() < 0.4  # an example is at no place of the order more often than chance allows


@each_size
def test_a_longer_run_begins_with_the_batches_of_a_shorter_one(count, size):
    long = batch_weights(count, size, 300, seed=5)
    for steps in (1, 2, 64, 299):
        np.testing.assert_array_equal(batch_weights(count, size, steps, seed=5), long[:steps])


def test_a_seed_names_its_batches_and_another_seed_others():
    first, again, other = (batch_weights(10, 4, 60, seed) for seed in (0, 0, 2**32 - 1))
    np.testing.assert_array_equal(first, again)
    assert not np.array_equal(first, other)


def test_full_batches_weigh_every_example_alike():
    np.testing.assert_array_equal(batch_weights(8, 8, 20, seed=1), np.full((20, 8), 1 / 8))


def test_the_batches_know_nothing_of_the_noise():
    # One stream cut in two would show: the order of an epoch would come from the numbers that make its errors.
    own = [batch_weights(2, 1, 2, seed)[0, 0] for seed in range(2000)]
    errors = [gradient_errors(1, 1.0, seed)[0, 0] for seed in range(2000)]
    assert abs(np.corrcoef(own, errors)[0, 1]) < 0.1
    stream = np.random.default_rng(4).permuted(np.tile(np.arange(10), (9, 1)), axis=1)
    assert not np.array_equal(batch_weights(10, 1, 90, seed=4).argmax(axis=1).reshape(9, 10), stream)

"""Finished trainings are kept and others are not; the oldest of too many are let go."""

import threading
from dataclasses import replace

import numpy as np
import pytest

from optimizers import Run
from optimizers.training import Training, followed, keeping, kept, ready, train, trained

TRAINING = Training(data="xor", layers=(3,), epochs=12, batch_size=80, runs=(Run("adam", 0.01), Run("momentum", 0.1)))


@pytest.fixture(autouse=True)
def nothing_kept(monkeypatch):
    monkeypatch.setattr(keeping, "_kept", type(keeping._kept)())


def test_a_training_is_kept_with_the_weights_of_every_epoch():
    assert not ready(TRAINING)
    found = trained(TRAINING)
    assert ready(TRAINING)
    assert trained(TRAINING) is found is kept(TRAINING)
    parts = list(train(TRAINING))
    np.testing.assert_array_equal(found.weights, np.concatenate([part.weights for part in parts], axis=1))
    measures = np.concatenate([part.measures for part in parts], axis=1)
    for i, name in enumerate(("loss", "held_loss", "accuracy", "held_accuracy")):
        np.testing.assert_array_equal(getattr(found, name), measures[..., i])
    assert found.weights.dtype == np.float64
    assert found.diverged == (None, None)
    with pytest.raises(ValueError, match="read-only"):
        found.weights[0] = 0


def test_it_is_kept_before_its_last_part_comes_and_not_where_it_is_left():
    parts = followed(TRAINING)
    next(parts)
    next(parts)
    parts.close()
    assert not ready(TRAINING)
    assert [ready(TRAINING) for part in followed(TRAINING)][-2:] == [False, True]


def test_what_is_kept_comes_as_one_part():
    found = trained(TRAINING)
    (part,) = followed(TRAINING)
    assert (part.begin, part.end) == (0, 12)
    np.testing.assert_array_equal(part.weights, found.weights)
    np.testing.assert_array_equal(part.measures[..., 3], found.held_accuracy)


def test_a_run_that_diverges_is_told_from_the_epoch_on_and_the_others_are_not():
    growing = Run("adamw", 1.0, hyper={"weight_decay": 1e3})
    found = trained(replace(TRAINING, epochs=20, batch_size=32, runs=(growing, Run("adam", 0.01))))
    epoch, other = found.diverged
    assert other is None
    assert epoch
    broken = ~(np.isfinite(found.weights[0]).all(axis=1) & np.isfinite(found.loss[0]))
    np.testing.assert_array_equal(broken, np.arange(21) >= epoch)


def test_the_longest_unused_are_let_go(monkeypatch):
    one = trained(TRAINING)
    monkeypatch.setattr(keeping, "MOST", int(2.5 * one.weights.nbytes))
    trainings = [replace(TRAINING, seed=seed) for seed in range(3)]
    trained(trainings[1])
    kept(trainings[0])  # used again
    trained(trainings[2])
    assert [ready(training) for training in trainings] == [True, False, True]


def test_the_weights_of_a_large_training_are_kept_as_float32(monkeypatch):
    double = trained(TRAINING)
    keeping._kept.clear()
    monkeypatch.setattr(keeping, "DOUBLE", double.weights.nbytes - 1)
    single = trained(TRAINING)
    assert single.weights.dtype == np.float32
    np.testing.assert_array_equal(single.weights, double.weights.astype(np.float32))
    np.testing.assert_array_equal(single.loss, double.loss)


def test_two_who_ask_for_the_same_training_train_it_once(monkeypatch):
    counted, real = [], keeping.train

    def counting(training):
        counted.append(training)
        yield from real(training)

    monkeypatch.setattr(keeping, "train", counting)
    threads = [threading.Thread(target=trained, args=(TRAINING,)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert counted == [TRAINING]

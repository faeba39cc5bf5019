"""A training as a choice: what it accepts, what it counts, and what is random in it."""

import re

import numpy as np
import pytest

from landscapes.networks import DATASETS, examples
from optimizers import CATALOGUE, Run
from optimizers.training import TRAINABLE, Training, affordable
from optimizers.training.bounds import MOST_WEIGHTS, MOST_WORK, work
from optimizers.training.draws import first_weights, orders, parts
from tests.optimizers.training import written

ADAM = Run("adam", 0.001)


def test_the_default_is_the_lectures_network():
    training = Training()
    assert training.network.sizes == (30, 8, 8, 1)
    assert training.network.parameters == 30 * 8 + 8 + 8 * 8 + 8 + 8 + 1 == 329
    assert (training.count, training.held, training.steps_per_epoch) == (455, 114, 15)
    assert hash(training) == hash(Training(layers=[8.0, 8], epochs=500.0))
    assert training == Training(layers=[8.0, 8], epochs=500.0)


@pytest.mark.parametrize(
    ("choices", "words"),
    [
        ({"data": "iris"}, "data set 'iris' is not known; choose one of breast_cancer, moons"),
        ({"activation": "gelu"}, "activation 'gelu' is not known; choose one of relu, tanh"),
        ({"layers": ()}, "0 hidden layers are out of range: 1 to 4"),
        ({"layers": (1,) * 5}, "5 hidden layers"),
        ({"layers": (0,)}, "width of a layer = 0 is out of range: whole numbers from 1 to 32"),
        ({"layers": (33,)}, "width of a layer = 33"),
        ({"layers": (2.5,)}, "width of a layer = 2.5"),
        ({"layers": ("x",)}, "width of a layer = 'x' is not a number"),
        ({"layers": "88"}, "layers = '88': they must be a sequence of widths"),
        ({"layers": 8}, "layers = 8: they must be"),
        ({"epochs": 0}, "epochs = 0 is out of range: whole numbers from 1 to 1000"),
        ({"epochs": 1001}, "epochs = 1001"),
        ({"batch_size": 0}, "batch size = 0 is out of range: whole numbers from 1 to 455"),
        ({"batch_size": 456}, "batch size = 456"),
        ({"data": "xor", "batch_size": 321}, "whole numbers from 1 to 320"),
        ({"seed": -1}, "seed = -1"),
        ({"runs": (ADAM,) * 9}, "9 runs: a training compares at most 8"),
        ({"runs": ("adam",)}, "runs hold 'adam': each must be a Run"),
        ({"runs": (Run("adam", 1, batch_size=4),)}, "Adam has a batch size of its own"),
        ({"runs": (Run("newton", 1),)}, "Newton asks for the Hessian at every step"),
    ],
    ids=lambda part: part if isinstance(part, str) else "-".join(part),
)
def test_a_choice_out_of_range_is_refused_in_words(choices, words):
    with pytest.raises(ValueError, match=re.escape(words)):
        Training(**choices)


def test_only_what_asks_for_the_hessian_is_not_trainable():
    assert set(CATALOGUE) - set(TRAINABLE) == {"newton"}


def test_every_data_set_has_a_rate_for_every_rule():
    for dataset in DATASETS.values():
        assert all(CATALOGUE[key].suits(dataset) > 0 for key in TRAINABLE)


def test_what_costs_too_much_is_refused_in_words_and_the_default_is_not():
    affordable(Training(runs=(ADAM,) * 8, epochs=1000))
    with pytest.raises(ValueError, match="tick an optimizer"):
        affordable(Training())
    large = {"layers": (32,) * 4, "epochs": 1000, "runs": (ADAM,) * 8}
    slow, wide = Training(**large, batch_size=1), Training(**large, batch_size=455)
    assert work(slow) > MOST_WORK > work(wide)
    with pytest.raises(ValueError, match="8 optimizers for 1,000 epochs of 455 steps on 4,193 weights would take"):
        affordable(slow)
    assert 8 * 1001 * wide.network.parameters > MOST_WEIGHTS
    with pytest.raises(ValueError, match="the weights after every epoch are 33,577,544 numbers, and 16,000,000"):
        affordable(wide)


@pytest.mark.parametrize("data", DATASETS)
def test_the_split_is_the_plain_programs(data):
    for mine, plain in zip(parts(data, 3), written.split(*examples(data), 3), strict=True):
        np.testing.assert_allclose(mine, plain, atol=1e-12)
    x, y, held_x, held_y = parts(data, 3)
    assert (len(x), len(held_x)) == (len(y), len(held_y)) == (Training(data).count, Training(data).held)
    np.testing.assert_allclose(x.mean(axis=0), 0, atol=1e-12)
    np.testing.assert_allclose(x.std(axis=0), 1, atol=1e-12)
    assert np.abs(held_x.mean(axis=0)).max() > 1e-3  # by the other part's mean


def test_another_seed_splits_the_same_examples_otherwise():
    first, other = parts("moons", 0), parts("moons", 1)
    assert not np.allclose(first.x, other.x)
    assert sorted([*first.y, *first.held_y]) == sorted([*other.y, *other.held_y])


def test_the_first_weights_are_glorots_and_the_biases_0():
    network = Training(layers=(32, 16)).network
    w = first_weights(network, 9)
    np.testing.assert_array_equal(w, written.flat(written.glorot(network.sizes, 9)))
    for (weights, bias), limit in zip(
        network.layers(w), (np.sqrt(6 / 62), np.sqrt(6 / 48), np.sqrt(6 / 17)), strict=True
    ):
        assert not bias.any()
        assert 0.8 * limit < np.abs(weights).max() <= limit
    deep = network.layers(w)[0][0]
    np.testing.assert_allclose(deep.std(), np.sqrt(2 / 62), rtol=0.1)  # Var = 2 / (in + out)


def test_every_epoch_is_a_permutation_and_a_longer_training_begins_with_a_shorter_one():
    order = orders(50, 30, 4)
    assert (np.sort(order, axis=1) == np.arange(50)).all()
    assert len({tuple(row) for row in order}) == 30
    np.testing.assert_array_equal(orders(50, 7, 4), order[:7])
    assert not np.array_equal(orders(50, 7, 5), order[:7])

"""The training against a plain NumPy program with backpropagation by hand, and what it must hold by itself."""

from dataclasses import replace

import numpy as np
import pytest

from landscapes.networks import examples
from optimizers import Run
from optimizers.training import TRAINABLE, Training, train
from optimizers.training import loop as engine
from tests.optimizers.training import written

SGD, ADAM = Run("gradient_descent", 0.1), Run("adam", 0.01)


def whole(training):
    """All parts of a training as one: the weights, and the measures."""
    parts = list(train(training))
    assert [part.begin for part in parts] == [0, *(part.end + 1 for part in parts[:-1])]
    return (np.concatenate([each[i] for each in parts], axis=1) for i in (1, 2))


def plainly(training, run, direction):
    """The weights of one of its runs by the plain program."""
    x, y, *_ = written.split(*examples(training.data), training.seed)
    sizes, rates = training.network.sizes, run.rates(training.epochs)
    return written.train(x, y, sizes, training.activation, direction, rates, training.batch_size, training.seed)


@pytest.mark.sampled(3)
@pytest.mark.parametrize("epochs", [1, 3])
@pytest.mark.parametrize(
    "choices",
    [
        {},
        {"activation": "tanh", "layers": (5,), "seed": 7},
        {"data": "xor", "layers": (4, 3, 2), "batch_size": 50},
        {"data": "moons", "batch_size": 320, "activation": "tanh"},
        {"data": "spirals", "batch_size": 1, "layers": (6,)},
    ],
    ids=lambda choices: "-".join(map(str, choices.values())) or "default",
)
def test_an_epoch_is_what_a_plain_program_makes_of_it(choices, epochs):
    training = Training(**{"epochs": epochs, "runs": (SGD, ADAM), **choices})
    weights, _ = whole(training)
    assert weights.shape == (2, epochs + 1, training.network.parameters)
    for found, run, direction in zip(weights, (SGD, ADAM), (written.gradient, written.adam()), strict=True):
        np.testing.assert_allclose(found, plainly(training, run, direction), rtol=0, atol=1e-11)


def test_the_measures_are_those_of_the_recorded_weights():
    training = Training(epochs=3, runs=(SGD, ADAM), layers=(4,))
    weights, measures = whole(training)
    x, y, held_x, held_y = written.split(*examples(training.data), 0)
    for w, found in zip(weights.reshape(-1, weights.shape[-1]), measures.reshape(-1, 4), strict=True):
        layers = written.unflat(w, training.network.sizes)
        z, held_z = (written.forward(layers, part, "relu")[-1][:, 0] for part in (x, held_x))
        plain = [written.cross_entropy(z, y), written.cross_entropy(held_z, held_y)]
        plain += [np.mean((z > 0) == y), np.mean((held_z > 0) == held_y)]
        np.testing.assert_allclose(found, plain, rtol=1e-12)


def test_a_schedule_counts_epochs():
    run = Run("gradient_descent", 0.2, "exponential", 0.5)
    training = Training(data="xor", epochs=4, runs=(run,), layers=(3,))
    weights, _ = whole(training)
    np.testing.assert_allclose(weights[0], plainly(training, run, written.gradient), rtol=0, atol=1e-12)
    assert run.rates(4).tolist() == [0.2, 0.1, 0.05, 0.025]


@pytest.mark.sampled(4)
@pytest.mark.parametrize("key", TRAINABLE)
def test_every_rule_trains_a_network(key):
    # The rule on the plain program's gradients, called as a rule is: once for every step.
    run = Run(key, 0.01)
    training = Training(data="xor", layers=(4,), epochs=2, batch_size=150, runs=(run,))
    weights, _ = whole(training)
    rule = run.rule.rule(**run.rule.hyper(), **run.rule.settled())
    state = rule.init((written.flat(written.glorot(training.network.sizes, 0)),))
    more = {name: {"learning_rate": 0.01}.get(name) for name in run.rule.needs}

    def direction(n, g, w):
        nonlocal state
        (d,), state = rule.update((g,), state, (w,), **more)
        return np.asarray(d)

    np.testing.assert_allclose(weights[0], plainly(training, run, direction), rtol=1e-9, atol=1e-11)


def test_nesterov_looks_ahead_on_the_same_batch():
    # With v ← β v + (1−β) g taken at w − α β v, from the plain program's own gradients.
    run = Run("nesterov", 0.05, conventions={"form": "look_ahead"})
    training = Training(data="xor", layers=(4,), epochs=1, batch_size=320, runs=(run,))
    weights, _ = whole(training)
    x, y, *_ = written.split(*examples("xor"), 0)
    sizes = training.network.sizes
    first = written.flat(written.glorot(sizes, 0))
    g = written.flat(written.backward(written.unflat(first, sizes), x, y, "relu"))
    np.testing.assert_allclose(weights[0, 1], first - 0.05 * 0.1 * g, atol=1e-14)


def test_the_numbers_do_not_depend_on_how_many_epochs_come_at_a_time(monkeypatch):
    training = Training(epochs=40, runs=(SGD, ADAM), layers=(4,))
    weights, measures = whole(training)
    monkeypatch.setattr(engine, "PROMPT", 0)  # one epoch at a time
    assert len(list(train(training))) == 41
    for one, other in zip(whole(training), (weights, measures), strict=True):
        np.testing.assert_array_equal(one, other)


def test_a_longer_training_begins_with_a_shorter_one():
    training = Training(data="xor", epochs=30, runs=(ADAM,))
    short, _ = whole(replace(training, epochs=7))
    np.testing.assert_array_equal(next(whole(training))[:, :8], short)


def test_a_seed_names_its_numbers_and_another_seed_others():
    training = Training(data="xor", epochs=3, runs=(ADAM,))
    first, again, other = (next(whole(replace(training, seed=seed))) for seed in (0, 0, 1))
    np.testing.assert_array_equal(first, again)
    assert not np.isclose(first, other).any(axis=-1).all()
    assert not np.array_equal(first[:, 0], other[:, 0])


def test_a_run_does_not_know_of_the_others():
    alone, _ = whole(Training(data="xor", epochs=3, runs=(ADAM,)))
    among, _ = whole(Training(data="xor", epochs=3, runs=(SGD, ADAM)))
    np.testing.assert_array_equal(alone[0], among[1])


def test_a_run_that_diverges_is_recorded_as_it_is():
    growing = Run("adamw", 1.0, hyper={"weight_decay": 1e3})  # the weights become 999 times as large with every step
    weights, measures = whole(Training(data="xor", epochs=20, runs=(growing, ADAM)))
    assert not np.isfinite(weights[0, -1]).all()
    assert np.isfinite(weights[1]).all()
    assert np.isnan(measures[0, -1]).all()
    assert np.isfinite(measures[1]).all()


def test_moving_a_slider_compiles_nothing(compilations):
    training = Training(data="xor", layers=(7,), epochs=60, batch_size=33, runs=(ADAM,))
    list(train(training))
    assert compilations
    compilations.clear()
    changed = Run("adam", 0.02, "exponential", 0.99, hyper={"beta1": 0.8}, warmup=3)
    list(train(replace(training, epochs=45, seed=3, runs=(changed,))))
    assert compilations == []

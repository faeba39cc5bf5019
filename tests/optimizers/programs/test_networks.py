"""The programs of a training walk its path through the weights: in NumPy with backpropagation by hand, and in optax."""

from dataclasses import replace
from functools import cache

import numpy as np
import pytest

from landscapes.networks import DATASETS
from optimizers import Run
from optimizers.programs import LIBRARIES, program_of_training
from optimizers.training.loop import train
from optimizers.training.spec import TRAINABLE, Training

ODD = (("nesterov", {"form": "look_ahead"}), ("adagrad", {"epsilon_position": "inside_root"}))
SMALL = Training("moons", (4, 3), "tanh", epochs=4, batch_size=50, seed=3)


def gentle(key, **more):
    """A rate at which a few epochs do not magnify what rounding does."""
    return Run(key, {"lbfgs": 0.05, "adadelta": 1.0}.get(key, 0.003), **more)


def cases():
    # The conventions are the same trees as for a surface, in test_runs.py: here each rule is met once.
    for key in TRAINABLE:
        yield replace(SMALL, runs=(gentle(key, decay=0.3),))
    for key, chosen in ODD:
        yield replace(SMALL, runs=(gentle(key, conventions=chosen),))
    for i, key in enumerate(DATASETS):
        run = gentle("adam", schedule="cosine", warmup=2)
        yield Training(key, (5,), ("relu", "tanh")[i % 2], epochs=4, batch_size=64, seed=1, runs=(run,))
    yield Training("blobs", (2, 3, 4, 2), epochs=3, batch_size=320, runs=(gentle("momentum"),))  # one step an epoch


CASES = {f"case{i}": training for i, training in enumerate(cases())}
ALL, FEW = tuple(CASES), tuple(CASES)[::9]


@cache
def weights(name):
    """The weights of every epoch, (epochs + 1, P)."""
    return np.concatenate([part.weights[0] for part in train(CASES[name])])


@pytest.mark.parametrize("names", [FEW, pytest.param(ALL, marks=pytest.mark.long)], ids=["few", "all"])
@pytest.mark.parametrize("library", ["numpy", "optax"])
def test_it_walks_the_trainings_path(ran, library, names):
    made = {name: program_of_training(CASES[name], 0, library) for name in names}
    texts = {name: program.text for name, program in made.items() if program.text}
    assert all(made[name].exact for name in texts)
    if names == ALL:
        assert len(made) - len(texts) == {"numpy": 0, "optax": 2}[library]  # Nesterov's look ahead, and L-BFGS
    found = ran(texts)
    differences = {name: np.max(np.abs(found[name] - weights(name))) for name in texts}
    worst = max(differences, key=lambda name: differences[name])
    print(f"{library}: the largest difference of {len(texts)} trainings is {differences[worst]:.2g}")
    assert differences[worst] < 1e-9, CASES[worst]


def test_what_is_not_written_out_says_what_is_missing():
    run = Run("nesterov", 0.1, conventions={"form": "look_ahead"})
    made = program_of_training(replace(SMALL, runs=(run,)), 0, "optax")
    assert (made.text, made.exact) == ("", None)
    assert "not at the point ahead" in made.note


@pytest.mark.parametrize("library", LIBRARIES)
@pytest.mark.parametrize("name", FEW)  # each has the page's first epochs compiled
def test_every_program_is_python_or_says_what_is_missing(name, library):
    made = program_of_training(CASES[name], 0, library)
    compile(made.text, name, "exec")
    assert made.note.endswith(".")
    assert bool(made.text) == (made.exact is not None)
    assert max(map(len, made.text.splitlines()), default=0) <= 120

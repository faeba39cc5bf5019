"""Programs of runs that clip, add L2 or warm up from elsewhere: in each library's own words, and along the page's path.

What PyTorch's and Keras's functions do is followed in NumPy, after their sources: clip_grad_norm_ of torch.nn.utils and
BaseOptimizer._clip_gradients of Keras. In TensorFlow 2.21 with Keras 3.15 the programs of all these cases once left
the page's path where their notes say so.
"""

from dataclasses import replace
from itertools import product

import numpy as np
import pytest

from landscapes import CATALOGUE as LANDSCAPES
from optimizers import CATALOGUE, Experiment, Run, perform
from optimizers.programs import LIBRARIES, program, program_of_training
from optimizers.schedules import WARMUPS_FROM
from optimizers.training import Training, train

TREATMENTS = {
    "l2": {"l2": 0.3},
    "value": {"clip_value": 1.5},
    "norm": {"clip_norm": 2.0},
    "all": {"clip_value": 1.5, "clip_norm": 1.75, "l2": 0.3},
}
each = pytest.mark.parametrize("treatment", TREATMENTS.values(), ids=list(TREATMENTS))
GENTLE = {"newton": {"hyper": {"damping": 30.0}}, "lbfgs": {"conventions": {"line_search": "backtracking"}}}
STEPS = {"lbfgs": 8}


def alone(key, rate=None, landscape="booth", **settings):
    rate = CATALOGUE[key].suits(LANDSCAPES[landscape]) / 4 if rate is None else rate
    run = Run(key, rate, **{**GENTLE.get(key, {}), **settings})
    return Experiment(landscape, start=(-4.0, 6.0), steps=STEPS.get(key, 40), runs=(run,))


def cases():
    for key, name in product(CATALOGUE, TREATMENTS):
        if name == "all" or key in ("gradient_descent", "adam", "newton"):
            yield alone(key, **TREATMENTS[name])
    yield alone("nesterov", conventions={"form": "look_ahead"}, **TREATMENTS["all"])
    yield alone("newton", conventions={"curvature": "absolute"}, **TREATMENTS["all"])
    yield replace(alone("adam", landscape="two_crowds", **TREATMENTS["all"]), batch_size=3, noise=0.1, seed=2)
    for warmup_from, schedule in product(WARMUPS_FROM, ("constant", "cosine")):
        yield alone("adam", schedule=schedule, warmup=7, warmup_from=warmup_from)


CASES = {f"case{i}": experiment for i, experiment in enumerate(cases())}
EVERY, FEW = tuple(CASES), tuple(CASES)[::3]


@pytest.mark.long
@pytest.mark.parametrize("names", [FEW, pytest.param(EVERY, marks=pytest.mark.long)], ids=["few", "all"])
@pytest.mark.parametrize("library", ["numpy", "optax"])
def test_it_walks_the_page_s_path(ran, library, names):
    made = {name: program(CASES[name], 0, library) for name in names}
    assert all(each.text for each in made.values())
    found = ran({name: each.text for name, each in made.items()})
    for name in names:
        experiment = CASES[name]
        (true,) = perform(experiment)
        assert np.hypot(found[name][:, 0] - true.w1, found[name][:, 1] - true.w2).max() < 1e-9, experiment.runs


@pytest.mark.sampled(5)
@pytest.mark.parametrize("library", LIBRARIES)
@pytest.mark.parametrize("name", CASES)
def test_every_one_is_python_that_says_how_far_it_holds(name, library):
    made = program(CASES[name], 0, library)
    compile(made.text, name, "exec")
    assert made.note.endswith(".")
    assert max(map(len, made.text.splitlines())) <= 130


def test_pytorch_clips_with_its_own_functions_and_then_decays():
    text = program(alone("adam", **TREATMENTS["all"]), 0, "torch").text
    order = ["backward()", "clip_grad_value_([w], 1.5)", "clip_grad_norm_([w], 1.75)", "optimizer.step()"]
    assert sorted(order, key=text.index) == order
    assert "eps=1e-08, weight_decay=0.3)" in text
    # The weight decay of AdamW is not L2, and Rprop has none.
    for key in ("adamw", "rprop"):
        assert "    w.grad += 0.3 * w.detach()  # L2" in program(alone(key, l2=0.3), 0, "torch").text


def test_keras_clips_in_the_optimizer_where_it_clips_once():
    assert "clipnorm=2.0)" in program(alone("adam", clip_norm=2), 0, "keras").text
    assert "clipvalue=1.5)" in program(alone("adam", clip_value=1.5), 0, "keras").text
    text = program(replace(alone("adam", **TREATMENTS["all"]), noise=0.1), 0, "keras").text
    order = [
        "g = g + errors[n - 1]",
        "tf.clip_by_value(g",
        "tf.clip_by_norm(g",
        "g = g + 0.3 * w",
        "apply_gradients([(g, w)])",
    ]
    assert sorted(order, key=text.index) == order
    assert "clipnorm" not in text


def test_optax_chains_its_own_transformations():
    text = program(alone("adam", **TREATMENTS["all"]), 0, "optax").text
    order = ["optax.clip(1.5)", "optax.clip_by_global_norm(1.75)", "optax.add_decayed_weights(0.3)", "optax.adam("]
    assert sorted(order, key=text.index) == order


@pytest.mark.sampled(1)
@each
def test_where_the_conventions_agree_so_does_every_step(treatment):
    keras = program(alone("gradient_descent", **treatment), 0, "keras")
    assert keras.exact, keras.note
    torch = program(alone("adam", **treatment), 0, "torch")
    assert torch.exact == ("clip_norm" not in treatment), torch.note
    if not torch.exact:
        assert "clip_grad_norm_ adds 1e-6 to the norm" in torch.note


def test_how_far_pytorch_s_slack_leads_is_worked_out():
    experiment = replace(alone("gradient_descent", 5.0, clip_norm=2.0), steps=1)
    (true,) = perform(experiment)
    size = np.hypot(true.gradient[0][0], true.gradient[1][0])
    expected = 5.0 * 2.0 * (1 - size / (size + 1e-6))  # of a step that is 10 long
    assert f"at step 1 (by {expected:.1g})" in program(experiment, 0, "torch").note


SMALL = Training("moons", (4, 3), "tanh", epochs=3, batch_size=50, seed=3)


@pytest.mark.long
@pytest.mark.parametrize("library", ["numpy", "optax"])
def test_a_training_is_treated_in_its_program_too(ran, library):
    small = {name: {key: value / 20 for key, value in t.items()} for name, t in TREATMENTS.items()}
    keys = {"adam": 0.003, "momentum": 0.003, "yogi": 0.003}
    runs = {f"{key}{i}": Run(key, keys[key], **t) for key, (i, t) in product(keys, enumerate(small.values()))}
    made = {name: program_of_training(replace(SMALL, runs=(run,)), 0, library) for name, run in runs.items()}
    found = ran({name: each.text for name, each in made.items()})
    for name, run in runs.items():
        true = np.concatenate([part.weights[0] for part in train(replace(SMALL, runs=(run,)))])
        assert np.abs(found[name] - true).max() < 1e-9, run


@each
def test_a_training_in_pytorch_and_keras_says_what_it_does(treatment):
    training = replace(SMALL, runs=(Run("momentum", 0.003, **{key: value / 20 for key, value in treatment.items()}),))
    torch, keras = (program_of_training(training, 0, library) for library in ("torch", "keras"))
    compile(torch.text, "torch", "exec")
    assert ("weight_decay" in torch.text) == ("l2" in treatment)
    assert ("clip_grad_norm_(model.parameters(), " in torch.text) == ("clip_norm" in treatment)
    if "l2" in treatment:
        assert (keras.text, keras.exact) == ("", None)
        assert "before the clip" in keras.note
    else:
        assert "clipvalue=" in keras.text or "global_clipnorm=" in keras.text

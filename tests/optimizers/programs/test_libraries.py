"""The programs of PyTorch and Keras say where they leave the page's path, and the numbers are worked out, not written.

That the libraries do what libraries.py says was seen by running such programs in PyTorch 2.13 and TensorFlow 2.21.
"""

import re
from dataclasses import replace
from itertools import product

import numpy as np
import pytest

from landscapes import CATALOGUE as LANDSCAPES
from landscapes.points import own_points
from optimizers import CATALOGUE, Experiment, Run, perform
from optimizers.programs import LIBRARIES, program
from optimizers.programs.followed import path, told
from optimizers.programs.keras_names import KERAS
from optimizers.programs.torch_names import TORCH

CONVENTIONS = [
    pytest.param(rule, dict(chosen), id="-".join((key, *dict(chosen).values())))
    for key, rule in CATALOGUE.items()
    for chosen in product(*([(c.key, choice.key) for choice in c.choices] for c in rule.conventions))
]
STEADY = {"schedule": "constant"}
FALLING = {"schedule": "exponential", "decay": 0.97}


def alone(key, rate=0.05, **settings):
    return Experiment("ravine", steps=80, runs=(Run(key, rate, **settings),))


def note(experiment, library):
    return program(experiment, 0, library).note


@pytest.mark.sampled(30)
@pytest.mark.parametrize("library", ["keras", "torch"])
@pytest.mark.parametrize(("rule", "conventions"), CONVENTIONS)
def test_every_rule_has_a_program_that_is_python(rule, conventions, library):
    run = Run(rule.key, rule.suits(LANDSCAPES["booth"]) / 4, conventions=conventions, schedule="cosine", warmup=3)
    for more in ({}, {"noise": 0.1}):
        made = program(Experiment("booth", steps=10, runs=(run,), **more), 0, library)
        compile(made.text, rule.key, "exec")
        assert made.exact in (True, False)
        assert made.note.endswith(".")
        comments = " ".join(line[2:] for line in made.text.splitlines() if line.startswith("# "))
        assert made.note in comments
        assert max(map(len, made.text.splitlines())) <= 130


def test_every_key_of_the_tables_is_a_rule_with_its_conventions():
    known = {(rule.key, *conventions.values()) for rule, conventions in (p.values for p in CONVENTIONS)}
    assert known >= set(TORCH)
    assert known >= set(KERAS)


@pytest.mark.parametrize(
    ("library", "key", "settings"),
    [
        ("torch", "momentum", FALLING),
        ("torch", "nesterov", FALLING),
        ("torch", "rmsprop", FALLING),
        ("torch", "adam", FALLING),
        ("torch", "adagrad", FALLING),
        ("torch", "adadelta", FALLING),
        ("torch", "adamw", FALLING),
        ("torch", "nadam", FALLING),
        ("torch", "adamax", FALLING),
        ("torch", "rprop", STEADY),
        ("torch", "heavy_ball", STEADY),
        ("keras", "gradient_descent", FALLING),
        ("keras", "rmsprop", {**FALLING, "conventions": {"epsilon_position": "inside_root"}}),
        ("keras", "adagrad", {**FALLING, "conventions": {"epsilon_position": "inside_root"}}),
        ("keras", "adadelta", FALLING),
        ("keras", "momentum", {**STEADY, "hyper": {"beta": 0.75}}),  # which is a float32
        ("keras", "heavy_ball", {**STEADY, "hyper": {"beta": 0.75}}),
    ],
)
def test_where_the_conventions_agree_so_does_every_step(library, key, settings):
    made = program(alone(key, **settings), 0, library)
    assert made.note == "The same as the page's run to 1e-09 in all 80 steps."
    assert made.exact


@pytest.mark.parametrize(
    ("library", "key", "settings", "step"),
    [
        ("keras", "momentum", {**FALLING, "hyper": {"beta": 0.75}}, 2),  # the first step has no past
        ("keras", "heavy_ball", {**FALLING, "conventions": {"rate_position": "on_sum"}, "hyper": {"beta": 0.75}}, 2),
        ("torch", "heavy_ball", FALLING, 2),
        ("torch", "rprop", FALLING, 2),
        ("keras", "adam", {**STEADY, "hyper": {"epsilon": 1e-3}}, 1),
        (
            "torch",
            "rmsprop",
            {**STEADY, "conventions": {"epsilon_position": "inside_root"}, "hyper": {"epsilon": 1.0}},
            1,
        ),
        ("keras", "rmsprop", {**STEADY, "hyper": {"epsilon": 1.0}}, 1),
        ("torch", "amsgrad", {**STEADY, "hyper": {"epsilon": 0.0}}, 2),
    ],
)
def test_where_they_differ_the_note_says_from_which_step_on_and_how_far(library, key, settings, step):
    experiment = alone(key, **settings)
    made = program(experiment, 0, library)
    assert not made.exact
    found = re.search(r"at step (\d+) \(by (\S+)\), and is never further off than (\S+)\.$", made.note)
    assert found, made.note
    assert int(found[1]) == step
    assert 1e-9 < float(found[2]) <= float(found[3]) * 1.05


def test_the_distance_is_that_of_the_two_paths():
    experiment = alone("momentum", **FALLING)
    run, own = experiment.runs[0], KERAS["momentum", "one_minus_beta"]
    rates = run.rates(80) * (1 - 0.9)
    walked = path(experiment, run, own.step(run.rule.hyper()), rates)
    (true,) = perform(experiment)
    away = np.hypot(walked[:, 0] - true.w1, walked[:, 1] - true.w2)
    assert f"never further off than {away.max():.2g}." in told(experiment, 0, own)[0]
    nearer = replace(experiment, runs=(replace(run, decay=0.999),))
    assert told(nearer, 0, own)[0] != told(experiment, 0, own)[0]


@pytest.mark.parametrize("size", [1, 3, None])
def test_a_library_meets_the_batches_and_errors_of_the_run(size):
    points = own_points([(0, 1), (1, 3), (2, 2), (3.5, 4), (-1, 0)])
    run = Run("adam", 0.1, decay=0.1, batch_size=size)
    made = program(Experiment(points, steps=40, batch_size=2, noise=0.1, seed=7, runs=(run,)), 0, "torch")
    assert made.exact, made.note


def test_a_run_that_is_lost_in_both_is_no_difference():
    made = program(Experiment("rosenbrock", steps=40, runs=(Run("gradient_descent", 10.0),)), 0, "torch")
    assert made.exact


@pytest.mark.parametrize("library", LIBRARIES)
def test_the_row_is_the_one_that_is_asked_for_and_the_heading_says_what_runs(library):
    runs = (Run("adam", 0.1), Run("rmsprop", 0.02))
    made = program(Experiment("ravine", theta={"kappa": 7}, steps=33, runs=runs), 1, library)
    assert made.text.startswith("# RMSprop on the cost “Ravine”: 33 steps from (")
    assert "kappa = 7\n" in made.text
    assert "0.02" in made.text


def test_a_cost_with_arrays_inside_says_so():
    landscape = replace(LANDSCAPES["booth"], cost=lambda w1, w2: (np.ones(3) * w1).sum() + w2)
    made = program(Experiment(landscape, runs=(Run("adam", 0.1),)), 0, "numpy")
    assert made.text == ""
    assert made.exact is None
    assert made.note.startswith("This cost is not written out as a program: ")

"""The programs of PyTorch and Keras say where they leave the page's path, and the numbers are worked out, not written.

That the libraries do what libraries.py says was seen by running such programs in PyTorch 2.13 and TensorFlow 2.21.
"""

import ast
import re
from dataclasses import replace
from itertools import product

import numpy as np
import pytest

from landscapes import CATALOGUE as LANDSCAPES
from landscapes import parse
from landscapes.points import own_points
from optimizers import CATALOGUE, Experiment, Run, perform
from optimizers.programs import LIBRARIES, program
from optimizers.programs.derivative import Derivatives
from optimizers.programs.dialects import TENSORFLOW
from optimizers.programs.followed import Way, own, path
from optimizers.programs.keras_names import KERAS
from optimizers.programs.torch_names import TORCH
from optimizers.programs.turns import of_gradient

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


@pytest.mark.sampled(8)
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


@pytest.mark.sampled(4)
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
    run, how = experiment.runs[0], KERAS["momentum", "one_minus_beta"]
    slope = Derivatives(experiment, TENSORFLOW).gradient
    walked = path(experiment, Way(lambda: of_gradient(how.step(run.rule.hyper())), slope, 1 - 0.9))
    (true,) = perform(experiment)
    away = np.hypot(walked[:, 0] - true.w1, walked[:, 1] - true.w2)
    assert f"never further off than {away.max():.2g}." in own(experiment, 0, how, TENSORFLOW).note
    nearer = replace(experiment, runs=(replace(run, decay=0.999),))
    assert own(nearer, 0, how, TENSORFLOW) != own(experiment, 0, how, TENSORFLOW)


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
    assert "kappa = 7.0\n" in made.text
    assert "0.02" in made.text


def test_a_cost_with_arrays_inside_says_so():
    landscape = replace(LANDSCAPES["booth"], cost=lambda w1, w2: (np.ones(3) * w1).sum() + w2)
    made = program(Experiment(landscape, runs=(Run("adam", 0.1),)), 0, "numpy")
    assert made.text == ""
    assert made.exact is None
    assert made.note.startswith("This cost is not written out as a program: ")


@pytest.mark.sampled(5)
@pytest.mark.parametrize("library", LIBRARIES)
@pytest.mark.parametrize("key", CATALOGUE)
def test_every_setting_of_an_optimizer_is_printed_as_a_float_also_where_it_is_whole(key, library):
    rule = CATALOGUE[key]
    whole = {p.key: 0.0 for p in rule.hyperparameters if p.low == 0 and p.key != "beta1"}
    run = Run(key, 1.0, schedule="constant", hyper=whole)
    tree = ast.parse(program(Experiment("booth", steps=3, runs=(run,)), 0, library).text)
    fixed = {"initial_accumulator_value", "weight_decay", "eps", "eps_root"} if library == "optax" else set()
    for node in ast.walk(tree):
        called = ast.unparse(node.func) if isinstance(node, ast.Call) else ""
        if called.startswith(("torch.optim.", "keras.optimizers.", "optax.")):
            given = [*node.args, *(k.value for k in node.keywords if k.arg not in fixed)]
            numbers = [n.value for each in given for n in ast.walk(each) if isinstance(n, ast.Constant)]
            assert all(isinstance(n, (float, bool)) for n in numbers), ast.unparse(node)
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "alpha":
            assert ast.unparse(node.value) == "1.0"


def test_a_learning_rate_of_one_is_a_float_for_adadelta_of_keras():
    made = program(Experiment("booth", runs=(Run("adadelta", 1.0, schedule="constant"),)), 0, "keras")
    assert "\nalpha = 1.0\n" in made.text
    assert "keras.optimizers.Adadelta(alpha, rho=" in made.text


@pytest.mark.parametrize("library", LIBRARIES)
def test_a_cost_that_is_a_number_is_still_of_the_weights(library):
    made = program(Experiment(parse("3"), steps=3, runs=(Run("gradient_descent", 0.1),)), 0, library)
    assert made.exact, made.note
    assert "return 3 + 0 * w1" in made.text


def test_a_program_is_written_so_that_its_library_takes_the_pages_slopes_at_kinks_and_ties():
    # JAX's |x| has the slope 1 at 0, a clamp of PyTorch one side's alone, a maximum of TensorFlow its first argument's.
    def text(formula, library):
        run = Run("gradient_descent", 0.25)
        return program(Experiment(parse(formula), start=(1, 1), steps=8, runs=(run,)), 0, library).text

    assert "jnp.maximum(w1, -w1)" in text("|x|+y^2", "optax")
    assert "jnp.abs" not in text("|x|+y^2", "optax")
    assert "torch.abs(w1)" in text("|x|+y^2", "torch")
    assert "torch.maximum(w1, torch.tensor(0))" in text("relu(x)+y", "torch")
    assert "(tf.math.maximum(w1, w2) + tf.math.maximum(w2, w1)) / 2" in text("max(x,y)", "keras")


@pytest.mark.parametrize("library", LIBRARIES)
def test_the_note_names_the_step_at_which_the_run_is_exactly_on_a_kink(library):
    run = Run("gradient_descent", 0.25, schedule="constant")
    made = program(Experiment(parse("|x|+y^2"), start=(1, 1), steps=8, runs=(run,)), 0, library)
    assert (
        "The run is exactly on a kink of J, where a slope is a choice: at step 4 |x| at x = 0 (slope 0)." in made.note
    )


@pytest.mark.parametrize(("library", "differs"), [("numpy", False), ("optax", True), ("keras", True), ("torch", True)])
def test_where_a_librarys_own_slope_at_a_tie_is_another_no_badge_says_the_same_path(library, differs):
    # A tie of three: the page takes the mean of the three slopes, the libraries halve twice.
    run = Run("gradient_descent", 0.25, schedule="constant")
    made = program(Experiment(parse("min(x,y,x+y)"), start=(0, 0), steps=12, runs=(run,)), 0, library)
    assert made.exact is not differs
    there = "At step 0 the gradient is (0.667, 0.667) on the page and (0.75, 0.75) in"
    assert (there in made.note) == differs


@pytest.mark.parametrize("hyper", [{"eta_minus": 0}, {"eta_plus": 1}])
def test_what_pytorch_refuses_is_written_out(hyper):
    made = program(alone("rprop", hyper=hyper), 0, "torch")
    assert made.exact, made.note
    assert "torch.optim.Rprop takes η₋ between 0 and 1" in made.note
    assert "torch.optim" not in made.text.partition("import torch")[2]

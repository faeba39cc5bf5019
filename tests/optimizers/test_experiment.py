"""Experiments and runs as values: frozen, hashable, and equal however one choice is spelled."""

from dataclasses import FrozenInstanceError, fields, replace

import numpy as np
import pytest

from landscapes import CATALOGUE as LANDSCAPES
from landscapes import Interval
from optimizers import CATALOGUE, SCHEDULES, Experiment, Run, perform

RAVINE = LANDSCAPES["ravine"]
SAME_RUNS = {
    "a hyperparameter at its default": ({"hyper": {"beta1": 0.9}}, {}),
    "every hyperparameter at its default": ({"hyper": {"epsilon": 1e-8, "beta2": 0.999, "beta1": 0.9}}, {}),
    "a convention at its default": ({"conventions": {"bias_correction": "on"}}, {}),
    "the order of the hyperparameters": ({"hyper": {"beta1": 0, "beta2": 0.5}}, {"hyper": {"beta2": 0.5, "beta1": 0}}),
    "a whole number for a real one": ({"learning_rate": 1, "decay": 2}, {"learning_rate": 1.0, "decay": 2.0}),
    "a number of NumPy": ({"learning_rate": np.float32(0.5)}, {"learning_rate": 0.5}),
    "the default schedule": ({"schedule": "inverse_time"}, {}),
    "no warm-up": ({"warmup": 0.0, "schedule_parameters": {}}, {}),
    "a parameter of the schedule at its default": (
        {"schedule": "step", "schedule_parameters": {"interval": 100}},
        {"schedule": "step"},
    ),
}
SAME_EXPERIMENTS = {
    "a key for its landscape": ({"landscape": RAVINE}, {}),
    "theta at its default": ({"theta": {"kappa": 20}}, {}),
    "the landscape's own start": ({"start": RAVINE.start}, {}),
    "the landscape's own domain": ({"domain": RAVINE.domain}, {}),
    "lists and plain pairs": ({"domain": [[-1, 1], (-2, 2)]}, {"domain": (Interval(-1.0, 1.0), Interval(-2.0, 2.0))}),
    "an array for a start": ({"start": np.array([1, 2])}, {"start": (1.0, 2.0)}),
    "whole steps as a float": ({"steps": 64.0, "seed": np.int64(3)}, {"steps": 64, "seed": 3}),
    "a list of runs": ({"runs": [Run("adam", 0.1)]}, {"runs": (Run("adam", 0.1),)}),
}
DIFFERENT = [
    {"theta": {"kappa": 21.0}},
    {"start": (1.0, 2.0)},
    {"domain": ((-1, 1), (-1, 1))},
    {"steps": 501},
    {"seed": 1},
    {"noise": 0.1},
    {"counts": "steps"},
    {"runs": (Run("adam", 0.1),)},
    {"landscape": "himmelblau"},
    {"landscape": replace(RAVINE, cost=lambda w1, w2, kappa: w1**2 + kappa * w2**2)},
]


def adam(**settings) -> Run:
    return Run(**{"optimizer": "adam", "learning_rate": 0.1, **settings})


def ravine(**settings) -> Experiment:
    return Experiment(**{"landscape": "ravine", **settings})


@pytest.mark.parametrize("value", [adam(hyper={"beta1": 0.5}), ravine(theta={"kappa": 3.0})], ids=["run", "experiment"])
def test_no_field_can_be_set(value):
    for field in fields(value):
        with pytest.raises(FrozenInstanceError):
            setattr(value, field.name, getattr(value, field.name))


def test_the_mappings_inside_are_immutable_copies():
    hyper, theta = {"beta1": 0.5}, {"kappa": 3.0}
    run, experiment = adam(hyper=hyper), ravine(theta=theta)
    hyper["beta1"], theta["kappa"] = 0.7, 9.0
    assert run.hyper == {"beta1": 0.5}
    assert experiment.theta == {"kappa": 3.0}
    for mapping in (run.hyper, run.conventions, run.schedule_parameters, experiment.theta):
        assert not hasattr(mapping, "__setitem__")


@pytest.mark.parametrize(("one", "other"), SAME_RUNS.values(), ids=list(SAME_RUNS))
def test_two_spellings_of_a_run_are_one_run(one, other):
    assert adam(**one) == adam(**other)
    assert hash(adam(**one)) == hash(adam(**other))


@pytest.mark.parametrize(("one", "other"), SAME_EXPERIMENTS.values(), ids=list(SAME_EXPERIMENTS))
def test_two_spellings_of_an_experiment_are_one_experiment(one, other):
    assert ravine(**one) == ravine(**other)
    assert hash(ravine(**one)) == hash(ravine(**other))


@pytest.mark.parametrize("other", DIFFERENT, ids=lambda other: next(iter(other)))
def test_another_choice_is_another_experiment(other):
    assert ravine(**other) != ravine()
    assert len({ravine(**other), ravine(), ravine()}) == 2


def test_a_batch_of_every_example_is_no_batch():
    assert Experiment("two_crowds", batch_size=10) == Experiment("two_crowds")
    assert Experiment("two_crowds", batch_size=9) != Experiment("two_crowds")


@pytest.mark.parametrize(("size", "steps"), [(1, 10), (3, 4), (4, 3), (5, 2), (9, 2), (10, 1), (None, 1)])
def test_an_epoch_has_as_many_steps_as_batches(size, steps):
    run = Run("adam", 0.1)
    own = Run("adam", 0.1, batch_size=size or "all")
    assert Experiment("two_crowds", batch_size=size).steps_per_epoch(run) == steps
    assert Experiment("two_crowds", batch_size=7).steps_per_epoch(own) == steps


@pytest.mark.sampled(66)
@pytest.mark.parametrize("optimizer", CATALOGUE)
@pytest.mark.parametrize("schedule", SCHEDULES)
def test_every_optimizer_runs_with_every_schedule(optimizer, schedule):
    run = Run(optimizer, 0.1, schedule)
    assert run.rule is CATALOGUE[optimizer]
    assert run.how is SCHEDULES[schedule]
    assert run == Run(optimizer, 0.1, schedule, None, {}, {})


@pytest.mark.parametrize("key", LANDSCAPES)
def test_an_experiment_opens_with_the_landscapes_own_start_and_map(key):
    experiment = Experiment(key)
    assert experiment.surface is LANDSCAPES[key]
    assert experiment.origin == LANDSCAPES[key].start
    assert experiment.map_domain == LANDSCAPES[key].domain
    assert (experiment.steps, experiment.seed, experiment.noise, experiment.runs) == (500, 0, 0.0, ())


def test_the_extremes_of_every_range_are_accepted():
    ravine(steps=1, seed=0, noise=0.0)
    ravine(steps=5000, seed=2**32 - 1, noise=1e6)
    for rate in (0.0, 5e-324, 1e6):
        assert adam(learning_rate=rate).learning_rate == rate


def test_a_landscape_outside_the_catalogue_is_accepted():
    bowl = replace(RAVINE, key="bowl", cost=lambda w1, w2: w1**2 + w2**2, parameters=())
    (trajectory,) = perform(Experiment(bowl, start=(1.0, 0.0), steps=1, runs=(Run("gradient_descent", 0.25),)))
    assert trajectory.w1[1] == 0.5

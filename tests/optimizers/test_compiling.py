"""What compiles and what does not, and that programs no longer held are really freed."""

import gc
import weakref
from dataclasses import replace

import pytest

from landscapes import CATALOGUE as LANDSCAPES
from landscapes import Frozen, Interval
from optimizers import CATALOGUE, Experiment, Run, perform
from optimizers.trajectory import program

RAVINE = LANDSCAPES["ravine"]
KEYS = ("gradient_descent", "adam", "nesterov", "newton")  # one of each kind: what a rule asks for, and keeps
# Each moves one thing that a slider, a field or a finger moves, away from the experiment below.
MOVES = {
    "start": {"start": (3.0, -2.0)},
    "whole start": {"start": (1, 2)},
    "domain": {"domain": (Interval(-1, 1), Interval(-1, 1))},
    "theta": {"theta": {"kappa": 7.5}},
    "fewer steps": {"steps": 65},
    "more steps": {"steps": 128},
    "seed without noise": {"seed": 5},
}
RUN_MOVES = {
    "learning rate": {"learning_rate": 0.07},
    "a whole rate": {"learning_rate": 1},
    "decay": {"decay": 0.3},
    "schedule": {"schedule": "exponential"},
    "schedule and decay": {"schedule": "inverse_sqrt", "decay": 2.0},
    "constant": {"schedule": "constant"},
    "parameters and warm-up": {"schedule": "step", "schedule_parameters": {"interval": 9}, "warmup": 5},
}


def experiment(landscape="ravine", settings=None, **run) -> Experiment:
    runs = tuple(Run(**{"optimizer": key, "learning_rate": 0.01, **run}) for key in KEYS)
    return Experiment(**{"landscape": landscape, "steps": 100, "runs": runs, **(settings or {})})


def fresh(name: str):
    """A landscape nobody has compiled yet."""

    def cost(w1, w2, kappa):
        return w1**2 + kappa * w2**2

    return replace(RAVINE, key=name, cost=cost)


@pytest.fixture
def warm(compilations):
    """The experiment's programs compiled, and the count of compilations set to zero."""
    perform(experiment())
    compilations.clear()
    return compilations


def test_a_landscape_compiles_one_program_for_each_rule(compilations):
    perform(experiment(fresh("counted")))
    assert len(compilations) == len(KEYS)


def test_another_rule_compiles_itself_alone(compilations):
    landscape = fresh("ticked")
    runs = tuple(Run(key, 0.01) for key in KEYS)
    perform(Experiment(landscape, runs=runs[:-1]))
    compilations.clear()
    perform(Experiment(landscape, runs=runs))
    assert len(compilations) == 1


@pytest.mark.parametrize("settings", MOVES.values(), ids=list(MOVES))
def test_moving_the_experiment_compiles_nothing(warm, settings):
    misses = program.cache_info().misses
    perform(experiment(settings=settings))
    assert (len(warm), program.cache_info().misses) == (0, misses)


@pytest.mark.parametrize("run", RUN_MOVES.values(), ids=list(RUN_MOVES))
def test_moving_the_rate_compiles_nothing(warm, run):
    misses = program.cache_info().misses
    perform(experiment(**run))
    assert (len(warm), program.cache_info().misses) == (0, misses)


@pytest.mark.sampled(5)
@pytest.mark.parametrize("optimizer", [key for key in CATALOGUE if CATALOGUE[key].hyperparameters])
def test_moving_a_hyperparameter_compiles_nothing(compilations, optimizer):
    perform(Experiment("ravine", steps=100, runs=(Run(optimizer, 0.01),)))
    compilations.clear()
    for parameter in CATALOGUE[optimizer].hyperparameters:
        for value in (parameter.low, int(parameter.low), parameter.default):
            perform(Experiment("ravine", steps=100, runs=(Run(optimizer, 0.01, hyper={parameter.key: value}),)))
    assert len(compilations) == 0


def test_an_equal_landscape_made_again_compiles_nothing(warm):
    perform(experiment(replace(RAVINE)))
    assert len(warm) == 0


def test_noise_has_programs_of_its_own_and_moving_it_compiles_nothing_more(compilations):
    perform(experiment(settings={"noise": 0.1}))
    compilations.clear()
    for settings in ({"noise": 0.7}, {"noise": 0.1, "seed": 3}, {"noise": 2, "steps": 128, "start": (0.0, 1.0)}):
        perform(experiment(settings=settings))
    assert len(compilations) == 0


def test_batches_have_programs_of_their_own_and_moving_them_compiles_nothing_more(compilations):
    def on_batches(**settings):
        perform(experiment("two_crowds", settings={"batch_size": 4, **settings}))

    on_batches()
    compilations.clear()
    for settings in ({"batch_size": 1}, {"batch_size": 9, "steps": 128}, {"seed": 3}, {"counts": "steps"}):
        on_batches(**settings)
    on_batches(start=(0.0, 1.0))
    perform(experiment("two_crowds", {"batch_size": 3}, learning_rate=0.2, decay=0.1, warmup=3))
    assert len(compilations) == 0


@pytest.mark.sampled(6)
@pytest.mark.parametrize("optimizer", CATALOGUE)
def test_after_every_move_a_program_holds_one_compilation(optimizer):
    landscape = fresh("moved")
    for settings in ({}, *MOVES.values()):
        for run in ({}, *RUN_MOVES.values()):
            runs = (Run(**{"optimizer": optimizer, "learning_rate": 0.02, **run}),)
            perform(Experiment(**{"landscape": landscape, "steps": 100, "runs": runs, **settings}))
    loop = program(landscape, CATALOGUE[optimizer], Frozen(CATALOGUE[optimizer].settled()), 128)
    assert loop._cache_size() == 1


def test_only_another_bucket_of_steps_compiles(compilations):
    landscape, counts = fresh("stepped"), {}
    for steps in (100, 65, 128, 64, 1, 63, 129, 256, 500, 257):
        before = len(compilations)
        perform(Experiment(landscape, steps=steps, runs=(Run("gradient_descent", 0.01),)))
        counts[steps] = len(compilations) - before
    assert [steps for steps, compiled in counts.items() if compiled] == [100, 64, 129, 500]
    assert max(counts.values()) == 1


@pytest.mark.sampled(3)
@pytest.mark.parametrize("optimizer", [key for key in CATALOGUE if CATALOGUE[key].conventions])
def test_each_new_choice_of_a_convention_compiles_once(compilations, optimizer):
    landscape = fresh("switched")
    perform(Experiment(landscape, runs=(Run(optimizer, 0.01),)))
    for convention in CATALOGUE[optimizer].conventions:
        for choice in convention.choices:
            compilations.clear()
            run = Run(optimizer, 0.01, conventions={convention.key: choice.key})
            perform(Experiment(landscape, runs=(run,)))
            perform(Experiment(landscape, runs=(replace(run, learning_rate=0.02),)))
            assert len(compilations) == (choice is not convention.choices[0])


def test_landscapes_pushed_out_of_the_bounded_cache_are_freed():
    run, costs = Run("gradient_descent", 0.01), []
    for index in range(3):
        landscape = fresh(f"dropped {index}")
        perform(Experiment(landscape, steps=10, runs=(run,)))
        costs.append(weakref.ref(landscape.cost))
    del landscape
    gc.collect()
    assert all(cost() for cost in costs)  # held for the next move of the dot
    for index in range(program.cache_info().maxsize):
        program(fresh(f"filler {index}"), run.rule, run.conventions, 64)
    gc.collect()
    assert [cost() for cost in costs] == [None] * 3
    assert program.cache_info().currsize == program.cache_info().maxsize

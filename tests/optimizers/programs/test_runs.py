"""The NumPy and the optax program of a run walk the page's own path: every rule, convention and schedule."""

from itertools import product

import numpy as np
import pytest

from landscapes import CATALOGUE as LANDSCAPES
from landscapes import parse
from landscapes.points import own_points
from optimizers import CATALOGUE, SCHEDULES, Experiment, Run, perform
from optimizers.experiment import ALL
from optimizers.programs import numpy_program, optax_program

LECTURE = [rule for rule in CATALOGUE.values() if rule.group == "lecture"]
TAUGHT = {"inverse_time": 0.02, "constant": None, "exponential": 0.98, "inverse_sqrt": 1.5}


def conventions(rule):
    return [dict(c) for c in product(*([(c.key, choice.key) for choice in c.choices] for c in rule.conventions))]


def gentle(rule, landscape="himmelblau", **more):
    """A run without chaos: a quarter of a good rate."""
    return Run(rule.key, rule.suits(LANDSCAPES[landscape]) / 4, **more)


def lecture():
    for rule, (schedule, decay) in product(LECTURE, TAUGHT.items()):
        for chosen in conventions(rule):
            yield Experiment(
                "himmelblau", steps=60, runs=(gentle(rule, schedule=schedule, decay=decay, conventions=chosen),)
            )


def others():
    for rule in (rule for rule in CATALOGUE.values() if rule not in LECTURE):
        # Where L-BFGS may step to infinity, and in so many steps that rounding does not yet tell its pairs apart.
        landscape, steps = ("booth", 10) if rule.key == "lbfgs" else ("beale", 60)
        for chosen in conventions(rule):
            yield Experiment(landscape, steps=steps, runs=(gentle(rule, landscape, decay=0.01, conventions=chosen),))


def special():
    """Schedules with warm-up, noise, mini-batches, theta, a typed cost, hyperparameters."""
    adam = CATALOGUE["adam"]
    for schedule, warmup in product(SCHEDULES, (0, 7)):
        yield Experiment("booth", steps=60, runs=(gentle(adam, schedule=schedule, warmup=warmup),))
    more = {"interval": 20.0, "growth": 1.5}
    yield Experiment(
        "booth", steps=60, runs=(gentle(adam, schedule="cosine_restarts", decay=0.1, schedule_parameters=more),)
    )
    yield Experiment("booth", steps=60, runs=(gentle(adam, schedule="step", schedule_parameters={"interval": 7.5}),))
    yield Experiment(
        "rotated_bowl", theta={"kappa": 7, "phi": 20}, start=(1, 2), steps=60, noise=0.3, seed=5, runs=(gentle(adam),)
    )
    for landscape, counts in product(
        ("linear_regression", "two_crowds", "logistic_regression", "tanh_neuron"), ("epochs", "steps")
    ):
        size = {"tanh_neuron": 3}.get(landscape, 4)
        settings = {"batch_size": size, "counts": counts, "noise": 0.01, "seed": 2, "steps": 60}
        for key in ("rmsprop", "nesterov", "newton", "lbfgs"):
            chosen = {"form": "look_ahead"} if key == "nesterov" else {}
            run = Run(key, 0.01, decay=0.1, conventions=chosen, hyper={"damping": 9} if key == "newton" else {})
            yield Experiment(landscape, runs=(run,), **settings)
    yield Experiment(
        parse("softplus(w1*w2)+|w1-1|+w2^2/9"), steps=60, runs=(Run("adagrad", 0.1, hyper={"epsilon": 0.01}),)
    )
    points = own_points([(0, 1), (1, 3), (2, 2), (3.5, 4), (-1, 0)])
    for size in (1, 2, ALL):  # a run may have batches of its own
        run = Run("adam", 0.1, decay=0.1, batch_size=size)
        yield Experiment(points, steps=40, batch_size=3, seed=7, runs=(run,))
    yield Experiment("booth", steps=1, runs=(gentle(adam, hyper={"beta1": 0, "beta2": 0.5}),))


CASES = {f"case{i}": experiment for i, experiment in enumerate([*lecture(), *others(), *special()])}
EVERY, FEW = tuple(CASES), tuple(CASES)[::30]
few_or_all = pytest.mark.parametrize("names", [FEW, pytest.param(EVERY, marks=pytest.mark.long)], ids=["few", "all"])


def difference(experiment, path):
    """The largest |ΔW| between a program's path and the page's."""
    (true,) = perform(experiment)
    return float(np.max(np.hypot(path[:, 0] - true.w1, path[:, 1] - true.w2)))


def all_differences(paths):
    assert [CASES[name].runs for name in paths if not np.isfinite(paths[name]).all()] == []
    return {name: difference(CASES[name], path) for name, path in paths.items()}


@few_or_all
def test_in_numpy(ran, names):
    found = all_differences(ran({name: numpy_program.text(CASES[name], 0)[0] for name in names}))
    worst = max(found, key=found.get)
    print(f"NumPy: the largest difference of {len(found)} runs is {found[worst]:.2g}")
    assert found[worst] < 1e-9, CASES[worst].runs


@few_or_all
def test_in_optax(ran, names):
    texts, kinds = {}, {}
    for name in names:
        texts[name], (_, kinds[name], _) = optax_program.text(CASES[name], 0)
    found = all_differences(ran(texts))
    worst = max(found, key=found.get)
    print(f"optax: the largest difference of {len(found)} runs is {found[worst]:.2g}")
    assert set(kinds.values()) <= {"same", "decided", "unfollowed"}
    assert found[worst] < 1e-9, CASES[worst].runs


def test_a_heavy_ball_of_optax_rolls_on_where_the_rate_is_zero(ran):
    run = Run("heavy_ball", 0.01, schedule="exponential", decay=0.0)
    experiment = Experiment("himmelblau", steps=30, runs=(run,))
    text, found = optax_program.text(experiment, 0)
    assert found.kind == "another"
    assert "rolls on" in found.note
    paths = ran({"numpy": numpy_program.text(experiment, 0)[0], "optax": text})
    assert difference(experiment, paths["numpy"]) < 1e-9
    assert difference(experiment, paths["optax"]) > 1e-3


def test_a_quotient_that_the_page_guards_at_nought_is_guarded_in_the_programs_too(ran):
    run = Run("gradient_descent", 0.1)
    experiment = Experiment(parse("sinc(w1)+w2^2"), start=(0.0, 1.0), steps=5, runs=(run,))
    texts = {"numpy": numpy_program.text(experiment, 0)[0], "optax": optax_program.text(experiment, 0)[0]}
    for path in ran(texts).values():
        assert np.isfinite(path).all()
        assert difference(experiment, path) < 1e-12

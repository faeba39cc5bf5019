"""Basins and ensembles beside `perform`, and what holds of every sweep: types, determinism, devices, compilations."""

import gc
import json
import os
import re
import subprocess
import sys
import weakref
from dataclasses import replace
from itertools import cycle
from pathlib import Path

import jax
import numpy as np
import pytest

from landscapes import CATALOGUE as LANDSCAPES
from landscapes import Frozen, Interval, parse
from optimizers import CATALOGUE, Experiment, Run, perform
from optimizers.achievement import steps_to_tolerance
from optimizers.sweep import basins, ensemble, final_costs, rates
from optimizers.sweep.basins import COST, ENDS
from optimizers.sweep.ensemble import COSTS
from optimizers.sweep.lanes import Lanes, program

ADAM = Run("adam", 0.1)
# One of each kind of need; that every optimizer is swept as it is performed, the tests of the rates show.
SOME = (
    "gradient_descent",
    "momentum",
    "rmsprop",
    "adam",
    "adadelta",
    "nesterov",
    "heavy_ball",
    "lion",
    "newton",
    "lbfgs",
)
# A power by a product and by a logarithm, constants in every place, and each kind of function.
TYPED = (
    "w1^2 + w2^4",
    "pi^2*w1^2.5 - 2^3 + sin(3)*cos(w2)",
    "max(w1, 2, e)*sigmoid(w2) + relu(1)*softplus(w1) + |w2|^3 - sign(-2)",
)
BASINS = ("himmelblau", "styblinski_tang", "two_wells", "beale", "saddle")
PAIRS = [pair for pair in zip(cycle(BASINS), SOME) if pair != ("saddle", "lbfgs")]  # its w1 leaves float32 at 1e-38
PAIRS += [("himmelblau", "lbfgs")]


def good(landscape, optimizer):
    return Run(optimizer, CATALOGUE[optimizer].suits(LANDSCAPES[landscape]))


@pytest.mark.sampled(8)
@pytest.mark.parametrize(("landscape", "optimizer"), PAIRS)
def test_basins_agree_with_perform(nudged, ended, landscape, optimizer):
    run = good(landscape, optimizer)
    experiment = Experiment(landscape, steps=200)
    surface = experiment.surface
    found = basins(experiment, run, (7, 5))
    assert found.minima[: len(surface.minima)] == surface.minima
    compared = 0
    for j, i in np.ndindex(found.label.shape):
        there = replace(experiment, start=(float(found.w1[i]), float(found.w2[j])))
        (trajectory,) = perform(replace(there, runs=(run,)))
        label = ended(experiment, trajectory, found.minima)
        # Nothing to compare where a nudge of float32's size leads elsewhere: a start on the edge of two basins.
        around = nudged(there, run, 1e-5)
        if all(ended(experiment, t, found.minima) == label for t in around):
            compared += 1
            assert label == found.label[j, i]
            if surface.lowest is not None:
                near = [
                    -1 if s is None else s
                    for s in (steps_to_tolerance(t, surface.lowest) for t in (trajectory, *around))
                ]
                assert max(near) - min(near) > 1 or min(near) - 1 <= found.steps[j, i] <= max(near) + 1
    assert compared >= found.label.size / 2


def test_a_grid_has_w1_along_its_rows_and_the_edges_of_the_map():
    found = basins(Experiment("ravine", steps=5), ADAM, (5, 3))
    assert (found.w1[0], found.w1[-1], found.w2[0], found.w2[-1]) == (-10, 10, -4, 4)
    assert {found.label.shape, found.steps.shape, found.cost.shape} == {(3, 5)}
    assert (found.label.dtype, found.steps.dtype, found.cost.dtype) == (np.int32, np.int32, np.float32)


def test_final_costs_are_those_of_the_basins():
    experiment, run = Experiment("himmelblau", steps=100), good("himmelblau", "momentum")
    np.testing.assert_allclose(final_costs(experiment, run, 9), basins(experiment, run, 9).cost, rtol=1e-4, atol=1e-6)


def test_a_start_at_the_minimum_has_arrived_and_a_rate_of_0_leaves_the_others_where_they_are():
    found = basins(Experiment("ravine"), Run("gradient_descent", 0.0), 3)
    np.testing.assert_array_equal(found.label, [[-1, -1, -1], [-1, 0, -1], [-1, -1, -1]])
    np.testing.assert_array_equal(found.steps, [[-1, -1, -1], [-1, 0, -1], [-1, -1, -1]])


def test_above_two_over_kappa_every_start_off_the_axis_diverges():
    found = basins(Experiment("ravine"), Run("gradient_descent", 0.15), (4, 3))
    np.testing.assert_array_equal(found.label, [[-2] * 4, [0] * 4, [-2] * 4])


def test_minima_nobody_listed_are_found():
    surface = replace(LANDSCAPES["himmelblau"], key="unlisted", minima=())
    found = basins(Experiment(surface), ADAM, 8)
    assert len(found.minima) == 4
    assert set(found.label.ravel()) == {0, 1, 2, 3}
    assert (found.steps >= 0).mean() > 0.9


def test_a_seed_of_an_ensemble_is_the_run_perform_makes_of_it():
    experiment = Experiment("himmelblau", steps=60, noise=3.0)
    run = Run("gradient_descent", 0.01)
    many = ensemble(experiment, run, range(5, 15), levels=(0, 0.5, 1))
    paths = [perform(replace(experiment, seed=s, runs=(run,)))[0] for s in range(5, 15)]
    np.testing.assert_allclose(many.w1, [p.w1[-1] for p in paths], rtol=1e-3)
    np.testing.assert_allclose(many.cost, [p.cost[-1] for p in paths], rtol=1e-2, atol=1e-3)
    costs = np.sort([p.cost for p in paths], axis=0)
    np.testing.assert_allclose(many.quantiles, costs[[0, 4, 9]], rtol=1e-2, atol=1e-3)
    assert many.quantiles.shape == (3, 61)


@pytest.mark.parametrize("counts", ["epochs", "steps"])
def test_sweeps_take_mini_batches_as_perform_does(counts):
    experiment = Experiment("two_crowds", steps=60, noise=0.5, batch_size=3, seed=4, counts=counts)
    run = Run("momentum", 0.05, decay=0.1)
    seeds, alphas = range(4, 9), np.array([0.01, 0.05, 0.2])
    many = ensemble(experiment, run, seeds)
    paths = [perform(replace(experiment, seed=seed, runs=(run,)))[0] for seed in seeds]
    np.testing.assert_allclose(many.w1, [p.w1[-1] for p in paths], rtol=1e-4, atol=1e-5)
    swept = rates(replace(experiment, runs=(run,)), alphas)
    at = [perform(replace(experiment, runs=(replace(run, learning_rate=alpha),)))[0] for alpha in alphas.tolist()]
    np.testing.assert_allclose(swept.cost[0], [p.cost[-1] for p in at], rtol=1e-9)
    found = basins(experiment, run, (3, 2))
    (there,) = perform(replace(experiment, start=(float(found.w1[2]), float(found.w2[1])), runs=(run,)))
    assert found.cost[1, 2] == pytest.approx(there.cost[-1], rel=1e-4)


def test_lost_runs_of_an_ensemble_cost_infinity():
    many = ensemble(Experiment("rosenbrock", noise=1.0), Run("gradient_descent", 1.0), range(3))
    assert many.quantiles[-1, -1] == np.inf
    assert not np.isnan(many.quantiles).any()


@pytest.mark.parametrize("bad", [[], [-1], [0.5], [2**32], 7, range(1025)])
def test_seeds_out_of_range_are_refused_in_words(bad):
    with pytest.raises(ValueError, match="out of range"):
        ensemble(Experiment("himmelblau", noise=1.0), ADAM, bad)


@pytest.mark.parametrize("bad", [1, 513, 2.5, (8, 1), (0, 8)])
def test_a_side_out_of_range_is_refused_in_words(bad):
    with pytest.raises(ValueError, match=r"side = .* is out of range: whole numbers from 2 to 512"):
        basins(Experiment("himmelblau"), ADAM, bad)


@pytest.mark.sampled(3)
@pytest.mark.parametrize(
    ("landscape", "optimizer", "watch"),
    [
        *((key, "adam", ENDS) for key in LANDSCAPES),
        *((f"formula:{text}", "adam", ENDS) for text in TYPED),
        # optax keeps the ten factors of L-BFGS in float64 whatever it is given; its points are float32 all the same.
        *(("himmelblau", key, ENDS) for key in CATALOGUE if key != "lbfgs"),
        *(("himmelblau", "adam", watch) for watch in (COST, COSTS[64])),
    ],
)
def test_no_lane_of_a_float32_sweep_is_float64(landscape, optimizer, watch):
    typed = landscape.startswith("formula:")
    surface = parse(landscape.removeprefix("formula:")) if typed else LANDSCAPES[landscape]
    rule, f = CATALOGUE[optimizer], np.float32
    loop = program(surface, rule, Frozen(rule.settled()), watch, 64, jax.device_count(), (False, False, False))
    lanes = jax.device_count() * [0]
    hyper, theta = jax.tree.map(f, (rule.hyper(), surface.theta()))
    inputs = (np.array(lanes, f), np.array(lanes, f), np.zeros(64, f), np.zeros((64, 2), f))
    told = (f(0),) if watch is ENDS else ()
    # "f64[]" alone is a number written in Python, such as the 0.0 of a `where`: it takes the type of what it meets.
    assert not re.search(r"f64\[\d", str(loop.trace(np.int32(3), hyper, theta, told, Lanes(*inputs)).jaxpr))


def test_twice_is_the_same():
    experiment = Experiment("rosenbrock", steps=200)
    first, second = (basins(experiment, good("rosenbrock", "rmsprop"), 16) for _ in range(2))
    np.testing.assert_array_equal(first.cost, second.cost)
    np.testing.assert_array_equal(first.steps, second.steps)


SAME = """
import json, jax, numpy as np
from optimizers import Experiment, Run
from optimizers.sweep import basins, ensemble, final_costs, rates
experiment = Experiment("himmelblau", steps=100, noise=1.0, runs=(Run("momentum", 0.1), Run("newton", 0.1)))
b = basins(experiment, Run("adam", 0.1), (7, 5))
f = final_costs(experiment, Run("rmsprop", 0.1), (13, 9))
r = rates(experiment, np.geomspace(1e-3, 1, 7))
e = ensemble(experiment, Run("rmsprop", 0.01), range(45))
exact = (b.label, b.steps, b.cost, f, r.outcome, r.outcome_step, r.steps_to_tolerance, r.cost, e.w1, e.w2)
print(json.dumps([jax.device_count(), [x.tolist() for x in exact], e.quantiles.tolist()]))
"""


def on_devices(number):
    """What SAME prints on so many devices, which a process can choose only before JAX starts."""
    environment = {**os.environ, "XLA_FLAGS": f"--xla_force_host_platform_device_count={number}"}
    root = Path(__file__).parents[2]
    return subprocess.Popen([sys.executable, "-c", SAME], cwd=root, env=environment, stdout=subprocess.PIPE, text=True)


@pytest.mark.long
def test_one_device_and_several_give_the_same_numbers():
    # 35, 117, 7 and 45 lanes: none a multiple of the devices.
    started = {number: on_devices(number) for number in (1, 4)}
    answers = {number: json.loads(process.communicate()[0]) for number, process in started.items()}
    for number, (devices, exact, quantiles) in answers.items():
        assert devices == number
        assert exact == answers[1][1]
        np.testing.assert_allclose(quantiles, answers[1][2], rtol=1e-6)


def test_moving_sliders_compiles_nothing(compilations):
    def everything(rate, kappa, start, domain, steps, noise):
        experiment = Experiment(
            "ravine", theta={"kappa": kappa}, start=start, domain=domain, steps=steps, runs=(Run("adam", rate),)
        )
        hyper = {"beta1": rate / 2, "epsilon": rate / 100}
        for run in (Run("adam", rate), Run("adam", rate, "exponential", 0.9, hyper, warmup=5)):
            final_costs(experiment, run, 6)
            basins(experiment, run, 6)
            rates(replace(experiment, runs=(run,)), np.linspace(rate, 1, 5))
            ensemble(replace(experiment, noise=noise), run, range(4))

    everything(0.1, 19.375, (1.0, 2.0), None, 100, 1.0)  # a κ of which no other test has kept an answer
    compilations.clear()
    everything(0.3, 7.0, (3, -2), (Interval(-1, 2), Interval(-3, 3)), 128, 0.25)
    everything(1, 1, (0, 0), (Interval(-5, 5), Interval(-3, 4)), 65, 2)
    assert len(compilations) == 0


@pytest.mark.long
def test_programs_are_bounded_and_freed():
    surface = replace(LANDSCAPES["sphere"], cost=lambda w1, w2: w1**2 + w2**2)
    final_costs(Experiment(surface, steps=3), Run("gradient_descent", 0.1), 2)
    cost = weakref.ref(surface.cost)
    del surface
    gc.collect()
    assert cost()  # held for the next move of the dot
    rule = CATALOGUE["gradient_descent"]
    for lanes in range(1, program.cache_info().maxsize + 1):
        program(LANDSCAPES["ravine"], rule, Frozen(rule.settled()), COST, 64, lanes, (False, False, False))
    gc.collect()
    assert cost() is None
    assert program.cache_info().currsize == program.cache_info().maxsize == 64

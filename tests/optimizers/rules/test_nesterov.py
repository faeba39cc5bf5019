"""Nesterov's momentum against optax and plain loops, in both forms and with both weights."""

import numpy as np
import optax
import pytest

from optimizers import CATALOGUE, Run
from optimizers.noise import gradient_errors

WEIGHTS = {"one_minus_beta": lambda beta: 1 - beta, "one": lambda beta: 1.0}
FORMS = ("rewritten", "look_ahead")
CASES = [("rosenbrock", 0.001), ("himmelblau", 0.003)]
START = (-1.2, 1.0)


def run(rate, beta, form, weight):
    return Run("nesterov", rate, hyper={"beta": beta}, conventions={"form": form, "gradient_weight": weight})


def plain(gradient, rates, beta, form, weight, errors=None):
    """The path of a loop; the gradient meets the error of its step wherever it is taken."""
    w, v, rows = np.array(START), np.zeros(2), [np.array(START)]
    errors = np.zeros((len(rates), 2)) if errors is None else errors
    for rate, error in zip(rates, errors, strict=True):
        share = WEIGHTS[weight](beta)
        if form == "look_ahead":
            v = beta * v + share * (np.array(gradient(*(w - rate * beta * v))) + error)
            w = w - rate * v
        else:
            g = np.array(gradient(*w)) + error
            v = beta * v + share * g
            w = w - rate * (beta * v + share * g)
        rows.append(w)
    return np.array(rows)


def test_there_is_an_oracle_for_every_choice():
    choices = {c.key: tuple(choice.key for choice in c.choices) for c in CATALOGUE["nesterov"].conventions}
    assert choices == {"form": FORMS, "gradient_weight": tuple(WEIGHTS)}


@pytest.mark.parametrize(("landscape", "rate"), CASES)
def test_by_default_it_is_the_average_rewritten_with_beta_0_9(go, gradients, distance, landscape, rate):
    path = plain(gradients[landscape], np.full(200, rate), 0.9, "rewritten", "one_minus_beta")
    assert distance(go(landscape, Run("nesterov", rate), start=START, steps=200), path) < 1e-10


# optax knows the sum alone; the average is its sum at the rate times (1−β).
@pytest.mark.sampled(5)
@pytest.mark.parametrize("weight", WEIGHTS)
@pytest.mark.parametrize("beta", [0.0, 0.5, 0.9])
@pytest.mark.parametrize(("landscape", "rate"), CASES)
def test_rewritten_it_walks_as_optax_does(go, optax_path, distance, landscape, rate, beta, weight):
    rate = rate if weight == "one_minus_beta" else rate / 10
    rates = np.full(200, rate * WEIGHTS[weight](beta))
    path = optax_path(optax.trace(beta, nesterov=True), landscape, START, rates)
    assert distance(go(landscape, run(rate, beta, "rewritten", weight), start=START, steps=200), path) < 1e-10


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("weight", WEIGHTS)
@pytest.mark.parametrize(("landscape", "rate"), CASES)
def test_each_form_is_its_own_loop(go, gradients, distance, landscape, rate, form, weight):
    rate = rate if weight == "one_minus_beta" else rate / 10
    trajectory = go(landscape, run(rate, 0.8, form, weight), start=START, steps=200)
    for other in FORMS:
        path = plain(gradients[landscape], np.full(200, rate), 0.8, other, weight)
        assert (distance(trajectory, path) < 1e-10) == (other == form)
        assert (distance(trajectory, path) > 1e-4) == (other != form)


@pytest.mark.parametrize("form", FORMS)
def test_a_scheduled_noisy_walk_meets_todays_rate_and_error_wherever_it_looks(go, gradients, distance, form):
    conventions = {"form": form}
    trajectory = go(
        "himmelblau",
        Run("nesterov", 0.02, "inverse_time", 0.05, conventions=conventions),
        start=START,
        steps=100,
        noise=0.5,
        seed=7,
    )
    rates, errors = 0.02 / (1 + 0.05 * np.arange(100)), gradient_errors(100, 0.5, 7)
    path = plain(gradients["himmelblau"], rates, 0.9, form, "one_minus_beta", errors)
    assert distance(trajectory, path) < 1e-10


def test_rewritten_the_walk_is_that_of_the_point_ahead(go, gradients, distance):
    # At a constant rate the points ahead of one form, W − αβv, are the points of the other.
    ahead = go("himmelblau", run(0.003, 0.9, "look_ahead", "one"), start=START, steps=200)
    w = np.stack((ahead.w1, ahead.w2), axis=1)
    v = np.vstack(([0, 0], -np.diff(w, axis=0) / 0.003))
    rewritten = go("himmelblau", run(0.003, 0.9, "rewritten", "one"), start=START, steps=200)
    assert distance(rewritten, w - 0.003 * 0.9 * v) < 1e-9

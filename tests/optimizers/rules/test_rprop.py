"""Rprop against a loop written from the paper, and against optax, whose steps come one update late."""

import numpy as np
import optax
import pytest
from jax import numpy as jnp

from optimizers import CATALOGUE, Run

CASES = [("rosenbrock", 0.001), ("himmelblau", 0.01)]
SETTINGS = [(0.5, 1.2), (0.3, 1.05), (0.0, 2.0)]
START = (-1.2, 1.0)


def plain(eta_minus, eta_plus):
    delta, last = np.ones(2), np.zeros(2)

    def direction(n, g):
        nonlocal delta, last
        turned, stayed = g * last < 0, g * last > 0
        delta = np.where(stayed, delta * eta_plus, np.where(turned, delta * eta_minus, delta)).clip(1e-6, 50)
        last = np.where(turned, 0, g)
        return delta * np.sign(last)

    return direction


@pytest.mark.parametrize(("eta_minus", "eta_plus"), SETTINGS)
@pytest.mark.parametrize(("landscape", "rate"), CASES)
def test_it_walks_as_the_paper(go, loop_path, gradients, distance, landscape, rate, eta_minus, eta_plus):
    run = Run("rprop", rate, hyper={"eta_minus": eta_minus, "eta_plus": eta_plus})
    trajectory = go(landscape, run, start=START, steps=200)
    path = loop_path(plain(eta_minus, eta_plus), gradients[landscape], START, np.full(200, rate))
    assert distance(trajectory, path) < 1e-10


def test_optax_answers_the_same_gradients_one_update_later():
    gradients = np.random.default_rng(3).standard_normal((40, 2))
    ours, optaxs = CATALOGUE["rprop"].rule(), optax.scale_by_rprop(1.0)
    state, late = ours.init((jnp.zeros(()),) * 2), optaxs.init((jnp.zeros(()),) * 2)
    before = np.zeros(2)
    for g in gradients:
        direction, state = ours.update(tuple(map(jnp.asarray, g)), state)
        delayed, late = optaxs.update(tuple(map(jnp.asarray, g)), late)
        turned = np.array(direction) == 0
        np.testing.assert_allclose(np.array(delayed), np.where(turned, 0, before), rtol=1e-14)
        before = np.array(direction)

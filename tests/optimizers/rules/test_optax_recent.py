"""The recent rules against plain loops written from their papers, by default and away from it."""

import numpy as np
import pytest

from landscapes import CATALOGUE as LANDSCAPES
from optimizers import CATALOGUE, Run
from optimizers.achievement import steps_to_tolerance

START = (-1.2, 1.0)
CASES = [("rosenbrock", 0.002), ("himmelblau", 0.02)]


def ema(state, name, beta, value):
    state[name] = beta * state.get(name, 0) + (1 - beta) * value
    return state[name]


def lion(n, g, state, beta1, beta2):
    d = np.sign(beta1 * state.get("v", 0) + (1 - beta1) * g)
    ema(state, "v", beta2, g)
    return d


def adabelief(n, g, state, beta1, beta2, epsilon):
    v = ema(state, "v", beta1, g)
    state["s"] = ema(state, "s", beta2, (g - v) ** 2) + epsilon
    return v / (1 - beta1**n) / (np.sqrt(state["s"] / (1 - beta2**n)) + epsilon)


def yogi(n, g, state, beta1, beta2, epsilon):
    v, s = ema(state, "v", beta1, g), state.get("s", 1e-6)
    state["s"] = s - (1 - beta2) * np.sign(s - g * g) * g * g
    return v / (1 - beta1**n) / (np.sqrt(state["s"] / (1 - beta2**n)) + epsilon)


def adan(n, g, state, beta1, beta2, beta3, epsilon):
    """Algorithm 1 of arXiv:2208.06677 in its own betas, which weigh the new; corrected as in sail-sg/Adan."""
    b1, b2, b3 = 1 - beta1, 1 - beta2, 1 - beta3
    change = g - state.get("g", g)
    m = state["m"] = (1 - b1) * state.get("m", 0) + b1 * g
    v = state["v"] = (1 - b2) * state.get("v", 0) + b2 * change
    s = state["s"] = (1 - b3) * state.get("s", 0) + b3 * (g + (1 - b2) * change) ** 2
    state["g"] = g
    m, v, s = m / (1 - (1 - b1) ** n), v / (1 - (1 - b2) ** n), s / (1 - (1 - b3) ** n)
    return (m + (1 - b2) * v) / (np.sqrt(s) + epsilon)


def adopt(n, g, state, beta1, beta2, epsilon, clipping="on"):
    if n == 1:
        state["s"] = g * g
        return 0 * g
    c = g / np.maximum(np.sqrt(state["s"]), epsilon)
    c = np.clip(c, -((n - 1) ** 0.25), (n - 1) ** 0.25) if clipping == "on" else c
    ema(state, "s", beta2, g * g)
    return ema(state, "v", beta1, c)


# By optimizer: its loop, and settings away from the defaults.
ORACLES = {
    "lion": (lion, {"beta1": 0.6, "beta2": 0.8}),
    "adabelief": (adabelief, {"beta1": 0.8, "beta2": 0.95, "epsilon": 0.3}),
    "yogi": (yogi, {"beta1": 0.8, "beta2": 0.95, "epsilon": 0.3}),
    "adan": (adan, {"beta1": 0.9, "beta2": 0.8, "beta3": 0.95, "epsilon": 0.3}),
    "adopt": (adopt, {"beta1": 0.8, "beta2": 0.95, "epsilon": 30.0}),
}
CHOICES = [(key, {}) for key in ORACLES] + [("adopt", {"clipping": "off"})]
IDS = ["-".join((key, *conventions.values())) for key, conventions in CHOICES]


@pytest.fixture
def walk(loop_path, gradients):
    """walk(optimizer, landscape, rate, hyper, conventions): the (201, 2) path of the plain loop."""

    def walk(optimizer, landscape, rate, hyper, conventions):
        loop, _ = ORACLES[optimizer]
        settings = {**CATALOGUE[optimizer].hyper(hyper), **CATALOGUE[optimizer].settled(conventions)}
        state = {}
        return loop_path(lambda n, g: loop(n, g, state, **settings), gradients[landscape], START, np.full(200, rate))

    return walk


@pytest.mark.parametrize(("optimizer", "conventions"), CHOICES, ids=IDS)
@pytest.mark.parametrize(("landscape", "rate"), CASES)
def test_it_walks_as_its_paper_by_default(go, walk, distance, optimizer, conventions, landscape, rate):
    trajectory = go(landscape, Run(optimizer, rate, conventions=conventions), start=START, steps=200)
    assert distance(trajectory, walk(optimizer, landscape, rate, {}, conventions)) < 1e-10


@pytest.mark.parametrize(("optimizer", "conventions"), CHOICES, ids=IDS)
@pytest.mark.parametrize(("landscape", "rate"), CASES)
def test_it_walks_as_its_paper_away_from_the_defaults(go, walk, distance, optimizer, conventions, landscape, rate):
    hyper = ORACLES[optimizer][1]
    run = Run(optimizer, rate, hyper=hyper, conventions=conventions)
    trajectory = go(landscape, run, start=START, steps=200)
    assert distance(trajectory, walk(optimizer, landscape, rate, hyper, conventions)) < 1e-10
    for name, value in CATALOGUE[optimizer].hyper().items():
        other = walk(optimizer, landscape, rate, {**hyper, name: value}, conventions)
        assert distance(trajectory, other) > 1e-6, f"{name} would not be seen"


def test_yogi_stays_where_the_gradient_is_0(go):
    np.testing.assert_array_equal(go("himmelblau", Run("yogi", 0.1), start=(3.0, 2.0), steps=50).w1, 3.0)


def test_the_first_step_of_adopt_stays_where_it_is(go):
    trajectory = go("himmelblau", Run("adopt", 0.1), start=START, steps=2)
    assert trajectory.w1[0] == trajectory.w1[1] != trajectory.w1[2]


def test_adan_weighs_the_change_of_the_gradient_as_its_paper_does(go):
    # The second update, by hand: g = (1, 20 w2) on the ravine with w1 = w2 = 1 and kappa = 20.
    trajectory = go("ravine", Run("adan", 0.1), start=(1.0, 1.0), steps=500)
    first, second = 20 * trajectory.w2[0], 20 * trajectory.w2[1]
    m = (0.98 * 0.02 * first + 0.02 * second) / (1 - 0.98**2)
    v = 0.08 * (second - first) / (1 - 0.92**2)
    s = (0.99 * 0.01 * first**2 + 0.01 * (second + 0.92 * (second - first)) ** 2) / (1 - 0.99**2)
    step = 0.1 * (m + 0.92 * v) / (np.sqrt(s) + 1e-8)
    assert trajectory.w2[1] - trajectory.w2[2] == pytest.approx(step, rel=1e-12)


def test_adan_arrives_in_the_ravine_after_80_steps(go):
    assert steps_to_tolerance(go("ravine", Run("adan", CATALOGUE["adan"].suits(LANDSCAPES["ravine"]))), 0.0) == 80

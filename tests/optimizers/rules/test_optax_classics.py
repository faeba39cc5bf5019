"""Adam's relatives against plain loops written from their papers, by default and with an ε large enough to be seen."""

import numpy as np
import pytest

from optimizers import CATALOGUE, Run

START = (-1.2, 1.0)
# A large ε keeps the paths smooth, so that the last bit of the start does not grow.
CASES = [("rosenbrock", 0.002), ("himmelblau", 0.02)]
LARGE = {"beta1": 0.8, "beta2": 0.95, "epsilon": 0.3}


def adam(b1, b2, n, g, state):
    v, s = b1 * state.get("v", 0) + (1 - b1) * g, b2 * state.get("s", 0) + (1 - b2) * g * g
    state.update(v=v, s=s)
    return v / (1 - b1**n), s / (1 - b2**n)


def nadam(n, g, w, state, beta1, beta2, epsilon):
    _, s_hat = adam(beta1, beta2, n, g, state)
    v_hat = beta1 * state["v"] / (1 - beta1 ** (n + 1)) + (1 - beta1) * g / (1 - beta1**n)
    return v_hat / (np.sqrt(s_hat) + epsilon)


def adamax(n, g, w, state, beta1, beta2, epsilon):
    state["v"] = beta1 * state.get("v", 0) + (1 - beta1) * g
    state["u"] = np.maximum(beta2 * state.get("u", 0), abs(g) + epsilon)
    return state["v"] / (1 - beta1**n) / state["u"]


def amsgrad(n, g, w, state, beta1, beta2, epsilon, bias_correction="on"):
    v_hat, s_hat = adam(beta1, beta2, n, g, state)
    v, s = (v_hat, s_hat) if bias_correction == "on" else (state["v"], state["s"])
    state["m"] = np.maximum(state.get("m", 0), s)
    return v / (np.sqrt(state["m"]) + epsilon)


def radam(n, g, w, state, beta1, beta2, epsilon):
    v_hat, s_hat = adam(beta1, beta2, n, g, state)
    top = 2 / (1 - beta2) - 1
    rho = top - 2 * n * beta2**n / (1 - beta2**n)
    if rho < 5:
        return v_hat
    r = np.sqrt((rho - 4) * (rho - 2) * top / ((top - 4) * (top - 2) * rho))
    return r * v_hat / (np.sqrt(s_hat) + epsilon)


def adamw(n, g, w, state, beta1, beta2, epsilon, weight_decay):
    v_hat, s_hat = adam(beta1, beta2, n, g, state)
    return v_hat / (np.sqrt(s_hat) + epsilon) + weight_decay * w


# By optimizer: its loop, and settings away from the defaults.
ORACLES = {
    "nadam": (nadam, LARGE),
    "adamax": (adamax, LARGE),
    "amsgrad": (amsgrad, LARGE),
    "radam": (radam, LARGE),
    "adamw": (adamw, {**LARGE, "weight_decay": 0.4}),
}
CHOICES = [(key, {}) for key in ORACLES] + [("amsgrad", {"bias_correction": "off"})]
IDS = ["-".join((key, *conventions.values())) for key, conventions in CHOICES]


@pytest.fixture
def walk(gradients):
    """walk(optimizer, landscape, rate, hyper, conventions): the (201, 2) path of the plain loop."""

    def walk(optimizer, landscape, rate, hyper, conventions):
        loop, _ = ORACLES[optimizer]
        settings = {**CATALOGUE[optimizer].hyper(hyper), **CATALOGUE[optimizer].settled(conventions)}
        rows, state = [np.array(START)], {}
        for n in range(1, 201):
            g = np.array(gradients[landscape](*rows[-1]))
            rows.append(rows[-1] - rate * loop(n, g, rows[-1], state, **settings))
        return np.array(rows)

    return walk


@pytest.mark.parametrize(("optimizer", "conventions"), CHOICES, ids=IDS)
@pytest.mark.parametrize(("landscape", "rate"), CASES)
def test_it_walks_as_its_paper_by_default(go, walk, distance, optimizer, conventions, landscape, rate):
    rate = rate / 10 if optimizer == "radam" else rate  # its first steps are as long as the gradient
    trajectory = go(landscape, Run(optimizer, rate, conventions=conventions), start=START, steps=200)
    assert distance(trajectory, walk(optimizer, landscape, rate, {}, conventions)) < 1e-10


@pytest.mark.parametrize(("optimizer", "conventions"), CHOICES, ids=IDS)
@pytest.mark.parametrize(("landscape", "rate"), CASES)
def test_it_walks_as_its_paper_with_a_large_epsilon(go, walk, distance, optimizer, conventions, landscape, rate):
    rate = rate / 10 if optimizer == "radam" else rate
    hyper = ORACLES[optimizer][1]
    trajectory = go(landscape, Run(optimizer, rate, hyper=hyper, conventions=conventions), start=START, steps=200)
    assert distance(trajectory, walk(optimizer, landscape, rate, hyper, conventions)) < 1e-10
    # On Rosenbrock the first gradient is the largest, and AMSGrad keeps it whatever β2 is.
    for name, value in CATALOGUE[optimizer].hyper().items() if landscape == "himmelblau" else ():
        other = walk(optimizer, landscape, rate, {**hyper, name: value}, conventions)
        assert distance(trajectory, other) > 1e-6, f"{name} would not be seen"


def test_the_pull_of_adamw_is_not_divided_by_the_root(go):
    # Where J is flat in w1 only the pull moves it: by the factor 1 − αλ a step.
    run = Run("adamw", 0.1, hyper={"weight_decay": 0.5})
    trajectory = go("two_wells", run, start=(60.0, 0.0), steps=25)
    np.testing.assert_allclose(trajectory.w1, 60 * 0.95 ** np.arange(26), rtol=1e-12)


@pytest.mark.parametrize("steps", [1, 5])
def test_the_first_five_steps_of_radam_have_no_root(go, distance, steps):
    start = (-7.0, 1.5)
    trajectory = go("ravine", Run("radam", 0.01), start=start, steps=6)
    corrected, v, path = np.array(start), np.zeros(2), [np.array(start)]
    for n in range(1, steps + 1):
        v = 0.9 * v + 0.1 * corrected * (1.0, 20.0)
        corrected = corrected - 0.01 * v / (1 - 0.9**n)
        path.append(corrected)
    np.testing.assert_allclose(trajectory.w2[: steps + 1], np.array(path)[:, 1], rtol=1e-12)


def test_the_first_five_steps_of_radam_are_alpha_times_an_average_of_gradients(go):
    trajectory = go("himmelblau", Run("radam", 0.001), steps=5)
    v = 0.0
    for n in range(1, 6):
        v = 0.9 * v + 0.1 * trajectory.gradient[0][n - 1]
        step = trajectory.w1[n - 1] - trajectory.w1[n]
        assert step == pytest.approx(0.001 * v / (1 - 0.9**n), rel=1e-9)

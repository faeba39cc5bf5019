"""L-BFGS against a NumPy loop that builds the inverse Hessian as a matrix, pair by pair."""

import numpy as np
import pytest

from landscapes import CATALOGUE as LANDSCAPES
from landscapes.calculus import curvature, kind
from optimizers import CATALOGUE, Run

START = (-1.2, 1.0)
CHOICES = {"first_guess": ("scaled", "identity"), "line_search": ("off", "backtracking")}
# By hand, for the loop: it must know the gradient and the cost of these.
COSTS = {
    "rosenbrock": lambda w1, w2: (1 - w1) ** 2 + 100 * (w2 - w1 * w1) ** 2,
    "himmelblau": lambda w1, w2: (w1 * w1 + w2 - 11) ** 2 + (w1 + w2 * w2 - 7) ** 2,
}


def plain(guess, search, cost, rate):
    """The step of D. C. Liu & J. Nocedal's algorithm 2.1, its matrix written out; PyTorch's condition on a pair.

    With a search the rate is halved until J falls by a ten-thousandth of what the slope promises: L. Armijo, Pacific
    J. Math. 16 (1966) 1–3.
    """
    pairs, last, scale = [], None, 1.0

    def step(w, g):
        nonlocal last, scale
        if last is None:
            scale = min(1.0, 1 / np.linalg.norm(g))
        elif (w - last[0]) @ (g - last[1]) > 1e-10:
            s, y = w - last[0], g - last[1]
            pairs.append((s, y))
            del pairs[:-10]
            scale = s @ y / (y @ y)
        last = (w, g)
        inverse = (scale if guess == "scaled" else 1.0) * np.eye(2)
        for s, y in pairs:
            shift = np.eye(2) - np.outer(y, s) / (y @ s)
            inverse = shift.T @ inverse @ shift + np.outer(s, s) / (y @ s)
        d, t = inverse @ g, 1.0
        while search == "backtracking" and not cost(*(w - rate * t * d)) <= cost(*w) - 1e-4 * rate * t * (g @ d):
            t /= 2
        return rate * t * d

    return step


def walked(gradient, cost, start, rate, steps, guess="scaled", search="off"):
    step, rows = plain(guess, search, cost, rate), [np.array(start)]
    for _ in range(steps):
        rows.append(rows[-1] - step(rows[-1], np.array(gradient(*rows[-1]))))
    return np.array(rows)


def test_there_is_an_oracle_for_every_choice():
    found = {c.key: tuple(choice.key for choice in c.choices) for c in CATALOGUE["lbfgs"].conventions}
    assert found == CHOICES


# From the identity the pairs along Rosenbrock's valley are almost parallel, and rounding grows too far.
@pytest.mark.sampled(2)
@pytest.mark.parametrize(
    ("landscape", "guess", "search", "rate"),
    [
        ("rosenbrock", "scaled", "off", 0.1),
        ("rosenbrock", "scaled", "backtracking", 1.0),
        ("himmelblau", "scaled", "off", 0.1),
        ("himmelblau", "scaled", "backtracking", 1.0),
        ("himmelblau", "identity", "off", 1e-3),
        ("himmelblau", "identity", "off", 1e-4),
        ("himmelblau", "identity", "backtracking", 1.0),
    ],
)
def test_it_walks_as_a_loop_over_matrices(go, gradients, distance, landscape, rate, guess, search):
    run = Run("lbfgs", rate, conventions={"first_guess": guess, "line_search": search})
    steps = 12 if search == "backtracking" else 40  # it then rests, and rounding alone decides how often it halves
    trajectory = go(landscape, run, start=START, steps=steps)
    path = walked(gradients[landscape], COSTS[landscape], START, rate, steps, guess, search)
    assert distance(trajectory, path) < 1e-9


def test_its_first_step_is_the_gradient_cut_to_length_1(go):
    trajectory = go("ravine", Run("lbfgs", 1.0), theta={"kappa": 1.0}, start=(3.0, 4.0), steps=1)
    np.testing.assert_allclose((trajectory.w1[1], trajectory.w2[1]), (2.4, 3.2), rtol=1e-14)


def test_on_a_bowl_one_pair_tells_everything(go):
    trajectory = go("ravine", Run("lbfgs", 1.0), theta={"kappa": 1.0}, start=(3.0, 4.0), steps=5)
    np.testing.assert_allclose((trajectory.w1[2], trajectory.w2[2]), (0, 0), atol=1e-15)


@pytest.mark.parametrize(
    ("landscape", "search"), [("himmelblau", "off"), ("himmelblau", "backtracking"), ("schwefel", "backtracking")]
)
def test_a_pair_of_the_wrong_curvature_is_left_out_and_no_saddle_or_maximum_drawn_near(go, landscape, search):
    trajectory = go(landscape, Run("lbfgs", 1.0, conventions={"line_search": search}))
    surface, end = LANDSCAPES[landscape], (trajectory.w1[-1], trajectory.w2[-1])
    assert kind(curvature(surface, *end).eigenvalues) == "minimum"
    assert trajectory.cost[-1] < trajectory.cost[0]
    assert np.hypot(trajectory.gradient[0][-1], trajectory.gradient[1][-1]) < 1e-6


def test_where_j_bends_down_it_goes_on_down_and_rests_at_no_maximum(go):
    trajectory = go("schwefel", Run("lbfgs", 1.0))  # without a search it leaves the hollow by far too long a step
    assert (np.diff(trajectory.cost[:18]) < 0).all()
    assert not np.hypot(trajectory.gradient[0][-1], trajectory.gradient[1][-1]) < 1e-6


def test_it_points_downhill_at_every_step(go):
    for landscape in ("himmelblau", "schwefel", "rastrigin", "six_hump_camel"):
        trajectory = go(landscape, Run("lbfgs", 1e-3), steps=200)
        moved = (
            np.diff(trajectory.w1) * trajectory.gradient[0][:-1] + np.diff(trajectory.w2) * trajectory.gradient[1][:-1]
        )
        assert (moved <= 0).all()


def test_backtracking_never_lets_the_cost_rise(go):
    for landscape in ("rosenbrock", "himmelblau", "schwefel", "beale"):
        costs = go(landscape, Run("lbfgs", 1.0, conventions={"line_search": "backtracking"}), steps=60).cost
        assert (np.diff(costs) <= 1e-15 * np.maximum(1, abs(costs[:-1]))).all()
        assert costs[-1] < costs[0]

"""L-BFGS against a NumPy loop that builds the inverse Hessian as a matrix, pair by pair."""

import numpy as np
import pytest

from optimizers import CATALOGUE, Run

START = (-1.2, 1.0)
GUESSES = ("scaled", "identity")


def plain(guess):
    pairs, last = [], None

    def direction(w, g):
        nonlocal last
        if last is not None:
            pairs.append((w - last[0], g - last[1]))
            del pairs[:-10]
        last = (w, g)
        scale = 1.0
        if guess == "scaled":
            s, y = pairs[-1] if pairs else (g, g * max(1.0, np.linalg.norm(g)))
            scale = s @ y / (y @ y)
        inverse = scale * np.eye(2)
        for s, y in pairs:
            shift = np.eye(2) - np.outer(y, s) / (y @ s)
            inverse = shift.T @ inverse @ shift + np.outer(s, s) / (y @ s)
        return inverse @ g

    return direction


def test_there_is_an_oracle_for_every_choice():
    (convention,) = CATALOGUE["lbfgs"].conventions
    assert tuple(choice.key for choice in convention.choices) == GUESSES


# From the identity the pairs along Rosenbrock's valley are almost parallel, and rounding grows too far.
@pytest.mark.parametrize(
    ("landscape", "guess", "rate"),
    [
        ("rosenbrock", "scaled", 0.1),
        ("himmelblau", "scaled", 0.1),
        ("himmelblau", "identity", 1e-3),
        ("himmelblau", "identity", 1e-4),
    ],
)
def test_it_walks_as_a_loop_over_matrices(go, gradients, distance, landscape, rate, guess):
    trajectory = go(landscape, Run("lbfgs", rate, conventions={"first_guess": guess}), start=START, steps=40)
    direction, rows = plain(guess), [np.array(START)]
    for _ in range(40):
        rows.append(rows[-1] - rate * direction(rows[-1], np.array(gradients[landscape](*rows[-1]))))
    assert distance(trajectory, np.array(rows)) < 1e-10


def test_its_first_step_is_the_gradient_cut_to_length_1(go):
    trajectory = go("ravine", Run("lbfgs", 1.0), theta={"kappa": 1.0}, start=(3.0, 4.0), steps=1)
    np.testing.assert_allclose((trajectory.w1[1], trajectory.w2[1]), (2.4, 3.2), rtol=1e-14)


def test_on_a_bowl_one_pair_tells_everything(go):
    trajectory = go("ravine", Run("lbfgs", 1.0), theta={"kappa": 1.0}, start=(3.0, 4.0), steps=5)
    assert (trajectory.outcome, trajectory.outcome_step) == ("converged", 2)

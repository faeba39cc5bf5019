"""The value of a typed formula: how tightly each operation binds, what it is worth, and its derivatives."""

import jax.numpy as jnp
import numpy as np
import pytest

from landscapes import CATALOGUE, parse
from landscapes.calculus import hessian, value_and_gradient
from landscapes.grid import sample

# J at (w1, w2) = (2, 3), worked by hand.
VALUES = {
    "7": 7,
    ".5": 0.5,
    "2.": 2,
    "1e-3": 0.001,
    "1E+2": 100,
    "w1": 2,
    "w2": 3,
    "x": 2,
    "y": 3,
    "w1 + w2": 5,
    "w1 − w2": -1,
    "w1·w2": 6,
    "w1×w2": 6,
    "w1/w2": 2 / 3,
    "w1**w2": 8,
    "\tw1\n+ 1 ": 3,
    # signs
    "-w1": -2,
    "+w1": 2,
    "--w1": 2,
    "-+-w1": 2,
    "w1--w2": 5,
    "w1*-w2": -6,
    "-w1^2": -4,
    "(-w1)^2": 4,
    "2^-1": 0.5,
    "2^--1": 2,
    "2^-w1^2": 2**-4,
    # what binds tighter, and to which side
    "1+2*3": 7,
    "2*3^2": 18,
    "10-4-3": 3,
    "10-(4-3)": 9,
    "24/4/2": 3,
    "24/(4/2)": 12,
    "24/4*2": 12,
    "2^3^2": 512,
    "(2^3)^2": 64,
    "2^-1*4": 2,
    # a * left out
    "2w1": 4,
    "2 w1": 4,
    "2w1^2": 8,
    "2^2w1": 8,
    "2^w1(w2)": 12,
    "3(w1+1)": 9,
    "w1(w2+1)": 8,
    "6w1 w2": 36,
    "(w1)(w2)": 6,
    "(w1)^2(w2)^2": 36,
    "x y": 6,
    "2sin(0)w1": 0,
    "1/2w1": 1,
    "w1-2w2": -4,
    "2pi/pi": 2,
    "2e3x": 4000,
    "2e/e": 2,
    "2e-e": np.e,
    # bars
    "|w1-w2|": 1,
    "2|w1-w2|w2": 6,
    "|w1||w2|": 6,
    "||w1-w2|-3|": 2,
    "|2*|w1-w2||": 2,
    "|(w1-w2)|^2": 1,
    "-|-w1|": -2,
    # functions and constants
    "sin(0) + cos(0) + tan(0)": 1,
    "asin(1)": np.pi / 2,
    "arcsin(1) + arccos(1) - acos(0)": 0,
    "atan(1) - arctan(1)": 0,
    "sinh(0) + cosh(0) + tanh(0)": 1,
    "exp(w1)": np.e**2,
    "e^w1": np.e**2,
    "ln(e) + log(e^2)": 3,
    "log10(1000)": 3,
    "sqrt(w1*8)": 4,
    "abs(w1-w2)": 1,
    "min(w1, w2)": 2,
    "max(w1,w2,5,1)": 5,
    "sign(w1-w2)": -1,
    "sigmoid(0)": 0.5,
    "relu(w1-w2) + relu(w2)": 3,
    "softplus(0)": np.log(2),
    "1/0": np.inf,
    "9**9**9**9": np.inf,
}


def at(text, w1=2.0, w2=3.0):
    return float(parse(text).cost(w1, w2))


@pytest.mark.parametrize("text", VALUES)
def test_a_formula_is_worth_what_it_says(text):
    assert at(text) == pytest.approx(VALUES[text], rel=1e-14, abs=1e-15)


def test_a_formula_of_the_catalogue_typed_by_hand_is_that_surface():
    typed, known = parse("(w1^2 + w2 - 11)^2 + (w1 + w2^2 - 7)^2"), CATALOGUE["himmelblau"]
    assert sample(typed).cost == pytest.approx(sample(known, domain=typed.domain).cost, rel=1e-13)


@pytest.mark.parametrize("text", ["w1^2.5", "sqrt(w1)", "ln(w1)", "asin(w1)", "(-1)^.5"])
def test_where_a_formula_has_no_real_value_its_cost_is_nan(text):
    assert np.isnan(at(text, w1=-2.0))


@pytest.mark.parametrize("text", ["w1^2", "w1^3", "w1**2.0", "w1^1", "w1^0", "(w1+w2)^2", "|w1|", "relu(w1)", "w1^64"])
def test_the_derivatives_at_zero_are_finite(text):
    _, gradient = value_and_gradient(parse(text))(0.0, 0.0)
    assert np.isfinite(gradient).all()
    assert np.isfinite(hessian(parse(text))(0.0, 0.0)).all()


@pytest.mark.parametrize("k", [-3, -1, 0, 1, 2, 5, 64, 65, 100])
def test_the_gradient_of_a_whole_power_is_k_times_the_next_lower_one(k):
    for w1 in (-1.1, 0.7):
        _, (g1, g2) = value_and_gradient(parse(f"w1^{k}"))(w1, 0.0)
        assert g1 == pytest.approx(k * w1 ** (k - 1), rel=1e-12)
        assert g2 == 0


def test_its_cost_is_a_scalar_of_float64_even_where_it_names_no_weight():
    for text in ("3", "w1", "2^3", "pi"):
        cost = parse(text).cost(1, 2)
        assert (cost.shape, cost.dtype) == ((), jnp.float64)
    assert sample(parse("3"), n=3).cost.tolist() == [[3] * 3] * 3

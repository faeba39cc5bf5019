"""Costs that are means over examples: the mean itself, and their minima found again in other ways than ours."""

from dataclasses import FrozenInstanceError
from decimal import Decimal, localcontext
from fractions import Fraction

import jax
import numpy as np
import pytest

from landscapes import CATALOGUE, Data
from landscapes.calculus import value_and_gradient

FROM_DATA = {key: landscape for key, landscape in CATALOGUE.items() if landscape.group == "data"}
SQUARES = Data(x=(1.0, 2.0, 4.0), y=(0.0, 1.0, 5.0), loss=lambda w1, w2, x, y, k=1.0: k * (w1 + w2 * x - y) ** 2)
each = pytest.mark.parametrize("landscape", FROM_DATA.values(), ids=FROM_DATA.keys())


def examples(landscape, kind):
    """The pairs (x, y) exactly as they are typed."""
    return [(kind(str(x)), kind(str(y))) for x, y in zip(landscape.data.x, landscape.data.y, strict=True)]


def test_there_is_a_group_of_landscapes_from_data():
    assert {"linear_regression", "logistic_regression", "tanh_neuron", "two_crowds"} == set(FROM_DATA)
    assert [key for key, landscape in CATALOGUE.items() if landscape.data] == list(FROM_DATA)
    assert FROM_DATA["two_crowds"].data.count == 10


def test_the_cost_is_the_mean_of_the_losses():
    np.testing.assert_allclose(SQUARES.losses(1.0, -1.0), [0, 4, 64])
    assert float(SQUARES.cost(1.0, -1.0)) == pytest.approx(68 / 3)
    assert float(SQUARES.cost(1.0, -1.0, k=3.0)) == pytest.approx(68)


def test_weights_choose_examples():
    assert float(SQUARES.cost(1.0, -1.0, np.array([0.5, 0.5, 0.0]))) == 2
    assert float(SQUARES.cost(1.0, -1.0, np.array([0.0, 0.0, 1.0]), k=0.5)) == 32


@each
def test_equal_weights_are_the_landscape_itself(landscape):
    m = landscape.data.count
    of_all = value_and_gradient(landscape.of_batch(np.full(m, 1 / m)))
    random = np.random.default_rng(2)
    for w1, w2 in random.uniform(-2, 2, (5, 2)):
        for one, other in zip(
            jax.tree.leaves(of_all(w1, w2)), jax.tree.leaves(value_and_gradient(landscape)(w1, w2)), strict=True
        ):
            assert float(one) == pytest.approx(float(other), rel=1e-13, abs=1e-13)


@pytest.mark.parametrize(("x", "y"), [((), ()), ((1.0,), ()), ((1.0, 2.0), (1.0,))])
def test_examples_are_pairs(x, y):
    with pytest.raises(ValueError, match=f"{len(x)} inputs and {len(y)} targets"):
        Data(x, y, SQUARES.loss)


def test_data_are_a_value():
    same = Data((1.0, 2.0, 4.0), (0.0, 1.0, 5.0), SQUARES.loss)
    assert same == SQUARES
    assert hash(same) == hash(SQUARES)
    with pytest.raises(FrozenInstanceError):
        same.x = ()


@pytest.mark.parametrize("key", ["linear_regression", "two_crowds"])
def test_the_minimum_of_a_line_solves_the_normal_equations(key):
    pairs = examples(FROM_DATA[key], Fraction)
    m, sx, sy = len(pairs), sum(x for x, _ in pairs), sum(y for _, y in pairs)
    sxx, sxy = sum(x * x for x, _ in pairs), sum(x * y for x, y in pairs)
    w2 = (m * sxy - sx * sy) / (m * sxx - sx * sx)
    w1 = (sy - w2 * sx) / m
    cost = sum((w1 + w2 * x - y) ** 2 for x, y in pairs) / m
    assert FROM_DATA[key].minima == ((float(w1), float(w2), float(cost)),)


def logistic(w1, w2, x, y):
    """The loss, and its first and second derivatives in w1 + w2 x."""
    z = w1 + w2 * x
    p = 1 / (1 + (-z).exp())
    return (1 + z.exp()).ln() - y * z, p - y, p * (1 - p)


def squared_tanh(w1, w2, x, y):
    e = (2 * (w1 + w2 * x)).exp()
    t = (e - 1) / (e + 1)
    s = 1 - t * t
    return (t - y) ** 2, 2 * (t - y) * s, 2 * s * s - 4 * (t - y) * t * s


@pytest.mark.parametrize(("key", "loss"), [("logistic_regression", logistic), ("tanh_neuron", squared_tanh)])
def test_the_minima_are_newtons_at_fifty_digits(key, loss):
    pairs = examples(FROM_DATA[key], Decimal)
    with localcontext() as context:
        context.prec = 50
        for stated in FROM_DATA[key].minima:
            w1, w2 = Decimal(stated.w1), Decimal(stated.w2)
            for _ in range(6):
                found = [(x, *loss(w1, w2, x, y)) for x, y in pairs]
                g1, g2 = sum(d for _, _, d, _ in found), sum(d * x for x, _, d, _ in found)
                a, b, c = (sum(h * x**k for x, _, _, h in found) for k in (0, 1, 2))
                assert a > 0
                assert a * c > b * b
                w1, w2 = w1 - (c * g1 - b * g2) / (a * c - b * b), w2 - (a * g2 - b * g1) / (a * c - b * b)
            assert max(abs(g1), abs(g2)) < Decimal("1e-40")
            assert (stated.w1, stated.w2) == pytest.approx((float(w1), float(w2)), rel=3e-16)
            assert stated.cost == pytest.approx(float(sum(loss for _, loss, _, _ in found) / len(pairs)), rel=3e-16)


def test_anscombes_line_and_the_logistic_regression_are_the_published_ones():
    (line,), (exam,) = (FROM_DATA[key].minima for key in ("linear_regression", "logistic_regression"))
    assert (round(line.w1, 2), round(line.w2, 3)) == (3.00, 0.500)
    assert (round(exam.w1, 4), round(exam.w2, 4)) == (-4.0777, 1.5046)


def test_the_cross_entropy_is_finite_and_right_where_the_neuron_is_sure():
    loss = FROM_DATA["logistic_regression"].data.loss
    for z in (800.0, 30.0, -30.0, -800.0):
        right, wrong = float(loss(z, 0.0, 1.0, float(z > 0))), float(loss(z, 0.0, 1.0, float(z < 0)))
        assert wrong == pytest.approx(abs(z) + np.log1p(np.exp(-abs(z))), rel=1e-15)
        assert right == pytest.approx(np.log1p(np.exp(-abs(z))), abs=1e-12)


def test_the_examples_of_the_two_crowds_disagree_at_the_compromise():
    crowds = FROM_DATA["two_crowds"]
    (minimum,) = crowds.minima
    slopes = np.array(
        [
            jax.grad(crowds.data.loss, (0, 1))(float(minimum.w1), minimum.w2, x, y)
            for x, y in zip(crowds.data.x, crowds.data.y, strict=True)
        ]
    )
    np.testing.assert_allclose(slopes.mean(axis=0), 0, atol=1e-15)
    assert np.hypot(*slopes.T).min() > 1
    assert np.hypot(*slopes[:5].mean(axis=0)) > 3
    np.testing.assert_allclose(slopes[:5].mean(axis=0), -slopes[5:].mean(axis=0))

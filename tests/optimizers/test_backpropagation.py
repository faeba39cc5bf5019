"""The written formulas against JAX and against differences, in every combination; and every mistake is found."""

from dataclasses import replace
from itertools import product

import numpy as np
import pytest

from optimizers.backpropagation import ACTIVATIONS, EXAMPLES, LOSSES, MISTAKES, Case, backward, forward, inputs_of
from optimizers.backpropagation import lines as module
from optimizers.backpropagation.lines import weights_of

KINDS = list(product(LOSSES, ACTIVATIONS))
each_kind = pytest.mark.parametrize(("loss", "activation"), KINDS)
SHAPES = {"dz2": "1m", "dW2": "1h", "db2": "11", "dz1": "hm", "dW1": "hn", "db1": "h1"}


def cases(loss, activation):
    """Cases of one kind, of every size."""
    for hidden, batch, seed in product((1, 2, 4), (1, 2, len(EXAMPLES)), (0, 7)):
        yield Case(loss, activation, hidden, seed, batch, example=seed % len(EXAMPLES))
    yield Case(loss, activation, own=(5.0, -5.0, 0.25))


@pytest.mark.sampled(1)
@each_kind
def test_every_line_is_what_jax_gives_but_for_rounding(loss, activation):
    for case in cases(loss, activation):
        for line in (*forward(case), *backward(case)):
            assert line.agrees, (case, line)
            assert line.difference is None or line.difference < 1e-13


@pytest.mark.sampled(2)
@each_kind
def test_every_line_has_the_shape_of_what_it_is_the_gradient_of(loss, activation):
    for case in cases(loss, activation):
        sizes = {"1": 1, "m": case.batch, "h": case.hidden, "n": 2}
        for line in backward(case):
            assert line.value.shape == tuple(sizes[size] for size in SHAPES[line.name])
        x, y = inputs_of(case)
        assert (x.shape, y.shape) == ((2, case.batch), (1, case.batch))
        for name, weight in weights_of(case)._asdict().items():
            assert weight.shape == tuple(sizes[size] for size in SHAPES["d" + name])


@pytest.mark.sampled(2)
@each_kind
def test_the_gradient_is_what_differences_of_the_cost_give(loss, activation, monkeypatch):
    case = Case(loss, activation, hidden=2, seed=3, batch=3)
    own = weights_of(case)
    found = {line.name: line.value for line in backward(case)}
    step = 1e-6

    def cost(name, place, by):
        moved = getattr(own, name).copy()
        moved[place] += by
        monkeypatch.setattr(module, "weights_of", lambda _: own._replace(**{name: moved}))
        return forward(case)[-1].value.item()

    for name in own._fields:
        for place in np.ndindex(getattr(own, name).shape):
            slope = (cost(name, place, step) - cost(name, place, -step)) / (2 * step)
            assert slope == pytest.approx(found[f"d{name}"][place], abs=1e-9)


def test_numbers_worked_by_hand():
    # One hidden ReLU unit that is on: z1 = w · x + b and everything behind it is one product.
    case = Case("cross_entropy", "relu", hidden=1, seed=1, own=(2.0, -1.0, 1.0))
    W1, b1, W2, b2 = weights_of(case)
    z1 = W1[0, 0] * 2 - W1[0, 1] + b1[0, 0]
    a1 = max(z1, 0)
    a2 = 1 / (1 + np.exp(-(W2[0, 0] * a1 + b2[0, 0])))
    found = {line.name: line.value for line in backward(case)}
    assert found["dz2"] == pytest.approx(a2 - 1)
    assert found["dW2"] == pytest.approx((a2 - 1) * a1)
    on = float(z1 > 0)
    np.testing.assert_allclose(found["dW1"], [[on * W2[0, 0] * (a2 - 1) * 2, -on * W2[0, 0] * (a2 - 1)]])


MISTAKEN = {  # which lines are then wrong, of a batch with tanh and squared error
    "no_slope": {"dz1", "dW1", "db1"},
    "slope_of_a": {"dz1", "dW1", "db1"},
    "other_loss": {"dz2", "dW2", "db2", "dz1", "dW1", "db1"},
    "m_twice": {"dW2", "db2", "dW1", "db1"},
    "no_sum": {"db2", "db1"},
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_the_check_finds_every_mistake_and_in_the_lines_where_it_is(mistake):
    case = Case("squared_error", "tanh", batch=4, mistake=mistake)
    wrong = {line.name for line in backward(case) if not line.agrees}
    assert wrong == MISTAKEN[mistake]
    assert all(line.difference > 1e-3 for line in backward(case) if line.name in wrong)
    sound = {line.name: line.formula for line in backward(replace(case, mistake=None))}
    said = {line.name for line in backward(case) if line.formula != sound[line.name]}
    assert said  # the formula says what is computed
    assert said <= wrong


def test_some_mistakes_are_not_to_be_seen_in_one_example():
    for mistake in ("m_twice", "no_sum"):
        assert all(line.agrees for line in backward(Case("squared_error", mistake=mistake)))
    assert all(line.agrees for line in backward(Case("cross_entropy", mistake="other_loss")))


def test_a_batch_goes_round_to_the_first_example():
    assert Case(batch=3, example=4).examples == (EXAMPLES[4], EXAMPLES[5], EXAMPLES[0])
    assert Case(example=2).examples == (EXAMPLES[2],)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"loss": "hinge"}, "“hinge” is not known; choose one of cross_entropy, squared_error"),
        ({"activation": "swish"}, "choose one of tanh, relu, sigmoid"),
        ({"mistake": "typo"}, "choose one of no_slope"),
        ({"hidden": 0}, "0 is out of range: 1 to 4"),
        ({"hidden": 2.5}, "2.5 is out of range"),
        ({"batch": 7}, "7 is out of range: 1 to 6"),
        ({"example": 6}, "6 is out of range: 0 to 5"),
        ({"seed": -1}, "-1 is out of range: 0 to 9999"),
        ({"own": (6.0, 0.0, 1.0)}, "6 is out of range: -5 to 5"),
        ({"own": (0.0, 0.0, 1.5)}, "1.5 is out of range: 0 to 1"),
        ({"own": (float("nan"), 0.0, 1.0)}, "stands alone"),
        ({"own": (0.0, 0.0, 1.0), "batch": 2}, "stands alone"),
    ],
    ids=str,
)
def test_what_cannot_be_worked_out_is_refused(changes, words):
    with pytest.raises(ValueError, match=words):
        Case(**changes)

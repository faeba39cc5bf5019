"""The printed cost, gradient and Hessian are JAX's own: on every landscape, and for formulas that are typed."""

import jax
import numpy as np
import pytest

from landscapes import CATALOGUE, parse
from landscapes.calculus import hessian, value_and_gradient
from optimizers import Experiment
from optimizers.programs.cost import constants, cost, gradient
from optimizers.programs.cost import hessian as printed_hessian
from optimizers.programs.dialects import DIALECTS, NUMPY
from optimizers.programs.parts import joined
from optimizers.programs.trace import CannotPrintError, trace
from optimizers.programs.tree import Trees

TYPED = (
    "w1^2+3*w2^2",
    "sin(w1)*exp(-w2^2)+w1^-2/5",
    "sqrt(w1^2+w2^2)+|w1-w2|^3",
    "sigmoid(w1*w2)+softplus(3-w1)+relu(w2-w1)",
    "tanh(w1)*atan(w2)+log10(w1^2+1)-max(w1,w2,0.5)",
    "sinh(w1/3)+cosh(w2/2)+sign(w1)*w2^2",
    "asin(w1/9)+acos(w2/9)+ln(w1^2+2)^1.5",
    "min(w1^2,w2)*tan(w1/5)-2^w2+(w1^2+1)^w2",
)
SURFACES = {**CATALOGUE, **{f"typed{i}": parse(text) for i, text in enumerate(TYPED)}}
FUNCTIONS = ("cost", "gradient", "hessian")


def theta(landscape):
    """Not the defaults: so that a name is seen to stand for the number."""
    return {p.key: p.check(0.75 * p.default + 0.25 * min(p.high, 2 * p.default)) for p in landscape.parameters}


def experiment(landscape):
    return Experiment(landscape, theta=theta(landscape))


@pytest.fixture(scope="module")
def points():
    random = np.random.default_rng(0)
    return {
        key: np.stack([random.uniform(*side, 20) for side in landscape.domain], axis=1)
        for key, landscape in SURFACES.items()
    }


@pytest.fixture(scope="module")
def found(ran, points):
    texts = {}
    for key, landscape in SURFACES.items():
        blocks = (cost(landscape, NUMPY), gradient(landscape), printed_hessian(landscape))
        texts[key] = joined(["import numpy as np"], constants(experiment(landscape), NUMPY), *blocks)
    return ran(texts, points, FUNCTIONS)


def close(got, expected):
    """To 1e-12 of the largest of a point's numbers, for a component of a gradient may be a difference."""
    scale = np.max(np.abs(expected), axis=tuple(range(1, expected.ndim)), keepdims=True)
    return np.all((np.abs(got - expected) <= 1e-12 * scale) | (np.isnan(got) & np.isnan(expected)))


@pytest.mark.sampled(24)
@pytest.mark.parametrize("key", SURFACES)
def test_cost_and_gradient_are_those_of_jax(key, found, points):
    landscape = SURFACES[key]
    value, slope = jax.vmap(lambda w: value_and_gradient(landscape)(*w, **theta(landscape)))(points[key])
    assert close(found[f"{key}.cost"], np.asarray(value))
    assert close(found[f"{key}.gradient"], np.stack(slope, axis=1))


@pytest.mark.sampled(16)
@pytest.mark.parametrize("key", SURFACES)
def test_second_derivatives_are_those_of_jax(key, found, points):
    landscape = SURFACES[key]
    (h11, h12), (_, h22) = jax.vmap(lambda w: hessian(landscape)(*w, **theta(landscape)))(points[key])
    assert close(found[f"{key}.hessian"], np.stack((h11, h12, h22), axis=1))


@pytest.mark.parametrize("dialect", DIALECTS, ids=lambda dialect: dialect.functions)
@pytest.mark.parametrize("key", SURFACES)
def test_every_librarys_text_is_python_and_no_line_is_too_long(key, dialect):
    lines = [*constants(experiment(SURFACES[key]), dialect), *cost(SURFACES[key], dialect)]
    compile("\n".join(lines), key, "exec")
    assert max(map(len, "\n".join(lines).splitlines())) <= 120


def test_the_points_see_a_wrong_digit(found, points):
    wrong = found["himmelblau.cost"] * (1 + 2e-12)
    assert not close(wrong, found["himmelblau.cost"])


def test_what_is_more_than_scalars_is_refused():
    with pytest.raises(CannotPrintError, match="array of shape"):
        trace(lambda w1, w2: jax.numpy.stack((w1, w2)).sum(), [("w1", False), ("w2", False)], Trees())
    with pytest.raises(CannotPrintError, match="not among the operations"):
        trace(lambda w1, w2: jax.lax.lgamma(w1) + w2, [("w1", False), ("w2", False)], Trees())

"""The printed cost, gradient and Hessian are JAX's own: on every landscape, and for formulas that are typed."""

import jax
import numpy as np
import pytest
from jax.extend.core import Primitive
from jax.interpreters import mlir

from landscapes import CATALOGUE, parse
from landscapes.calculus import hessian, value_and_gradient
from optimizers import Experiment
from optimizers.programs.cost import constants, cost, gradient
from optimizers.programs.cost import hessian as printed_hessian
from optimizers.programs.dialects import DIALECTS, NUMPY
from optimizers.programs.parts import joined
from optimizers.programs.printer import Printed
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
    "asinh(w1)+acosh(w2^2+2)+atanh(w1/9)",
    "min(w1^2,w2)*tan(w1/5)-2^w2+(w1^2+1)^w2",
    "where(w1<w2,sin(w1)*w2^2,where(w2>=1,exp(w1/3),w1*w2))+log1p(w1^2)-expm1(w2/4)",
    "where(w1!=0,sin(w1)/w1,1)*where(w2<0,ln(-w2),sqrt(w2)*w1)",
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


@pytest.mark.sampled(12)
@pytest.mark.parametrize("key", SURFACES)
def test_cost_and_gradient_are_those_of_jax(key, found, points):
    landscape = SURFACES[key]
    value, slope = jax.vmap(lambda w: value_and_gradient(landscape)(*w, **theta(landscape)))(points[key])
    assert close(found[f"{key}.cost"], np.asarray(value))
    assert close(found[f"{key}.gradient"], np.stack(slope, axis=1))


@pytest.mark.sampled(8)
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


def primitive_of(name, function):
    """A primitive as a later release of JAX may have one: known here by the rule alone by which it is lowered."""
    made = Primitive(name)
    made.def_abstract_eval(lambda *inputs: inputs[0])
    mlir.register_lowering(made, mlir.lower_fun(function, multiple_results=False))
    return made


def printed(function):
    names = [("w1", False), ("w2", False)]
    return Printed(trace(function, names, Trees()), NUMPY)


def test_a_new_primitive_is_broken_down_by_jaxs_own_rules():
    def rule(x, y):
        bent = jax.jit(lambda z: jax.numpy.where(z > 0.5, jax.lax.rsqrt(z), jax.lax.expm1(z) - 2))(x * x)
        return jax.lax.pow(bent, y) - jax.lax.max(jax.lax.sin(x), y) / (1.0 + (x < y))

    new = primitive_of("bent_power", rule)
    made = printed(lambda w1, w2: 3 * new.bind(w1, w2) + w2)
    for w1, w2 in ((1.3, 0.7), (-0.4, 2.0), (0.2, -1.0)):
        known = {"np": np, "w1": w1, "w2": w2}
        exec("\n".join(made.lines), known)
        assert eval(made.texts[0], known) == pytest.approx(float(3 * rule(w1, w2) + w2), rel=1e-13, abs=1e-13)


def test_one_minus_a_square_reads_as_jax_computes_it():
    new = primitive_of("a_later_one_minus_square", lambda x: (x + 1) * (1 - x))
    assert printed(lambda w1, w2: new.bind(w1 + w2)).texts == ["(t1 + 1) * (1 - t1)"]


@pytest.mark.parametrize(
    ("rule", "why"),
    [
        (lambda x: jax.lax.lgamma(x) + 1, r"a_new_one \(within it lgamma\) is not among the operations"),
        (lambda x: (jax.numpy.arange(3.0) * x).sum(), "a_new_one is not among the operations"),
        (lambda x: jax.lax.fori_loop(0, 3, lambda i, z: z * x, x), "a_new_one is not among the operations"),
    ],
)
def test_a_new_primitive_that_needs_more_than_elementary_operations_is_refused(rule, why):
    new = primitive_of("a_new_one", rule)
    with pytest.raises(CannotPrintError, match=why):
        printed(lambda w1, w2: new.bind(w1) + w2)


def test_a_primitive_without_a_rule_is_refused():
    new = Primitive("without_a_rule")
    new.def_abstract_eval(lambda x: x)
    with pytest.raises(CannotPrintError, match="without_a_rule is not among the operations"):
        printed(lambda w1, w2: new.bind(w1) + w2)

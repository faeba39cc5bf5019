"""J as the text of functions: the cost itself in any library, for NumPy also its derivatives, all traced from J."""

import textwrap
from collections.abc import Callable, Sequence

import jax

from landscapes.base import Landscape
from optimizers.experiment import Experiment
from optimizers.programs.dialects import JAX, NUMPY, TENSORFLOW, Dialect
from optimizers.programs.kinks import REMARKS, as_on_the_page
from optimizers.programs.printer import Printed, real
from optimizers.programs.trace import trace
from optimizers.programs.tree import Node, Trees

WIDTH = 100
ARRAYS = {"np": "np.array", "jnp": "jnp.array", "torch": "torch.tensor", "tf.math": "tf.constant"}
MEANS = {"np": "np.mean", "jnp": "jnp.mean", "torch": "torch.mean", "tf.math": "tf.reduce_mean"}


def array(values: Sequence[float], dialect: Dialect) -> str:
    """A list of numbers as an array of float64 or a tensor, over several lines where it is long."""
    made = "[" + ", ".join(repr(float(value)) for value in values) + "]"
    kind = ", tf.float64" if dialect is TENSORFLOW else ""
    return "\n    ".join(textwrap.wrap(f"{ARRAYS[dialect.functions]}({made}{kind})", WIDTH))


def constants(experiment: Experiment, dialect: Dialect) -> list[str]:
    """Theta, and the examples where J is a mean over some."""
    theta = experiment.surface.theta(experiment.theta)
    lines = [f"{key} = {real(value)}" for key, value in theta.items()]
    data = experiment.surface.data
    if data is not None:
        lines += [f"x = {array(data.x, dialect)}", f"y = {array(data.y, dialect)}"]
    return lines


def cost(landscape: Landscape, dialect: Dialect) -> list[str]:
    """`def cost(w1, w2)`: the scalar J; for examples `cost(w1, w2, x=x, y=y)`, the mean over any of them.

    CannotPrintError where J is more than elementary operations on scalars.
    """
    found, rewritten = _tree(landscape, dialect)
    printed = Printed([found], dialect)
    (value,) = printed.texts
    if found.plain:  # a constant: the libraries differentiate arrays and tensors alone
        value = f"{value} + 0 * w1"
    mean = landscape.data is not None
    last = f"return {MEANS[dialect.functions]}({value})" if mean else f"return {value}"
    remark = textwrap.wrap(REMARKS[dialect.functions], WIDTH) if rewritten else []
    return [*(f"# {line}" for line in remark), *_function("cost", landscape, [*printed.lines, last])]


def tree(landscape: Landscape, dialect: Dialect) -> Node:
    """What `cost` prints: J of `inputs` and of theta, or of data the loss of one example; CannotPrintError as there."""
    return _tree(landscape, dialect)[0]


def _tree(landscape: Landscape, dialect: Dialect) -> tuple[Node, bool]:
    # Other libraries differentiate what is printed: only for NumPy may it hold where its slope does not.
    trees = Trees(values_only=dialect is NUMPY)
    (found,) = trace(pointwise(landscape), names(landscape, dialect), trees)
    return (found, False) if dialect is NUMPY else as_on_the_page(found, dialect, trees)


def gradient(landscape: Landscape) -> list[str]:
    """`def gradient(w1, w2)` in NumPy: an array of shape (2,); for examples the mean as `cost` takes it."""
    printed = _derivatives(landscape, first(pointwise(landscape)))
    return _function("gradient", landscape, [*printed.lines, *_returned(landscape, ("g1", "g2"), printed.texts)])


def hessian(landscape: Landscape) -> list[str]:
    """`def hessian(w1, w2)` in NumPy: an array (∂²J/∂w1², ∂²J/∂w1∂w2, ∂²J/∂w2²)."""
    printed = _derivatives(landscape, second(pointwise(landscape)))
    last = _returned(landscape, ("h11", "h12", "h22"), printed.texts)
    return _function("hessian", landscape, [*printed.lines, *last])


def first(function: Callable) -> Callable:
    """The function of the same scalars that gives both slopes of `function` by w1 and w2."""
    return jax.grad(function, (0, 1))


def second(function: Callable) -> Callable:
    """The function of the same scalars that gives ∂²/∂w1², ∂²/∂w1∂w2 and ∂²/∂w2² of `function`."""
    slopes = [jax.grad(function, place) for place in (0, 1)]

    def three(*values):
        return *jax.grad(slopes[0], (0, 1))(*values), jax.grad(slopes[1], 1)(*values)

    return three


def _returned(landscape: Landscape, names: Sequence[str], texts: Sequence[str]) -> list[str]:
    means = [f"np.mean({name})" for name in names] if landscape.data is not None else names
    lines = [f"{name} = {text}" for name, text in zip(names, texts, strict=True)]
    return [*lines, f"return np.array([{', '.join(means)}])"]


def _function(name: str, landscape: Landscape, body: list[str]) -> list[str]:
    taken = "w1, w2" if landscape.data is None else "w1, w2, x=x, y=y"
    return [f"def {name}({taken}):", *(f"    {line}" for line in body)]


def pointwise(landscape: Landscape) -> Callable:
    """J of scalars alone: (w1, w2, *theta), or the loss of one example, (w1, w2, x, y, *theta)."""
    function = landscape.cost if landscape.data is None else landscape.data.loss
    begin = len(inputs(landscape))

    def pointwise(*values):
        theta = zip(landscape.parameters, values[begin:], strict=True)
        return function(*values[:begin], **{parameter.key: value for parameter, value in theta})

    return pointwise


def inputs(landscape: Landscape) -> list[str]:
    """What J is a function of beside theta: the weights, and of data an example."""
    return ["w1", "w2"] if landscape.data is None else ["w1", "w2", "x", "y"]


def names(landscape: Landscape, dialect: Dialect) -> list[tuple[str, bool]]:
    """What J or the loss of one example is a function of, in the order of `pointwise`: (name, plain) each."""
    weights = [(name, False) for name in inputs(landscape)]
    return weights + [(parameter.key, dialect is not JAX) for parameter in landscape.parameters]


def _derivatives(landscape: Landscape, function: Callable) -> Printed:
    return Printed(trace(function, names(landscape, NUMPY), Trees()), NUMPY)

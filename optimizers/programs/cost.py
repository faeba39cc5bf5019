"""J as the text of functions: the cost itself in any library, for NumPy also its derivatives, all traced from J."""

import textwrap
from collections.abc import Callable, Sequence

import jax

from landscapes.base import Landscape
from optimizers.experiment import Experiment
from optimizers.programs.dialects import JAX, NUMPY, TENSORFLOW, Dialect
from optimizers.programs.printer import Printed, plainly
from optimizers.programs.trace import trace
from optimizers.programs.tree import Trees

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
    lines = [f"{key} = {plainly(value)}" for key, value in theta.items()]
    data = experiment.surface.data
    if data is not None:
        lines += [f"x = {array(data.x, dialect)}", f"y = {array(data.y, dialect)}"]
    return lines


def cost(landscape: Landscape, dialect: Dialect) -> list[str]:
    """`def cost(w1, w2)`: the scalar J; for examples `cost(w1, w2, x=x, y=y)`, the mean over any of them.

    CannotPrintError where J is more than elementary operations on scalars.
    """
    # Other libraries differentiate what is printed: only for NumPy may it hold where its slope does not.
    printed = _printed(landscape, _pointwise(landscape), dialect, values_only=dialect is NUMPY)
    (value,) = printed.texts
    mean = landscape.data is not None
    last = f"return {MEANS[dialect.functions]}({value})" if mean else f"return {value}"
    return _function("cost", landscape, [*printed.lines, last])


def gradient(landscape: Landscape) -> list[str]:
    """`def gradient(w1, w2)` in NumPy: an array of shape (2,); for examples the mean as `cost` takes it."""
    printed = _printed(landscape, jax.grad(_pointwise(landscape), (0, 1)), NUMPY)
    return _function("gradient", landscape, [*printed.lines, *_returned(landscape, ("g1", "g2"), printed.texts)])


def hessian(landscape: Landscape) -> list[str]:
    """`def hessian(w1, w2)` in NumPy: an array (∂²J/∂w1², ∂²J/∂w1∂w2, ∂²J/∂w2²)."""
    slopes = [jax.grad(_pointwise(landscape), place) for place in (0, 1)]

    def three(*inputs):
        return *jax.grad(slopes[0], (0, 1))(*inputs), jax.grad(slopes[1], 1)(*inputs)

    printed = _printed(landscape, three, NUMPY)
    last = _returned(landscape, ("h11", "h12", "h22"), printed.texts)
    return _function("hessian", landscape, [*printed.lines, *last])


def _returned(landscape: Landscape, names: Sequence[str], texts: Sequence[str]) -> list[str]:
    means = [f"np.mean({name})" for name in names] if landscape.data is not None else names
    lines = [f"{name} = {text}" for name, text in zip(names, texts, strict=True)]
    return [*lines, f"return np.array([{', '.join(means)}])"]


def _function(name: str, landscape: Landscape, body: list[str]) -> list[str]:
    inputs = "w1, w2" if landscape.data is None else "w1, w2, x=x, y=y"
    return [f"def {name}({inputs}):", *(f"    {line}" for line in body)]


def _pointwise(landscape: Landscape) -> Callable:
    """J of scalars alone: (w1, w2, *theta), or the loss of one example, (w1, w2, x, y, *theta)."""
    function = landscape.cost if landscape.data is None else landscape.data.loss
    first = len(_inputs(landscape))

    def pointwise(*values):
        theta = zip(landscape.parameters, values[first:], strict=True)
        return function(*values[:first], **{parameter.key: value for parameter, value in theta})

    return pointwise


def _inputs(landscape: Landscape) -> list[str]:
    return ["w1", "w2"] if landscape.data is None else ["w1", "w2", "x", "y"]


def _printed(landscape: Landscape, function: Callable, dialect: Dialect, values_only: bool = False) -> Printed:
    names = [(name, False) for name in _inputs(landscape)]
    names += [(parameter.key, dialect is not JAX) for parameter in landscape.parameters]
    return Printed(trace(function, names, Trees(values_only)), dialect)

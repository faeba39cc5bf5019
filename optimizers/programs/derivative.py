"""The derivatives that a library takes of a printed cost: of the text as it stands, by its own rules at kinks and ties.

Those of PyTorch 2.13, TensorFlow 2.21 and JAX: what they gave when such programs were run in them.
"""

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

import jax
import numpy as np
from jax import Array, lax
from jax import numpy as jnp

from landscapes import kinks
from landscapes.base import Landscape
from optimizers.experiment import Experiment
from optimizers.programs.cost import first, inputs, names, pointwise, second, tree
from optimizers.programs.dialects import JAX, NUMPY, TENSORFLOW, TORCH, Dialect
from optimizers.programs.evaluated import evaluated
from optimizers.programs.trace import trace
from optimizers.programs.tree import Node, Trees


@jax.custom_jvp
def _first_of_equals(x: Array, y: Array) -> Array:
    return jnp.maximum(x, y)


# TensorFlow's maximum has the slope of its first argument where that is not the smaller, else that of the second.
_first_of_equals.defjvp(
    lambda values, slopes: (jnp.maximum(*values), jnp.where(values[0] >= values[1], slopes[0], slopes[1]))
)


def _power(x: Any, y: Any) -> Array:
    whole = isinstance(y, float) and y.is_integer() and abs(y) < 2**31
    return lax.integer_pow(jnp.asarray(x, float), int(y)) if whole else jnp.power(x, y)


_FUNCTIONS: Mapping[str, Callable] = {
    "add": jnp.add,
    "sub": jnp.subtract,
    "mul": jnp.multiply,
    "div": jnp.divide,
    "neg": jnp.negative,
    "pow": _power,
    "max": jnp.maximum,  # of JAX and PyTorch: the mean slope at a tie
    "min": jnp.minimum,
    "abs": kinks.absolute,  # of PyTorch and TensorFlow: slope 0 at 0
    "eq": jnp.equal,
    "ne": jnp.not_equal,
    "gt": jnp.greater,
    "ge": jnp.greater_equal,
    "lt": jnp.less,
    "le": jnp.less_equal,
    "and": jnp.logical_and,
    "or": jnp.logical_or,
    "not": jnp.logical_not,
    "asin": jnp.arcsin,
    "acos": jnp.arccos,
    "atan": jnp.arctan,
    **{name: getattr(jnp, f"arc{name[1:]}") for name in ("asinh", "acosh", "atanh")},
    "where": jnp.where,
    "softplus": jax.nn.softplus,
    "tensor": jnp.asarray,
    **{name: getattr(jnp, name) for name in ("sign", "sqrt", "floor", "ceil", "exp", "expm1", "log", "log1p")},
    **{name: getattr(jnp, name) for name in ("sin", "cos", "tan", "sinh", "cosh", "tanh")},
}
_OWN: Mapping[str, Mapping[str, Callable]] = {
    JAX.functions: {"abs": jnp.abs},
    TORCH.functions: {},
    TENSORFLOW.functions: {
        "max": _first_of_equals,
        "min": lambda x, y: -_first_of_equals(-x, -y),
    },
}


class Derivatives:
    """J of one experiment with its slopes and its bends as a library takes them, of all examples or of a batch.

    In NumPy from the trees that are printed, in JAX compiled: so its own programs are. Each takes w, of shape (2,), and
    the weights of a batch's examples or None. CannotPrintError where J is not written out.
    """

    def __init__(self, experiment: Experiment, dialect: Dialect) -> None:
        self._surface, self._dialect = experiment.surface, dialect
        self._arguments = experiment.surface.arguments(experiment.theta)
        keys, data = inputs(self._surface)[2:], self._surface.data
        self._theta = {key: np.float64(value) for key, value in experiment.surface.theta(experiment.theta).items()}
        self._examples = {key: np.asarray(getattr(data, key), float) for key in keys}

    def cost(self, w: np.ndarray, weights: np.ndarray | None = None) -> float:
        """J."""
        return float(self._values(0, w, weights)[0])

    def gradient(self, w: np.ndarray, weights: np.ndarray | None = None) -> np.ndarray:
        """∂J/∂w1 and ∂J/∂w2, (2,) float64."""
        if self._dialect is not JAX:
            return self._values(1, w, weights)
        return np.array(_compiled(self._surface.computed)(*w, self._arguments, weights))

    def hessian(self, w: np.ndarray, weights: np.ndarray | None = None) -> np.ndarray:
        """∂²J/∂w1², ∂²J/∂w1∂w2 and ∂²J/∂w2², (3,) float64."""
        return self._values(2, w, weights)

    def _values(self, order: int, w: np.ndarray, weights: np.ndarray | None) -> np.ndarray:
        picked = {k: values if weights is None else values[weights > 0] for k, values in self._examples.items()}
        known = {"w1": np.float64(w[0]), "w2": np.float64(w[1]), **picked, **self._theta}
        found = evaluated(_trees(self._surface.computed, self._dialect, order), known)
        return np.array([np.mean(value) for value in found] if self._examples else found, float)


@lru_cache(maxsize=64)
def _trees(surface: Landscape, dialect: Dialect, order: int) -> tuple[Node, ...]:
    """J, its two first or its three second derivatives as trees; of data those of one example's loss."""
    if order == 0:
        return (tree(surface, dialect),)
    function = pointwise(surface) if dialect is NUMPY else _loss(surface, dialect)
    derived = first(function) if order == 1 else second(function)
    return tuple(trace(derived, names(surface, NUMPY), Trees()))


@lru_cache(maxsize=32)
def _compiled(surface: Landscape) -> Callable[..., tuple[Array, Array]]:
    """What JAX makes of the gradient: (w1, w2, arguments of J, weights of a batch or None) -> (∂J/∂w1, ∂J/∂w2)."""
    loss, data = _loss(surface, JAX), surface.data

    def cost(w1, w2, arguments: Mapping[str, Any], weights=None):
        theta = [jnp.asarray(arguments[parameter.key], float) for parameter in surface.parameters]
        if data is None:
            return loss(w1, w2, *theta)
        examples = [jnp.asarray(arguments.get(k, getattr(data, k)), float) for k in inputs(surface)[2:]]
        losses = jnp.broadcast_to(loss(w1, w2, *examples, *theta), examples[0].shape)
        return losses.mean() if weights is None else weights @ losses

    return jax.jit(first(cost))


def _loss(surface: Landscape, dialect: Dialect) -> Callable[..., Array]:
    """What is printed as a function for JAX to differentiate, by the library's rules: of the scalars of `pointwise`."""
    top, functions = tree(surface, dialect), {**_FUNCTIONS, **_OWN[dialect.functions]}
    named = [name for name, _ in names(surface, dialect)]

    def loss(*values):
        (found,) = evaluated([top], dict(zip(named, map(jnp.asarray, values), strict=True)), functions)
        return jnp.asarray(found, float)

    return loss

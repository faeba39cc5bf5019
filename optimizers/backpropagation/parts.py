"""What a shallow network is put together from: an activation of the hidden units, and a loss of the output."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import NamedTuple

import jax
import numpy as np
from jax import Array
from jax import numpy as jnp


class Activation(NamedTuple):
    title: str
    formula: str  # LaTeX of g({z}), with the name of z to come
    slope_formula: str  # of g′({z})
    g: Callable[[np.ndarray], np.ndarray]
    slope: Callable[[np.ndarray], np.ndarray]
    traced: Callable[[Array], Array]  # g for JAX, which finds the slope itself


def _sigmoid(z: np.ndarray) -> np.ndarray:
    return 1 / (1 + np.exp(-z))


ACTIVATIONS: Mapping[str, Activation] = MappingProxyType(
    {
        "tanh": Activation(
            "tanh", r"\tanh {z}", r"(1 - \tanh^2 {z})", np.tanh, lambda z: 1 - np.tanh(z) ** 2, jnp.tanh
        ),
        "relu": Activation(
            "ReLU",
            r"\max(0, {z})",
            r"[{z} > 0]",  # 1 where that is so, else 0
            lambda z: np.maximum(z, 0),
            lambda z: (z > 0).astype(float),
            jax.nn.relu,
        ),
        "sigmoid": Activation(
            "sigmoid",
            r"\sigma({z})",
            r"\sigma({z}) \odot (1 - \sigma({z}))",
            _sigmoid,
            lambda z: _sigmoid(z) * (1 - _sigmoid(z)),
            jax.nn.sigmoid,
        ),
    }
)


class Loss(NamedTuple):
    title: str
    formula: str  # LaTeX of L(a2, y)
    dz2_formula: str
    of: Callable[[np.ndarray, np.ndarray], np.ndarray]  # by z2 and y
    dz2: Callable[[np.ndarray, np.ndarray], np.ndarray]  # by a2 and y
    traced: Callable[[Array, Array], Array]  # of z2 and y for JAX


LOSSES: Mapping[str, Loss] = MappingProxyType(
    {
        "cross_entropy": Loss(
            "Cross-entropy",
            r"-\left(y \log a_2 + (1 - y) \log(1 - a_2)\right)",
            r"a_2 - y",
            # 1 − σ(z) is σ(−z): the difference itself would lose its digits where a2 is close to 1.
            lambda z, y: -(y * np.log(_sigmoid(z)) + (1 - y) * np.log(_sigmoid(-z))),
            lambda a, y: a - y,
            lambda z, y: -(y * jax.nn.log_sigmoid(z) + (1 - y) * jax.nn.log_sigmoid(-z)),
        ),
        "squared_error": Loss(
            "Squared error",
            r"\tfrac{1}{2}(a_2 - y)^2",
            r"(a_2 - y) \odot a_2 \odot (1 - a_2)",
            lambda z, y: (_sigmoid(z) - y) ** 2 / 2,
            lambda a, y: (a - y) * a * (1 - a),
            lambda z, y: (jax.nn.sigmoid(z) - y) ** 2 / 2,
        ),
    }
)

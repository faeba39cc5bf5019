"""A network of dense layers and its cost: the mean binary cross-entropy, as a function of one vector of weights.

    z = W_L h(… h(W_1 x + b_1) …) + b_L,   p = 1 / (1 + e⁻ᶻ),   J(w) = (1/m) Σ −y log p − (1 − y) log(1 − p)

The vector w holds the layers in order, of each first W row by row, of shape (out, in), and then b, of shape (out,).
"""

from dataclasses import dataclass
from itertools import pairwise

import jax
from jax import Array
from jax import numpy as jnp

ACTIVATIONS = ("relu", "tanh")


@dataclass(frozen=True)
class Network:
    """Dense layers with one `activation` h between them; the output is one sigmoid unit. Traceable by JAX."""

    sizes: tuple[int, ...]  # inputs, the hidden widths, and 1
    activation: str  # of ACTIVATIONS

    @property
    def parameters(self) -> int:
        """P, the length of w."""
        return sum((into + 1) * out for into, out in pairwise(self.sizes))

    def layers(self, w):
        """(W, b) of each layer, of shapes (out, in) and (out,), from the vector w of shape (P,)."""
        parts, at = [], 0
        for into, out in pairwise(self.sizes):
            bias = at + into * out
            parts.append((w[at:bias].reshape(out, into), w[bias : bias + out]))
            at = bias + out
        return parts

    def logits(self, w: Array, x: Array) -> Array:
        """z of each of the n examples x, of shape (n, inputs): (n,). The class 1 is likelier where z > 0."""
        # jax.nn.relu has slope 0 at 0, as libraries do; jnp.maximum has 1/2 there.
        bend = jax.nn.relu if self.activation == "relu" else jnp.tanh
        *hidden, (last, bias) = self.layers(w)
        for weight, b in hidden:
            x = bend(x @ weight.T + b)
        return (x @ last.T + bias)[:, 0]

    def cost(self, w: Array, x: Array, y: Array, weights: Array | None = None) -> Array:
        """The scalar J on these examples: the mean of their losses, or their sum by `weights` of shape (n,)."""
        losses = cross_entropy(self.logits(w, x), y)
        return losses.mean() if weights is None else weights @ losses


def cross_entropy(z: Array, y: Array) -> Array:
    """−y log p − (1 − y) log(1 − p) for p = 1 / (1 + e⁻ᶻ), so written that no logarithm ever sees a rounded 0."""
    return jnp.logaddexp(0, z) - y * z

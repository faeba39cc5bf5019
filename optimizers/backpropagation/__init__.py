"""Backpropagation through a shallow network, written out line by line, and beside it what JAX makes of the same cost.

    z1 = W1 x + b1,  a1 = g(z1),  z2 = W2 a1 + b2,  a2 = σ(z2)

One side is NumPy and the formulas of the lecture, the other `jax.grad` of the cost alone, which knows none of them.
"""

from optimizers.backpropagation.case import EXAMPLES, MISTAKES, Case
from optimizers.backpropagation.lines import Line, backward, forward, inputs_of, weights_of
from optimizers.backpropagation.parts import ACTIVATIONS, LOSSES

__all__ = [
    "ACTIVATIONS",
    "EXAMPLES",
    "LOSSES",
    "MISTAKES",
    "Case",
    "Line",
    "backward",
    "forward",
    "inputs_of",
    "weights_of",
]

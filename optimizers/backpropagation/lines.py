"""The lines of backpropagation with their numbers, and beside each what JAX gives for it."""

from typing import NamedTuple

import jax
import numpy as np
from jax import numpy as jnp

from optimizers.backpropagation.case import EXAMPLES, Case
from optimizers.backpropagation.parts import ACTIVATIONS, LOSSES

AGREES = 1e-12  # up to this share of the gradient's size the two sides differ by rounding alone
MEAN = r"\tfrac{1}{m}"
SUM = r"\textstyle\sum_i "


class Line(NamedTuple):
    """One line: a name, its formula and its numbers."""

    name: str  # dW1 …
    formula: str  # LaTeX, with the name before it
    value: np.ndarray  # (rows, columns), by the formula
    expected: np.ndarray | None  # the same by JAX, of the shape that is right; None where nothing is to be compared

    @property
    def difference(self) -> float | None:
        """The largest difference of an entry; ∞ where the shapes are not the same, None where nothing is compared."""
        if self.expected is None:
            return None
        return np.inf if self.value.shape != self.expected.shape else float(np.abs(self.value - self.expected).max())

    @property
    def agrees(self) -> bool:
        """Whether that is rounding alone."""
        if self.expected is None or self.difference is None:
            return True
        return self.difference <= AGREES * max(1.0, float(np.abs(self.expected).max()))


class Weights(NamedTuple):
    W1: np.ndarray  # (h, 2)
    b1: np.ndarray  # (h, 1)
    W2: np.ndarray  # (1, h)
    b2: np.ndarray  # (1, 1)


def weights_of(case: Case) -> Weights:
    """The weights of a case, drawn evenly from −1 to 1 by NumPy's generator with its seed."""
    generator = np.random.default_rng(case.seed)
    h, n = case.hidden, len(EXAMPLES[0]) - 1
    return Weights(*(generator.uniform(-1, 1, shape) for shape in ((h, n), (h, 1), (1, h), (1, 1))))


def inputs_of(case: Case) -> tuple[np.ndarray, np.ndarray]:
    """x of shape (2, m) and y of shape (1, m): an example is a column."""
    examples = np.array(case.examples).T
    return examples[:-1], examples[-1:]


def forward(case: Case) -> tuple[Line, ...]:
    """The lines from the input to the cost J; the cost alone is compared."""
    x, y = inputs_of(case)
    W1, b1, W2, b2 = weights_of(case)
    loss, g = LOSSES[case.loss], ACTIVATIONS[case.activation]
    z1 = W1 @ x + b1
    a1 = g.g(z1)
    z2 = W2 @ a1 + b2
    a2 = 1 / (1 + np.exp(-z2))
    J = np.array([[loss.of(z2, y).mean()]])
    mean = "" if case.batch == 1 else MEAN + SUM
    return (
        Line("z1", r"z_1 = W_1 x + b_1", z1, None),
        Line("a1", f"a_1 = {g.formula.replace('{z}', 'z_1')}", a1, None),
        Line("z2", r"z_2 = W_2 a_1 + b_2", z2, None),
        Line("a2", r"a_2 = \sigma(z_2)", a2, None),
        Line("J", rf"J = {mean}{loss.formula}", J, np.array([[float(_cost(case)(*_arguments(case)))]])),
    )


def backward(case: Case) -> tuple[Line, ...]:
    """The lines of the gradient from the output back, as the case's mistake has them, each beside JAX's."""
    x, y = inputs_of(case)
    W2 = weights_of(case).W2
    z1, a1, _, a2, _ = (line.value for line in forward(case))
    loss, g, m, mistake = LOSSES[case.loss], ACTIVATIONS[case.activation], case.batch, case.mistake
    taken = LOSSES["cross_entropy"] if mistake == "other_loss" else loss
    dz2 = taken.dz2(a2, y)
    slope, at = (g.slope(a1), "a_1") if mistake == "slope_of_a" else (g.slope(z1), "z_1")
    back = r"W_2^{\mathsf T} dz_2"
    if mistake == "no_slope":
        dz1, dz1_formula = W2.T @ dz2, back
    else:
        dz1 = (W2.T @ dz2) * slope
        dz1_formula = rf"{back} \odot \underbrace{{{g.slope_formula.replace('{z}', at)}}}_{{g'({at})}}"
    by, mean = (m, "" if m == 1 else MEAN)
    if mistake == "m_twice":
        by, mean = m * m, r"\tfrac{1}{m^2}"

    def over_examples(dz: np.ndarray) -> np.ndarray:
        return (dz if mistake == "no_sum" else dz.sum(axis=1, keepdims=True)) / by

    total = mean if m == 1 or mistake == "no_sum" else mean + SUM
    expected = gradients(case)
    return tuple(
        Line(name, rf"{symbol} = {formula}", value, expected[name])
        for name, symbol, formula, value in (
            ("dz2", "dz_2", taken.dz2_formula, dz2),
            ("dW2", "dW_2", rf"{mean} dz_2\, a_1^{{\mathsf T}}", dz2 @ a1.T / by),
            ("db2", "db_2", f"{total} dz_2", over_examples(dz2)),
            ("dz1", "dz_1", dz1_formula, dz1),
            ("dW1", "dW_1", rf"{mean} dz_1\, x^{{\mathsf T}}", dz1 @ x.T / by),
            ("db1", "db_1", f"{total} dz_1", over_examples(dz1)),
        )
    )


def gradients(case: Case) -> dict[str, np.ndarray]:
    """What `jax.grad` makes of the cost: by the names of the lines.

    dz is the gradient of the sum of the losses, not of their mean, as the lecture has it: hence the m.
    """
    dW1, db1, dW2, db2, dz1, dz2 = map(np.asarray, jax.grad(_cost(case), argnums=tuple(range(6)))(*_arguments(case)))
    return {"dz2": dz2 * case.batch, "dW2": dW2, "db2": db2, "dz1": dz1 * case.batch, "dW1": dW1, "db1": db1}


def _cost(case: Case):
    """J by the weights and by what is added to z1 and z2, traceable by JAX."""
    x, y = map(jnp.asarray, inputs_of(case))
    loss, g = LOSSES[case.loss], ACTIVATIONS[case.activation]

    def cost(W1, b1, W2, b2, more1, more2):
        a1 = g.traced(W1 @ x + b1 + more1)
        return loss.traced(W2 @ a1 + b2 + more2, y).mean()

    return cost


def _arguments(case: Case) -> tuple[jax.Array, ...]:
    zeros = jnp.zeros((case.hidden, case.batch)), jnp.zeros((1, case.batch))
    return (*map(jnp.asarray, weights_of(case)), *zeros)

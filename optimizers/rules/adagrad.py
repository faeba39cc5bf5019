"""Adagrad: divide each coordinate's step by the root of all its squared gradients so far."""

from typing import NamedTuple

import jax
import optax
from jax.numpy import sqrt, zeros_like

from landscapes.base import Parameter
from optimizers.base import Choice, Convention, Memory, Optimizer
from optimizers.working import MOVE


class State(NamedTuple):
    s: tuple  # the sum of the squared gradients


def rule(epsilon=1e-7, epsilon_position="outside_root") -> optax.GradientTransformation:
    def init(params):
        return State(s=jax.tree.map(zeros_like, params))

    def update(updates, state, params=None):
        g = updates
        s = jax.tree.map(lambda s, g: s + g**2, state.s, g)
        if epsilon_position == "outside_root":
            d = jax.tree.map(lambda g, s: g / (sqrt(s) + epsilon), g, s)
        else:
            d = jax.tree.map(lambda g, s: g / sqrt(s + epsilon), g, s)
        return d, State(s)

    return optax.GradientTransformation(init, update)


def terms(state, g, **moment):
    return {"s": state.s}


def working(epsilon_position="outside_root"):
    root = "(√{s} + {epsilon})" if epsilon_position == "outside_root" else "√({s} + {epsilon})"
    return (("s", "{s-} + {g}²"), ("step", "−{alpha}·{g} / " + root), MOVE)


ADAGRAD = Optimizer(
    key="adagrad",
    title="Adagrad",
    group="lecture",
    formula=(
        r"\begin{aligned} s &\leftarrow s + g^2 \\"
        r" W &\leftarrow W - \alpha_n \frac{g}{\sqrt{s} + \varepsilon} \end{aligned}"
    ),
    source="J. Duchi, E. Hazan & Y. Singer, JMLR 12 (2011) 2121–2159, in its diagonal form",
    lesson="The sum only grows, so every coordinate brakes itself: a schedule made of its own gradients.",
    rule=rule,
    terms=terms,
    working=working,
    squares=Memory("s"),
    like=("adam", 10.0),
    hyperparameters=(
        Parameter("epsilon", r"\varepsilon", 1e-7, 0.0, 1e3, "keeps the division finite; sets the smallest scale"),
    ),
    conventions=(
        Convention(
            "epsilon_position",
            "Where ε stands",
            (
                Choice("outside_root", "outside the root"),
                Choice(
                    "inside_root",
                    "inside the root",
                    rewrites=((r"\sqrt{s} + \varepsilon", r"\sqrt{s + \varepsilon}"),),
                ),
            ),
        ),
    ),
    note="The sum starts at 0, as in the paper; Keras and optax start it at 0.1.",
)

"""RMSprop: divide each coordinate's step by the root of its average squared gradient."""

from typing import NamedTuple

import jax
import optax
from jax.numpy import sqrt, zeros_like

from landscapes.base import Parameter
from optimizers.base import Choice, Convention, Memory, Optimizer
from optimizers.working import MOVE


class State(NamedTuple):
    s: tuple  # the average of the squared gradients


def rule(beta=0.9, epsilon=1e-8, epsilon_position="outside_root") -> optax.GradientTransformation:
    def init(params):
        return State(s=jax.tree.map(zeros_like, params))

    def update(updates, state, params=None):
        g = updates
        s = jax.tree.map(lambda s, g: beta * s + (1 - beta) * g**2, state.s, g)
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
    return (("s", "{beta}·{s-} + (1 − {beta})·{g}²"), ("step", "−{alpha}·{g} / " + root), MOVE)


RMSPROP = Optimizer(
    key="rmsprop",
    title="RMSprop",
    group="lecture",
    formula=(
        r"\begin{aligned} s &\leftarrow \beta s + (1-\beta)\, g^2 \\"
        r" W &\leftarrow W - \alpha_n \frac{g}{\sqrt{s} + \varepsilon} \end{aligned}"
    ),
    source="T. Tieleman & G. Hinton, Coursera: Neural Networks for Machine Learning, lecture 6.5, 2012",
    lesson="Steep and flat coordinates move at the same pace, about α a step, whatever the size of the gradient.",
    rule=rule,
    terms=terms,
    working=working,
    squares=Memory("s", "beta"),
    hyperparameters=(
        Parameter("beta", r"\beta", 0.9, 0.0, 1.0, "weight of the past squared gradients", below=True),
        Parameter("epsilon", r"\varepsilon", 1e-8, 0.0, 1e3, "keeps the division finite; sets the smallest scale"),
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
)

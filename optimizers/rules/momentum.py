"""Momentum: step along an exponentially weighted average of the gradients, so that zig-zags cancel."""

from typing import NamedTuple

import jax
import optax
from jax.numpy import zeros_like

from landscapes.base import Parameter
from optimizers.base import Choice, Convention, Memory, Optimizer
from optimizers.working import MOVE


class State(NamedTuple):
    v: tuple  # the average of the gradients


def rule(beta=0.9, gradient_weight="one_minus_beta") -> optax.GradientTransformation:
    def init(params):
        return State(v=jax.tree.map(zeros_like, params))

    def update(updates, state, params=None):
        g = updates
        weight = 1 - beta if gradient_weight == "one_minus_beta" else 1
        v = jax.tree.map(lambda v, g: beta * v + weight * g, state.v, g)
        return v, State(v)

    return optax.GradientTransformation(init, update)


def terms(state, g, **moment):
    return {"v": state.v}


def working(gradient_weight="one_minus_beta"):
    weighted = "(1 − {beta})·{g}" if gradient_weight == "one_minus_beta" else "{g}"
    return (("v", "{beta}·{v-} + " + weighted), ("step", "−{alpha}·{v}"), MOVE)


MOMENTUM = Optimizer(
    key="momentum",
    title="Momentum",
    aliases=("sgdm", "sgd_momentum", "sgd_with_momentum"),
    group="lecture",
    formula=r"\begin{aligned} v &\leftarrow \beta v + (1-\beta)\, g \\ W &\leftarrow W - \alpha_n\, v \end{aligned}",
    source="B. T. Polyak, USSR Comp. Math. and Math. Phys. 4 (1964) 1–17, in the averaged form of A. Ng's lectures",
    lesson="Averaging cancels the zig-zag across a ravine and keeps the drift along it.",
    rule=rule,
    terms=terms,
    working=working,
    average=Memory("v", "beta"),
    hyperparameters=(
        Parameter("beta", r"\beta", 0.9, 0.0, 1.0, "weight of the past; averages about 1/(1−β) steps", below=True),
    ),
    conventions=(
        Convention(
            "gradient_weight",
            "Weight of the gradient",
            (
                Choice("one_minus_beta", "(1−β): an average"),
                Choice("one", "1: a sum, as PyTorch and Keras", rewrites=((r"(1-\beta)\, g", "g"),)),
            ),
        ),
    ),
    note="(1−β) convention: like Keras's momentum at rate α(1−β).",
)

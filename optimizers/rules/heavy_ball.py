"""Heavy ball: every step repeats a part of the step before it, as a ball rolling through honey does."""

from typing import NamedTuple

import jax
import optax
from jax.numpy import where, zeros_like

from landscapes.base import Parameter
from optimizers.base import Choice, Convention, Memory, Optimizer
from optimizers.working import MOVE


class State(NamedTuple):
    v: tuple  # the last step, or under the other convention the sum of the gradients


def rule(beta=0.9, rate_position="on_gradient") -> optax.GradientTransformationExtraArgs:
    def init(params):
        return State(v=jax.tree.map(zeros_like, params))

    def update(updates, state, params=None, **moment):
        g, rate = updates, moment["learning_rate"]
        if rate_position == "on_sum":
            v = jax.tree.map(lambda v, g: beta * v + g, state.v, g)
            return v, State(v)
        v = jax.tree.map(lambda v, g: beta * v + rate * g, state.v, g)
        # The loop steps by α_n d, and v is the whole step. A rate of 0 stands still, whatever the ball was doing.
        d = jax.tree.map(lambda v: where(rate > 0, v / rate, 0), v)
        return d, State(v)

    return optax.GradientTransformationExtraArgs(init, update)


def terms(state, g, **moment):
    return {"v": state.v}


def working(rate_position="on_gradient"):
    if rate_position == "on_sum":
        return (("v", "{beta}·{v-} + {g}"), ("step", "−{alpha}·{v}"), MOVE)
    return (("v", "{beta}·{v-} + {alpha}·{g}"), ("step", "−{v} if {alpha} > 0, else 0"), MOVE)


HEAVY_BALL = Optimizer(
    key="heavy_ball",
    title="Heavy ball",
    aliases=("polyak", "polyak_momentum"),
    group="classics",
    formula=r"\begin{aligned} v &\leftarrow \beta v + \alpha_n\, g \\ W &\leftarrow W - v \end{aligned}",
    source="B. T. Polyak, USSR Comp. Math. and Math. Phys. 4 (1964) 1–17",
    lesson="On a quadratic, with the best β and α, its steps grow as √κ where those of gradient descent grow as κ.",
    rule=rule,
    terms=terms,
    working=working,
    average=Memory("v", "beta"),
    like=("momentum", 0.1),
    hyperparameters=(
        Parameter("beta", r"\beta", 0.9, 0.0, 1.0, "the part of the last step that is repeated", below=True),
    ),
    conventions=(
        Convention(
            "rate_position",
            "Where the rate stands",
            (
                Choice("on_gradient", "at the gradient, as Polyak and Keras: old steps keep their rate"),
                Choice(
                    "on_sum",
                    "at the sum, as PyTorch: today's rate for all",
                    rewrites=((r"\alpha_n\, g", "g"), ("W - v", r"W - \alpha_n\, v")),
                ),
            ),
        ),
    ),
    note="At a constant rate it is momentum's sum: momentum's average at 1/(1−β) times the rate.",
    needs=("learning_rate",),
)

"""Nesterov's momentum: momentum that takes the gradient where it is about to be, and so brakes in time."""

from typing import NamedTuple

import jax
import optax
from jax.numpy import zeros_like

from landscapes.base import Parameter
from optimizers.base import Choice, Convention, Memory, Optimizer
from optimizers.working import MOVE


class State(NamedTuple):
    v: tuple  # the average of the gradients


def rule(beta=0.9, form="rewritten", gradient_weight="one_minus_beta") -> optax.GradientTransformationExtraArgs:
    def init(params):
        return State(v=jax.tree.map(zeros_like, params))

    def update(updates, state, params=None, **moment):
        weight = 1 - beta if gradient_weight == "one_minus_beta" else 1
        if form == "look_ahead":
            rate, slope = moment["learning_rate"], moment["slope"]
            ahead = jax.tree.map(lambda w, v: w - rate * beta * v, params, state.v)
            v = jax.tree.map(lambda v, g: beta * v + weight * g, state.v, slope(*ahead))
            return v, State(v)
        g = updates
        v = jax.tree.map(lambda v, g: beta * v + weight * g, state.v, g)
        d = jax.tree.map(lambda v, g: beta * v + weight * g, v, g)
        return d, State(v)

    return optax.GradientTransformationExtraArgs(init, update)


def terms(state, g, before, w, beta, form, learning_rate, slope, **moment):
    if form == "rewritten":
        return {"v": state.v}
    ahead = jax.tree.map(lambda w, v: w - learning_rate * beta * v, w, before.v)
    return {"ahead": ahead, "g_ahead": slope(*ahead), "v": state.v}


def working(form="rewritten", gradient_weight="one_minus_beta"):
    weight = "(1 − {beta})·" if gradient_weight == "one_minus_beta" else ""
    if form == "look_ahead":
        return (
            ("ahead", "{w-} − {alpha}·{beta}·{v-}"),
            ("v", f"{{beta}}·{{v-}} + {weight}{{g_ahead}}"),
            ("step", "−{alpha}·{v}"),
            MOVE,
        )
    return (
        ("v", f"{{beta}}·{{v-}} + {weight}{{g}}"),
        ("step", f"−{{alpha}}·({{beta}}·{{v}} + {weight}{{g}})"),
        MOVE,
    )


NESTEROV = Optimizer(
    key="nesterov",
    title="Nesterov",
    aliases=("nag", "nesterov_momentum"),
    group="classics",
    formula=(
        r"\begin{aligned} v &\leftarrow \beta v + (1-\beta)\, g \\"
        r" W &\leftarrow W - \alpha_n \left( \beta v + (1-\beta)\, g \right) \end{aligned}"
    ),
    source="Y. Nesterov, Soviet Math. Doklady 27 (1983) 372–376; I. Sutskever et al., ICML 2013, section 2",
    lesson="Looking one step ahead damps the swings that momentum makes across a ravine.",
    rule=rule,
    terms=terms,
    working=working,
    average=Memory("v", "beta"),
    like=("momentum", 1.0),
    hyperparameters=(
        Parameter("beta", r"\beta", 0.9, 0.0, 1.0, "weight of the past; averages about 1/(1−β) steps", below=True),
    ),
    conventions=(
        Convention(
            "form",
            "Form",
            (
                Choice("rewritten", "rewritten for the gradient at W, as the libraries"),
                Choice(
                    "look_ahead",
                    "with the gradient at the point ahead, as the paper",
                    rewrites=(
                        (r"g \\", r"\nabla J(W - \alpha_n \beta v) \\"),
                        (r"\left( \beta v + (1-\beta)\, g \right)", r"\, v"),
                    ),
                ),
            ),
        ),
        Convention(
            "gradient_weight",
            "Weight of the gradient",
            (
                Choice("one_minus_beta", "(1−β): an average"),
                Choice("one", "1: a sum, as PyTorch and Keras", rewrites=((r"(1-\beta)\, ", ""),)),
            ),
        ),
    ),
    note="Rewritten, W is the point ahead itself: at a constant rate the same walk, each row one look ahead.",
    needs=("slope", "learning_rate"),
)

"""Gradient descent: step against the gradient, as far as the learning rate says."""

import optax

from optimizers.base import Optimizer
from optimizers.working import MOVE


def rule() -> optax.GradientTransformation:
    def init(params):
        return ()

    def update(updates, state, params=None):
        return updates, state

    return optax.GradientTransformation(init, update)


def terms(state, g, **moment):
    return {}


def working():
    return (("step", "−{alpha}·{g}"), MOVE)


GRADIENT_DESCENT = Optimizer(
    key="gradient_descent",
    title="Gradient descent",
    aliases=("sgd", "gd", "vanilla"),
    group="lecture",
    formula=r"W \leftarrow W - \alpha_n\, g",
    source="A.-L. Cauchy, Comptes rendus 25 (1847) 536–538",
    lesson="The step is proportional to the slope: large where it is steep, almost nothing where it is flat.",
    rule=rule,
    terms=terms,
    working=working,
)

"""Sign descent: every coordinate steps by the rate, up or down, and forgets how steep it was."""

import jax
import optax
from jax.numpy import sign

from optimizers.base import Optimizer
from optimizers.working import MOVE


def rule() -> optax.GradientTransformation:
    def init(params):
        return ()

    def update(updates, state, params=None):
        return jax.tree.map(sign, updates), state

    return optax.GradientTransformation(init, update)


def terms(state, g, **moment):
    return {"sign": jax.tree.map(sign, g)}


def working():
    return (("sign", "sign({g})"), ("step", "−{alpha}·{sign}"), MOVE)


SIGN_DESCENT = Optimizer(
    key="sign_descent",
    title="Sign descent",
    aliases=("signsgd", "sign_sgd"),
    group="signs",
    formula=r"W \leftarrow W - \alpha_n\, \operatorname{sign}(g)",
    source="J. Bernstein et al., ICML 2018, arXiv:1802.04434, algorithm 1 (signSGD)",
    lesson="What is left of Adam without its averages: it walks diagonally, and cannot stop closer than the rate.",
    rule=rule,
    terms=terms,
    working=working,
    like=("rmsprop", 1.0),
)

"""Adadelta: Adagrad with a fading memory, and steps measured by the steps before instead of by a rate."""

from typing import NamedTuple

import jax
import optax
from jax.numpy import sqrt, zeros_like

from landscapes.base import Parameter
from optimizers.base import Memory, Optimizer
from optimizers.working import MOVE


class State(NamedTuple):
    s: tuple  # the average of the squared gradients
    u: tuple  # the average of the squared steps


def rule(rho=0.9, epsilon=1e-6) -> optax.GradientTransformation:
    def init(params):
        zero = jax.tree.map(zeros_like, params)
        return State(s=zero, u=zero)

    def update(updates, state, params=None):
        g = updates
        s = jax.tree.map(lambda s, g: rho * s + (1 - rho) * g**2, state.s, g)
        d = jax.tree.map(lambda g, s, u: g * sqrt(u + epsilon) / sqrt(s + epsilon), g, s, state.u)
        u = jax.tree.map(lambda u, d: rho * u + (1 - rho) * d**2, state.u, d)
        return d, State(s, u)

    return optax.GradientTransformation(init, update)


def terms(state, g, **moment):
    return {"s": state.s, "u": state.u}


def working():
    return (
        ("s", "{rho}·{s-} + (1 − {rho})·{g}²"),
        ("d", "{g}·√({u-} + {epsilon}) / √({s} + {epsilon})"),
        ("u", "{rho}·{u-} + (1 − {rho})·{d}²"),
        ("step", "−{alpha}·{d}"),
        MOVE,
    )


ADADELTA = Optimizer(
    key="adadelta",
    title="Adadelta",
    group="lecture",
    formula=(
        r"\begin{aligned} s &\leftarrow \rho s + (1-\rho)\, g^2 \\"
        r" d &= g\, \frac{\sqrt{u + \varepsilon}}{\sqrt{s + \varepsilon}}, \quad"
        r" u \leftarrow \rho u + (1-\rho)\, d^2 \\"
        r" W &\leftarrow W - \alpha_n\, d \end{aligned}"
    ),
    source="M. D. Zeiler, 2012, arXiv:1212.5701, algorithm 1",
    lesson="It has the units of W by itself and needs no rate; but its first step is only √(ε/(1−ρ)) long.",
    rule=rule,
    terms=terms,
    working=working,
    squares=Memory("s", "rho"),
    like=(None, 1.0),
    hyperparameters=(
        Parameter("rho", r"\rho", 0.9, 0.0, 1.0, "weight of the past squares", below=True),
        Parameter("epsilon", r"\varepsilon", 1e-6, 0.0, 1e3, "starts the steps, which grow from √(ε/(1−ρ))"),
    ),
    note="Zeiler has no rate: α = 1 is his method, with ρ = 0.95, as in Keras, whose rate of 0.001 all but stops it. "
    "PyTorch and optax take ρ = 0.9, as here.",
)

"""Rprop: the sign of the gradient alone, with a step for each coordinate that grows until the sign turns."""

from typing import NamedTuple

import jax
import optax
from jax.numpy import clip, ones_like, sign, where, zeros_like

from landscapes.base import Parameter
from optimizers.base import Optimizer
from optimizers.working import MOVE

SMALLEST, LARGEST = 1e-6, 50.0  # of a step, in rates


class State(NamedTuple):
    delta: tuple  # the length of each coordinate's step
    g: tuple  # the last gradient; 0 where the sign has just turned


def rule(eta_minus=0.5, eta_plus=1.2) -> optax.GradientTransformation:
    def init(params):
        return State(delta=jax.tree.map(ones_like, params), g=jax.tree.map(zeros_like, params))

    def update(updates, state, params=None):
        turn = jax.tree.map(lambda g, last: g * last, updates, state.g)
        factor = jax.tree.map(lambda t: where(t > 0, eta_plus, where(t < 0, eta_minus, 1.0)), turn)
        delta = jax.tree.map(lambda delta, f: clip(delta * f, SMALLEST, LARGEST), state.delta, factor)
        g = jax.tree.map(lambda t, g: where(t < 0, 0, g), turn, updates)
        d = jax.tree.map(lambda delta, g: delta * sign(g), delta, g)
        return d, State(delta, g)

    return optax.GradientTransformation(init, update)


def terms(state, g, before, eta_minus, eta_plus, **moment):
    turn = jax.tree.map(lambda g, last: g * last, g, before.g)
    factor = jax.tree.map(lambda t: where(t > 0, eta_plus, where(t < 0, eta_minus, 1.0)), turn)
    return {"turn": turn, "factor": factor, "delta": state.delta, "kept": state.g}


def working():
    return (
        ("turn", "{g}·{kept-}"),
        ("factor", "{eta_plus} if {turn} > 0, else {eta_minus} if {turn} < 0, else 1"),
        ("delta", f"min(max({{delta-}}·{{factor}}, {SMALLEST:f}), {LARGEST:g})"),
        ("kept", "0 if {turn} < 0, else {g}"),
        ("step", "−{alpha}·{delta}·sign({kept})"),
        MOVE,
    )


RPROP = Optimizer(
    key="rprop",
    title="Rprop",
    aliases=("irprop", "irprop-"),
    group="signs",
    formula=(
        r"\begin{aligned} \delta &\leftarrow \delta \cdot \begin{cases} \eta_+ & g_n\, g_{n-1} > 0 \\"
        r" \eta_- & g_n\, g_{n-1} < 0 \\ 1 & \text{else} \end{cases} \\"
        r" W &\leftarrow W - \alpha_n\, \delta \operatorname{sign}(g)"
        r" \quad \text{(a turn of the sign waits a step)} \end{aligned}"
    ),
    source="M. Riedmiller & H. Braun, IEEE ICNN 1993, 586–591; C. Igel & M. Hüsken, 2000 (iRprop−)",
    lesson="Each coordinate feels its own way: faster while the slope keeps its sign, half as fast when it turns.",
    rule=rule,
    terms=terms,
    working=working,
    like=("rmsprop", 1.0),
    hyperparameters=(
        Parameter("eta_minus", r"\eta_-", 0.5, 0.0, 1.0, "factor where the sign turned", below=True),
        Parameter("eta_plus", r"\eta_+", 1.2, 1.0, 10.0, "factor where the sign stayed"),
    ),
    note="As PyTorch's, with steps of 1e-6 to 50 rates; optax 0.2.8 takes each step one update late.",
)

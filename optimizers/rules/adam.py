"""Adam: momentum's average over RMSprop's root, both corrected for having started at zero."""

from typing import Any, NamedTuple

import jax
import optax
from jax.numpy import ones_like, sqrt, zeros_like

from landscapes.base import Parameter
from optimizers.base import Choice, Convention, Memory, Optimizer
from optimizers.working import MOVE


class State(NamedTuple):
    v: tuple  # the average of the gradients
    s: tuple  # the average of the squared gradients
    beta1_n: Any  # β1ⁿ and β2ⁿ as running products, cheaper in a loop than a power
    beta2_n: Any


def corrected(state: State) -> tuple[tuple, tuple]:
    """v̂ and ŝ: the averages divided by the share of them that is gradients and not their zero start."""
    v_share, s_share = 1 / (1 - state.beta1_n), 1 / (1 - state.beta2_n)
    v_hat = jax.tree.map(lambda v: v * v_share, state.v)
    s_hat = jax.tree.map(lambda s: s * s_share, state.s)
    return v_hat, s_hat


def rule(
    beta1=0.9, beta2=0.999, epsilon=1e-8, epsilon_position="outside_root", bias_correction="on"
) -> optax.GradientTransformation:
    def init(params):
        zero = jax.tree.map(zeros_like, params)
        one = ones_like(jax.tree.leaves(params)[0])
        return State(v=zero, s=zero, beta1_n=one, beta2_n=one)

    def update(updates, state, params=None):
        g = updates
        v = jax.tree.map(lambda v, g: beta1 * v + (1 - beta1) * g, state.v, g)
        s = jax.tree.map(lambda s, g: beta2 * s + (1 - beta2) * g**2, state.s, g)
        state = State(v, s, beta1 * state.beta1_n, beta2 * state.beta2_n)
        v_hat, s_hat = corrected(state) if bias_correction == "on" else (v, s)
        if epsilon_position == "outside_root":
            d = jax.tree.map(lambda v, s: v / (sqrt(s) + epsilon), v_hat, s_hat)
        else:
            d = jax.tree.map(lambda v, s: v / sqrt(s + epsilon), v_hat, s_hat)
        return d, state

    return optax.GradientTransformation(init, update)


def terms(state, g, **moment):
    v_hat, s_hat = corrected(state)
    return {"v": state.v, "s": state.s, "v_hat": v_hat, "s_hat": s_hat}


def working(epsilon_position="outside_root", bias_correction="on"):
    v, s = ("{v_hat}", "{s_hat}") if bias_correction == "on" else ("{v}", "{s}")
    root = f"(√{s} + {{epsilon}})" if epsilon_position == "outside_root" else f"√({s} + {{epsilon}})"
    averages = (
        ("v", "{beta1}·{v-} + (1 − {beta1})·{g}"),
        ("s", "{beta2}·{s-} + (1 − {beta2})·{g}²"),
    )
    hats = (("v_hat", "{v} / (1 − {beta1}^{n})"), ("s_hat", "{s} / (1 − {beta2}^{n})"))
    return (*averages, *(hats if bias_correction == "on" else ()), ("step", f"−{{alpha}}·{v} / {root}"), MOVE)


ADAM = Optimizer(
    key="adam",
    title="Adam",
    group="lecture",
    formula=(
        r"\begin{aligned} v &\leftarrow \beta_1 v + (1-\beta_1)\, g, \quad \hat v = \frac{v}{1-\beta_1^n} \\[0.3em]"
        r" s &\leftarrow \beta_2 s + (1-\beta_2)\, g^2, \quad \hat s = \frac{s}{1-\beta_2^n} \\[0.3em]"
        r" W &\leftarrow W - \alpha_n \frac{\hat v}{\sqrt{\hat s} + \varepsilon} \end{aligned}"
    ),
    source="D. P. Kingma & J. Ba, ICLR 2015, arXiv:1412.6980, algorithm 1",
    lesson="A momentum with RMSprop's even steps; bias correction makes the first one α long in each coordinate.",
    rule=rule,
    terms=terms,
    working=working,
    average=Memory("v", "beta1"),
    squares=Memory("s", "beta2"),
    hyperparameters=(
        Parameter("beta1", r"\beta_1", 0.9, 0.0, 1.0, "weight of the past gradients", below=True),
        Parameter("beta2", r"\beta_2", 0.999, 0.0, 1.0, "weight of the past squared gradients", below=True),
        Parameter("epsilon", r"\varepsilon", 1e-8, 0.0, 1e3, "keeps the division finite; sets the smallest scale"),
    ),
    conventions=(
        Convention(
            "epsilon_position",
            "Where ε stands",
            (
                Choice("outside_root", "outside the root, as in the paper"),
                Choice(
                    "inside_root",
                    "inside the root, as the lecture prints it",
                    rewrites=((r"\sqrt{\hat s} + \varepsilon", r"\sqrt{\hat s + \varepsilon}"),),
                ),
            ),
        ),
        Convention(
            "bias_correction",
            "Bias correction",
            (
                Choice("on", "on"),
                Choice(
                    "off",
                    "off",
                    rewrites=(
                        (r", \quad \hat v = \frac{v}{1-\beta_1^n}", ""),
                        (r", \quad \hat s = \frac{s}{1-\beta_2^n}", ""),
                        (r"\hat ", ""),
                    ),
                ),
            ),
        ),
    ),
)

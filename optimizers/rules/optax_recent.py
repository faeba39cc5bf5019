"""Five rules of the last years, as optax runs them: each is its `scale_by_…` with the facts a reader may ask."""

from typing import Any, NamedTuple

import jax
import optax
import optax.contrib
from jax.numpy import clip, maximum, sqrt, where, zeros_like

from landscapes.base import Parameter
from optimizers.base import Choice, Convention, Memory, Optimizer
from optimizers.rules.optax_classics import BETA1, BETA2, S_HAT, STEP, V_HAT, V, averages, corrected
from optimizers.working import MOVE


def _lion(beta1, beta2) -> optax.GradientTransformation:
    return optax.scale_by_lion(beta1, beta2)


def _lion_terms(state, g, before, beta1, **moment):
    c = jax.tree.map(lambda v, g: beta1 * v + (1 - beta1) * g, before.mu, g)
    return {"c": c, "v": state.mu}


def _lion_working():
    return (
        ("c", "{beta1}·{v-} + (1 − {beta1})·{g}"),
        ("v", "{beta2}·{v-} + (1 − {beta2})·{g}"),
        ("step", "−{alpha}·sign({c})"),
        MOVE,
    )


LION = Optimizer(
    key="lion",
    title="Lion",
    group="recent",
    formula=(
        r"\begin{aligned} W &\leftarrow W - \alpha_n \operatorname{sign}\left( \beta_1 v + (1-\beta_1)\, g \right) \\"
        r" v &\leftarrow \beta_2 v + (1-\beta_2)\, g \end{aligned}"
    ),
    source="X. Chen et al., NeurIPS 2023, arXiv:2302.06675, algorithm 2",
    lesson="The sign of a momentum, found by a program: both coordinates step by α, so only a decay lets it settle.",
    rule=_lion,
    terms=_lion_terms,
    working=_lion_working,
    average=Memory("v", "beta2"),
    like=("rmsprop", 1.0),
    hyperparameters=(
        Parameter("beta1", r"\beta_1", 0.9, 0.0, 1.0, "weight of the past in the step", below=True),
        Parameter("beta2", r"\beta_2", 0.99, 0.0, 1.0, "weight of the past in the memory", below=True),
    ),
    note="Without the paper's weight decay.",
)


def _adabelief(beta1, beta2, epsilon) -> optax.GradientTransformation:
    return optax.scale_by_belief(beta1, beta2, eps=epsilon, eps_root=epsilon)


def _adabelief_working():
    s = "{beta2}·{s-} + (1 − {beta2})·({g} − {v})² + {epsilon}"
    return (V, ("s", s), V_HAT, S_HAT, STEP, MOVE)


ADABELIEF = Optimizer(
    key="adabelief",
    title="AdaBelief",
    group="recent",
    formula=(
        r"\begin{aligned} v &\leftarrow \beta_1 v + (1-\beta_1)\, g, \quad \hat v = \frac{v}{1-\beta_1^n} \\"
        r" s &\leftarrow \beta_2 s + (1-\beta_2)\, (g - v)^2 + \varepsilon, \quad \hat s = \frac{s}{1-\beta_2^n} \\"
        r" W &\leftarrow W - \alpha_n \frac{\hat v}{\sqrt{\hat s} + \varepsilon} \end{aligned}"
    ),
    source="J. Zhuang et al., NeurIPS 2020, arXiv:2010.07468, algorithm 2",
    lesson="Divides by how far the gradient surprises its average: long steps where the slope is steady.",
    rule=_adabelief,
    terms=averages,
    working=_adabelief_working,
    average=Memory("v", "beta1"),
    squares=Memory("s", "beta2"),  # of the surprises g − v
    like=("adam", 0.3),
    hyperparameters=(
        BETA1,
        Parameter("beta2", r"\beta_2", 0.999, 0.0, 1.0, "weight of the past squared surprises", below=True),
        Parameter("epsilon", r"\varepsilon", 1e-16, 0.0, 1e3, "added in both places; keeps the division finite"),
    ),
    note="ε = 1e-16 in both places, as in optax.",
)


def _yogi(beta1, beta2, epsilon) -> optax.GradientTransformation:
    rule = optax.scale_by_yogi(beta1, beta2, epsilon)

    def init(params):
        # optax starts v at 1e-6 too, which moves a run that starts at a minimum.
        state: Any = rule.init(params)
        return state._replace(mu=jax.tree.map(zeros_like, params))

    return optax.GradientTransformation(init, rule.update)


def _yogi_working():
    s = "{s-} − (1 − {beta2})·sign({s-} − {g}²)·{g}²"
    return (V, ("s", s), V_HAT, S_HAT, STEP, MOVE)


YOGI = Optimizer(
    key="yogi",
    title="Yogi",
    group="recent",
    formula=(
        r"\begin{aligned} v &\leftarrow \beta_1 v + (1-\beta_1)\, g, \quad \hat v = \frac{v}{1-\beta_1^n} \\"
        r" s &\leftarrow s - (1-\beta_2)\, \operatorname{sign}(s - g^2)\, g^2, \quad \hat s = \frac{s}{1-\beta_2^n} \\"
        r" W &\leftarrow W - \alpha_n \frac{\hat v}{\sqrt{\hat s} + \varepsilon} \end{aligned}"
    ),
    source="M. Zaheer et al., NeurIPS 2018, algorithm 2",
    lesson="Adam whose root changes by the size of g² alone: after a steep stretch it speeds up slowly, not at once.",
    rule=_yogi,
    terms=averages,
    working=_yogi_working,
    average=Memory("v", "beta1"),
    squares=Memory("s"),
    like=("adam", 1.0),
    hyperparameters=(
        BETA1,
        BETA2,
        Parameter("epsilon", r"\varepsilon", 1e-3, 0.0, 1e3, "keeps the division finite; sets the smallest scale"),
    ),
    note="s starts at 1e-6 and the averages are corrected, as in optax; v starts at 0, as in the paper.",
)


class AdanState(NamedTuple):
    """What Adan keeps: t updates so far, its three averages and the last gradient."""

    t: jax.Array
    m: tuple
    v: tuple
    s: tuple
    g: tuple


def _adan(beta1, beta2, beta3, epsilon) -> optax.GradientTransformation:
    # Not optax's scale_by_adan: up to 0.2.8 it weighs the change of the gradient by 1 − β2 where the paper, whose β2
    # is 1 less ours, weighs it by ours.
    def init(params: Any):
        zeros = jax.tree.map(zeros_like, params)
        return AdanState(zeros_like(params[0], dtype="int32"), zeros, zeros, zeros, zeros)

    def update(updates, state: Any, params=None):
        g = updates
        change = jax.tree.map(lambda g, last: where(state.t > 0, g - last, 0), g, state.g)
        ahead = jax.tree.map(lambda g, change: g + beta2 * change, g, change)
        m = optax.tree.update_moment(g, state.m, beta1, 1)
        v = optax.tree.update_moment(change, state.v, beta2, 1)
        s = optax.tree.update_moment(ahead, state.s, beta3, 2)
        state = AdanState(state.t + 1, m, v, s, g)
        hats = (corrected(average, beta, state.t) for average, beta in ((m, beta1), (v, beta2), (s, beta3)))
        return jax.tree.map(lambda m, v, s: (m + beta2 * v) / (sqrt(s) + epsilon), *hats), state

    return optax.GradientTransformation(init, update)


def _adan_terms(state, g, before, beta1, beta2, beta3, **moment):
    hats = {
        "m_hat": corrected(state.m, beta1, state.t),
        "v_hat": corrected(state.v, beta2, state.t),
        "s_hat": corrected(state.s, beta3, state.t),
    }
    change = jax.tree.map(lambda g, last: where(before.t > 0, g - last, 0), g, before.g)
    return {"change": change, "m": state.m, "v": state.v, "s": state.s, **hats}


def _adan_working():
    return (
        ("change", "{g} − {g-} if {n} > 1, else 0"),
        ("m", "{beta1}·{m-} + (1 − {beta1})·{g}"),
        ("v", "{beta2}·{v-} + (1 − {beta2})·{change}"),
        ("s", "{beta3}·{s-} + (1 − {beta3})·({g} + {beta2}·{change})²"),
        ("m_hat", "{m} / (1 − {beta1}^{n})"),
        ("v_hat", "{v} / (1 − {beta2}^{n})"),
        ("s_hat", "{s} / (1 − {beta3}^{n})"),
        ("step", "−{alpha}·({m_hat} + {beta2}·{v_hat}) / (√{s_hat} + {epsilon})"),
        MOVE,
    )


ADAN = Optimizer(
    key="adan",
    title="Adan",
    group="recent",
    formula=(
        r"\begin{aligned} m &\leftarrow \beta_1 m + (1-\beta_1)\, g, \quad"
        r" v \leftarrow \beta_2 v + (1-\beta_2)\, \Delta, \quad \Delta = g_n - g_{n-1} \\"
        r" s &\leftarrow \beta_3 s + (1-\beta_3)\, (g + \beta_2 \Delta)^2 \\"
        r" W &\leftarrow W - \alpha_n \frac{\hat m + \beta_2\, \hat v}{\sqrt{\hat s} + \varepsilon}"
        r" \qquad \text{each hat divides by } 1-\beta^n \end{aligned}"
    ),
    source="X. Xie et al., IEEE TPAMI 46 (2024), arXiv:2208.06677, algorithm 1",
    lesson="Nesterov's look ahead from the change of the gradient, over Adam's root.",
    rule=_adan,
    terms=_adan_terms,
    working=_adan_working,
    average=Memory("m", "beta1"),
    squares=Memory("s", "beta3"),
    like=("adam", 1.0),
    hyperparameters=(
        Parameter("beta1", r"\beta_1", 0.98, 0.0, 1.0, "weight of the past gradients", below=True),
        Parameter("beta2", r"\beta_2", 0.92, 0.0, 1.0, "weight of the past changes of the gradient", below=True),
        Parameter("beta3", r"\beta_3", 0.99, 0.0, 1.0, "weight of the past squares", below=True),
        Parameter("epsilon", r"\varepsilon", 1e-8, 0.0, 1e3, "keeps the division finite; sets the smallest scale"),
    ),
    note="The betas weigh the past, as everywhere here; the paper's weigh the new, and its 1 − β2 is this β2, where "
    "optax 0.2.8 has 1 − β2 = 0.08. No weight decay.",
)


def _adopt(beta1, beta2, epsilon, clipping="on") -> optax.GradientTransformation:
    return optax.contrib.scale_by_adopt(beta1, beta2, epsilon, use_clipping=clipping == "on")


def _adopt_terms(state, g, before, epsilon, clipping, **moment):
    limit = (1.0 * before.count) ** 0.25
    c = jax.tree.map(lambda g, s: g / maximum(sqrt(s), epsilon), g, before.nu)
    found = {"v": state.mu, "s": state.nu}
    if clipping == "off":
        return {"c": c, **found}
    return {"limit": (limit, limit), "c": jax.tree.map(lambda c: clip(c, -limit, limit), c), **found}


def _adopt_working(clipping="on"):
    c = "{g} / max(√{s-}, {epsilon})"
    clipped = (("limit", "({n} − 1)^(1/4)"), ("c", f"min(max({c}, −{{limit}}), {{limit}})"))
    return (
        *(clipped if clipping == "on" else (("c", c),)),
        ("v", "{beta1}·{v-} + (1 − {beta1})·{c} if {n} > 1, else {v-}"),
        ("s", "{beta2}·{s-} + (1 − {beta2})·{g}² if {n} > 1, else {g}²"),
        ("step", "−{alpha}·{v}"),
        MOVE,
    )


ADOPT = Optimizer(
    key="adopt",
    title="ADOPT",
    group="recent",
    formula=(
        r"\begin{aligned} c &= \operatorname{clip}\left( \frac{g}{\max(\sqrt{s}, \varepsilon)}"
        r", \pm (n-1)^{1/4} \right), \quad v \leftarrow \beta_1 v + (1-\beta_1)\, c \\"
        r" W &\leftarrow W - \alpha_n\, v \\"
        r" s &\leftarrow \beta_2 s + (1-\beta_2)\, g^2 \quad (s = g^2 \text{ after step } 1) \end{aligned}"
    ),
    source="S. Taniguchi et al., NeurIPS 2024, arXiv:2411.02853, algorithm 2",
    lesson="The root is taken before the new gradient enters it, which proves convergence at any β2.",
    rule=_adopt,
    terms=_adopt_terms,
    working=_adopt_working,
    squares=Memory("s", "beta2"),
    like=("adam", 1.0),
    hyperparameters=(
        BETA1,
        Parameter("beta2", r"\beta_2", 0.9999, 0.0, 1.0, "weight of the past squared gradients", below=True),
        Parameter("epsilon", r"\varepsilon", 1e-6, 0.0, 1e3, "the least the gradient is divided by"),
    ),
    conventions=(
        Convention(
            "clipping",
            "Clipping of c",
            (
                Choice("on", "on: algorithm 2 of the paper"),
                Choice(
                    "off",
                    "off: algorithm 1",
                    rewrites=((r"\operatorname{clip}\left(", ""), (r", \pm (n-1)^{1/4} \right)", "")),
                ),
            ),
        ),
    ),
    note="The first step only fills s, and moves nothing.",
)

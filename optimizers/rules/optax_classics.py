"""Five relatives of Adam, as optax runs them: each is its `scale_by_…` with the facts a reader may ask."""

import jax
import optax
from jax.numpy import sqrt

from landscapes.base import Parameter
from optimizers.base import Choice, Convention, Memory, Optimizer
from optimizers.working import MOVE

BETA1 = Parameter("beta1", r"\beta_1", 0.9, 0.0, 1.0, "weight of the past gradients", below=True)
BETA2 = Parameter("beta2", r"\beta_2", 0.999, 0.0, 1.0, "weight of the past squared gradients", below=True)
EPSILON = Parameter("epsilon", r"\varepsilon", 1e-8, 0.0, 1e3, "keeps the division finite; sets the smallest scale")


V = ("v", "{beta1}·{v-} + (1 − {beta1})·{g}")
S = ("s", "{beta2}·{s-} + (1 − {beta2})·{g}²")
V_HAT = ("v_hat", "{v} / (1 − {beta1}^{n})")
S_HAT = ("s_hat", "{s} / (1 − {beta2}^{n})")
STEP = ("step", "−{alpha}·{v_hat} / (√{s_hat} + {epsilon})")


def corrected(average, beta, n):
    """A pair of averages, each divided by the share of it that is not its zero start."""
    return jax.tree.map(lambda x: x / (1 - beta**n), average)


def averages(state, g, beta1, beta2, **moment):
    """The terms of the rules that keep two averages, from optax's state."""
    n = state.count
    hats = {"v_hat": corrected(state.mu, beta1, n), "s_hat": corrected(state.nu, beta2, n)}
    return {"v": state.mu, "s": state.nu, **hats}


def _nadam(beta1, beta2, epsilon) -> optax.GradientTransformation:
    return optax.scale_by_adam(beta1, beta2, epsilon, nesterov=True)


def _nadam_terms(state, g, beta1, beta2, **moment):
    old, new = corrected(state.mu, beta1, state.count + 1), corrected(g, beta1, state.count)
    v_hat = jax.tree.map(lambda v, g: beta1 * v + (1 - beta1) * g, old, new)
    return {**averages(state, g, beta1, beta2), "v_hat": v_hat}


def _nadam_working():
    v_hat = "{beta1}·{v} / (1 − {beta1}^({n} + 1)) + (1 − {beta1})·{g} / (1 − {beta1}^{n})"
    return (V, S, ("v_hat", v_hat), S_HAT, STEP, MOVE)


NADAM = Optimizer(
    key="nadam",
    title="Nadam",
    group="classics",
    formula=(
        r"\begin{aligned} v &\leftarrow \beta_1 v + (1-\beta_1)\, g, \quad"
        r" s \leftarrow \beta_2 s + (1-\beta_2)\, g^2, \quad \hat s = \frac{s}{1-\beta_2^n} \\"
        r" \hat v &= \frac{\beta_1 v}{1-\beta_1^{n+1}} + \frac{(1-\beta_1)\, g}{1-\beta_1^n} \\"
        r" W &\leftarrow W - \alpha_n \frac{\hat v}{\sqrt{\hat s} + \varepsilon} \end{aligned}"
    ),
    source="T. Dozat, ICLR 2016 workshop, algorithm 2",
    lesson="Adam that looks ahead as Nesterov does: the newest gradient counts at once.",
    rule=_nadam,
    terms=_nadam_terms,
    working=_nadam_working,
    average=Memory("v", "beta1"),
    squares=Memory("s", "beta2"),
    like=("adam", 1.0),
    hyperparameters=(BETA1, BETA2, EPSILON),
    note="β1 is constant, as in optax; Keras and PyTorch warm it up by Dozat's schedule.",
)


def _adamax(beta1, beta2, epsilon) -> optax.GradientTransformation:
    return optax.scale_by_adamax(beta1, beta2, epsilon)


def _adamax_terms(state, g, beta1, **moment):
    return {"v": state.mu, "u": state.nu, "v_hat": corrected(state.mu, beta1, state.count)}


def _adamax_working():
    u = "max({beta2}·{u-}, |{g}| + {epsilon})"
    return (V, ("u", u), V_HAT, ("step", "−{alpha}·{v_hat} / {u}"), MOVE)


ADAMAX = Optimizer(
    key="adamax",
    title="Adamax",
    group="classics",
    formula=(
        r"\begin{aligned} v &\leftarrow \beta_1 v + (1-\beta_1)\, g, \quad"
        r" u \leftarrow \max(\beta_2 u,\; |g| + \varepsilon) \\"
        r" W &\leftarrow W - \frac{\alpha_n}{1-\beta_1^n} \frac{v}{u} \end{aligned}"
    ),
    source="D. P. Kingma & J. Ba, ICLR 2015, arXiv:1412.6980, algorithm 2",
    lesson="Adam with the largest gradient in fading memory instead of their mean square.",
    rule=_adamax,
    terms=_adamax_terms,
    working=_adamax_working,
    average=Memory("v", "beta1"),
    like=("adam", 1.0),
    hyperparameters=(BETA1, BETA2, EPSILON),
    note="ε stands beside |g|, as in PyTorch and optax; the paper has none.",
)


def _amsgrad(beta1, beta2, epsilon, bias_correction="on") -> optax.GradientTransformation:
    on = bias_correction == "on"
    return optax.scale_by_amsgrad(beta1, beta2, epsilon, bias_correction_mu=on, bias_correction_nu=on)


def _amsgrad_terms(state, g, beta1, beta2, bias_correction, **moment):
    found = averages(state, g, beta1, beta2) if bias_correction == "on" else {"v": state.mu, "s": state.nu}
    return {**found, "m": state.nu_max}


def _amsgrad_working(bias_correction="on"):
    if bias_correction == "on":
        step = "−{alpha}·{v_hat} / (√{m} + {epsilon})"
        return (V, S, V_HAT, S_HAT, ("m", "max({m-}, {s_hat})"), ("step", step), MOVE)
    return (V, S, ("m", "max({m-}, {s})"), ("step", "−{alpha}·{v} / (√{m} + {epsilon})"), MOVE)


AMSGRAD = Optimizer(
    key="amsgrad",
    title="AMSGrad",
    group="classics",
    formula=(
        r"\begin{aligned} v &\leftarrow \beta_1 v + (1-\beta_1)\, g, \quad \hat v = \frac{v}{1-\beta_1^n}, \quad"
        r" s \leftarrow \beta_2 s + (1-\beta_2)\, g^2 \\"
        r" m &\leftarrow \max\left(m,\; \frac{s}{1-\beta_2^n}\right) \\"
        r" W &\leftarrow W - \alpha_n \frac{\hat v}{\sqrt{m} + \varepsilon} \end{aligned}"
    ),
    source="S. J. Reddi, S. Kale & S. Kumar, ICLR 2018, arXiv:1904.09237, algorithm 2",
    lesson="Adam that never forgets how steep it has been: its steps may shrink but not grow again.",
    rule=_amsgrad,
    terms=_amsgrad_terms,
    working=_amsgrad_working,
    average=Memory("v", "beta1"),
    squares=Memory("m"),  # the largest s so far: it never fades
    like=("adam", 1.0),
    hyperparameters=(BETA1, BETA2, EPSILON),
    conventions=(
        Convention(
            "bias_correction",
            "Bias correction",
            (
                Choice("on", "on, as in optax"),
                Choice(
                    "off",
                    "off, as in the paper",
                    rewrites=(
                        (r", \quad \hat v = \frac{v}{1-\beta_1^n}", ""),
                        (r"\frac{s}{1-\beta_2^n}", "s"),
                        (r"\hat v", "v"),
                    ),
                ),
            ),
        ),
    ),
    note="PyTorch and Keras take the largest s before its correction, and correct that.",
)


def _radam(beta1, beta2, epsilon) -> optax.GradientTransformation:
    return optax.scale_by_radam(beta1, beta2, epsilon)


def _radam_terms(state, g, beta1, beta2, **moment):
    n, most = state.count, 2 / (1 - beta2) - 1
    rho = most - 2 * n * beta2**n / (1 - beta2**n)
    r = sqrt((rho - 4) * (rho - 2) * most / ((most - 4) * (most - 2) * rho))
    return {**averages(state, g, beta1, beta2), "rho_max": (most, most), "rho": (rho, rho), "r": (r, r)}


def _radam_working():
    return (
        V,
        S,
        V_HAT,
        S_HAT,
        ("rho_max", "2 / (1 − {beta2}) − 1"),
        ("rho", "{rho_max} − 2·{n}·{beta2}^{n} / (1 − {beta2}^{n})"),
        ("r", "√(({rho} − 4)·({rho} − 2)·{rho_max} / (({rho_max} − 4)·({rho_max} − 2)·{rho}))"),
        ("step", "−{alpha}·{r}·{v_hat} / (√{s_hat} + {epsilon}) if {rho} ≥ 5, else −{alpha}·{v_hat}"),
        MOVE,
    )


RADAM = Optimizer(
    key="radam",
    title="RAdam",
    group="classics",
    formula=(
        r"\begin{aligned} \rho_\infty &= \tfrac{2}{1-\beta_2} - 1, \quad"
        r" \rho = \rho_\infty - \frac{2 n \beta_2^n}{1-\beta_2^n}, \quad"
        r" r = \sqrt{\frac{(\rho-4)(\rho-2)\,\rho_\infty}{(\rho_\infty-4)(\rho_\infty-2)\,\rho}} \\"
        r" W &\leftarrow W - \alpha_n \cdot \begin{cases} r\, \hat v / (\sqrt{\hat s} + \varepsilon) &"
        r" \rho \ge 5 \\ \hat v & \text{else} \end{cases} \qquad (\hat v, \hat s \text{ as Adam's}) \end{aligned}"
    ),
    source="L. Liu et al., ICLR 2020, arXiv:1908.03265, algorithm 2",
    lesson="Early on Adam's root rests on few gradients: it starts as momentum and warms up by itself.",
    rule=_radam,
    terms=_radam_terms,
    working=_radam_working,
    average=Memory("v", "beta1"),
    squares=Memory("s", "beta2"),
    like=("gradient_descent", 1.0),
    hyperparameters=(BETA1, BETA2, EPSILON),
    note="Its first five steps are α times an average of gradients. The root enters at ρ ≥ 5, as in optax, not ρ > 4.",
)


def _adamw(beta1, beta2, epsilon, weight_decay) -> optax.GradientTransformationExtraArgs:
    return optax.chain(optax.scale_by_adam(beta1, beta2, epsilon), optax.add_decayed_weights(weight_decay))


def _adamw_terms(state, g, **moment):
    (adam,) = (part for part in jax.tree.leaves(state, is_leaf=lambda s: hasattr(s, "mu")) if hasattr(part, "mu"))
    return averages(adam, g, **moment)


def _adamw_working():
    step = "−{alpha}·({v_hat} / (√{s_hat} + {epsilon}) + {weight_decay}·{w-})"
    return (V, S, V_HAT, S_HAT, ("step", step), MOVE)


ADAMW = Optimizer(
    key="adamw",
    title="AdamW",
    group="classics",
    formula=(
        r"\begin{aligned} v &\leftarrow \beta_1 v + (1-\beta_1)\, g, \quad \hat v = \frac{v}{1-\beta_1^n} \\"
        r" s &\leftarrow \beta_2 s + (1-\beta_2)\, g^2, \quad \hat s = \frac{s}{1-\beta_2^n} \\"
        r" W &\leftarrow W - \alpha_n \left( \frac{\hat v}{\sqrt{\hat s} + \varepsilon} + \lambda W \right)"
        r" \end{aligned}"
    ),
    source="I. Loshchilov & F. Hutter, ICLR 2019, arXiv:1711.05101, algorithm 2",
    lesson="A pull towards the origin that the root does not weaken: it settles beside the minimum, not in it.",
    rule=_adamw,
    terms=_adamw_terms,
    working=_adamw_working,
    average=Memory("v", "beta1"),
    squares=Memory("s", "beta2"),
    like=("adam", 1.0),
    hyperparameters=(
        BETA1,
        BETA2,
        EPSILON,
        Parameter("weight_decay", r"\lambda", 0.01, 0.0, 1e3, "the pull towards the origin"),
    ),
    note="λ = 0.01 as in PyTorch; optax has 1e-4. The rate multiplies λ too; in the paper the schedule alone does.",
    rests=False,
)

"""L-BFGS: Newton's step from a Hessian that is only guessed, from the last ten steps and changes of the gradient."""

import optax
from jax.numpy import minimum, sqrt, where

from optimizers.base import Choice, Convention, Optimizer
from optimizers.working import MOVE

MEMORY = 10


def rule(first_guess="scaled") -> optax.GradientTransformation:
    return optax.scale_by_lbfgs(MEMORY, scale_init_precond=first_guess == "scaled")


def terms(state, g, first_guess, **moment):
    newest = (state.count - 2) % MEMORY
    s, y = (tuple(w[newest] for w in memory) for memory in (state.diff_params_memory, state.diff_updates_memory))
    if first_guess == "identity":
        return {"s": s, "y": y}
    sy, yy = s[0] * y[0] + s[1] * y[1], y[0] * y[0] + y[1] * y[1]
    first = minimum(1, 1 / sqrt(g[0] * g[0] + g[1] * g[1]))
    gamma = where(yy > 0, sy / yy, where(state.count > 1, 1.0, first))
    return {"s": s, "y": y, "sy": (sy, sy), "yy": (yy, yy), "gamma": (gamma, gamma)}


def working(first_guess="scaled"):
    pair = (("s", "{w-} − {w--} if {n} > 1, else 0"), ("y", "{g} − {g-} if {n} > 1, else 0"))
    scaled = (
        ("sy", "{s.1}·{y.1} + {s.2}·{y.2}"),
        ("yy", "{y.1}² + {y.2}²"),
        ("gamma", "{sy} / {yy} if {yy} > 0, else 1 if {n} > 1, else min(1, 1 / √({g.1}² + {g.2}²))"),
    )
    # d = B g is twenty products with the last ten pairs: it is given, not worked out.
    return (*pair, *(scaled if first_guess == "scaled" else ()), ("step", "−{alpha}·{d}"), MOVE)


LBFGS = Optimizer(
    key="lbfgs",
    title="L-BFGS",
    group="second_order",
    formula=(
        r"\begin{aligned} s &= W_n - W_{n-1}, \quad y = g_n - g_{n-1}, \quad"
        r" B_0 = \frac{s^\top y}{y^\top y}\, I \\"
        r" B &\leftarrow \left(I - \frac{s y^\top}{s^\top y}\right) B \left(I - \frac{y s^\top}{s^\top y}\right)"
        r" + \frac{s s^\top}{s^\top y} \quad \text{for the last 10 pairs} \\"
        r" W &\leftarrow W - \alpha_n\, B\, g \end{aligned}"
    ),
    source="D. C. Liu & J. Nocedal, Mathematical Programming 45 (1989) 503–528",
    lesson="Differences of gradients tell the curvature: almost Newton's pace without second derivatives.",
    rule=rule,
    terms=terms,
    working=working,
    like=(None, 1.0),
    conventions=(
        Convention(
            "first_guess",
            "First guess of the inverse Hessian",
            (
                Choice("scaled", "the size of the newest pair"),
                Choice("identity", "the identity", rewrites=((r"\frac{s^\top y}{y^\top y}\, I", "I"),)),
            ),
        ),
    ),
    note="Without the line search libraries put around it. The very first step is g, cut to length 1.",
)

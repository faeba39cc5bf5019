"""L-BFGS: Newton's step from a Hessian that is only guessed, from the last ten steps and changes of the gradient."""

import optax

from optimizers.base import Choice, Convention, Optimizer

MEMORY = 10


def rule(first_guess="scaled") -> optax.GradientTransformation:
    return optax.scale_by_lbfgs(MEMORY, scale_init_precond=first_guess == "scaled")


def terms(state, g, **moment):
    newest = (state.count - 2) % MEMORY
    s, y = (tuple(w[newest] for w in memory) for memory in (state.diff_params_memory, state.diff_updates_memory))
    return {"s": s, "y": y}


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

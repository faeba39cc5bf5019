"""L-BFGS: Newton's step from a Hessian that is only guessed, from the last ten steps and changes of the gradient."""

from typing import Any, NamedTuple

import jax
import optax
from jax import lax
from jax.numpy import arange, asarray, minimum, sqrt, where, zeros, zeros_like
from optax.tree import vdot

from optimizers.base import Choice, Convention, Optimizer
from optimizers.working import MOVE

MEMORY = 10
CURVATURE = 1e-10  # a pair with sᵀy at or below it is left out, as in PyTorch: B stays positive, and d points downhill
ENOUGH = 1e-4  # Armijo's: the part of the fall that the slope promises with which a step is content
HALVINGS = 30  # at most; the last of them is then taken


class State(NamedTuple):
    """The point and the gradient of the last step, and the pairs that were kept: a new one takes the oldest's place."""

    steps: jax.Array  # made so far
    kept: jax.Array  # pairs kept so far
    w: tuple
    g: tuple
    s: tuple  # (MEMORY, …) each: steps, 0 where there is none yet
    y: tuple  # the gradient's changes over them
    rho: jax.Array  # (MEMORY,): 1 / sᵀy, or 0
    gamma: jax.Array  # sᵀy / yᵀy of the newest; before there is one, what cuts the first gradient to length 1


def rule(first_guess="scaled", line_search="off") -> optax.GradientTransformationExtraArgs:
    def init(params: Any):
        w = params
        one = jax.tree.leaves(w)[0]
        none = zeros((), one.dtype)
        nothing = jax.tree.map(lambda x: zeros((MEMORY, *x.shape), x.dtype), w)
        rest = jax.tree.map(zeros_like, w)
        whole = zeros((), "int32")
        return State(whole, whole, rest, rest, nothing, nothing, zeros(MEMORY, one.dtype), none + 1)

    def update(updates, state: Any, params: Any = None, **moment):
        g, w = updates, params
        s, y = (jax.tree.map(lambda now, then: now - then, *pair) for pair in ((w, state.w), (g, state.g)))
        sy, yy = asarray(vdot(s, y)), asarray(vdot(y, y))
        good = (state.steps > 0) & (sy > CURVATURE)
        first = minimum(1, 1 / sqrt(vdot(g, g)))
        slot = state.kept % MEMORY

        def put(memory, x):
            return where(good, memory.at[slot].set(x), memory)

        state = State(
            state.steps + 1,
            state.kept + good,
            w,
            g,
            jax.tree.map(put, state.s, s),
            jax.tree.map(put, state.y, y),
            put(state.rho, 1 / where(good, sy, 1)),
            where(good, sy / where(good, yy, 1), where(state.steps > 0, state.gamma, first)),
        )
        d = _direction(g, state, first_guess)
        if line_search == "backtracking":
            d = _shortened(g, w, d, moment["cost"], moment["learning_rate"])
        return d, state

    return optax.GradientTransformationExtraArgs(init, update)


def _direction(g, state, first_guess):
    """B g by the two loops of Nocedal & Wright, algorithm 7.4. A place without a pair has ρ = 0 and changes nothing."""
    newest_first = (state.kept - 1 - arange(MEMORY)) % MEMORY

    def pair(j):
        return jax.tree.map(lambda memory: memory[j], (state.s, state.y))

    def back(q, j):
        s, y = pair(j)
        share = state.rho[j] * vdot(s, q)
        return jax.tree.map(lambda q, y: q - share * y, q, y), share

    def forth(d, place):
        j, share = place
        s, y = pair(j)
        more = share - state.rho[j] * vdot(y, d)
        return jax.tree.map(lambda d, s: d + more * s, d, s), None

    q, shares = lax.scan(back, g, newest_first)
    if first_guess == "scaled":
        q = jax.tree.map(lambda q: state.gamma * q, q)
    d, _ = lax.scan(forth, q, (newest_first, shares), reverse=True)
    return d


def _shortened(g, w, d, cost, rate):
    """d times the largest of 1, 1/2, 1/4, … at which J falls enough (Armijo): a J that is no number is too high."""
    before, promised = cost(*w), rate * vdot(g, d)

    def part(halvings):
        return 0.5**halvings

    def too_long(halvings):
        there = cost(*jax.tree.map(lambda w, d: w - rate * part(halvings) * d, w, d))
        return (halvings < HALVINGS) & ~(there <= before - ENOUGH * part(halvings) * promised)

    halvings = lax.while_loop(too_long, lambda halvings: halvings + 1, zeros((), promised.dtype))
    return jax.tree.map(lambda d: part(halvings) * d, d)


def terms(state, g, before, w, first_guess, **moment):
    moved = before.steps > 0
    s = jax.tree.map(lambda now, then: where(moved, now - then, 0.0), w, before.w)
    y = jax.tree.map(lambda now, then: where(moved, now - then, 0.0), g, before.g)
    sy, yy = (s[0] * y[0] + s[1] * y[1], y[0] * y[0] + y[1] * y[1])
    found = {"s": s, "y": y, "sy": (sy, sy)}
    return found if first_guess == "identity" else {**found, "yy": (yy, yy), "gamma": (state.gamma, state.gamma)}


def working(first_guess="scaled", line_search="off"):
    pair = (
        ("s", "{w-} − {w--} if {n} > 1, else 0"),
        ("y", "{g} − {g-} if {n} > 1, else 0"),
        ("sy", "{s.1}·{y.1} + {s.2}·{y.2}"),
    )
    first = "min(1, 1 / √({g.1}² + {g.2}²))"
    scaled = (
        ("yy", "{y.1}² + {y.2}²"),
        ("gamma", f"{{sy}} / {{yy}} if {{sy}} > {CURVATURE:.10f}, else {{gamma-}} if {{n}} > 1, else {first}"),
    )
    # d = B g is twenty products with the last ten pairs, and the line search tries J: it is given, not worked out.
    return (*pair, *(scaled if first_guess == "scaled" else ()), ("step", "−{alpha}·{d}"), MOVE)


LBFGS = Optimizer(
    key="lbfgs",
    title="L-BFGS",
    aliases=("bfgs",),
    group="second_order",
    formula=(
        r"\begin{aligned} s &= W_n - W_{n-1}, \quad y = g_n - g_{n-1}, \quad"
        r" B_0 = \frac{s^\top y}{y^\top y}\, I \\"
        r" B &\leftarrow \left(I - \frac{s y^\top}{s^\top y}\right) B \left(I - \frac{y s^\top}{s^\top y}\right)"
        r" + \frac{s s^\top}{s^\top y} \quad \text{for the last 10 pairs with } s^\top y > 10^{-10} \\"
        r" W &\leftarrow W - \alpha_n\, B\, g \end{aligned}"
    ),
    source="D. C. Liu & J. Nocedal, Mathematical Programming 45 (1989) 503–528",
    lesson="Differences of gradients tell the curvature where J bends up: almost Newton's pace, and never uphill.",
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
        Convention(
            "line_search",
            "Line search",
            (
                Choice("off", "off: every step is α long beside Newton's"),
                Choice(
                    "backtracking",
                    "backtracking: α is halved until J falls enough (Armijo)",
                    rewrites=(
                        (
                            r"\alpha_n\, B\, g \end{aligned}",
                            r"\tfrac{\alpha_n}{2^k} B\, g \quad \text{with the least } k \text{ at which } J"
                            r" \text{ falls by } 10^{-4} \tfrac{\alpha_n}{2^k}\, g^\top B\, g \end{aligned}",
                        ),
                    ),
                ),
            ),
        ),
    ),
    note=(
        "Pairs with sᵀy ≤ 1e-10 are left out, as in PyTorch; optax keeps them. The first step is g, cut to length 1. "
        "Libraries put a line search around it that costs more values of J, as the switch here does."
    ),
    needs=("cost", "learning_rate"),
)

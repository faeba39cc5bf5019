"""What a run makes of each gradient before its rule meets it: it may be clipped, and L2 may be added.

The order is PyTorch's, whose `clip_grad_…` act on the gradient before the optimizer adds its `weight_decay`, and that
of `optax.chain(clip, clip_by_global_norm, add_decayed_weights, rule)`: of the gradient as it is drawn, with the step's
error and of its mini-batch, each coordinate is cut, then its norm, and then λ W is added. The rule, its memories and
the gradients it asks for at other places know only what comes out. To cost and Hessian belongs ½ λ ‖W‖², as to the
gradient λ W; clipping changes the gradient alone. What is recorded of J is always J itself.
"""

from collections.abc import Callable, Mapping
from functools import reduce
from typing import Any

import jax
from jax import numpy as jnp

from optimizers.working import Line

KEYS = ("clip_value", "clip_norm", "l2")  # in the order in which they act


def parted(numbers: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """The numbers of a run as those of its rule, and those of its treatment: only what is set."""
    return {k: x for k, x in numbers.items() if k not in KEYS}, {k: numbers[k] for k in KEYS if k in numbers}


def stages(gradient: tuple, w: tuple, treatment: Mapping[str, Any]) -> dict[str, tuple]:
    """A gradient at `w` as it becomes what the rule meets, by the names of `lines`; "g" is the last.

    Untreated it is "g" itself, and nothing is computed. The leaves are scalars of JAX, or vectors of weights.
    """
    if not treatment:
        return {"g": gradient}
    found, g = {"drawn": gradient}, gradient
    if "clip_value" in treatment:
        most = treatment["clip_value"]
        g = found["cut"] = jax.tree.map(lambda x: jnp.clip(x, -most, most), g)
    if "clip_norm" in treatment:
        size, most = norm(g), treatment["clip_norm"]
        share = most / jnp.maximum(size, most)
        found["size"], found["share"] = (size,) * len(g), (share,) * len(g)
        g = jax.tree.map(lambda x: share * x, g)
    if "l2" in treatment:
        g = jax.tree.map(lambda x, w: x + treatment["l2"] * w, g, w)
    return {**found, "g": g}


def norm(g: tuple) -> jax.Array:
    """The Euclidean norm over all coordinates; of scalars without overflow on the way."""
    return reduce(jnp.hypot, (jnp.linalg.norm(x) if jnp.ndim(x) else jnp.abs(x) for x in g))


def cost_met(cost: Callable[..., Any], treatment: Mapping[str, Any]) -> Callable[..., Any]:
    """(*w) -> the cost there, with what L2 adds to it."""
    if (l2 := treatment.get("l2")) is None:
        return cost
    return lambda *w: cost(*w) + l2 / 2 * sum(jnp.vdot(x, x) for x in w)


def hessian_met(bends: tuple, treatment: Mapping[str, Any]) -> tuple:
    """The second derivatives, as nested pairs, with what L2 adds to them."""
    if (l2 := treatment.get("l2")) is None:
        return bends
    (a, b), (c, d) = bends
    return (a + l2, b), (c, d + l2)


def lines(treatment: Mapping[str, Any]) -> tuple[Line, ...]:
    """The treatment as it is written down, see working.py: from the gradient as `drawn` to the `g` that is met."""
    if not treatment:
        return ()
    g, before = "{drawn}", []
    if "clip_value" in treatment:
        before.append(("cut", f"max(−{{clip_value}}, min({{clip_value}}, {g}))"))
        g = "{cut}"
    if "clip_norm" in treatment:
        before.append(("size", f"√({g[:-1]}.1}}² + {g[:-1]}.2}}²)"))
        before.append(("share", "{clip_norm} / max({size}, {clip_norm})"))
        g = f"{{share}}·{g}"
    return (*before, ("g", f"{g} + {{l2}}·{{w-}}" if "l2" in treatment else g))


def equation(treatment: Mapping[str, float]) -> str:
    """The same as LaTeX, with its numbers; "" for none."""
    if not treatment:
        return ""
    steps = []
    if (most := treatment.get("clip_value")) is not None:
        steps.append(rf"g &\leftarrow \max\left(-{most:g},\, \min({most:g},\, g)\right)")
    if (most := treatment.get("clip_norm")) is not None:
        steps.append(rf"g &\leftarrow \min\left(1,\, \tfrac{{{most:g}}}{{\|g\|}}\right) g")
    if (l2 := treatment.get("l2")) is not None:
        steps.append(rf"g &\leftarrow g + {l2:g}\, W")
    return r"\begin{aligned} " + r" \\ ".join(steps) + r" \end{aligned}"

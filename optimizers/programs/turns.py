"""What a program does in one step, in NumPy: a turn takes (n, w, gradient, rate) and gives the new w.

`gradient` is the function w -> the gradient that step n meets there. A turn keeps the memories of its run: it is asked
for n = 1, 2, … in that order.
"""

import ast
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

import jax
import numpy as np
import optax
import optax.contrib
from jax import numpy as jnp

from optimizers.experiment import Run
from optimizers.programs.dialects import NUMPY
from optimizers.programs.evaluated import evaluated
from optimizers.programs.libraries import Step
from optimizers.programs.written import STARTS, ruled
from optimizers.rules.lbfgs import CURVATURE, ENOUGH, HALVINGS, MEMORY

Gradient = Callable[[np.ndarray], np.ndarray]
Turn = Callable[[int, np.ndarray, Gradient, float], np.ndarray]


def of_gradient(step: Step) -> Turn:
    """The turn of an optimizer that asks for the gradient at w alone."""
    return lambda n, w, gradient, rate: step(n, w, gradient(w), rate)


def of_rule(run: Run, stands: bool, apart: bool = False) -> Turn:
    """The turn of a rule that is written out, by the trees that are printed.

    `stands` as for `written`; `apart` where the program has the rate apart from the direction, as optax's own do.
    """
    rule, trees = ruled(run, "" if apart else "rate", NUMPY, apart or stands)
    moved = trees.make("neg", rule.step) if apart else trees.make("add", trees.name("w"), rule.step)
    known: dict[str, Any] = {key: np.float64(value) for key, value in run.rule.hyper(run.hyper).items()}
    ahead = any(name == "ahead" for name, _ in rule.lines)

    def turn(n, w, gradient, rate):
        if n == 1:
            known.update({name: np.full_like(w, STARTS.get((run.optimizer, name), 0)) for name in rule.kept})
        known.update(n=np.float64(n), w=w, rate=np.float64(rate))
        if not ahead:
            known["g"] = gradient(w)
        for name, tree in rule.lines:
            known[name] = evaluated([tree], known)[0]
            if name == "ahead":
                known["g"] = gradient(known["ahead"])
        (found,) = evaluated([moved], known)
        if "g_before" in rule.kept:
            known["g_before"] = known["g"]
        return w + np.float64(-rate) * found if apart else found

    return turn


def of_newton(run: Run, hessian: Callable[[int, np.ndarray], np.ndarray]) -> Turn:
    """The turn of Newton's method as second.py writes it; `hessian` takes n and w and gives h11, h12 and h22."""
    damping = run.rule.hyper(run.hyper)["damping"]
    absolute = run.rule.settled(run.conventions)["curvature"] == "absolute"

    def turn(n, w, gradient, rate):
        g = gradient(w)
        h11, h12, h22 = hessian(n, w)
        h11, h22 = h11 + run.l2, h22 + run.l2
        if absolute:
            size = np.sqrt(h11**2 + 2 * h12**2 + h22**2 + 2 * abs(h11 * h22 - h12**2))
            det = abs(h11 * h22 - h12**2)
            h11, h12, h22 = (h11**2 + h12**2 + det) / size, h12 * (h11 + h22) / size, (h12**2 + h22**2 + det) / size
        h11, h22 = h11 + damping, h22 + damping
        d = np.array([h22 * g[0] - h12 * g[1], h11 * g[1] - h12 * g[0]]) / (h11 * h22 - h12**2)
        return w - rate * d

    return turn


def of_lbfgs(run: Run, cost: Callable[[int, np.ndarray], float]) -> Turn:
    """The turn of L-BFGS as second.py writes it; `cost` takes n and w and gives J."""

    def height(n, w):
        return cost(n, w) + run.l2 / 2 * (w**2).sum()

    settled = run.rule.settled(run.conventions)
    scaled, shortened = settled["first_guess"] == "scaled", settled["line_search"] == "backtracking"
    pairs: list[tuple[np.ndarray, np.ndarray, float]] = []
    last: list[np.ndarray] = []
    gamma: Any = 1.0

    def turn(n, w, gradient, rate):
        nonlocal gamma
        g = gradient(w)
        if last:
            step, change = w - last[0], g - last[1]
            bend = step @ change
            if bend > CURVATURE:
                pairs[:] = [*pairs, (step, change, 1 / bend)][-MEMORY:]
            if bend > 1e-10:
                gamma = bend / (change @ change)
        else:
            gamma = min(1, 1 / (g @ g) ** 0.5)
        d, shares = g, []
        for step, change, weight in reversed(pairs):
            shares.append(weight * (step @ d))
            d = d - shares[-1] * change
        d = gamma * d if scaled else d
        for (step, change, weight), share in zip(pairs, reversed(shares), strict=True):
            d = d + (share - weight * (change @ d)) * step
        if shortened:
            t, promised = 1.0, rate * (g @ d)
            while t > 0.5**HALVINGS and not height(n, w - rate * t * d) <= height(n, w) - ENOUGH * t * promised:
                t = t / 2
            d = t * d
        last[:] = w, g
        return w - rate * d

    return turn


def of_optax(run: Run, named: str, rates: np.ndarray) -> Turn:
    """The turn of an optimizer of optax's own, which is called as `named` has it: by optax itself.

    `rates` are those of all steps: optax asks for them by its own count.
    """
    hyper = run.rule.hyper(run.hyper)
    init, update = _optax(named, tuple(hyper))
    padded = np.append(rates, 0.0)
    state: Any = None

    def turn(n, w, gradient, rate):
        nonlocal state
        state = init(w, hyper, padded) if n == 1 else state
        moved, state = update(gradient(w), state, w, hyper, padded)
        return np.asarray(moved)

    return turn


@lru_cache(maxsize=64)
def _optax(named: str, keys: tuple[str, ...]):
    """The compiled `init` and `update` of an optimizer, each of its hyperparameters and of its rates."""
    call = ast.parse(named.format(rate="rate", **{key: key for key in keys}), mode="eval").body

    def optimizer(hyper, rates) -> optax.GradientTransformation:
        return _called(call, {**hyper, "rate": lambda count: rates[count]})

    def update(g, state, w, hyper, rates):
        updates, state = optimizer(hyper, rates).update(g, state, w)
        return optax.apply_updates(w, updates), state

    return jax.jit(lambda w, hyper, rates: optimizer(hyper, rates).init(jnp.asarray(w))), jax.jit(update)


def _called(part: ast.expr, names: Mapping[str, Any]) -> Any:
    """What a call of optax's functions gives, by the few kinds of expression of which optax_program.py makes one."""
    match part:
        case ast.Constant(value=value):
            return value
        case ast.Name(id=name):
            return optax if name == "optax" else names[name]
        case ast.Attribute(value=of, attr=name):
            return getattr(_called(of, names), name)
        case ast.BinOp(left=left, op=ast.Sub(), right=right):
            return _called(left, names) - _called(right, names)
        case ast.Call(func=function, args=arguments, keywords=more):
            known = {keyword.arg: _called(keyword.value, names) for keyword in more if keyword.arg}
            return _called(function, names)(*(_called(each, names) for each in arguments), **known)
    raise ValueError(f"{ast.unparse(part)} is no call of optax")

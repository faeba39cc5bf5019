"""A cost as trees: JAX follows it with abstract numbers, and leaves a straight line of elementary operations."""

from collections.abc import Callable, Sequence
from typing import Any

import jax
import numpy as np
from jax.extend.core import Literal

from optimizers.programs.lowered import lowered
from optimizers.programs.tree import Node, Trees

# JAX's names of what is called otherwise in `tree` and `printer`.
SAME = {"add_any": "add"}
KNOWN = {
    *("add", "sub", "mul", "div", "neg", "pow", "max", "min", "abs", "sign", "sqrt", "floor", "ceil"),
    *("eq", "ne", "gt", "ge", "lt", "le", "and", "or", "not"),
    *("exp", "expm1", "log", "log1p", "sin", "cos", "tan", "asin", "acos", "atan", "sinh", "cosh", "tanh"),
    *("asinh", "acosh", "atanh"),
}
CALLS = ("jit", "pjit", "custom_jvp_call", "custom_vjp_call", "closed_call", "core_call", "remat2", "checkpoint")
KEEPS = ("copy", "stop_gradient", "copy_p", "broadcast_in_dim", "reshape", "squeeze")

# What JAX makes of log(eˣ + eʸ), with its care for infinities: every library has a function for it.
LOGADDEXP = ("max", "sub", "ne", "add", "abs", "neg", "exp", "log1p", "add", "select_n")


class CannotPrintError(ValueError):
    """A cost with an operation that is not written out, or with arrays inside."""


def trace(function: Callable, names: Sequence[tuple[str, bool]], trees: Trees) -> list[Node]:
    """What `function` of as many scalars returns, each leaf of it as a tree in these names, (name, plain) each.

    CannotPrintError where it is more than elementary operations on scalars.
    """
    shape = jax.ShapeDtypeStruct((), np.float64)
    program: Any = jax.make_jaxpr(function)(*(shape for _ in names))
    inputs = [trees.name(name, plain) for name, plain in names]
    return _outputs(program.jaxpr, [_constant(value, trees) for value in program.consts], inputs, trees)


def _outputs(jaxpr: Any, constants: Sequence[Node], inputs: Sequence[Node], trees: Trees) -> list[Node]:
    known = dict(zip([*jaxpr.constvars, *jaxpr.invars], [*constants, *inputs], strict=True))

    def read(variable) -> Node:
        return _constant(variable.val, trees) if isinstance(variable, Literal) else known[variable]

    for line in jaxpr.eqns:
        results = _line(line, [read(variable) for variable in line.invars], trees)
        known.update(zip(line.outvars, results, strict=True))
    return [read(variable) for variable in jaxpr.outvars]


def _line(line: Any, parts: list[Node], trees: Trees) -> list[Node]:
    name = str(line.primitive.name)
    if any(out.aval.shape for out in line.outvars):
        raise CannotPrintError(f"{name} makes an array of shape {line.outvars[0].aval.shape}, not one number")
    if name in CALLS:
        inner = next(value for key, value in line.params.items() if key in ("jaxpr", "call_jaxpr", "fun_jaxpr"))
        if tuple(each.primitive.name for each in inner.jaxpr.eqns) == LOGADDEXP:
            low, high = sorted(parts, key=lambda part: not part.is_number(0))
            return [trees.make("add", trees.make("softplus", trees.make("sub", high, low)), low)]
        constants = [_constant(value, trees) for value in inner.consts]
        return _outputs(inner.jaxpr, constants, parts, trees)
    if name == "cond" and len(line.params["branches"]) == 2:
        return _either(*line.params["branches"], *parts, trees=trees)
    if name == "convert_element_type":
        from_bool = line.invars[0].aval.dtype == np.bool_ and line.outvars[0].aval.dtype != np.bool_
        return [trees.make("where", parts[0], trees.number(1), trees.number(0)) if from_bool else parts[0]]
    if name == "integer_pow":
        power = line.params["y"]
        raised = trees.make("pow", parts[0], trees.number(abs(power))) if power else trees.number(1)
        return [raised if power >= 0 else trees.make("div", trees.number(1), raised)]
    if name == "select_n" and len(parts) == 3:
        return [trees.make("where", parts[0], parts[2], parts[1])]
    node = _elementary(SAME.get(name) or name, parts, trees)
    return [node] if node is not None else _broken_down(line, parts, trees)


def _either(no: Any, yes: Any, which: Node, *inputs: Node, trees: Trees) -> list[Node]:
    """What two branches return, by `which`: a truth made a whole number, 1 for `yes`."""
    results = [
        _outputs(each.jaxpr, [_constant(value, trees) for value in each.consts], inputs, trees) for each in (yes, no)
    ]
    return [trees.make("where", _truth(which, trees), *pair) for pair in zip(*results, strict=True)]


def _truth(which: Node, trees: Trees) -> Node:
    """Whether a whole number is not 0: of a choice between such numbers a choice between truths."""
    if which.kind == "where":
        return trees.make("where", which.parts[0], *(_truth(part, trees) for part in which.parts[1:]))
    return trees.make("ne", which, trees.number(0))


def _elementary(name: str, parts: Sequence[Node], trees: Trees) -> Node | None:
    """What is known by its name alone; None for what is not."""
    one = trees.number(1)
    if name in KNOWN:
        return trees.make(name, *parts)
    if name in KEEPS:
        return parts[0]
    if name == "square":
        return trees.make("pow", parts[0], trees.number(2))
    if name == "rsqrt":
        return trees.make("div", one, trees.make("sqrt", *parts))
    if name == "clamp":  # of the least, the value and the most
        return trees.make("min", trees.make("max", parts[1], parts[0]), parts[2])
    if name == "logistic":
        return trees.make("div", one, trees.sum(one, trees.make("exp", trees.make("neg", *parts))))
    return None


def _broken_down(line: Any, parts: list[Node], trees: Trees) -> list[Node]:
    """Any other primitive, by JAX's own rules; CannotPrintError where these end in what is not written out either."""
    name = line.primitive.name

    def operation(kind: str, inner: Sequence[Node]) -> Node:
        node = trees.make("where", *inner) if kind == "where" else _elementary(kind, inner, trees)
        if node is None:
            within = "" if kind == name else f" (within it {kind})"
            raise CannotPrintError(f"{name}{within} is not among the operations that are written out")
        return node

    if all(not variable.aval.shape for variable in line.invars):
        try:
            return lowered(line, parts, lambda value: _constant(value, trees), operation)
        except NotImplementedError:
            pass  # the sentence below says it
    raise CannotPrintError(f"{name} is not among the operations that are written out")


def _constant(value: Any, trees: Trees) -> Node:
    if np.shape(value):
        raise CannotPrintError(f"a constant of shape {np.shape(value)} is inside, not one number")
    return trees.number(bool(value) if np.asarray(value).dtype == bool else float(value))

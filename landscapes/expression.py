"""The tree of a typed formula: its nodes, its value by JAX, and the one text it is printed as.

A tree is made of frozen values, so that formulas typed differently but read alike are equal and share what is compiled.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import reduce
from math import e, pi
from typing import NamedTuple

import jax
from jax import Array, lax
from jax import numpy as jnp


@dataclass(frozen=True)
class Number:
    """A literal: finite and not negative, for a sign is a node of its own."""

    value: float


@dataclass(frozen=True)
class Name:
    """A weight or a constant."""

    name: str  # "w1" | "w2" | "pi" | "e"


@dataclass(frozen=True)
class Negative:
    """A minus sign and what it stands before."""

    of: "Expression"


@dataclass(frozen=True)
class Binary:
    """Two operands and what joins them."""

    operator: str  # a key of OPERATORS
    left: "Expression"
    right: "Expression"


@dataclass(frozen=True)
class Call:
    """A function of its arguments; |…| is "abs"."""

    function: str  # a key of FUNCTIONS
    arguments: tuple["Expression", ...]


Expression = Number | Name | Negative | Binary | Call


class Function(NamedTuple):
    """A function the reader may type: what JAX runs, and its LaTeX name."""

    run: Callable[..., Array]
    latex: str
    several: bool = False  # takes two arguments or more; otherwise exactly one


FUNCTIONS = {
    "sin": Function(jnp.sin, r"\sin"),
    "cos": Function(jnp.cos, r"\cos"),
    "tan": Function(jnp.tan, r"\tan"),
    "asin": Function(jnp.arcsin, r"\arcsin"),
    "acos": Function(jnp.arccos, r"\arccos"),
    "atan": Function(jnp.arctan, r"\arctan"),
    "sinh": Function(jnp.sinh, r"\sinh"),
    "cosh": Function(jnp.cosh, r"\cosh"),
    "tanh": Function(jnp.tanh, r"\tanh"),
    "exp": Function(jnp.exp, r"\exp"),
    "ln": Function(jnp.log, r"\ln"),
    "log10": Function(jnp.log10, r"\log_{10}"),
    "sqrt": Function(jnp.sqrt, r"\sqrt"),
    "abs": Function(jnp.abs, r"\operatorname{abs}"),
    "min": Function(lambda *several: reduce(jnp.minimum, several), r"\min", several=True),
    "max": Function(lambda *several: reduce(jnp.maximum, several), r"\max", several=True),
    "sign": Function(jnp.sign, r"\operatorname{sign}"),
    "sigmoid": Function(jax.nn.sigmoid, r"\operatorname{sigmoid}"),
    "relu": Function(jax.nn.relu, r"\operatorname{relu}"),
    "softplus": Function(jax.nn.softplus, r"\operatorname{softplus}"),
}
CONSTANTS = {"pi": pi, "e": e}
# How tightly each binds; a sign binds between * and ^, and what needs no brackets tightest of all.
SUM, PRODUCT, SIGN, POWER, ATOM = range(1, 6)
OPERATORS = {"+": SUM, "-": SUM, "*": PRODUCT, "/": PRODUCT, "^": POWER}
_RUN = {"+": jnp.add, "-": jnp.subtract, "*": jnp.multiply, "/": jnp.divide, "^": jnp.power}
LARGEST_WHOLE = 64  # an exponent up to here is a chain of products


@dataclass(frozen=True)
class Cost:
    """J of a tree as a function: Cost(tree)(w1, w2) -> the scalar J, traceable by JAX; equal where the trees are."""

    tree: Expression

    def __call__(self, w1, w2) -> Array:
        kind = jnp.result_type(w1, w2, 0.0)  # the weights' own: float64, and float32 in a sweep
        names = {"w1": jnp.asarray(w1, kind), "w2": jnp.asarray(w2, kind), **CONSTANTS}
        return jnp.asarray(_value(self.tree, names, kind), kind)


def _value(node: Expression, names: dict, kind):
    # Every operation is JAX's own: Python's would raise on 1/0 and on 9^9^9, and give -1^0.5 a complex value.
    match node:
        case Number(value):
            return value
        case Name(name):
            return names[name]
        case Negative(of):
            return jnp.negative(_value(of, names, kind))
        case Call(function, arguments):
            return FUNCTIONS[function].run(*(_value(each, names, kind) for each in arguments))
        case Binary(operator, left, right):
            exponent = _whole(right) if operator == "^" else None
            if exponent is not None:
                # The derivative of a power by logarithms is NaN at 0.
                return lax.integer_pow(jnp.asarray(_value(left, names, kind), kind), exponent)
            return _RUN[operator](_value(left, names, kind), _value(right, names, kind))


def _whole(node: Expression) -> int | None:
    """The small whole number that a literal exponent is; None for any other exponent."""
    match node:
        case Negative(of):
            k = _whole(of)
            return None if k is None else -k
        case Number(value) if value <= LARGEST_WHOLE and value.is_integer():
            return int(value)
    return None


def printed(node: Expression) -> str:
    """The tree as `parse` reads it back, with no space and no bracket it can do without."""
    match node:
        case Number(value):
            return spelled(value)
        case Name(name):
            return name
        case Negative(of):
            return "-" + _within(of, SIGN)
        case Call("abs", (argument,)):
            return f"|{printed(argument)}|"
        case Call(function, arguments):
            return f"{function}({','.join(map(printed, arguments))})"
        case Binary("^", left, right):
            return f"{_within(left, ATOM)}^{_within(right, SIGN)}"
        case Binary(operator, left, right):
            binds = OPERATORS[operator]
            return _within(left, binds) + operator + _within(right, binds + 1)


def _within(node: Expression, least: int) -> str:
    """The text of a part that must bind at least so tightly."""
    return printed(node) if binding(node) >= least else f"({printed(node)})"


def binding(node: Expression) -> int:
    """How tightly the outermost operation of a tree holds its parts together, SUM to ATOM."""
    match node:
        case Binary(operator, _, _):
            return OPERATORS[operator]
        case Negative(_):
            return SIGN
    return ATOM


def spelled(value: float) -> str:
    """The shortest digits that are read back as exactly `value`: 2, 0.5, 1e-7."""
    return re.sub(r"e(-?)0+", r"e\1", repr(value).removesuffix(".0").replace("e+", "e"))


def parts(node: Expression) -> tuple[Expression, ...]:
    """The operands of a node, left to right."""
    match node:
        case Negative(of):
            return (of,)
        case Binary(_, left, right):
            return (left, right)
        case Call(_, arguments):
            return arguments
    return ()


def size(node: Expression) -> int:
    """The number of nodes."""
    return 1 + sum(map(size, parts(node)))


def depth(node: Expression) -> int:
    """How deeply operations are nested; the terms of one sum, or the factors of one product, stand side by side."""
    level = 0
    while isinstance(node, Binary) and isinstance(node.left, Binary) and binding(node) == binding(node.left) < POWER:
        level, node = max(level, depth(node.right)), node.left
    return 1 + max((level, *map(depth, parts(node))))

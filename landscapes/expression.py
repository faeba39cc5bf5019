"""The tree of a typed formula: its nodes, its value by JAX, and the one text it is printed as.

A tree is made of frozen values, so that formulas typed differently but read alike are equal and share what is compiled.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from math import e, pi
from typing import NamedTuple

import jax
from jax import Array, lax
from jax import numpy as jnp

from landscapes import kinks


@dataclass(frozen=True)
class Number:
    """A literal: finite and not negative, for a sign is a node of its own."""

    value: float


@dataclass(frozen=True)
class Name:
    """A weight, a constant or a parameter."""

    name: str  # "w1" | "w2" | "pi" | "e" | one of LETTERS


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


@dataclass(frozen=True)
class Where:
    """One of two pieces: `holds` where the comparison of `left` and `right` does, else `fails`."""

    comparison: str  # a key of COMPARISONS
    left: "Expression"
    right: "Expression"
    holds: "Expression"
    fails: "Expression"


Expression = Number | Name | Negative | Binary | Call | Where


class Function(NamedTuple):
    """A function the reader may type: what JAX runs, and its LaTeX name."""

    run: Callable[..., Array]
    latex: str
    least: int = 1  # arguments
    most: int | None = 1  # None: any number


FUNCTIONS = {
    "sin": Function(jnp.sin, r"\sin"),
    "cos": Function(jnp.cos, r"\cos"),
    "tan": Function(jnp.tan, r"\tan"),
    "asin": Function(kinks.arcsine, r"\arcsin"),
    "acos": Function(kinks.arccosine, r"\arccos"),
    "atan": Function(jnp.arctan, r"\arctan"),
    "sinh": Function(jnp.sinh, r"\sinh"),
    "cosh": Function(jnp.cosh, r"\cosh"),
    "tanh": Function(jnp.tanh, r"\tanh"),
    "asinh": Function(jnp.arcsinh, r"\operatorname{arsinh}"),
    "acosh": Function(kinks.area_cosine, r"\operatorname{arcosh}"),
    "atanh": Function(jnp.arctanh, r"\operatorname{artanh}"),
    "exp": Function(jnp.exp, r"\exp"),
    "expm1": Function(jnp.expm1, r"\operatorname{expm1}"),
    "ln": Function(jnp.log, r"\ln"),
    "log1p": Function(jnp.log1p, r"\operatorname{log1p}"),
    "log10": Function(jnp.log10, r"\log_{10}"),
    "log2": Function(jnp.log2, r"\log_2"),
    "sqrt": Function(kinks.root, r"\sqrt"),
    "cbrt": Function(kinks.cube_root, r"\sqrt[3]"),
    "hypot": Function(kinks.length, r"\operatorname{hypot}", 2, 2),
    "atan2": Function(kinks.angle, r"\operatorname{atan2}", 2, 2),
    "sinc": Function(kinks.sine_over, r"\operatorname{sinc}"),
    "abs": Function(kinks.absolute, r"\operatorname{abs}"),
    "min": Function(kinks.minimum, r"\min", 2, None),
    "max": Function(kinks.maximum, r"\max", 2, None),
    "sign": Function(kinks.sign, r"\operatorname{sign}"),
    "sigmoid": Function(jax.nn.sigmoid, r"\operatorname{sigmoid}"),
    "relu": Function(kinks.relu, r"\operatorname{relu}"),
    "softplus": Function(jax.nn.softplus, r"\operatorname{softplus}"),
}
COMPARISONS = {
    "<": (jnp.less, "<"),
    "<=": (jnp.less_equal, r"\le"),
    ">": (jnp.greater, ">"),
    ">=": (jnp.greater_equal, r"\ge"),
    "==": (jnp.equal, "="),
    "!=": (jnp.not_equal, r"\ne"),
}  # what JAX runs, and its LaTeX
CONSTANTS = {"pi": pi, "e": e}
LETTERS = "abcdfghiklmnopqrstuvz"  # names of parameters: without e, a constant, w, x and y, the weights, and J
# How tightly each binds; a sign binds between * and ^, and what needs no brackets tightest of all.
SUM, PRODUCT, SIGN, POWER, ATOM = range(1, 6)
OPERATORS = {"+": SUM, "-": SUM, "*": PRODUCT, "/": PRODUCT, "^": POWER}
_RUN = {"+": jnp.add, "-": jnp.subtract, "*": jnp.multiply, "/": jnp.divide, "^": jnp.power}
LARGEST_WHOLE = 64  # an exponent up to here is a chain of products


@dataclass(frozen=True)
class Cost:
    """J of a tree as a function: Cost(tree)(w1, w2, **theta) -> the scalar J, traceable by JAX.

    `theta` has a value for each of the tree's `letters`. Equal where the trees are.
    """

    tree: Expression

    def __call__(self, w1, w2, **theta) -> Array:
        kind = jnp.result_type(w1, w2, 0.0)  # the weights' own: float64, and float32 in a sweep
        given = {name: jnp.asarray(value, kind) for name, value in {"w1": w1, "w2": w2, **theta}.items()}
        names = {**given, **CONSTANTS}
        return _number(self.tree, names, kind)


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
        case Where(comparison, left, right, holds, fails):
            left, right = (_number(each, names, kind) for each in (left, right))
            holds, fails = (partial(_number, each, names, kind) for each in (holds, fails))
            return kinks.piece(COMPARISONS[comparison][0], left, right, holds, fails)
        case Binary(operator, left, right):
            exponent = constant(right) if operator == "^" else None
            if exponent is not None and exponent.is_integer() and abs(exponent) <= LARGEST_WHOLE:
                # The derivative of a power by logarithms is NaN at 0.
                return lax.integer_pow(jnp.asarray(_value(left, names, kind), kind), int(exponent))
            if exponent is not None and 0 < exponent < 1:
                return kinks.power(_value(left, names, kind), exponent)
            return _RUN[operator](_value(left, names, kind), _value(right, names, kind))


def _number(node: Expression, names: dict, kind) -> Array:
    return jnp.asarray(_value(node, names, kind), kind)


def constant(node: Expression) -> float | None:
    """The number of a literal, of pi or e, of a sign before one, and of one operation on two literals; else None."""
    match node:
        case Number(value):
            return value
        case Name(name):
            return CONSTANTS.get(name)
        case Negative(of):
            value = constant(of)
            return None if value is None else -value
        case Binary(operator, Number(left), Number(right)) if operator in "+-*/" and right:
            return {"+": left + right, "-": left - right, "*": left * right, "/": left / right}[operator]
    return None


def printed(node: Expression, apart: bool = False) -> str:
    """The tree as `parse` reads it back, with no space and no bracket it can do without.

    `apart` brackets what would be one word or number with what stands before its plus: 2+3 without that is not 23.
    """
    match node:
        case Number(value):
            return spelled(value)
        case Name(name):
            return name
        case Negative(of):
            return "-" + _within(of, SIGN, apart)
        case Call("abs", (argument,)):
            return f"|{printed(argument, apart)}|"
        case Call(function, arguments):
            return f"{function}({','.join(printed(each, apart) for each in arguments)})"
        case Where(comparison, left, right, holds, fails):
            sides, pieces = ([printed(each, apart) for each in pair] for pair in ((left, right), (holds, fails)))
            return f"where({comparison.join(sides)},{','.join(pieces)})"
        case Binary("^", left, right):
            return f"{_within(left, ATOM, apart)}^{_within(right, SIGN, apart)}"
        case Binary(operator, left, right):
            binds = OPERATORS[operator]
            first, second = _within(left, binds, apart), _within(right, binds + 1, apart)
            if apart and operator == "+" and _joins(first, second):
                second = f"({second})"
            return first + operator + second


def _joins(first: str, second: str) -> bool:
    """Whether two texts without the plus between them may read as one word or number: 2 and 3, 1 and e, a and sin."""
    if first[-1:].isdigit():
        return second[:1].isdigit() or bool(re.match(r"e(?![a-z0-9])", second))
    return bool(re.search(r"(?<![a-z0-9])(?:[a-z]|pi)$", first) and second[:1].isalpha())


def _within(node: Expression, least: int, apart: bool) -> str:
    """The text of a part that must bind at least so tightly."""
    return printed(node, apart) if binding(node) >= least else f"({printed(node, apart)})"


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
        case Where(_, left, right, holds, fails):
            return (left, right, holds, fails)
    return ()


def letters(node: Expression) -> tuple[str, ...]:
    """The parameters of a tree, in alphabetical order."""
    own = {node.name} & set(LETTERS) if isinstance(node, Name) else set()
    return tuple(sorted(own.union(*map(letters, parts(node)))))


def size(node: Expression) -> int:
    """The number of nodes."""
    return 1 + sum(map(size, parts(node)))


def pieces(node: Expression) -> int:
    """How deeply one `where` stands within another's pieces."""
    return isinstance(node, Where) + max(map(pieces, parts(node)), default=0)


def depth(node: Expression) -> int:
    """How deeply operations are nested; the terms of one sum, or the factors of one product, stand side by side."""
    level = 0
    while isinstance(node, Binary) and isinstance(node.left, Binary) and binding(node) == binding(node.left) < POWER:
        level, node = max(level, depth(node.right)), node.left
    return 1 + max((level, *map(depth, parts(node))))

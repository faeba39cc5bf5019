"""The LaTeX of a typed formula, set as a book would: fractions, raised powers, and a dot only where it is needed."""

import re

from landscapes.expression import (
    COMPARISONS,
    FUNCTIONS,
    PRODUCT,
    SUM,
    Binary,
    Call,
    Expression,
    Name,
    Negative,
    Number,
    Where,
    binding,
    spelled,
)

_DIGITS_END = re.compile(r"(^|[ (-])[0-9.]+$")
_TALL = re.compile(r"\\frac|\\left|\\begin")
_NAMES = {"w1": "w_1", "w2": "w_2", "pi": r"\pi", "e": "e"}


def latex(node: Expression) -> str:
    """The tree in LaTeX that KaTeX and MathJax both set."""
    match node:
        case Number(value):
            digits, _, exponent = spelled(value).partition("e")
            power = f"10^{{{exponent}}}"
            return digits if not exponent else power if digits == "1" else rf"{digits} \cdot {power}"
        case Name(name):
            return _NAMES.get(name, name)
        case Negative(of):
            return f"-{_after_sign(of, PRODUCT)}"
        case Call("abs", (argument,)):
            inner = latex(argument)
            return rf"\left|{inner}\right|" if _TALL.search(inner) or "|" in inner else f"|{inner}|"
        case Call("sqrt", (argument,)):
            return rf"\sqrt{{{latex(argument)}}}"
        case Call("cbrt", (argument,)):
            return rf"\sqrt[3]{{{latex(argument)}}}"
        case Call("hypot", (first, second)):
            return rf"\sqrt{{{_base(first)}^2 + {_base(second)}^2}}"
        case Call("sinc", (argument,)):
            return rf"\frac{{\sin{_bracketed(latex(argument))}}}{{{latex(argument)}}}"
        case Call(function, arguments):
            return FUNCTIONS[function].latex + _bracketed(", ".join(map(latex, arguments)))
        case Where():
            rows = r" \\ ".join(_rows(node))
            return rf"\begin{{cases}} {rows} \end{{cases}}"
        case Binary("/", left, right):
            return rf"\frac{{{latex(left)}}}{{{latex(right)}}}"
        case Binary("^", left, right):
            exponent = latex(right)
            return f"{_base(left)}^{exponent if len(exponent) == 1 else f'{{{exponent}}}'}"
        case Binary("*", left, right):
            first, second = _within(left, PRODUCT), _after_sign(right, PRODUCT)
            # Without a dot 2 3 would read as twenty-three, and 2 followed by a fraction as a mixed number.
            dot = second[0].isdigit() or (second.startswith(r"\frac") and _DIGITS_END.search(first))
            return rf"{first} \cdot {second}" if dot else f"{first} {second}"
        case Binary(operator, left, right):
            return f"{_within(left, SUM)} {operator} {_after_sign(right, SUM if operator == '+' else PRODUCT)}"


def _rows(node: Expression) -> list[str]:
    """Each piece with what it is for; a choice for all that is left goes on in further rows."""
    rows = []
    while isinstance(node, Where):
        rows.append(f"{latex(node.holds)} & {latex(node.left)} {COMPARISONS[node.comparison][1]} {latex(node.right)}")
        node = node.fails
    return [*rows, rf"{latex(node)} & \text{{otherwise}}"]


def _within(node: Expression, least: int) -> str:
    """A part that must bind at least so tightly, in brackets where it does not."""
    open_ended = isinstance(node, Where)  # its rows have no bracket on the right
    return latex(node) if binding(node) >= least and not open_ended else _bracketed(latex(node))


def _after_sign(node: Expression, least: int) -> str:
    """The same after an operator, where a leading minus also asks for brackets."""
    inner = _within(node, least)
    return _bracketed(inner) if inner.startswith("-") else inner


def _base(node: Expression) -> str:
    """What is raised to a power: bare only where nobody can take the exponent for a part of it."""
    inner = latex(node)
    match node:
        case Name() | Call("abs" | "sqrt" | "cbrt", _):
            return inner
        case Number() if "^" not in inner:
            return inner
    return _bracketed(inner)


def _bracketed(inner: str) -> str:
    return rf"\left({inner}\right)" if _TALL.search(inner) else f"({inner})"

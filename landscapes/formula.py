"""A landscape from a formula that a stranger typed: a grammar reads it, and nothing in it is ever run as code."""

from functools import lru_cache
from typing import cast

from lark import UnexpectedCharacters, UnexpectedToken

from landscapes.base import Interval, Landscape
from landscapes.expression import Cost, Expression, depth, printed, size
from landscapes.grammar import PARSER, FormulaError, quoted
from landscapes.latex import latex

LONGEST, MOST_NODES, DEEPEST = 200, 120, 24

_OPERAND = "a number, w1, w2, pi, e, a function such as sin or “(”"
_OPERATOR = "an operator such as +, * or ^"
_CLOSING = {"RPAR": "“)”", "COMMA": "“,”", "BAR_CLOSE": "“|”", "$END": "the end"}
_HINTS = {
    "COMMA": "; a comma separates the arguments of min and max, and decimals take a point",
    "NUMBER": "; put * between two factors",
}


def parse(text: str) -> Landscape:
    """The landscape whose cost is the formula `text`, at most 200 characters; FormulaError for any other text.

    Equal trees give equal landscapes. No minimum is known, and the cost is NaN where the formula has no real value.
    """
    return _landscape(read(text))


@lru_cache(maxsize=256)  # a live page spells the same formula on every move of the dot
def read(text: str) -> Expression:
    """The tree of the formula `text`; FormulaError where there is none."""
    if len(text) > LONGEST:
        raise FormulaError(f"The formula has {len(text)} characters; it may have at most {LONGEST}", LONGEST)
    if not text.strip():
        raise FormulaError("The formula is empty; write one in w1 and w2, such as w1^2 + 3*w2^2", 0)
    try:
        tree = cast(Expression, PARSER.parse(text))
    except UnexpectedCharacters as error:
        raise _misplaced(text[error.pos_in_stream], error.pos_in_stream) from None
    except UnexpectedToken as error:
        raise _unexpected(error, text) from None
    _bound("operations, names and numbers", size(tree), MOST_NODES)
    _bound("levels of nesting", depth(tree), DEEPEST)
    _bound("characters written out in full", len(printed(tree)), LONGEST)  # else its key could not be read back
    return tree


@lru_cache(maxsize=256)
def _landscape(tree: Expression) -> Landscape:
    return Landscape(
        key=f"formula:{printed(tree)}",
        title="Your formula",
        formula=latex(tree),
        cost=Cost(tree),
        domain=(Interval(-5, 5), Interval(-5, 5)),
        start=(-3.0, 2.0),
        minima=(),
        known=(),
        source="Typed by a reader",
        lesson="Nobody has listed its minima: drag the start, and see in which valleys the runs end.",
        rates={"gradient_descent": 0.01, "momentum": 0.01, "rmsprop": 0.01, "adam": 0.05},
    )


def _misplaced(character: str, position: int) -> FormulaError:
    fitting = "write numbers, w1, w2, + - * / ^, parentheses, |…| and functions such as sin(w1)"
    return FormulaError(f"{quoted(character)} has no place in a formula; {fitting}", position)


def _unexpected(error: UnexpectedToken, text: str) -> FormulaError:
    closing = [words for kind, words in _CLOSING.items() if kind in error.accepts]
    fitting = _OPERAND if "NUMBER" in error.accepts else " or ".join([_OPERATOR, *closing])
    if error.token.type == "$END":
        return FormulaError(
            f"The formula ends too early; here {closing[0] if closing else fitting} would fit", len(text)
        )
    hint = _HINTS.get(error.token.type, "")
    return FormulaError(f"{quoted(error.token)} does not fit here; {fitting} would{hint}", error.token.start_pos)


def _bound(what: str, got: int, most: int) -> None:
    if got > most:
        raise FormulaError(f"The formula has {got} {what}; it may have at most {most}", 0)

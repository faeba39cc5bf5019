"""A landscape from a formula that a stranger typed: a grammar reads it, and nothing in it is ever run as code."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import cast
from unicodedata import name

from lark import UnexpectedCharacters, UnexpectedToken

from landscapes.bars import spelled_out
from landscapes.base import Interval, Landscape, Parameter
from landscapes.expression import FUNCTIONS, Cost, Expression, depth, letters, pieces, printed, size
from landscapes.grammar import PARSER, SIGNED_PARSER, FormulaError, quoted
from landscapes.latex import latex
from landscapes.notation import tidied

LONGEST, MOST_NODES, DEEPEST, MOST_LETTERS, MOST_PIECES = 200, 120, 24, 4, 4

_OPERAND = "a number, w1, w2, pi, e, a function such as sin or “(”"
_OPERATOR = "an operator such as +, * or ^"
_CLOSING = {
    "RPAR": "“)”",
    "COMMA": "“,”",
    "BAR_CLOSE": "“|”",
    "COMPARISON": "a comparison such as <",
    "OTHERWISE": "“:”",
    "ELSE": "else",
    "$END": "the end",
}
_HINTS = {
    "COMMA": "; a comma separates the arguments of min and max, and decimals take a point",
    "COMPARISON": "; a comparison stands in where(x < 0, x^2, 2x)",
    "NUMBER": "; put * between two factors",
}


def parse(text: str, implicit: bool = True) -> Landscape:
    """The landscape whose cost is the formula `text`, at most 200 characters; FormulaError for any other text.

    Without `implicit` every product has its *: what stands beside something without a sign may have lost a plus. Equal
    trees give equal landscapes. No minimum is known, and the cost is NaN where the formula has no real value.
    """
    tree = read(text)
    if not implicit:
        _signed(text)
    return _landscape(tree)


@lru_cache(maxsize=256)  # a live page spells the same formula on every move of the dot
def read(text: str) -> Expression:
    """The tree of the formula `text`; FormulaError where there is none."""
    try:
        return _read(text)
    except FormulaError as error:  # of a text that is typeset it may count the signs it stands for
        error.position = min(error.position, len(text))
        raise


def _read(text: str) -> Expression:
    if len(text) > LONGEST:
        raise FormulaError(f"The formula has {len(text)} characters; it may have at most {LONGEST}", LONGEST)
    if not text.strip():
        raise FormulaError("The formula is empty; write one in w1 and w2, such as w1^2 + 3*w2^2", 0)
    _unambiguous(text)
    text = tidied(text)
    try:
        tree = cast(Expression, PARSER.parse(text))
        _one_reading(text, tree)
    except UnexpectedCharacters as error:
        raise _misplaced(text[error.pos_in_stream], error.pos_in_stream) from None
    except UnexpectedToken as error:
        raise _unexpected(error, text) from None
    _bound("operations, names and numbers", size(tree), MOST_NODES)
    _bound("levels of nesting", depth(tree), DEEPEST)
    _bound("levels of where within where", pieces(tree), MOST_PIECES)
    _bound(f"parameters ({', '.join(letters(tree))})", len(letters(tree)), MOST_LETTERS)
    _bound("characters written out in full", len(printed(tree)), LONGEST)  # else its key could not be read back
    return tree


def _unambiguous(text: str) -> None:
    """FormulaError, with both readings, for what is written alike and means two things."""
    if found := re.search(r"\b(?:np|numpy|jnp|jax\.numpy|torch|tf\.math|tf)\s*\.\s*sinc\b", text):
        raise FormulaError(
            f"{found[0]}(x) is sin(pi x)/(pi x), and sinc(x) here is sin(x)/x; write sinc(pi*x) or sinc(x)",
            found.start(),
        )
    for found, readings in _readings(text):
        raise FormulaError(f"{quoted(found[0])} may be {readings}; write which", found.start())


def _one_reading(text: str, tree: Expression) -> None:
    """FormulaError, with both readings, where the bars of an absolute value may be paired in another way."""
    first, *others = spelled_out(text)
    for other in others:
        try:
            different = PARSER.parse(other) != tree
        except (UnexpectedCharacters, UnexpectedToken, FormulaError):
            continue
        if different:
            bars = quoted(text[text.index("|") : text.rindex("|") + 1])
            raise FormulaError(f"{bars} may be {other[:90]} or {first[:90]}; write abs(…), not bars", text.index("|"))


def _readings(text: str) -> Iterator[tuple[re.Match[str], str]]:
    """What is written alike and means two things, with both."""
    for sign, root in (("√", "sqrt"), ("∛", "cbrt")):
        if found := re.search(rf"{sign}\s*(\d[\d.]*|w[12]|[a-z](?!\d))(?:\s*(\^|\*\*)\s*)?(\w+)", text):
            of, power, more = found.groups()
            joint = power or ("*" if more.isascii() else "")
            yield found, f"{root}({of}){joint}{more} or {root}({of}{joint}{more})"
    if found := re.search(r"(?<![\d.,])(\d+)\s*([½⅓⅔¼¾])", text):
        fraction = {"½": "1/2", "⅓": "1/3", "⅔": "2/3", "¼": "1/4", "¾": "3/4"}[found[2]]
        yield found, f"{found[1]}+{fraction} or {found[1]}*({fraction})"
    names = "|".join(sorted(FUNCTIONS, key=len, reverse=True))
    if found := re.search(rf"\b({names})\s*(?:\^\s*[({{]?\s*[-−]\s*1\s*[)}}]?|⁻¹)\s*(?=\()", text, re.IGNORECASE):
        inverse = f"a{found[1]}" if f"a{found[1]}" in FUNCTIONS else "the inverse function"
        yield found, f"1/{found[1]}(…) or {inverse}{'(…)' if inverse in FUNCTIONS else ''}"
    operand = r"(?:w_?[12]|[xyθ][₁₂12]?|\d[\d.]*)"
    if found := re.search(rf"\b({names})\s+({operand})(\s*\*?\s*)(?!\*)(\^?\s*{operand})", text, re.IGNORECASE):
        function, of, joint, more = found.groups()
        joint = "" if more[0] == "^" else joint.strip() or "*"
        yield found, f"{function}({of}){joint}{more} or {function}({of}{joint}{more})"


@lru_cache(maxsize=256)
def _signed(text: str) -> None:
    """FormulaError, with both readings, for a formula with a product whose * is left out."""
    try:
        text = tidied(text)
        SIGNED_PARSER.parse(text)
    except UnexpectedToken as error:
        at = error.token.start_pos or 0
        before, after = text[:at].rstrip(), text[at:]
        sum_, product = (quoted(f"{before[-8:]}{sign}{after[:8]}") for sign in "+*")
        raise FormulaError(
            f"Between {quoted(before[-8:])} and {quoted(after[:8])} a + or a * is missing: "
            f"it may be {sum_} or {product}; write which",
            at,
        ) from None


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
        parameters=tuple(Parameter(x, x, 1.0, -10.0, 10.0, "a parameter of the formula") for x in letters(tree)),
    )


def _misplaced(character: str, position: int) -> FormulaError:
    if "GREEK" in name(character[:1], ""):
        known = "π, θ1, θ2 and σ(…) are known; a parameter is one Latin letter, such as a"
        return FormulaError(f"{quoted(character)} is not a letter known here: {known}", position)
    fitting = "write numbers, w1, w2, + - * / ^, parentheses, |…|, functions such as sin(w1) and where(x < 0, x^2, 2x)"
    return FormulaError(f"{quoted(character)} has no place in a formula; {fitting}", position)


def _unexpected(error: UnexpectedToken, text: str) -> FormulaError:
    ended, accepts = error.token.type == "$END", error.accepts or {"$END"}
    if error.token.type in ("ASKS", "OTHERWISE"):
        return _misplaced(error.token, error.token.start_pos)
    compared = re.search(r"[<>=!≤≥≠]=?", text)
    if compared and "ASKS" in accepts and (ended or "SIGN" not in accepts):
        return FormulaError(f"{quoted(compared[0])} does not fit here{_HINTS['COMPARISON']}", compared.start())
    closing = [words for kind, words in _CLOSING.items() if kind in accepts]
    if len(closing) > 1 or "IF" in accepts:  # a formula may go on as a condition, but hardly anybody means that
        closing = [words for words in closing if words != _CLOSING["COMPARISON"]]
    fitting = _OPERAND if "NUMBER" in accepts else " or ".join([_OPERATOR, *closing])
    if ended:
        return FormulaError(
            f"The formula ends too early; here {closing[0] if closing else fitting} would fit", len(text)
        )
    hint = _HINTS.get(error.token.type, "")
    at = error.token.start_pos or 0
    before, after = re.search(r"[1-9]\d{0,2}$", text[:at]), re.match(r",(\d{3})(?!\d)", text[at:])
    if before and after:
        written, point = before[0] + after[0], f"{before[0]}.{after[1]}"
        return FormulaError(f"{quoted(written)} may be {point} or {before[0]}{after[1]}; write which", before.start())
    return FormulaError(f"{quoted(error.token)} does not fit here; {fitting} would{hint}", error.token.start_pos)


def _bound(what: str, got: int, most: int) -> None:
    if got > most:
        raise FormulaError(f"The formula has {got} {what}; it may have at most {most}", 0)

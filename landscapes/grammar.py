"""The grammar of typed formulas, and what their words mean.

Between factors the * may be left out, except between two numbers and inside a word: 2w1, 3(w1+1), 6w1 w2, but not 2 3
or w1w2. It binds as tightly as the * it stands for: 1/2w1 is (1/2)*w1. A letter that is no weight and no constant is a
parameter: a*x^2. A function always takes its parentheses; before them it may have its power, as in sin^2(x). Words are
read in any case. A choice between pieces asks comparisons: where(x < 0, x^2, 2x), also with and, or, and 0 < x < 1. As
other languages write it, it is x < 0 ? x^2 : 2x, x^2 if x < 0 else 2x, or Piecewise((x^2, x < 0), (2x, True)). Other
notations come by notation.py.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from functools import reduce
from math import isfinite
from typing import NamedTuple

from lark import Lark, Token, Transformer, v_args

from landscapes.expression import CONSTANTS, FUNCTIONS, LETTERS, Binary, Call, Expression, Name, Negative, Number, Where

_GRAMMAR = r"""
?start: sum
    | sum IF condition ELSE start   -> afterwards
    | condition ASKS start OTHERWISE start -> asked
?condition: agreed
    | condition OR agreed           -> either
?agreed: compared
    | agreed AND compared           -> both
?compared: sum (COMPARISON sum)+    -> comparison
    | "(" condition ")"
piece: "(" sum "," (condition | TRUE) ")"
?sum: product
    | sum SIGN product              -> binary
?product: signed
    | product TIMES signed          -> binary
    | product beside                -> implicit
?signed: power
    | SIGN signed
?power: atom
    | atom POWER signed             -> binary
?beside: word
    | word POWER signed             -> binary
?atom: NUMBER                       -> number
    | word
?word: NAME                         -> name
    | "(" start ")"
    | BAR_OPEN sum BAR_CLOSE        -> absolute
    | FUNCTION "(" sum ("," sum)* ")" -> call
    | FUNCTION POWER NUMBER "(" sum ")" -> raised
    | WHERE "(" condition "," start "," start ")" -> where
    | PIECEWISE "(" piece ("," piece)* ")" -> piecewise

SIGN: /[-+−]/
TIMES: /\*(?!\*)|[\/·×]/
POWER: /\^|\*\*/
COMPARISON: /[<>=!]=|[<>=≤≥≠]/
NUMBER: /([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]+)?/
NAME: /[A-Za-zπ_][A-Za-z_0-9]*/
BAR: "|"
ASKS: "?"
OTHERWISE: ":"
AND: /&&?|∧/
OR: "∨"
%declare FUNCTION WHERE PIECEWISE IF ELSE TRUE BAR_OPEN BAR_CLOSE
%ignore /[ \t\r\n]+/
"""
_OPERATORS = {"−": "-", "·": "*", "×": "*", "**": "^", "≤": "<=", "≥": ">=", "≠": "!=", "=": "=="}
_NAMES = {
    "x": "w1",
    "y": "w2",
    "x1": "w1",
    "x2": "w2",
    "π": "pi",
    **{name: name for name in ("w1", "w2", *CONSTANTS, *LETTERS)},
}
_FUNCTIONS = {  # of pow, square, sec, csc and cot no tree has a node
    **{"log": "ln", "tg": "tan", "absolute": "abs", "minimum": "min", "maximum": "max", "fabs": "abs", "sgn": "sign"},
    **{prefix + name: "a" + name for name in ("sinh", "cosh", "tanh") for prefix in ("arc", "ar")},
    **{"arctg": "atan", "pow": "pow", "power": "pow", "square": "square"},
    **{"sec": "sec", "csc": "csc", "cot": "cot", "logistic": "sigmoid", "expit": "sigmoid"},
    **{"arcsin": "asin", "arccos": "acos", "arctan": "atan", "arctan2": "atan2", **{name: name for name in FUNCTIONS}},
}


_RECIPROCALS = {"sec": "cos", "csc": "sin", "cot": "tan"}
_GREEK = "alpha|beta|gamma|delta|epsilon|eta|kappa|lambda|mu|nu|rho|sigma|tau|phi|omega"
_CHOICES = {
    "where": "WHERE",
    "piecewise": "PIECEWISE",
    "cases": "PIECEWISE",
    "if": "IF",
    "else": "ELSE",
    "and": "AND",
    "or": "OR",
    "true": "TRUE",
}
_TAKE = ("FUNCTION", "WHERE", "PIECEWISE")  # parentheses


class FormulaError(ValueError):
    """Why a text is no formula: the message says what was found and what would fit, in at most 400 characters.

    `position` is the 0-based index into the text of what was found; the text's length where it ends too early.
    """

    def __init__(self, message: str, position: int | None) -> None:
        super().__init__(message)
        self.position = position or 0


class _Compared(NamedTuple):
    """A comparison of two trees."""

    sign: str
    left: Expression
    right: Expression


class _Both(NamedTuple):
    """Two conditions that both hold."""

    one: "_Condition"
    other: "_Condition"


class _Either(NamedTuple):
    """Two conditions of which one holds, or both."""

    one: "_Condition"
    other: "_Condition"


_Condition = _Compared | _Both | _Either


def _chosen(condition: _Condition, holds: Expression, fails: Expression) -> Expression:
    """One of two trees, by comparisons one after the other."""
    match condition:
        case _Both(one, other):
            return _chosen(one, _chosen(other, holds, fails), fails)
        case _Either(one, other):
            return _chosen(one, holds, _chosen(other, holds, fails))
        case _Compared(sign, left, right):
            return Where(sign, left, right, holds, fails)


def _opposite(one: _Condition, other: _Condition) -> bool:
    """Whether of two comparisons just one holds everywhere: x < 0 and x >= 0, or 0 <= x."""
    if not (isinstance(one, _Compared) and isinstance(other, _Compared)):
        return False
    contrary = {"<": ">=", ">": "<=", "<=": ">", ">=": "<", "==": "!=", "!=": "=="}[one.sign]
    turned = {"<": ">", ">": "<", "<=": ">=", ">=": "<="}.get(contrary, contrary)
    return other in (_Compared(contrary, one.left, one.right), _Compared(turned, one.right, one.left))


class _Words:
    """Tells the tokens apart that only their neighbours or a table can: functions from names, and | from |.

    A bar after an operand closes the innermost bracket if that is a bar; any other bar opens, as in 2|w1|.
    """

    always_accept = ("BAR", "NAME")

    def process(self, stream: Iterable[Token]) -> Iterator[Token]:
        function, letter, brackets, operand = None, None, [], False
        spelled: dict[str, str] = {}  # the letters, as first written
        for token in stream:
            if function and token.type not in (("LPAR", "POWER") if function.type == "FUNCTION" else ("LPAR",)):
                raise _bare(function)
            if token.type == "LPAR" and letter and letter.end_pos == token.start_pos:
                raise FormulaError(
                    f"{letter}(…) is no function known here; write {letter}*(…) for a product", letter.start_pos
                )
            if token.type == "NAME":
                token.type = _kind(token)
                if token.type == "IF" and (
                    token == "If" or not operand
                ):  # If[…] of Mathematica, if(…) of a spreadsheet
                    token.type = "WHERE"
            elif token.type == "BAR":
                token.type = "BAR_CLOSE" if operand and brackets[-1:] == ["BAR_OPEN"] else "BAR_OPEN"
            if token.type in ("LPAR", "BAR_OPEN"):
                brackets.append(token.type)
            elif token.type in ("RPAR", "BAR_CLOSE") and brackets:
                brackets.pop()
            function = token if token.type in _TAKE else None
            letter = token if token.type == "NAME" and token.lower() in LETTERS else None
            if letter and spelled.setdefault(letter.lower(), str(letter)) != letter:
                first = spelled[letter.lower()]
                raise FormulaError(
                    f"{first} and {letter} would be one parameter, for words are read in any case; "
                    f"write {first} for both, or another letter for one",
                    letter.start_pos,
                )
            operand = token.type in ("NUMBER", "NAME", "RPAR", "BAR_CLOSE")
            yield token
        if function:
            raise _bare(function)


@v_args(inline=True)
class _Tree(Transformer):
    """Builds our tree while the parser reads; its methods are named after the rules."""

    def binary(self, left, operator, right):
        return Binary(_OPERATORS.get(operator, str(operator)), left, right)

    def implicit(self, left, right):
        return Binary("*", left, right)

    def signed(self, sign, of):
        return of if sign == "+" else Negative(of)

    def number(self, token):
        value = float(token)
        if not isfinite(value):
            raise FormulaError(f"{quoted(token)} is too large; a number is at most about 1.8e308", token.start_pos)
        return Number(value)

    def name(self, token):
        return Name(_NAMES[known(token, _NAMES)])

    def absolute(self, _open, of, _close):
        return Call("abs", (of,))

    def raised(self, token, _power, exponent, of):
        if float(exponent) < 1:
            raise FormulaError(f"{token}^{exponent} may be a power or an inverse: write which", token.start_pos)
        return Binary("^", self.call(token, of), self.number(exponent))

    def comparison(self, *sides):
        operands, signs = sides[::2], [_OPERATORS.get(sign, str(sign)) for sign in sides[1::2]]
        # a < b < c is a < b and b < c.
        return reduce(_Both, map(_Compared, signs, operands, operands[1:]))

    def both(self, one, _and, other):
        return _Both(one, other)

    def either(self, one, _or, other):
        return _Either(one, other)

    def where(self, _word, condition, holds, fails):
        return _chosen(condition, holds, fails)

    def asked(self, condition, _asks, holds, _otherwise, fails):
        return _chosen(condition, holds, fails)

    def afterwards(self, holds, _if, condition, _else, fails):
        return _chosen(condition, holds, fails)

    def piece(self, tree, condition):
        return tree, condition

    def piecewise(self, word, *pieces):
        *chosen, (last, otherwise) = pieces
        if otherwise != "True" and not (len(chosen) == 1 and _opposite(chosen[0][1], otherwise)):
            raise FormulaError(
                f"{word} ends in a piece for all that is left: (2x, True), or 2x & otherwise", word.start_pos
            )
        for piece, condition in reversed(chosen):
            if isinstance(condition, Token):
                raise FormulaError("What stands behind the piece for True is never reached", condition.start_pos)
            last = _chosen(condition, piece, last)
        return last

    def call(self, token, *arguments):
        function, got = _FUNCTIONS[known(token, _FUNCTIONS)], len(arguments)
        least, most = (2, 2) if function == "pow" else FUNCTIONS[function][2:] if function in FUNCTIONS else (1, 1)
        if got < least or (most is not None and got > most):
            wanted = "two arguments or more" if most is None else "one argument" if most == 1 else "two arguments"
            raise FormulaError(f"{token} takes {wanted}; here it has {got}", token.start_pos)
        if function in ("pow", "square"):
            return Binary("^", arguments[0], arguments[1] if function == "pow" else Number(2.0))
        if function in _RECIPROCALS:
            return Binary("/", Number(1.0), Call(_RECIPROCALS[function], arguments))
        return Call(function, arguments)


def known(token: str, words: Mapping[str, str]) -> str:
    """The word of the table that is meant, whatever its case."""
    return token if token in words else token.lower()


def _kind(token: Token) -> str:
    for kind, words in (("NAME", _NAMES), ("FUNCTION", _FUNCTIONS), ("", _CHOICES)):
        if token in words or (token != "E" and token.lower() in words):
            return kind or _CHOICES[token.lower()]
    names = "w1, w2 (or x, y), pi, e, letters for parameters, where, " + ", ".join(FUNCTIONS)
    near = _factors(token) or next(iter(get_close_matches(token.lower(), _FUNCTIONS, 1, 0.75)), "")
    meant = f"did you mean {near}? There" if near else "there"
    letter = re.fullmatch(rf"[A-Za-z]_?\d+|{_GREEK}", token)
    advice = "A parameter is one letter, such as a" if letter else "Put * between factors"
    message = f"{quoted(token)} is not a name known here; {meant} are {names}. {advice}"
    raise FormulaError(message, token.start_pos)


def _factors(word: str) -> str:
    """The product that a word of two names may be, such as a*x of ax; "" for any other."""
    for cut in range(1, min(len(word), 4)):
        if word[:cut].lower() in _NAMES and word[cut:].lower() in _NAMES:
            return f"{word[:cut]}*{word[cut:]}"
    return ""


def _bare(function: Token) -> FormulaError:
    if function.type != "FUNCTION":
        return FormulaError(f"{function} takes parentheses: write where(x < 0, x^2, 2x)", function.start_pos)
    return FormulaError(f"{function} takes parentheses: write {function}(…)", function.start_pos)


def quoted(found: str) -> str:
    """A short quotation of what was found, safe to print whatever was typed."""
    short = found if len(found) <= 20 else found[:19] + "…"
    return "“" + "".join(c if c.isprintable() else f"U+{ord(c):04X}" for c in short) + "”"


def _parser(grammar: str) -> Lark:
    return Lark(grammar, parser="lalr", lexer="basic", postlex=_Words(), transformer=_Tree())


PARSER = _parser(_GRAMMAR)
# The same without products whose * is left out: a link that lost a plus must not be read as one.
SIGNED_PARSER = _parser(_GRAMMAR.replace("    | product beside                -> implicit\n", ""))

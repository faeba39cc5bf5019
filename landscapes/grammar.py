"""The grammar of typed formulas, and what their words mean.

Between factors the * may be left out, except between two numbers and inside a word: 2w1, 3(w1+1), 6w1 w2, but not 2 3
or w1w2. It binds as tightly as the * it stands for: 1/2w1 is (1/2)*w1. A function always takes its parentheses.
"""

from collections.abc import Iterable, Iterator
from math import isfinite

from lark import Lark, Token, Transformer, v_args

from landscapes.expression import CONSTANTS, FUNCTIONS, Binary, Call, Name, Negative, Number

_GRAMMAR = r"""
?start: sum
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
    | "(" sum ")"
    | BAR_OPEN sum BAR_CLOSE        -> absolute
    | FUNCTION "(" sum ("," sum)* ")" -> call

SIGN: /[-+−]/
TIMES: /\*(?!\*)|[\/·×]/
POWER: /\^|\*\*/
NUMBER: /([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]+)?/
NAME: /[A-Za-z_][A-Za-z_0-9]*/
BAR: "|"
%declare FUNCTION BAR_OPEN BAR_CLOSE
%ignore /[ \t\r\n]+/
"""
_OPERATORS = {"−": "-", "·": "*", "×": "*", "**": "^"}
_NAMES = {"x": "w1", "y": "w2", **{name: name for name in ("w1", "w2", *CONSTANTS)}}
_FUNCTIONS = {"log": "ln", "arcsin": "asin", "arccos": "acos", "arctan": "atan", **{name: name for name in FUNCTIONS}}


class FormulaError(ValueError):
    """Why a text is no formula: the message says what was found and what would fit, in at most 400 characters.

    `position` is the 0-based index into the text of what was found; the text's length where it ends too early.
    """

    def __init__(self, message: str, position: int | None) -> None:
        super().__init__(message)
        self.position = position or 0


class _Words:
    """Tells the tokens apart that only their neighbours or a table can: functions from names, and | from |.

    A bar after an operand closes the innermost bracket if that is a bar; any other bar opens, as in 2|w1|.
    """

    always_accept = ("BAR", "NAME")

    def process(self, stream: Iterable[Token]) -> Iterator[Token]:
        function, brackets, operand = None, [], False
        for token in stream:
            if function and token.type != "LPAR":
                raise _bare(function)
            if token.type == "NAME":
                token.type = _kind(token)
            elif token.type == "BAR":
                token.type = "BAR_CLOSE" if operand and brackets[-1:] == ["BAR_OPEN"] else "BAR_OPEN"
            if token.type in ("LPAR", "BAR_OPEN"):
                brackets.append(token.type)
            elif token.type in ("RPAR", "BAR_CLOSE") and brackets:
                brackets.pop()
            function = token if token.type == "FUNCTION" else None
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
        return Name(_NAMES[token])

    def absolute(self, _open, of, _close):
        return Call("abs", (of,))

    def call(self, token, *arguments):
        function, got = _FUNCTIONS[token], len(arguments)
        several = FUNCTIONS[function].several
        if (got < 2) if several else (got > 1):
            wanted = "two arguments or more" if several else "one argument"
            raise FormulaError(f"{token} takes {wanted}; here it has {got}", token.start_pos)
        return Call(function, arguments)


def _kind(token: Token) -> str:
    if token in _NAMES or token in _FUNCTIONS:
        return "NAME" if token in _NAMES else "FUNCTION"
    known = "w1, w2 (or x, y), pi, e, " + ", ".join(FUNCTIONS)
    message = f"{quoted(token)} is not a name known here; there are {known}. Put * between factors"
    raise FormulaError(message, token.start_pos)


def _bare(function: Token) -> FormulaError:
    return FormulaError(f"{function} takes parentheses: write {function}(…)", function.start_pos)


def quoted(found: str) -> str:
    """A short quotation of what was found, safe to print whatever was typed."""
    short = found if len(found) <= 20 else found[:19] + "…"
    return "“" + "".join(c if c.isprintable() else f"U+{ord(c):04X}" for c in short) + "”"


PARSER = Lark(_GRAMMAR, parser="lalr", lexer="basic", postlex=_Words(), transformer=_Tree())

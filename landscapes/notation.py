"""Formulas as people have them at hand, typeset, pasted from LaTeX or from NumPy, in the notation of the grammar."""

import re
from collections.abc import Callable

_SIGNS = str.maketrans(
    {
        **dict.fromkeys("⋅∙•∗×", "*"),
        **dict.fromkeys("÷∕⁄", "/"),
        **dict.fromkeys("‐‑–—", "-"),
        **dict.fromkeys("\u00a0\u2007\u2009\u200a\u202f\u2062", " "),
    }
)
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻", "0123456789+-")
_LOWERED = str.maketrans("₀₁₂₃₄₅₆₇₈₉", "0123456789")
_FRACTIONS = {"½": "(1/2)", "⅓": "(1/3)", "⅔": "(2/3)", "¼": "(1/4)", "¾": "(3/4)"}
_MODULES = re.compile(r"\b(?:numpy|np|jnp|[mM]ath|torch|tf\.math|tf|jax\.nn|jax\.numpy|keras\.ops|ops|sympy|sp)\.")
_LEFT_SIDE = re.compile(
    r"^\s*(?:J|f|z|L|cost|loss|return)?\s*(?:\([^()=]*\))?\s*=(?!=)\s*|^\s*return\s+", re.IGNORECASE
)
_COMPARED = {"le": "<=", "leq": "<=", "leqslant": "<=", "lt": "<", "ge": ">=", "geq": ">=", "geqslant": ">=", "gt": ">"}
_COMPARED |= {"ne": "!=", "neq": "!="}
_ROW = r"\\\\\s*(?:\[[^\]]*\])?"
_SIZES = r"\\(?:left|right|[bB]igg?[lr]?)"
_NAMED = "arcsin|arccos|arctan|arsinh|arcosh|artanh|sinh|cosh|tanh|sin|cos|tan|sec|csc|cot|exp|ln|log"
_LATEX = (
    (rf"{_SIZES}\s*\[", "("),
    (rf"{_SIZES}\s*\]", ")"),
    (rf"(?:{_SIZES})?\s*\\\{{", "("),
    (rf"(?:{_SIZES})?\s*\\\}}", ")"),
    (r"\\sigma(?=\s*(?:\\left)?\s*\()", "sigmoid"),
    # A function of one name, and of nothing that follows: what it is of does not end sooner or later.
    (rf"\\({_NAMED})\s+(\\?[a-zA-Z]+(?:_\{{?\d\}}?)?)(?=\s*(?:[-+=)}}]|\\right|$))", r"\1(\2)"),
    *((rf"\\{word}(?![a-zA-Z])", sign) for word, sign in _COMPARED.items()),
    (rf"(?:{_SIZES}|\\(?:displaystyle|,|;|!|:|quad))(?![a-zA-Z])", " "),
    (r"\\(?:cdot|times|ast)(?![a-zA-Z])", "*"),
    (r"\\div(?![a-zA-Z])", "/"),
    (r"\\(?:operatorname|mathrm|text)\{\s*(and|or)\s*\}", r" \1 "),
    (r"\\(?:operatorname|mathrm|text)\{([a-zA-Z0-9]+)\}", r"\1"),
    (r"\\(?:land|wedge)(?![a-zA-Z])", "&"),
    (r"\\(?:lor|vee)(?![a-zA-Z])", "∨"),
    (r"\\(?:lvert|rvert|vert|mid)(?![a-zA-Z])", "|"),
    (r"\\theta(?![a-zA-Z])", "theta"),
    (r"\\pi(?![a-zA-Z])", " pi "),
    (r"\\log_\{?10\}?", "log10"),
    (r"\\log_\{?2\}?(?![0-9])", "log2"),
    (r"\\([a-zA-Z]+)", r"\1"),
)


def tidied(text: str) -> str:
    """Return `text` in the grammar's notation; what is not known is left as it stands, for the grammar to refuse."""
    text = _left_side(_unframed(text))
    if "\\" in text or re.search(r"[\^_]\{", text):
        text = _from_latex(text)
    text = _MODULES.sub(lambda found: " " * len(found[0]), _piecewise(text).translate(_SIGNS).translate(_LOWERED))
    text = re.sub(r"[⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻]+", lambda raised: _power(raised[0].translate(_RAISED)), text).replace("θ", "theta")
    text = re.sub(r"(?<=[\w)])\.(?=[*/^])", " ", text).replace("π", " pi ")
    text = re.sub(r"\bE(?=\s*(?:\^|\*\*))", "e", re.sub(r"σ(?=\s*\()", "sigmoid", text))
    text = _bare_roots(re.sub(r"\bpi\(\)", "pi", text, flags=re.IGNORECASE))
    for fraction, quotient in _FRACTIONS.items():  # behind a number it may be added or multiplied: left to be refused
        text = re.sub(rf"(?<![\d.,]){fraction}", quotient, text)
    text = re.sub(r"\b([wx]|theta)_([0-9])\b", r"\1\2", text, flags=re.IGNORECASE)
    return _with_points(_with_thetas(_indexed(text)))


def _unframed(text: str) -> str:
    """The text without the dollars of LaTeX around it and without a semicolon behind it."""
    for opening, closing in (("$$", "$$"), ("$", "$"), (r"\(", r"\)"), (r"\[", r"\]")):
        if text.strip().startswith(opening) and text.strip().endswith(closing):
            text = text.strip()[len(opening) : -len(closing)]
    return re.sub(r"(?<=[^\s;])\s*;\s*$", "", text)


def _bare_roots(text: str) -> str:
    """√(…), √2 and √x as sqrt(…); not √x^2 or √2x, of which the root may end early or late."""
    for sign, root in (("√", "sqrt"), ("∛", "cbrt")):
        text = re.sub(rf"{sign}(?=\s*\()", root, text)
        text = re.sub(rf"{sign}\s*(\d+(?:\.\d+)?|[^\W\d]\w*)(?![\w.]|\s*(?:\^|\*\*|\())", rf" {root}(\1)", text)
    return text


def _indexed(text: str) -> str:
    """w[0] and w[1] as the two weights, and Sin[…] with parentheses; w[1] alone may be either and is left as it is."""
    used = set(re.findall(r"\b[wx]\[([0-9])\]", text))
    if "0" in used and used <= {"0", "1"}:
        text = re.sub(r"\b[wx]\[([01])\]", lambda found: f"w{int(found[1]) + 1}", text)
    for _ in range(text.count("[")):  # the innermost first
        text = re.sub(r"\b([A-Za-z]\w+)\[([^\[\]]*)\]", r"\1(\2)", text)
    return text


def _piecewise(text: str) -> str:
    """Piecewise[{{a, condition}, …}, b] of Mathematica as Piecewise((a, condition), …, (b, True))."""
    found = re.search(r"\bPiecewise\s*\[\s*\{(.*)\}\s*(?:,([^{}]*))?\]", text)
    if not found:
        return text
    last = f", ({found[2]}, True)" if found[2] else ""
    pieces = found[1].replace("{", "(").replace("}", ")")
    return f"{text[: found.start()]}Piecewise({pieces}{last}){text[found.end() :]}"


def _power(exponent: str) -> str:
    return f"^{exponent}" if exponent.isdigit() else f"^({exponent})"


def _with_thetas(text: str) -> str:
    """theta0 and theta1, or theta1 and theta2, as the two weights; theta1 alone may be either and is left as it is."""
    used = set(re.findall(r"\btheta([0-9])\b", text, re.IGNORECASE))
    for first, second in ("01", "12"):
        if used and used <= {first, second} and used != {"1"}:
            text = re.sub(rf"\btheta{first}\b", "w1", text, flags=re.IGNORECASE)
            text = re.sub(rf"\btheta{second}\b", "w2", text, flags=re.IGNORECASE)
    return text


def _left_side(text: str) -> str:
    """The text without “J = ” or “f(x, y) = ” before it, as many blanks in its place."""
    found = _LEFT_SIDE.match(text)
    return " " * found.end() + text[found.end() :] if found and found[0].strip() else text


def _cases(text: str) -> str:
    """Every \\begin{cases} as cases((piece, condition), …, (piece, True)), the innermost first."""
    pattern = re.compile(r"\\begin\s*\{cases\}((?:(?!\\begin\s*\{cases\}).)*?)\\end\s*\{cases\}", re.DOTALL)
    for _ in range(text.count("cases")):
        text = pattern.sub(lambda found: f" cases({', '.join(map(_piece, _rows(found[1])))})", text)
    return text


def _rows(body: str) -> list[str]:
    return [row for row in re.split(_ROW, body) if row.strip()]


def _piece(row: str) -> str:
    """A row “piece, & if condition.” as (piece, condition)."""
    piece, _, told = row.partition("&")
    told = re.sub(r"\\(?:text|mathrm)\s*\{([^{}]*)\}", r" \1 ", told).strip().rstrip(".,")
    told = re.sub(r"^(?:if|for|when)\b", "", told).strip()
    return f"({piece.strip().rstrip(',')}, {re.sub(r'^(otherwise|else|elsewhere)$', 'True', told)})"


def _from_latex(text: str) -> str:
    text = _cases(text)
    text = re.sub(r"(\\[dt]?frac)\s*(\d)\s*(\d)", r"\1{\2}{\3}", text)
    text = re.sub(r"\\sqrt\s*(\d)(?![\d.,])", r"\\sqrt{\1}", text)
    text = re.sub(r"(\\[a-zA-Z]+\^)\{(\d+)\}(?=\s*(?:\\left)?\s*\()", r"\1\2", text)
    text = _braced(text, r"\\[dt]?frac", 2, "(({})/({}))")
    text = _braced(text, r"\\sqrt\[3\]", 1, "cbrt({})")
    text = _braced(text, r"\\sqrt", 1, "sqrt({})")
    text = re.sub(r"_\{([^{}]*)\}", r"_\1", text)
    for pattern, plain in _LATEX:
        text = re.sub(pattern, plain, text)
    return text.replace("{", "(").replace("}", ")")


def _braced(text: str, command: str, count: int, form: str) -> str:
    """Every `command{…}{…}` of so many arguments as `form`, the innermost first."""
    pattern = re.compile(command + r"\s*" + r"\{([^{}]*(?:\{[^{}]*\}[^{}]*)*)\}" * count)
    replaced: Callable[[re.Match[str]], str] = lambda found: form.format(*found.groups())  # noqa: E731
    for _ in range(len(text)):
        shorter = pattern.sub(replaced, text)
        if shorter == text:
            break
        text = shorter
    return text


def _with_points(text: str) -> str:
    """A comma between digits as a point, but not between arguments, nor where it may mark a thousand, as in 1,000."""
    calls: list[bool] = []  # of the open brackets: whether a function stands before
    found = []
    for i, sign in enumerate(text):
        if sign == "(":
            calls.append(bool(re.search(r"[A-Za-z_]\w*\s*$", text[:i])))
        elif sign == ")" and calls:
            calls.pop()
        thousand = re.search(r"(?<![\d.])[1-9]\d{0,2}$", text[:i]) and re.match(r",\d{3}(?!\d)", text[i:])
        between = not thousand and sign == "," and text[i - 1 : i].isdigit() and text[i + 1 : i + 2].isdigit()
        found.append("." if between and not any(calls) else sign)
    return "".join(found)

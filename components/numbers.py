"""Numbers as people type them: `0.001`, `0,001`, `1e-3`, `10^-3` and `1/1000` are one number, with one spelling."""

import re
from decimal import Context, Decimal, DivisionByZero, InvalidOperation
from math import isfinite, pi

LONGEST = 400  # characters of a number that are read: any float64 can be written out in fewer
MOST_FACTORS = 4
_PLAIN = r"(\d+([.,]\d*)?|[.,]\d+)(e[+-]?\d+)?"
_FACTOR = re.compile(rf"(?P<base>{_PLAIN}|pi)(\^\(?(?P<power>[+-]?\d{{1,3}})\)?)?", re.IGNORECASE)
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻", "0123456789+-")
_GROUPED = re.compile(r"[+-]?[1-9]\d{0,2}([, '’\u00a0\u202f]\d{3})+")  # a thousand: 1,000 or 1 000 or 1'000
_EITHER = re.compile(r"[+-]?[1-9]\d{0,2}(\.\d{3})+")  # one, or a thousand
_EXACT = Context(prec=60, traps=[DivisionByZero, InvalidOperation])  # so that 3·10⁻⁴ is 0.0003 to the last bit
_FITTING = "write it as 0.001, 0,001, 1e-3, 10^-3 or 1/1000"


def read_number(text: str) -> float:
    """Return the finite number that `text` spells, a quotient, product or power of plain ones among them.

    ValueError says what was got and what is accepted.
    """
    shown = text if len(text) <= 40 else text[:40] + "…"
    if len(text) > LONGEST:
        raise ValueError(f"“{shown}” is {len(text)} characters long: a number takes at most {LONGEST}")
    tidy = _tidy(text)
    signs, factors = ["*"], re.split(r"([*/])", re.sub(r"^[+-]", "", tidy))
    signs += factors[1::2]
    found = [match for match in map(_FACTOR.fullmatch, factors[::2]) if match]
    if len(found) < len(signs) or len(found) > MOST_FACTORS:
        raise ValueError(f"“{shown}” is not a number: {_FITTING}")
    try:
        value = _EXACT.create_decimal(1)
        for sign, match in zip(signs, found, strict=True):
            value = (_EXACT.multiply if sign == "*" else _EXACT.divide)(value, _power(match))
        value = float(value) * (-1 if tidy.startswith("-") else 1)
    except (DivisionByZero, InvalidOperation):
        raise ValueError(f"“{shown}” divides by 0") from None
    if not isfinite(value):
        raise ValueError(f"“{shown}” is too large: it must be finite")
    return value


def read_whole(text: str) -> int:
    """Return the whole number that `text` spells, also as `5e2` or `1,000`; ValueError otherwise.

    A whole number has no decimals: three digits behind a comma are thousands, and behind a point nobody can tell.
    """
    tidy = text.strip().replace("−", "-")
    if _GROUPED.fullmatch(tidy[:40]):
        return int(re.sub(r"[^\d-]", "", tidy[:40]))
    if _EITHER.fullmatch(tidy[:40]):
        one, all_ = tidy.partition(".")[0], tidy.replace(".", "")
        raise ValueError(f"“{tidy[:40]}” may be {one} or {all_}: write which")
    value = read_number(text)
    if value != int(value):
        raise ValueError(f"“{text.strip()[:40]}” is not a whole number")
    return int(value)


def spell(value: float) -> str:
    """Return the shortest text that `read_number` turns back into exactly `value`, without a `+` or idle zeros."""
    text = repr(value).removesuffix(".0").replace("e+", "e")
    return re.sub(r"e(-?)0+", r"e\1", text)


def _tidy(text: str) -> str:
    """The signs of typeset text as those of a keyboard."""
    tidy = re.sub(r"[⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻]+", lambda raised: "^" + raised[0].translate(_RAISED), text.strip())
    for typeset, typed in (("−", "-"), ("**", "^"), ("π", "pi"), ("∕", "/"), ("÷", "/")):
        tidy = tidy.replace(typeset, typed)
    return re.sub(r" ?[*·⋅×] ?", "*", tidy)


def _power(match: re.Match[str]) -> Decimal:
    base = match["base"].lower()
    value = Decimal(pi) if base == "pi" else _EXACT.create_decimal(base.replace(",", "."))
    return _EXACT.power(value, int(match["power"])) if match["power"] else value

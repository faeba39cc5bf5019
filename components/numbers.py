"""Numbers as people type and read them: `0.001`, `0,001` and `1e-3` are one number, and have one spelling."""

import re
from math import isfinite

LONGEST = 400  # characters of a number that are read: any float64 can be written out in fewer
_NUMBER = re.compile(r"[+-]?(\d+([.,]\d*)?|[.,]\d+)(e[+-]?\d+)?", re.IGNORECASE)


def read_number(text: str) -> float:
    """The finite number that `text` spells; ValueError says what was got and what is accepted."""
    shown = text if len(text) <= 40 else text[:40] + "…"
    if len(text) > LONGEST:
        raise ValueError(f"“{shown}” is {len(text)} characters long: a number takes at most {LONGEST}")
    tidy = text.strip().replace("−", "-")
    if not _NUMBER.fullmatch(tidy):
        raise ValueError(f"“{shown}” is not a number: write it as 0.001, 0,001 or 1e-3")
    value = float(tidy.replace(",", "."))
    if not isfinite(value):
        raise ValueError(f"“{shown}” is too large: it must be finite")
    return value


def read_whole(text: str) -> int:
    """The whole number that `text` spells, also as `5e2`; ValueError otherwise."""
    value = read_number(text)
    if value != int(value):
        raise ValueError(f"“{text.strip()[:40]}” is not a whole number")
    return int(value)


def spell(value: float) -> str:
    """The shortest text that `read_number` turns back into exactly `value`, without a `+` or idle zeros."""
    text = repr(value).removesuffix(".0").replace("e+", "e")
    return re.sub(r"e(-?)0+", r"e\1", text)

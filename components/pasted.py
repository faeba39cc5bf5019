"""A series that somebody pastes or uploads: lines of text to readings, with a sentence for what cannot be read."""

import re
from datetime import date

from components.numbers import read_number, spell
from landscapes.series import Readings

LONGEST = 500_000  # characters that are read
MOST = 10_000  # values: 27 years of days
ACCEPTED = "one value a line, or a date such as 2016-12-31 and a value, below a line of titles or without one"
_DATE = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})([ T].*)?")
_NUMERIC = re.compile(r"[\d.,+\-−]+(e[+-]?\d+)?", re.IGNORECASE)


def read_readings(text: str) -> Readings:
    """The readings in `text`; its dates are () where it has none.

    Cells are separated by a tab, a semicolon or a comma; a decimal comma is read where the comma separates nothing.
    Lines count from 1, empty ones included. ValueError names the line and says what is accepted.
    """
    if len(text) > LONGEST:
        raise ValueError(f"it is {len(text):,} characters long; at most {LONGEST:,} are read")
    separator = next((mark for mark in "\t;" if mark in text), ",")
    lines = text.removeprefix("\ufeff").splitlines()
    rows = [
        (number, [cell.strip().strip('"').strip() for cell in line.split(separator)])
        for number, line in enumerate(lines, start=1)
        if line.strip()
    ]
    if rows and _is_title(rows[0][1]):
        rows = rows[1:]
    if not rows:
        raise ValueError(f"there is no value in it; it takes {ACCEPTED}")
    if len(rows) > MOST:
        raise ValueError(f"it has {len(rows):,} values; at most {MOST:,} are taken")
    if len(rows) == 1:
        raise ValueError(f"it has one value only; it takes two or more, {ACCEPTED}")
    dated = len(rows[0][1]) == 2
    dates, values = [], []
    for number, cells in rows:
        try:
            day, value = _row(cells, dated, separator)
        except ValueError as error:
            raise ValueError(f"line {number}: {error}") from None
        if dates and day <= dates[-1]:
            raise ValueError(f"line {number}: {day} does not come after {dates[-1]}; dates must rise")
        dates += [day] if dated else []
        values.append(value)
    return Readings(tuple(dates), tuple(values))


def written(readings: Readings) -> str:
    """`readings` as text that `read_readings` reads back."""
    values = map(spell, readings.values)
    return "\n".join(map(",".join, zip(readings.dates, values, strict=True)) if readings.dates else values)


def _is_title(cells: list[str]) -> bool:
    """Whether these cells are titles: none is a number or a date, or near to one."""
    return not any(_NUMERIC.fullmatch(cell) or _DATE.fullmatch(cell) for cell in cells) and any(cells)


def _row(cells: list[str], dated: bool, separator: str) -> tuple[str, float]:
    """The date, "" where there is none, and the value."""
    if len(cells) == 2 and separator == "," and all(map(_NUMERIC.fullmatch, cells)) and not _DATE.fullmatch(cells[0]):
        shown = ",".join(cells)[:40]
        raise ValueError(f"“{shown}”: a comma parts a date from its value; if it is one number, write it with a point")
    if len(cells) != (2 if dated else 1):
        found = f"{len(cells)} cells" if len(cells) > 1 else "1 cell"
        raise ValueError(f"it has {found}, not {2 if dated else 1}; accepted is {ACCEPTED}")
    if not cells[-1]:
        raise ValueError("its value is missing; leave the whole line out")
    return _date(cells[0]) if dated else "", read_number(cells[-1])


def _date(text: str) -> str:
    found = _DATE.fullmatch(text)
    try:
        if not found:
            raise ValueError
        return date(*map(int, found.groups()[:3])).isoformat()
    except ValueError:
        raise ValueError(f"“{text[:40]}” is not a date: write it as 2016-12-31, with its value behind it") from None

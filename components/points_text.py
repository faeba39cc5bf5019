"""Points as people write them: in a link as numbers joined by `~`, in a field as one `x, y` a line."""

import re
from collections.abc import Iterable, Sequence

from components.numbers import read_number, spell

ROWS = 200  # lines of a text that are read, empty ones included; more than the points there may be


def read_points(numbers: Sequence[str]) -> list[tuple[float, float]]:
    """The points that these texts spell, x before y; ValueError, in words, where they are not pairs of numbers."""
    if len(numbers) % 2:
        raise ValueError(f"{len(numbers)} numbers are not pairs of x and y")
    values = [read_number(text) for text in numbers]
    return list(zip(values[::2], values[1::2], strict=True))


def columns(points: Iterable[tuple[float, float]]) -> str:
    """The points one a line, `x, y`; `read_columns` gives them back."""
    return "\n".join(f"{spell(x)}, {spell(y)}" for x, y in points)


def read_columns(text: str) -> list[tuple[float, float]]:
    """The points of two columns, typed or pasted; ValueError names the first line that is no point.

    A tab, a semicolon, a comma or blanks stand between the columns. A decimal comma is read where the columns are
    divided otherwise. Empty lines mean nothing.
    """
    lines = text.splitlines()
    if len(lines) > ROWS:
        raise ValueError(f"{len(lines)} lines are too many: one point a line")
    return [_point(place, line) for place, line in enumerate(lines, start=1) if line.strip()]


def _point(place: int, line: str) -> tuple[float, float]:
    parts = [part for part in _divided(line.strip()) if part]
    try:
        if len(parts) != 2:
            raise ValueError(f"it takes two numbers, x and y, and has {len(parts)}")
        return read_number(parts[0]), read_number(parts[1])
    except ValueError as error:
        raise ValueError(f"line {place}, “{line.strip()[:30]}”: {error}") from None


def _divided(line: str) -> list[str]:
    for mark in (r"\t", ";", r",\s", r"\s"):
        if re.search(mark, line):
            return [part.strip() for part in re.split(mark, line)]
    return line.split(",")

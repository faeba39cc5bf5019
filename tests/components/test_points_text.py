"""Points as text: two columns of any usual kind are read, and the first line that is none is named."""

import random
import re

import pytest

from components.points_text import ROWS, columns, read_columns, read_points
from landscapes.points import EXAMPLE


@pytest.mark.parametrize(
    "line", ["1.5, -2", "1.5,-2", "1.5\t-2", "1.5 ; -2", "  1.5   −2  ", "1,5;-2", "1,5\t-2", "1.5e0 -2e0", "1,5, -2"]
)
def test_two_columns_are_read_however_they_are_divided(line):
    assert read_columns(f"0, 0\n\n{line}\n") == [(0, 0), (1.5, -2)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("1, 2\nx, y", "line 2, “x, y”: “x” is not a number"),
        ("1, 2\n\n3", "line 3, “3”: it takes two numbers, x and y, and has 1"),
        ("1, 2, 3", "line 1, “1, 2, 3”: it takes two numbers, x and y, and has 3"),
        ("1, 2\n" * (ROWS + 1), f"{ROWS + 1} lines are too many"),
        ("9" * 10_000, "it takes two numbers"),
    ],
)
def test_what_is_no_point_is_named(text, words):
    with pytest.raises(ValueError, match=re.escape(words)) as raised:
        read_columns(text)
    assert len(str(raised.value)) < 200


def test_columns_give_back_what_was_written():
    assert read_columns(columns(EXAMPLE)) == list(EXAMPLE)
    seeded = random.Random(2)
    points = [(seeded.uniform(-1000, 1000), 10 ** seeded.uniform(-9, 3)) for _ in range(40)]
    assert read_columns(columns(points)) == points
    assert read_columns("") == []


def test_numbers_of_a_link_are_pairs():
    assert read_points(["1", "2", "3e1", "-4"]) == [(1, 2), (30, -4)]
    with pytest.raises(ValueError, match="3 numbers are not pairs"):
        read_points(["1", "2", "3"])

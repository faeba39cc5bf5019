"""Numbers as people type them: what is read, what is refused and in which words, and the one spelling of each."""

import random
import struct
import time
from math import copysign, inf, isfinite

import pytest

from components.numbers import LONGEST, read_number, read_whole, spell

READ = {
    "0.001": 0.001,
    "0,001": 0.001,
    "1e-3": 0.001,
    "1E-3": 0.001,
    "1,5e2": 150.0,
    "+5": 5.0,
    "5": 5.0,
    "5.": 5.0,
    "5,": 5.0,
    ".5": 0.5,
    ",5": 0.5,
    "-.5": -0.5,
    "−2": -2.0,  # the minus sign of typeset text
    "1e−3": 0.001,
    "-2": -2.0,
    "  7 ": 7.0,
    "\u00a07\t": 7.0,  # a non-breaking space, as pages are copied with
    "007": 7.0,
    "1e+3": 1000.0,
    "1e-400": 0.0,
    "1/100": 0.01,
    "1/3": 1 / 3,
    "-1/4": -0.25,
    "10^-3": 0.001,
    "10^(-3)": 0.001,
    "10**-3": 0.001,
    "10⁻³": 0.001,
    "3·10⁻⁴": 3e-4,
    "3*10^-4": 3e-4,
    "3 × 10⁻⁴": 3e-4,
    "2,5*10^2": 250.0,
    "2^3": 8.0,
    "π": 3.141592653589793,
    "-pi/2": -1.5707963267948966,
    "2*pi": 6.283185307179586,
}
NO_NUMBERS = [
    *("", " ", "abc", "1a", "w1", "-", "+", ".", ",", "e5", "1e", "1e-", "--1", "+-1", "1 000", "1 .5"),
    *("nan", "NaN", "inf", "-Infinity", "∞", "1,000.5", "1.000,5", "1.2.3", "1,2,3", "0x10", "1_000", "1e1.5"),
    *(
        "½",
        "10%",
        "1//2",
        "2^",
        "2^0.5",
        "1/2/3/4/5",
        "10^1000",
        "w1/2",
        "1+2",
        "1\n2",
        "1\x00",
        "True",
        "None",
        "１．５",
    ),
]


def refusal(read, text):
    with pytest.raises(ValueError) as caught:  # noqa: PT011  (the words are what the tests look at)
        read(text)
    return str(caught.value)


@pytest.mark.parametrize(("text", "value"), READ.items())
def test_a_number_is_read_however_it_is_typed(text, value):
    assert read_number(text) == value


@pytest.mark.parametrize("text", NO_NUMBERS)
def test_what_is_no_number_is_refused_with_what_it_got_and_what_it_accepts(text):
    message = refusal(read_number, text)
    assert f"“{text}”" in message
    assert "0.001" in message
    assert "1e-3" in message


@pytest.mark.parametrize("text", ["1e400", "-1e400", "9" * 310, "1e999999999999"])
def test_a_number_beyond_the_floats_is_called_too_large(text):
    message = refusal(read_number, text)
    assert text[:40] in message
    assert "too large" in message


@pytest.mark.parametrize(("character", "times"), [("x", 41), ("1", 399), ("1", 401), ("1", 10**6)])
def test_a_refusal_stays_short_and_shows_the_beginning(character, times):
    text = character * times
    message = refusal(read_number, text)
    assert text[:40] in message
    assert len(message) < 150


@pytest.mark.parametrize(
    "parts",
    [("", "1", ""), ("", "1", "x"), ("", " ", ""), ("1.", "0", ""), ("1e", "9", ""), ("", "−", "")],
    ids=["digits", "digits and a letter", "spaces", "zeros after the point", "exponent", "minus signs"],
)
def test_a_hundred_million_characters_are_refused_at_once(parts):
    before, filling, after = parts
    text = before + filling * 10**8 + after
    began = time.thread_time()
    message = refusal(read_number, text)
    assert time.thread_time() - began < 0.1
    assert f"at most {LONGEST}" in message


def test_the_longest_decimal_of_the_smallest_float_is_read():
    assert read_number(f"{5e-324:.330f}") == 5e-324


@pytest.mark.parametrize(
    ("text", "value"), {"500": 500, "5e2": 500, "500,0": 500, " −3 ": -3, "0": 0, "1e3": 1000}.items()
)
def test_a_whole_number_is_read_however_it_is_typed(text, value):
    whole = read_whole(text)
    assert whole == value
    assert isinstance(whole, int)


@pytest.mark.parametrize("text", ["2.5", "1e-3", "0,1", "-0.5"])
def test_a_fraction_is_refused_as_a_whole_number(text):
    assert refusal(read_whole, text) == f"“{text}” is not a whole number"


@pytest.mark.parametrize("text", ["", "x", "nan", "inf", "1e400"])
def test_what_is_no_number_is_no_whole_number(text):
    assert refusal(read_whole, text) == refusal(read_number, text)


@pytest.mark.parametrize(
    ("value", "text"),
    {
        0.001: "0.001",
        500: "500",
        0.0: "0",
        -3.0: "-3",
        1e-8: "1e-8",
        1.5e-5: "1.5e-5",
        1e16: "1e16",
        1e22: "1e22",
        -2.5e300: "-2.5e300",
        5e-324: "5e-324",
        1e100: "1e100",
        0.1 + 0.2: "0.30000000000000004",
    }.items(),
)
def test_a_number_is_spelled_as_short_as_it_can_be(value, text):
    assert spell(value) == text


def floats():
    """Numbers of every size: those people choose, every power of ten, whole ones, and any bit pattern there is."""
    seeded = random.Random(20)
    yield from (0.0, -0.0, 5e-324, -5e-324, 2.2250738585072014e-308, 1.7976931348623157e308, -1.7976931348623157e308)
    for exponent in range(-323, 309):
        yield float(f"1e{exponent}")
        yield -float(f"{seeded.randint(1, 10**9)}e{max(exponent, -300) - 9}")
    for _ in range(5000):
        yield float(seeded.randint(-(10**6), 10**6))
        yield seeded.uniform(-10, 10)
        yield round(seeded.uniform(-100, 100), 3)
        (any_float,) = struct.unpack("<d", seeded.randbytes(8))
        if isfinite(any_float):
            yield any_float


def test_every_spelling_reads_back_as_exactly_the_same_number():
    for value in floats():
        back = read_number(spell(value))
        assert back == value, value
        assert copysign(1, back) == copysign(1, value)


def test_no_spelling_holds_what_a_link_would_have_to_escape():
    for value in floats():
        assert set(spell(value)) <= set("0123456789.-e"), value


def test_a_whole_number_and_its_float_are_spelled_alike():
    for whole in (0, 1, -7, 500, 5000, 2**32 - 1):
        assert spell(whole) == spell(float(whole))
        assert read_whole(spell(whole)) == whole


def test_an_infinity_has_no_spelling_that_reads_back():
    for value in (inf, -inf):
        refusal(read_number, spell(value))


@pytest.mark.parametrize(
    ("text", "value"),
    {
        "1,000": 1000,
        "10,000": 10000,
        "1,234,567": 1234567,
        "1 000": 1000,
        "1\u202f000": 1000,
        "1'000": 1000,
        "-2,000": -2000,
    }.items(),
)
def test_three_digits_behind_a_comma_are_thousands_of_a_whole_number(text, value):
    assert read_whole(text) == value


@pytest.mark.parametrize("text", ["1.000", "12.500"])
def test_three_digits_behind_a_point_are_asked_about(text):
    message = refusal(read_whole, text)
    assert text.partition(".")[0] in message
    assert text.replace(".", "") in message


@pytest.mark.parametrize("text", ["1,5", "1/3", "0,001", "1,0000"])
def test_a_number_with_decimals_is_not_whole(text):
    if text == "1,0000":
        assert read_whole(text) == 1
    else:
        assert "whole" in refusal(read_whole, text)


def test_a_division_by_nought_is_said():
    assert "divides by 0" in refusal(read_number, "1/0")

"""A pasted series is read as people write one; what cannot be read is named by its line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.pasted import LONGEST, MOST, read_readings, written
from landscapes.series import SERIES, Readings

GOOD = {
    "values alone": ("3\n5\n1.5", Readings((), (3, 5, 1.5))),
    "a title": ("temperature\n3\n5", Readings((), (3, 5))),
    "dates": ("2016-01-01,3\n2016-01-03,5", Readings(("2016-01-01", "2016-01-03"), (3, 5))),
    "titles over dates": ("date,value\n2016-01-01,3\n2016-01-02,5", Readings(("2016-01-01", "2016-01-02"), (3, 5))),
    "quotes, as spreadsheets write": ('"DATE","T"\n"2016-01-01","3"\n"2016-01-02","5"', None),
    "slashes and a time of day": ("2016/1/1 00:00;3,5\n2016/1/2 00:00;4,25", None),
    "semicolons with decimal commas": ("date;value\n2016-01-01;3,5\n2016-01-02;4,25", None),
    "tabs": ("2016-01-01\t3,5\n2016-01-02\t4,25", None),
    "a byte order mark, empty lines, Windows' line ends": ("\ufeff3\r\n\r\n5\r\n\r\n", Readings((), (3, 5))),
    "negative and exponents": ("-3\n−5\n1e-3", Readings((), (-3, -5, 0.001))),
}
BAD = {
    "": "there is no value in it; it takes one value a line, or a date such as 2016-12-31",
    "title": "there is no value in it",
    "3": "one value only",
    "3\n5\nx\n7": "line 3: “x” is not a number: write it as 0.001",
    "value\n3\n\n5\nx": "line 5: “x” is not a number",
    "3\nnan": "line 2: “nan” is not a number",
    "3\n1e999": "line 2: “1e999” is too large",
    "1,36\n2,39": "line 1: “1,36”: a comma parts a date from its value; if it is one number, write it with a point",
    "3\n4,5": "line 2: “4,5”: a comma parts",
    "2016-01-01,3\n2016-01-02": "line 2: it has 1 cell, not 2; accepted is one value a line",
    "2016-01-01,3,4\n2016-01-02,4,5": "line 1: it has 3 cells, not 1",
    "2016-01-01,3\n2016-01-02,": "line 2: its value is missing; leave the whole line out",
    "2016-01-01,3\n2016-02-30,4": "line 2: “2016-02-30” is not a date: write it as 2016-12-31",
    "31.12.2016;3\n1.1.2017;4": "line 1: “31.12.2016” is not a date",
    "2016-01-02,3\n2016-01-01,4": "line 2: 2016-01-01 does not come after 2016-01-02; dates must rise",
    "2016-01-02,3\n2016-01-02,4": "line 2: 2016-01-02 does not come after 2016-01-02",
}


@pytest.mark.parametrize(("text", "readings"), GOOD.values(), ids=GOOD)
def test_what_people_paste_is_read(text, readings):
    found = read_readings(text)
    if readings is not None:
        assert found == readings
    assert len(found.values) >= 2
    assert len(found.dates) in (0, len(found.values))


def test_a_decimal_comma_counts_where_the_comma_separates_nothing():
    assert read_readings("2016-01-01;3,5\n2016-01-02;4,25").values == (3.5, 4.25)
    assert read_readings("2016/1/1 00:00\t3,5\n2016/1/2\t4").dates == ("2016-01-01", "2016-01-02")


@pytest.mark.parametrize(("text", "words"), BAD.items(), ids=[repr(text[:20]) for text in BAD])
def test_the_line_that_cannot_be_read_is_named_with_what_is_accepted(text, words):
    with pytest.raises(ValueError) as refused:  # noqa: PT011 - the words are compared
        read_readings(text)
    assert words in str(refused.value)
    assert len(str(refused.value)) < 300


def test_too_much_is_refused_and_says_how_much_is_taken():
    with pytest.raises(ValueError, match=f"at most {MOST:,} are taken"):
        read_readings("1\n" * (MOST + 1))
    assert len(read_readings("1\n" * MOST).values) == MOST
    with pytest.raises(ValueError, match=f"at most {LONGEST:,} are read"):
        read_readings("1\n" * LONGEST)


@pytest.mark.parametrize("series", SERIES.values(), ids=SERIES)
def test_what_is_written_is_read_back(series):
    assert read_readings(written(series.load())) == series.load()
    alone = Readings((), series.load().values)
    assert read_readings(written(alone)) == alone


@given(st.text(alphabet='0123456789-,;.\t\n"eEx/ −', max_size=80))
def test_any_text_is_read_or_refused(text):
    try:
        found = read_readings(text)
    except ValueError:
        return
    assert read_readings(written(found)) == found

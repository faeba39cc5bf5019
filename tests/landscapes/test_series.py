"""The measured series: what their sources say of them holds for the files that are installed."""

import re
from datetime import date, timedelta
from itertools import pairwise
from math import isfinite

import pytest

from landscapes.series import SERIES

each = pytest.mark.parametrize("series", SERIES.values(), ids=SERIES)


@each
def test_every_day_has_a_date_and_a_finite_value_and_the_dates_rise(series):
    dates, values = series.load()
    assert len(dates) == len(values) > 300
    assert all(isfinite(value) for value in values)
    days = [date.fromisoformat(day) for day in dates]
    assert all(before < after for before, after in pairwise(days))


@each
def test_its_source_names_the_file_and_the_package(series):
    assert "bokeh-sampledata" in series.source
    assert re.search(r"file \w+\.csv", series.source)
    assert SERIES[series.key] is series


def test_the_temperature_has_every_day_of_the_leap_year_but_the_one_that_was_not_read():
    dates, values = SERIES["temperature"].load()
    year = [date(2016, 1, 1) + timedelta(days=i) for i in range(366)]
    assert [day.isoformat() for day in year if day != date(2016, 6, 17)] == list(dates)
    assert (dates[0], values[0]) == ("2016-01-01", 36)
    assert (dates[-1], values[-1]) == ("2016-12-31", 34)


def test_the_price_is_of_trading_days_and_no_split_breaks_it():
    dates, values = SERIES["price"].load()
    assert len(dates) == 2148
    assert (dates[0], values[0]) == ("2004-08-19", 100.335)
    assert (dates[-1], values[-1]) == ("2013-03-01", 806.19)
    days = [date.fromisoformat(day) for day in dates]
    assert {day.weekday() for day in days} == {0, 1, 2, 3, 4}
    assert max((after - before).days for before, after in pairwise(days)) <= 5
    # A split would show as a day that halves the price: the largest step of these is a fifth, after a quarter's report.
    assert max(abs(after / before - 1) for before, after in pairwise(values)) < 0.25


def test_a_series_is_read_once():
    assert SERIES["price"].load() is SERIES["price"].load()

"""Measured series, one value a day, for averages that look back over days.

The values stand in files that the package bokeh-sampledata ships, so that nothing is fetched while the app runs.
"""

import csv
import gzip
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import NamedTuple


class Readings(NamedTuple):
    dates: tuple[str, ...]  # (n,), as 2016-12-31, ascending; () where the days have none
    values: tuple[float, ...]  # (n,), finite


@dataclass(frozen=True)
class Series:
    """A series by its name. `load()` gives its `Readings`, read at the first call."""

    key: str
    title: str
    unit: str  # as it stands behind a value
    source: str  # who measured it, and where the file is from
    load: Callable[[], Readings]
    traded: bool = False  # a price: traders count their averages in another way


def _shipped(name: str) -> bytes:
    return files("bokeh_sampledata").joinpath("_data", name).read_bytes()


@cache
def _temperature() -> Readings:
    rows = csv.DictReader(_shipped("lincoln_weather.csv").decode().splitlines())
    days = [(row["DATE"], float(row["TMAX"])) for row in rows if row["TMAX"]]  # nothing was read on 17 June
    return Readings(tuple(date for date, _ in days), tuple(value for _, value in days))


@cache
def _price() -> Readings:
    # Google's: of the five in the file it is the longest whose price no split broke and which paid no dividend, so that
    # the price that was paid on a day needs no adjusting.
    rows = csv.DictReader(gzip.decompress(_shipped("stocks.csv.gz")).decode().splitlines())
    days = [(row["Date"], float(row["Close"])) for row in rows if row["Ticker"] == "GOOG"]
    return Readings(tuple(date for date, _ in days), tuple(value for _, value in days))


SERIES = MappingProxyType(
    {
        one.key: one
        for one in (
            Series(
                key="temperature",
                title="Temperature",
                unit="°F",
                source="Highest temperature of each day of 2016 in Lincoln, Nebraska, in °F (NOAA station "
                "USW00094996; 17 June was not read and is left out), from the file lincoln_weather.csv of the package "
                "bokeh-sampledata.",
                load=_temperature,
            ),
            Series(
                key="price",
                title="Share price",
                unit="$",
                source="Closing price of a Google share on each trading day from 19 August 2004 to 1 March 2013, in "
                "dollars, as it was paid (Quandl WIKI prices, declared public domain), from the file stocks.csv.gz "
                "of the package bokeh-sampledata.",
                load=_price,
                traded=True,
            ),
        )
    }
)

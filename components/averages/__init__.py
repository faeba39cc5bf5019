"""The component of the page of averages: the series, its averages live under a slider, the weights of one day."""

from dataclasses import replace
from typing import Any

from components.averages_link import OWN, AveragesView, decode
from components.browser import mount, register
from components.theme import MARKERS, PALETTES
from landscapes.base import Interval
from landscapes.series import SERIES, Readings

KEY = "averages"
SERIALS = Interval(0, 2**53)  # whole numbers that JavaScript counts exactly

_averages = register("optiscape_averages", "averages/main.mjs")


def averages_component(view: AveragesView, readings: Readings, serial: int, session: str) -> None:
    """Mount it on `view` and the `readings` that it is of; `serial` is that of the newest choice of the reader's that
    `view` already holds, `session` who holds it.

    A choice comes back as {serial, session, link}, the link as `averages_link` spells one.
    """
    mount(_averages, KEY, averages_data(view, readings, serial) | {"session": session})


def averages_data(view: AveragesView, readings: Readings, serial: int) -> dict[str, Any]:
    """What the browser half needs to draw `view`, as JSON values."""
    known = SERIES.get(view.series)
    return {
        "serial": serial,
        "series": {
            "key": view.series,
            "title": known.title if known else "Your series",
            "unit": known.unit if known else "",
            "traded": known.traded if known else True,  # it may be a price
            "dates": list(readings.dates),
            "values": list(readings.values),
        },
        "betas": list(view.betas),
        "looked": view.looked,
        "corrected": view.corrected,
        "day": view.day,
        "span": list(view.span) if view.span else None,
        "palettes": PALETTES,
        "markers": list(MARKERS),
    }


def read_choice(choice: Any, view: AveragesView) -> tuple[int, AveragesView]:
    """The serial number of a choice and `view` as it changes that. It comes from a browser and is read with suspicion:
    ValueError, TypeError or KeyError where it is malformed, or is of another series."""
    serial, (found, problems) = choice["serial"], decode(str(choice["link"]))
    if serial not in SERIALS or serial != int(serial):
        raise ValueError("a choice takes a whole serial number")
    if problems or found.series != view.series or (found.series == OWN and found.own is not None):
        raise ValueError("; ".join(problems) or "it is of another series")
    parts = {name: getattr(found, name) for name in ("betas", "looked", "corrected", "day", "span")}
    return int(serial), replace(view, **parts)

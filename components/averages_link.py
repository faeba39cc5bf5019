"""The spelling of the page of averages: which series, which β, what of it is looked at.

    series=price&beta=0.9~0.98&look=1&corrected=on&day=37&span=1~50

What is as on the opening page is left out. A short series of the reader's own stands in the link itself, as
`values=36~39~31.5` and `dates=2016-01-01~1~3`: the first date, then the days from each to the next, unless all are 1.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise
from typing import Any
from urllib.parse import urlencode

from components.numbers import read_number, read_whole, spell
from components.pasted import MOST
from components.query import known_pairs, read_query
from components.share_link import LONGEST
from landscapes.base import Interval, one_of
from landscapes.series import SERIES, Readings

OWN = "own"
USUAL = (0.5, 0.9, 0.98)  # the β of the lecture
MOST_CURVES = 6
HIGHEST = 0.999  # β: a window of 1000 days
MOST_SPELLED = 400  # values of one's own that a link may hold
_OTHER = 300  # characters of a link are enough for all that is no value
_NAMES = frozenset(("series", "beta", "look", "corrected", "day", "span", "values", "dates"))

Pairs = Sequence[tuple[str, str]]


@dataclass(frozen=True)
class AveragesView:
    """What the page shows. ValueError for anything out of range.

    `own` is the reader's series, where `series` is "own"; it is None where a link left it out. Days count from 1. A day
    of None is the one in the middle, a span of None the whole series.
    """

    series: str = "temperature"  # a key of SERIES, or "own"
    betas: tuple[float, ...] = USUAL  # one to MOST_CURVES of them, each 0 to HIGHEST
    looked: int = 1  # the curve whose window, weights and sum are shown
    corrected: bool = False
    day: int | None = None
    span: tuple[int, int] | None = None  # first and last day in view
    own: Readings | None = None

    def __post_init__(self) -> None:
        if self.series not in (*SERIES, OWN):
            raise ValueError(f"“{self.series[:40]}” is not known; {one_of(self.series, (*SERIES, OWN))}")
        if not 1 <= len(self.betas) <= MOST_CURVES:
            raise ValueError(f"{len(self.betas)} averages were asked for; it takes 1 to {MOST_CURVES}")
        for beta in self.betas:
            if beta not in Interval(0, HIGHEST):
                raise ValueError(f"{beta:g} is out of range: 0 to {HIGHEST:g}")
        if self.looked not in range(len(self.betas)):
            raise ValueError(f"{self.looked:g} is out of range: 0 to {len(self.betas) - 1}")
        if self.own is not None and (self.series != OWN or not 2 <= len(self.own.values) <= MOST):
            raise ValueError(f"a series of one's own has 2 to {MOST} values")
        if self.day is not None and self.day not in range(1, self.count + 1):
            raise ValueError(f"day {self.day:g} is out of range: 1 to {self.count}")
        if self.span is not None and not 1 <= self.span[0] < self.span[1] <= self.count:
            raise ValueError(f"days {self.span[0]:g} to {self.span[1]:g} are no part of 1 to {self.count}")

    @property
    def readings(self) -> Readings | None:
        """What is averaged; None where that is a series that the link left out."""
        return self.own if self.series == OWN else SERIES[self.series].load()

    @property
    def count(self) -> int:
        """How many days there are; the most there can be where the series is not known."""
        return MOST if self.readings is None else len(self.readings.values)

    def of(self, series: str, own: Readings | None = None) -> "AveragesView":
        """The same averages of another series, seen whole; of one's own after a change in it, the same days of it."""
        if (series, own) == (self.series, self.own):
            return self
        if series == self.series:
            try:
                return replace(self, own=own)
            except ValueError:  # it is shorter now
                pass
        return replace(self, series=series, own=own, day=None, span=None)


def opening() -> AveragesView:
    """The page as it opens."""
    return AveragesView()


def encode(view: AveragesView) -> str:
    """The query string of `view`; `decode` gives back an equal one, but for a long series of one's own."""
    first = opening()
    pairs = [("series", view.series)] if view.series != first.series else []
    pairs += [("beta", "~".join(map(spell, view.betas)))] if view.betas != first.betas else []
    pairs += [("look", spell(view.looked))] if view.looked != min(first.looked, len(view.betas) - 1) else []
    pairs += [("corrected", "on")] if view.corrected else []
    pairs += [("day", spell(view.day))] if view.day is not None else []
    pairs += [("span", "~".join(map(spell, view.span)))] if view.span else []
    pairs += _spelled(view.own) if view.own and fits_a_link(view.own) else []
    return urlencode(pairs, safe="~")


def fits_a_link(own: Readings) -> bool:
    """Whether a link can hold these values, whatever else it says."""
    return len(own.values) <= MOST_SPELLED and len(urlencode(_spelled(own), safe="~")) <= LONGEST - _OTHER


def decode(query: str | Pairs) -> tuple[AveragesView, tuple[str, ...]]:
    """The view that `query` spells, and a sentence for each part of it that is damaged. Never raises."""
    problems: list[str] = []
    query = known_pairs(read_query(query, LONGEST, problems) if isinstance(query, str) else query, _NAMES, problems)
    said = dict(query)  # the last of each
    view = opening()

    def take(name: str, turn: Callable[[str], dict[str, Any]]) -> None:
        nonlocal view
        if name in said:
            try:
                view = replace(view, **turn(said[name]))
            except (ValueError, OverflowError) as error:
                problems.append(f"{name}: {error}")

    take("series", lambda text: {"series": text})
    if view.series == OWN:
        take("values", lambda text: {"own": _readings(text, said.get("dates"))})
    else:
        problems += [f"{name}: it belongs to series=own" for name in ("values", "dates") if name in said]
    take("beta", _betas)
    take("look", lambda text: {"looked": read_whole(text)})
    take("corrected", lambda text: {"corrected": _switch(text)})
    take("day", lambda text: {"day": read_whole(text)})
    take("span", lambda text: {"span": _span(text)})
    return view, tuple(problems)


def _betas(text: str) -> dict[str, Any]:
    betas = tuple(map(read_number, text.split("~", MOST_CURVES)))
    return {"betas": betas, "looked": min(opening().looked, len(betas) - 1)}


def _switch(text: str) -> bool:
    if text not in ("on", "off"):
        raise ValueError(f"“{text[:40]}” is not known; choose one of on, off")
    return text == "on"


def _span(text: str) -> tuple[int, int]:
    days = tuple(map(read_whole, text.split("~", 2)))
    if len(days) != 2:
        raise ValueError("it takes two days: the first and the last")
    return days[0], days[1]


def _spelled(readings: Readings) -> list[tuple[str, str]]:
    """`readings` for a link."""
    pairs = [("values", "~".join(map(spell, readings.values)))]
    if readings.dates:
        days = [date.fromisoformat(day) for day in readings.dates]
        gaps = [(after - before).days for before, after in pairwise(days)]
        parts = [readings.dates[0], *(map(str, gaps) if set(gaps) != {1} else ())]
        pairs.append(("dates", "~".join(parts)))
    return pairs


def _readings(text: str, dates: str | None) -> Readings:
    values = tuple(map(read_number, text.split("~", MOST_SPELLED)))
    if len(values) > MOST_SPELLED:
        raise ValueError(f"a link holds at most {MOST_SPELLED} values")
    if dates is None:
        return Readings((), values)
    first, *rest = dates.split("~", MOST_SPELLED)
    gaps = list(map(read_whole, rest)) or [1] * (len(values) - 1)
    if len(gaps) != len(values) - 1 or min(gaps, default=1) < 1:
        raise ValueError(f"{len(values)} values take a first date and {len(values) - 1} steps of whole days, or none")
    day = date.fromisoformat(first)
    days = [day.isoformat()]
    for gap in gaps:
        day += timedelta(days=gap)
        days.append(day.isoformat())
    return Readings(tuple(days), values)

"""The spelling of the page of backpropagation: what is as on the opening page is left out.

    loss=squared_error&activation=relu&hidden=2&seed=7&batch=4&example=2&mistake=no_slope&own=0.5~1~1

`own` is x1, x2 and y of an example of the reader's own; `batch` is how many examples are worked out at once.
"""

from collections.abc import Sequence
from dataclasses import fields, replace
from typing import Any
from urllib.parse import urlencode

from components.numbers import read_number, read_whole, spell
from components.query import known_pairs, read_query
from components.share_link import LONGEST
from optimizers.backpropagation import Case

Pairs = Sequence[tuple[str, str]]


def opening() -> Case:
    """The page as it opens."""
    return Case()


def encode(case: Case) -> str:
    """The query string of `case`; `decode` gives back an equal one."""
    first = opening()
    said = {name: getattr(case, name) for name in _READERS if getattr(case, name) != getattr(first, name)}
    return urlencode({name: _spelled(value) for name, value in said.items()}, safe="~")


def decode(query: str | Pairs) -> tuple[Case, tuple[str, ...]]:
    """The case that `query` spells, and a sentence for each part of it that is damaged. Never raises."""
    problems: list[str] = []
    query = known_pairs(read_query(query, LONGEST, problems) if isinstance(query, str) else query, _READERS, problems)
    said, case = dict(query), opening()
    for name, read in _READERS.items():
        if name in said:
            try:
                case = replace(case, **{name: read(said[name])})
            except ValueError as error:
                problems.append(f"{name}: {error}")
    return case, tuple(problems)


def _own(text: str) -> tuple[float, ...]:
    numbers = tuple(map(read_number, text.split("~", 3)))
    if len(numbers) != 3:
        raise ValueError("it takes three numbers: x1, x2 and y")
    return numbers


def _spelled(value: Any) -> str:
    if isinstance(value, tuple):
        return "~".join(map(spell, value))
    return value if isinstance(value, str) else spell(value)


_WHOLE = {"hidden", "seed", "batch", "example"}
# In the order of the fields: an example of one's own is refused beside a batch, whichever stands first in the link.
_READERS = {f.name: read_whole if f.name in _WHOLE else _own if f.name == "own" else str for f in fields(Case)}

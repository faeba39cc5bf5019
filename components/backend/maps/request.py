"""What a map is asked for: a link, and beside it `map=basins&of=0&side=32`, the names that one kind of map knows."""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple
from urllib.parse import urlencode

from components.backend.maps.frame import Answer
from components.backend.reading import decode, surfaces
from components.numbers import read_number, read_whole, spell
from components.query import read_query
from components.share_link import LONGEST, View, encode
from components.training_link import NETWORK
from landscapes.base import Interval
from optimizers import Experiment


class Kind(NamedTuple):
    """A kind of map.

    `read(experiment, texts)` gives the settings by name, all of them and checked, from what was written of them;
    ValueError says what is wrong. `answer(experiment, **settings)` works the map out.
    """

    names: tuple[str, ...]  # of its settings
    read: Callable[[Experiment, Mapping[str, str]], dict[str, Any]]
    answer: Callable[..., Answer]


class Asked(NamedTuple):
    """A request that can be answered."""

    kind: str
    experiment: Experiment  # of the ticked runs
    settings: Mapping[str, Any]
    query: str  # its one spelling, without what does not matter to it: what to ask to get the same again


def read(query: str, kinds: Mapping[str, Kind]) -> Asked:
    """What `query` asks for; ValueError says all that is wrong with it. Its `lane` belongs to the socket."""
    if len(query) > LONGEST:
        raise ValueError(f"the request is {len(query)} characters long; at most {LONGEST} are read")
    every = {name for kind in kinds.values() for name in kind.names} | {"map", "lane"}
    ours = [part for part in query.split("&") if part.partition("=")[0] in every]
    link = "&".join(part for part in query.split("&") if part.partition("=")[0] not in every)
    if surfaces(link)[0].startswith(NETWORK):
        raise ValueError("a map of many runs on a plane through a network would take minutes: choose another landscape")
    view, problems = decode(link)
    texts = dict(read_query("&".join(ours), LONGEST, []))
    texts.pop("lane", None)
    name = texts.pop("map", "")
    if name not in kinds:
        raise ValueError("; ".join((*problems, f"map: “{name[:40]}” is not known; choose one of {', '.join(kinds)}")))
    problems += tuple(f"{key}: a map of {name} has no such setting" for key in texts if key not in kinds[name].names)
    if problems:
        raise ValueError("; ".join(problems))
    settings = kinds[name].read(view.shown, texts)
    pairs = [("map", name), *((key, x if isinstance(x, str) else spell(x)) for key, x in settings.items())]
    return Asked(name, view.shown, settings, f"{encode(View(view.shown))}&{urlencode(pairs)}")


def whole(texts: Mapping[str, str], name: str, default: int, accepted: Interval) -> int:
    """The whole number written for `name`; ValueError where it is none, or not among those accepted."""
    try:
        value = read_whole(texts[name]) if name in texts else default
    except ValueError as error:
        raise ValueError(f"{name}: {error}") from None
    if value not in accepted:
        raise ValueError(f"{name} = {value:g} is out of range: whole numbers from {accepted.low} to {accepted.high}")
    return value


def number(texts: Mapping[str, str], name: str, default: float) -> float:
    """The number written for `name`; ValueError where it is none."""
    try:
        return read_number(texts[name]) if name in texts else default
    except ValueError as error:
        raise ValueError(f"{name}: {error}") from None


def place(experiment: Experiment, texts: Mapping[str, str]) -> int:
    """Which of the runs `of` names, counted from 0, the first by default; ValueError where there is none."""
    i, runs = whole(texts, "of", 0, Interval(0, 2**31)), len(experiment.runs)
    if i >= runs:
        raise ValueError(f"of: there is no run {i} among the {runs} that are shown, counted from 0")
    return i


def affordable(runs: int, steps: int, most: int) -> None:
    """ValueError, in words, where so many runs of so many steps are more than `most` steps in all."""
    if runs * steps > most:
        raise ValueError(
            f"{runs:,} runs of {steps:,} steps are more than one map may cost: ask for fewer of either, "
            f"so that their product is at most {most:,}"
        )

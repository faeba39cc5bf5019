"""What a cost landscape is: a formula J(w1, w2) together with the facts a reader or a test may ask of it.

Every surface of the catalogue is one `Landscape`; menus, fields, links and tests are computed from it.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from functools import partial
from math import isfinite
from types import MappingProxyType
from typing import Any, NamedTuple, Protocol, TypeVar

from jax import Array

from landscapes.data import Data

Value = TypeVar("Value", float, str)

GROUPS = MappingProxyType(  # the headings of the catalogue, in teaching order, by key
    {
        "bowls": "Bowls and ravines",
        "valleys": "Valleys",
        "minima": "Many minima",
        "saddles": "Saddles and plateaus",
        "kinks": "Edges and kinks",
        "data": "From data",
    }
)


class Named(Protocol):
    """What a catalogue holds: `aliases` are other usual names of it."""

    @property
    def title(self) -> str: ...
    @property
    def aliases(self) -> tuple[str, ...]: ...


def keyed(name: str, catalogue: Mapping[str, Named]) -> str | None:
    """Return the key of what `name` means, None for nothing.

    It may be a key, title or alias, in any case, with any hyphens, and as in “Booth's function” or “Newton's method”.
    """
    if name in catalogue:
        return name
    for folded in (_folded, _bare):
        for key, each in catalogue.items():
            if folded(name) in map(folded, (key, each.title, *each.aliases)):
                return key
    return None


def _folded(name: str) -> str:
    return re.sub(r"[\W_]+", "", name[:80].casefold())


def _bare(name: str) -> str:
    return re.sub(r"['’]s\b|[\W_]+|(?<=\W)(?:function|method|optimi[sz]er|algorithm)\b", "", name[:80].casefold())


def one_of(key: object, names: Iterable[str]) -> str:
    """The words “choose one of …” for an unknown key: of many names those like it, or the first few."""
    names = list(names)
    if len(names) > 12:
        like = get_close_matches(str(key)[:40], names, n=3) or names[:6]
        return f"choose one of the {len(names)}, such as {', '.join(like)}"
    return f"choose one of {', '.join(names)}"


class Frozen(Mapping[str, Value]):
    """An immutable, hashable mapping; equal to any mapping with the same items."""

    def __init__(self, items: Mapping[str, Value] = {}) -> None:
        self._items = dict(items)
        self._hash = hash(frozenset(self._items.items()))

    def __getitem__(self, key: str) -> Value:
        return self._items[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._items)

    def __len__(self) -> int:
        return len(self._items)

    def __hash__(self) -> int:
        return self._hash

    def __eq__(self, other: object) -> bool:
        return self._items == (other._items if isinstance(other, Frozen) else other)

    def __repr__(self) -> str:
        return repr(self._items)


class Interval(NamedTuple):
    """The closed interval from `low` to `high`."""

    low: float
    high: float

    @property
    def width(self) -> float:
        return self.high - self.low

    @property
    def centre(self) -> float:
        return (self.low + self.high) / 2

    def widened(self, times: float) -> "Interval":
        """The interval about the same centre, `times` as wide."""
        half = self.width * times / 2
        return Interval(self.centre - half, self.centre + half)

    def __contains__(self, x: object) -> bool:
        return isinstance(x, int | float) and self.low <= x <= self.high


@dataclass(frozen=True)
class Parameter:
    """A number the reader may turn: theta of a landscape, or a hyperparameter of an update rule.

    Accepted from `low` to `high`, both included unless `below` (then `high` itself is refused, as for β < 1).
    """

    key: str
    symbol: str  # LaTeX
    default: float
    low: float
    high: float
    meaning: str
    below: bool = False

    def check(self, value: float) -> float:
        """`value` as a float, or ValueError naming what it got and what it accepts."""
        if not isfinite(value) or value not in Interval(self.low, self.high) or (self.below and value == self.high):
            bound = f"below {self.high:g}" if self.below else f"at most {self.high:g}"
            raise ValueError(f"{self.key} = {value:g} is out of range: it must be at least {self.low:g} and {bound}")
        return float(value)


class Minimum(NamedTuple):
    """A minimiser and the cost there; the lowest of a landscape's minima is its J*."""

    w1: float
    w2: float
    cost: float


class Known(NamedTuple):
    """A value typed from a source: J(w1, w2) = cost, correct to `within` (half a unit of the last digit printed)."""

    w1: float
    w2: float
    cost: float
    within: float = 1e-9


@dataclass(frozen=True)
class Landscape:
    """A cost surface and its facts.

    `cost(w1, w2, **theta)` takes two scalars and returns the scalar J; it is traceable by JAX, so that
    `vmap` makes grids of it and `grad` its gradient.
    """

    key: str
    title: str
    formula: str  # LaTeX, of J(w1, w2)
    cost: Callable[..., Array]
    domain: tuple[Interval, Interval]
    start: tuple[float, float]
    minima: tuple[Minimum, ...]  # within the domain; () where J is unbounded below and has none
    known: tuple[Known, ...]  # at the default theta; at least one off the minima
    source: str
    lesson: str  # the one thing it teaches
    rates: Mapping[str, float]  # a good learning rate on this surface, by optimizer key
    parameters: tuple[Parameter, ...] = field(default=())
    group: str = ""  # a key of GROUPS; "" for a surface outside the catalogue
    floor: float | None = None  # what J never goes below, where no minimum is listed: a baseline
    smooth: bool = True  # False where the gradient jumps or grows without bound somewhere in the domain
    dear: bool = False  # one J takes so much memory that a whole grid of them at once would take gigabytes
    aliases: tuple[str, ...] = ()  # other usual names
    data: Data | None = None  # where J is a mean over examples: `cost` is then its `cost`
    # One landscape for all that differ in their examples alone: they are arguments of its programs, and moving one
    # compiles nothing. None: the landscape has programs of its own.
    family: "Landscape | None" = field(default=None, compare=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "rates", Frozen(self.rates))

    def __hash__(self) -> int:
        return hash(self.key)  # looked up on every move of the dot; equality still compares every field

    @property
    def lowest(self) -> float | None:
        """J*, the cost at the lowest known minimum; None where J is unbounded or no minimum is known."""
        return min((m.cost for m in self.minima), default=None)

    @property
    def baseline(self) -> float | None:
        """What a logarithm of J is counted from: J*, else its floor; None where neither is known."""
        return self.floor if self.lowest is None else self.lowest

    @property
    def computed(self) -> "Landscape":
        """The landscape whose programs compute this one, from what `arguments` gives."""
        return self.family or self

    def arguments(self, chosen: Mapping[str, float] = {}) -> dict[str, Any]:
        """What the cost of `computed` takes beside W: theta and, of a family, the examples; ValueError as for theta."""
        theta = self.theta(chosen)
        return theta if self.family is None or self.data is None else {**theta, **self.data.arrays}

    def of_batch(self, weights: Array) -> "Landscape":
        """The surface that a mini-batch shows of this one: J as the mean of its examples' losses, by these weights."""
        assert self.data is not None
        return replace(self, cost=partial(self.data.cost, weights=weights))

    def theta(self, chosen: Mapping[str, float] = {}) -> dict[str, float]:
        """Every parameter's value, `chosen` over the defaults; ValueError for a bad name or value."""
        unknown = set(chosen) - {p.key for p in self.parameters}
        if unknown:
            names = ", ".join(p.key for p in self.parameters) or "none"
            raise ValueError(f"{self.title} has no parameter {min(unknown)!r}; its parameters: {names}")
        return {p.key: p.check(chosen.get(p.key, p.default)) for p in self.parameters}

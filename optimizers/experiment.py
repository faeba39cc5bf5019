"""An experiment: a landscape, a start and the runs to compare on it. Choices only, never results."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import isfinite
from operator import index

from landscapes import CATALOGUE as LANDSCAPES
from landscapes.base import Frozen, Interval, Landscape
from optimizers.base import Optimizer
from optimizers.catalogue import CATALOGUE
from optimizers.schedules import SCHEDULES, Schedule

STEPS = Interval(1, 5000)
LEARNING_RATES = Interval(0, 1e6)
SEEDS = Interval(0, 2**32 - 1)


@dataclass(frozen=True)
class Run:
    """One optimizer with its settings. ValueError names a setting that is unknown or out of range."""

    optimizer: str
    learning_rate: float
    schedule: str = "inverse_time"
    decay: float | None = None  # None: the schedule's own default
    hyper: Mapping[str, float] = Frozen()
    conventions: Mapping[str, str] = Frozen()

    def __post_init__(self) -> None:
        _known("optimizer", self.optimizer, CATALOGUE)
        _known("schedule", self.schedule, SCHEDULES)
        _set(self, learning_rate=_number("learning rate", self.learning_rate, LEARNING_RATES))
        self.how.check(self.decay)
        if self.decay is not None:
            _set(self, decay=float(self.decay))
        _set(self, hyper=_changed(self.rule.hyper(self.hyper), self.rule.hyper()))
        _set(self, conventions=_changed(self.rule.settled(self.conventions), self.rule.settled()))

    @property
    def rule(self) -> Optimizer:
        return CATALOGUE[self.optimizer]

    @property
    def how(self) -> Schedule:
        return SCHEDULES[self.schedule]


@dataclass(frozen=True)
class Experiment:
    """Runs from one start on one landscape, each of `steps` updates. ValueError names a choice that is out of range.

    With `noise` σ > 0 every gradient gets an independent normal error of standard deviation σ per coordinate,
    drawn from `seed`: the same errors for every run.
    """

    landscape: Landscape | str
    theta: Mapping[str, float] = Frozen()
    domain: tuple[Interval, Interval] | None = None  # of the map; None: the landscape's own
    start: tuple[float, float] | None = None  # None: the landscape's own
    steps: int = 500
    seed: int = 0
    noise: float = 0.0
    batch_size: int | None = None  # None: every example at once
    runs: tuple[Run, ...] = ()

    def __post_init__(self) -> None:
        if isinstance(self.landscape, str):
            _known("landscape", self.landscape, LANDSCAPES)
            _set(self, landscape=LANDSCAPES[self.landscape])
        surface = self.surface
        _set(self, theta=_changed(surface.theta(self.theta), surface.theta()))
        domain = surface.domain if self.domain is None else tuple(Interval(*map(float, side)) for side in self.domain)
        for side in domain:
            if not (isfinite(side.low) and isfinite(side.high) and side.low < side.high):
                raise ValueError(f"domain from {side.low:g} to {side.high:g}: it must rise between two finite numbers")
        start = surface.start if self.start is None else self.start
        if len(start) != 2 or not all(isfinite(w) for w in start):
            raise ValueError(f"start = {start!r}: it must be two finite numbers (w1, w2)")
        _set(self, domain=domain, start=(float(start[0]), float(start[1])))
        _set(self, steps=_whole("steps", self.steps, STEPS), seed=_whole("seed", self.seed, SEEDS))
        _set(self, noise=_number("noise", self.noise, Interval(0, 1e6)), runs=tuple(self.runs))
        if self.batch_size is not None:
            raise ValueError(f"batch size {self.batch_size!r}: {surface.title} is not a mean over examples")

    @property
    def surface(self) -> Landscape:
        """The landscape itself, also where a key was given."""
        assert isinstance(self.landscape, Landscape)
        return self.landscape

    @property
    def map_domain(self) -> tuple[Interval, Interval]:
        """The rectangle of the map, also where none was given."""
        assert self.domain is not None
        return self.domain

    @property
    def origin(self) -> tuple[float, float]:
        """The start, also where none was given."""
        assert self.start is not None
        return self.start


def _set(frozen: object, **fields: object) -> None:
    for name, value in fields.items():
        object.__setattr__(frozen, name, value)


def _changed(values: Mapping, defaults: Mapping) -> Frozen:
    """Only what differs from the defaults: two spellings of one choice are then equal."""
    return Frozen({key: value for key, value in values.items() if value != defaults[key]})


def _known(kind: str, key: object, catalogue: Mapping) -> None:
    if key not in catalogue:
        raise ValueError(f"{kind} {str(key)[:40]!r} is not known; choose one of {', '.join(catalogue)}")


def _number(name: str, value: float, accepted: Interval) -> float:
    if not isfinite(value) or value not in accepted:
        raise ValueError(f"{name} = {value:g} is out of range: {accepted.low:g} to {accepted.high:g}")
    return float(value)


def _whole(name: str, value: int, accepted: Interval) -> int:
    if index(value) not in accepted:
        raise ValueError(f"{name} = {value} is out of range: whole numbers from {accepted.low} to {accepted.high}")
    return index(value)

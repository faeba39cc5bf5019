"""An experiment: a landscape, a start and the runs to compare on it. Choices only, never results."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from math import ceil, inf, isfinite
from typing import Any

import numpy as np

from landscapes import CATALOGUE as LANDSCAPES
from landscapes.base import Frozen, Interval, Landscape, one_of
from optimizers.base import Optimizer
from optimizers.catalogue import CATALOGUE
from optimizers.schedules import SCHEDULES, Schedule

STEPS = Interval(1, 5000)
LEARNING_RATES = Interval(0, 1e6)
WARMUPS = Interval(0, STEPS.high)
BATCHES = Interval(1, 2**31)  # any number of examples: an experiment knows how many there are
SEEDS = Interval(0, 2**32 - 1)
COUNTS = ("epochs", "steps")
ALL = "all"  # the batch size of a run that meets every example in each step


@dataclass(frozen=True)
class Run:
    """One optimizer with its settings. ValueError names a setting that is unknown or out of range."""

    optimizer: str
    learning_rate: float
    schedule: str = "inverse_time"
    decay: float | None = None  # None: the schedule's own default
    hyper: Mapping[str, float] = Frozen()
    conventions: Mapping[str, str] = Frozen()
    # Not hashed: a run is looked up on every move of the dot, and equality still compares every field.
    schedule_parameters: Mapping[str, float] = field(default=Frozen(), hash=False)
    # The steps n of the schedule in which the rate rises to its first: epochs where an experiment counts those.
    warmup: int = field(default=0, hash=False)
    # Of its own mini-batches: from 1, or ALL; None: the experiment's.
    batch_size: int | str | None = field(default=None, hash=False)

    def __post_init__(self) -> None:
        _known("optimizer", self.optimizer, CATALOGUE)
        _known("schedule", self.schedule, SCHEDULES)
        _set(self, learning_rate=_number("learning rate", self.learning_rate, LEARNING_RATES))
        if self.decay is not None:
            _set(self, decay=_real("decay", self.decay))
        self.how.check(self.decay)
        _set(self, warmup=_whole("warmup", self.warmup, WARMUPS))
        if self.batch_size not in (None, ALL):
            _set(self, batch_size=_whole("batch size", self.batch_size, BATCHES))
        parameters = self.how.settled(_numbers("schedule parameters", self.schedule_parameters))
        _set(self, schedule_parameters=_changed(parameters, self.how.settled()))
        hyper = self.rule.hyper(_numbers("hyper", self.hyper))
        conventions = self.rule.settled(_mapping("conventions", self.conventions))
        _set(self, hyper=_changed(hyper, self.rule.hyper()))
        _set(self, conventions=_changed(conventions, self.rule.settled()))

    @property
    def rule(self) -> Optimizer:
        return CATALOGUE[self.optimizer]

    @property
    def how(self) -> Schedule:
        return SCHEDULES[self.schedule]

    def rates(self, steps: int, epoch: int = 1, learning_rate: float | np.ndarray | None = None) -> np.ndarray:
        """α_1 … α_T of a run of T = `steps`, float64 of shape (T,): the same rate for the `epoch` steps of an epoch.

        For a column of learning rates, (R, 1), in place of the run's own, (R, T).
        """
        first = self.learning_rate if learning_rate is None else learning_rate
        rates = self.how.alpha(first, self.decay, -(-steps // epoch), self.schedule_parameters, self.warmup)
        return np.repeat(rates, epoch, axis=-1)[..., :steps]


@dataclass(frozen=True)
class Experiment:
    """Runs from one start on one landscape, each of `steps` updates. ValueError names a choice that is out of range.

    With `noise` σ > 0 every gradient gets an independent normal error of standard deviation σ per coordinate,
    drawn from `seed`: the same errors for every run.

    Where J is a mean over m examples, each step may meet the mean over a mini-batch of them instead: drawn from `seed`
    without replacement, in a new order every epoch, the last batch of an epoch smaller where the size does not divide
    m, and the same batches for every run. A run may have a batch size of its own: whatever it is, all runs go through
    the examples in the same orders. n of a schedule (its decay, warm-up and horizon) counts the run's epochs, or steps
    where `counts` says so; without batches a step is an epoch.
    """

    landscape: Landscape | str
    theta: Mapping[str, float] = Frozen()
    domain: tuple[Interval, Interval] | None = None  # of the map; None: the landscape's own
    start: tuple[float, float] | None = None  # None: the landscape's own
    steps: int = 500
    seed: int = 0
    noise: float = 0.0
    batch_size: int | None = None  # 1 to m, where m is the same as None: every example at once
    counts: str = "epochs"  # one of COUNTS
    runs: tuple[Run, ...] = ()

    def __post_init__(self) -> None:
        if not isinstance(self.landscape, Landscape):
            _known("landscape", self.landscape, LANDSCAPES)
            _set(self, landscape=LANDSCAPES[self.landscape])
        surface = self.surface
        _set(self, theta=_changed(surface.theta(_numbers("theta", self.theta)), surface.theta()))
        _set(self, domain=surface.domain if self.domain is None else _domain(self.domain))
        _set(self, start=_pair("start", surface.start if self.start is None else self.start))
        _set(self, steps=_whole("steps", self.steps, STEPS), seed=_whole("seed", self.seed, SEEDS))
        _set(self, noise=_number("noise", self.noise, Interval(0, 1e6)), runs=_runs(self.runs))
        _known("counts", self.counts, COUNTS)
        _set(self, batch_size=_batch_size(surface, self.batch_size))
        _set(self, runs=tuple(_with_batches(surface, run) for run in self.runs))

    @property
    def surface(self) -> Landscape:
        """The landscape itself, also where a key was given."""
        assert isinstance(self.landscape, Landscape)
        return self.landscape

    def batch_of(self, run: Run) -> int | None:
        """The examples that a step of `run` meets; None: all there are, or J is no mean over examples."""
        size = self.batch_size if run.batch_size is None else run.batch_size
        return size if isinstance(size, int) else None

    def steps_per_epoch(self, run: Run) -> int:
        """The steps in which `run` meets every example once: 1 without mini-batches."""
        data, size = self.surface.data, self.batch_of(run)
        return 1 if data is None or size is None else ceil(data.count / size)

    def counted(self, run: Run) -> int:
        """The steps of `run` that share one n of its schedule."""
        return self.steps_per_epoch(run) if self.counts == "epochs" else 1

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


def _short(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= 40 else f"{text[:39]}…"


def _known(kind: str, key: Any, catalogue: Collection[str]) -> None:
    if not isinstance(key, str) or key not in catalogue:
        raise ValueError(f"{kind} {_short(key)} is not known; {one_of(key, catalogue)}")


def _real(name: str, value: Any) -> float:
    if not isinstance(value, bool | str | bytes):
        try:
            return float(value)
        except OverflowError:  # a whole number beyond the floats, which every range refuses
            return inf if value > 0 else -inf
        except (TypeError, ValueError):
            pass
    raise ValueError(f"{name} = {_short(value)} is not a number")


def _number(name: str, value: Any, accepted: Interval) -> float:
    number = _real(name, value)
    if not isfinite(number) or number not in accepted:
        raise ValueError(f"{name} = {number:g} is out of range: {accepted.low:g} to {accepted.high:g}")
    return number


def _whole(name: str, value: Any, accepted: Interval) -> int:
    number = _real(name, value)
    if number not in accepted or not number.is_integer():
        raise ValueError(f"{name} = {number:g} is out of range: whole numbers from {accepted.low} to {accepted.high}")
    return int(number)


def _batch_size(surface: Landscape, value: Any) -> int | None:
    if value is None:
        return None
    if surface.data is None:
        raise ValueError(f"batch size {_short(value)}: {surface.title} is not a mean over examples")
    size = _whole("batch size", value, Interval(1, surface.data.count))
    return None if size == surface.data.count else size


def _with_batches(surface: Landscape, run: Run) -> Run:
    """`run` with ALL for a batch of every example; ValueError for a batch size that the surface does not have."""
    if run.batch_size is None or (run.batch_size == ALL and surface.data is not None):
        return run
    return run if _batch_size(surface, run.batch_size) else replace(run, batch_size=ALL)


def _mapping(name: str, chosen: Any) -> Mapping:
    if not isinstance(chosen, Mapping):
        raise ValueError(f"{name} = {_short(chosen)}: it must map names to values")
    return chosen


def _numbers(name: str, chosen: Any) -> dict[str, float]:
    # Cut keys: a longer one is unknown anyway, and the message that says so stays short.
    return {str(key)[:40]: _real(str(key)[:40], value) for key, value in _mapping(name, chosen).items()}


def _pair(name: str, value: Any) -> tuple[float, float]:
    wrong = f"{name} = {_short(value)}: it must be two finite numbers"
    try:
        first, second = value
    except (TypeError, ValueError):
        raise ValueError(wrong) from None
    pair = (_real(name, first), _real(name, second))
    if not all(map(isfinite, pair)):
        raise ValueError(wrong)
    return pair


def _domain(value: Any) -> tuple[Interval, Interval]:
    try:
        across, up = value
    except (TypeError, ValueError):
        raise ValueError(f"domain = {_short(value)}: it must be two intervals (low, high)") from None
    sides = (Interval(*_pair("domain", across)), Interval(*_pair("domain", up)))
    for side in sides:
        if not 0 < side.width < inf:
            raise ValueError(f"domain from {side.low:g} to {side.high:g}: it must rise, by a finite width")
    return sides


def _runs(value: Any) -> tuple[Run, ...]:
    try:
        runs = tuple(value)
    except TypeError:
        raise ValueError(f"runs = {_short(value)}: it must be a sequence of Run") from None
    for run in runs:
        if not isinstance(run, Run):
            raise ValueError(f"runs hold {_short(run)}: each must be a Run")
    return runs

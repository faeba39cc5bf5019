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
from optimizers.schedules import SCHEDULES, WARMUPS_FROM, Schedule
from optimizers.treatment import KEYS

STEPS = Interval(1, 5000)
LEARNING_RATES = Interval(0, 1e6)
WARMUPS = Interval(0, STEPS.high)
L2S = Interval(0, 1e6)
CLIPS = Interval(0, 1e6)  # above 0: what is cut to nothing never moves
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
    warmup_from: str = field(default="above_zero", hash=False)  # a key of WARMUPS_FROM
    # What becomes of a gradient before the rule meets it, see treatment.py: each coordinate is cut to ± the one, the
    # norm to the other (None: neither), and then l2 · W is added.
    clip_value: float | None = field(default=None, hash=False)
    clip_norm: float | None = field(default=None, hash=False)
    l2: float = field(default=0.0, hash=False)
    # Of its own mini-batches: from 1, or ALL; None: the experiment's.
    batch_size: int | str | None = field(default=None, hash=False)

    def __post_init__(self) -> None:
        check_known("optimizer", self.optimizer, CATALOGUE)
        check_known("schedule", self.schedule, SCHEDULES)
        set_fields(self, learning_rate=_number("learning rate", self.learning_rate, LEARNING_RATES))
        if self.decay is not None:
            set_fields(self, decay=_real("decay", self.decay))
        self.how.check(self.decay)
        set_fields(self, warmup=check_whole("warmup", self.warmup, WARMUPS))
        check_known("warmup_from", self.warmup_from, WARMUPS_FROM)
        if not self.warmup:  # of none there is one spelling
            set_fields(self, warmup_from=type(self).warmup_from)
        set_fields(self, l2=_number("l2", self.l2, L2S))
        set_fields(self, clip_value=_clip("clip_value", self.clip_value), clip_norm=_clip("clip_norm", self.clip_norm))
        if self.batch_size not in (None, ALL):
            set_fields(self, batch_size=check_whole("batch size", self.batch_size, BATCHES))
        parameters = self.how.settled(_numbers("schedule parameters", self.schedule_parameters))
        set_fields(self, schedule_parameters=_changed(parameters, self.how.settled()))
        hyper = self.rule.hyper(_numbers("hyper", self.hyper))
        conventions = self.rule.settled(_mapping("conventions", self.conventions))
        set_fields(self, hyper=_changed(hyper, self.rule.hyper()))
        set_fields(self, conventions=_changed(conventions, self.rule.settled()))

    @property
    def rule(self) -> Optimizer:
        return CATALOGUE[self.optimizer]

    @property
    def how(self) -> Schedule:
        return SCHEDULES[self.schedule]

    @property
    def treatment(self) -> dict[str, float]:
        """The numbers by which gradients are treated before the rule meets them, by the KEYS of treatment.py in order.

        Only what is set: most runs have none.
        """
        return {key: value for key in KEYS if (value := getattr(self, key))}

    @property
    def numbers(self) -> dict[str, float]:
        """All that a compiled loop takes of a run beside its rates: the hyperparameters, then the treatment."""
        return {**self.rule.hyper(self.hyper), **self.treatment}

    def rates(self, steps: int, epoch: int = 1, learning_rate: float | np.ndarray | None = None) -> np.ndarray:
        """α_1 … α_T of a run of T = `steps`, float64 of shape (T,): the same rate for the `epoch` steps of an epoch.

        For a column of learning rates, (R, 1), in place of the run's own, (R, T).
        """
        first = self.learning_rate if learning_rate is None else learning_rate
        rates = self.how.alpha(
            first, self.decay, -(-steps // epoch), self.schedule_parameters, self.warmup, self.warmup_from
        )
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
            check_known("landscape", self.landscape, LANDSCAPES)
            set_fields(self, landscape=LANDSCAPES[self.landscape])
        surface = self.surface
        set_fields(self, theta=_changed(surface.theta(_numbers("theta", self.theta)), surface.theta()))
        set_fields(self, domain=surface.domain if self.domain is None else _domain(self.domain))
        set_fields(self, start=_pair("start", surface.start if self.start is None else self.start))
        set_fields(self, steps=check_whole("steps", self.steps, STEPS), seed=check_whole("seed", self.seed, SEEDS))
        set_fields(self, noise=_number("noise", self.noise, Interval(0, 1e6)), runs=check_runs(self.runs))
        check_known("counts", self.counts, COUNTS)
        set_fields(self, batch_size=_batch_size(surface, self.batch_size))
        set_fields(self, runs=tuple(_with_batches(surface, run) for run in self.runs))

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


def set_fields(frozen: object, **fields: object) -> None:
    """Settle fields of a frozen dataclass while it is made."""
    for name, value in fields.items():
        object.__setattr__(frozen, name, value)


def _changed(values: Mapping, defaults: Mapping) -> Frozen:
    """Only what differs from the defaults: two spellings of one choice are then equal."""
    return Frozen({key: value for key, value in values.items() if value != defaults[key]})


def shortened(value: Any) -> str:
    """What was given, as a message quotes it: at most 40 characters."""
    text = repr(value)
    return text if len(text) <= 40 else f"{text[:39]}…"


def check_known(kind: str, key: Any, catalogue: Collection[str]) -> None:
    """ValueError where `key` is none of the catalogue's, with what was meant or what there is."""
    if not isinstance(key, str) or key not in catalogue:
        raise ValueError(f"{kind} {shortened(key)} is not known; {one_of(key, catalogue)}")


def _real(name: str, value: Any) -> float:
    if not isinstance(value, bool | str | bytes):
        try:
            return float(value)
        except OverflowError:  # a whole number beyond the floats, which every range refuses
            return inf if value > 0 else -inf
        except (TypeError, ValueError):
            pass
    raise ValueError(f"{name} = {shortened(value)} is not a number")


def _number(name: str, value: Any, accepted: Interval) -> float:
    number = _real(name, value)
    if not isfinite(number) or number not in accepted:
        raise ValueError(f"{name} = {number:g} is out of range: {accepted.low:g} to {accepted.high:g}")
    return number


def _clip(name: str, value: Any) -> float | None:
    if value is None:
        return None
    most = _number(name, value, CLIPS)
    if most == 0:
        raise ValueError(f"{name} = 0 is out of range: above 0, to {CLIPS.high:g}; leave it out for no clipping")
    return most


def check_whole(name: str, value: Any, accepted: Interval) -> int:
    """`value` as a whole number of that range; ValueError otherwise."""
    number = _real(name, value)
    if number not in accepted or not number.is_integer():
        raise ValueError(f"{name} = {number:g} is out of range: whole numbers from {accepted.low} to {accepted.high}")
    return int(number)


def _batch_size(surface: Landscape, value: Any) -> int | None:
    if value is None:
        return None
    if surface.data is None:
        raise ValueError(f"batch size {shortened(value)}: {surface.title} is not a mean over examples")
    size = check_whole("batch size", value, Interval(1, surface.data.count))
    return None if size == surface.data.count else size


def _with_batches(surface: Landscape, run: Run) -> Run:
    """`run` with ALL for a batch of every example; ValueError for a batch size that the surface does not have."""
    if run.batch_size is None or (run.batch_size == ALL and surface.data is not None):
        return run
    return run if _batch_size(surface, run.batch_size) else replace(run, batch_size=ALL)


def _mapping(name: str, chosen: Any) -> Mapping:
    if not isinstance(chosen, Mapping):
        raise ValueError(f"{name} = {shortened(chosen)}: it must map names to values")
    return chosen


def _numbers(name: str, chosen: Any) -> dict[str, float]:
    # Cut keys: a longer one is unknown anyway, and the message that says so stays short.
    return {str(key)[:40]: _real(str(key)[:40], value) for key, value in _mapping(name, chosen).items()}


def _pair(name: str, value: Any) -> tuple[float, float]:
    wrong = f"{name} = {shortened(value)}: it must be two finite numbers"
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
        raise ValueError(f"domain = {shortened(value)}: it must be two intervals (low, high)") from None
    sides = (Interval(*_pair("domain", across)), Interval(*_pair("domain", up)))
    for side in sides:
        if not 0 < side.width < inf:
            raise ValueError(f"domain from {side.low:g} to {side.high:g}: it must rise, by a finite width")
    return sides


def check_runs(value: Any) -> tuple[Run, ...]:
    """The runs of a sequence; ValueError where it is none, or holds something else."""
    try:
        runs = tuple(value)
    except TypeError:
        raise ValueError(f"runs = {shortened(value)}: it must be a sequence of Run") from None
    for run in runs:
        if not isinstance(run, Run):
            raise ValueError(f"runs hold {shortened(run)}: each must be a Run")
    return runs

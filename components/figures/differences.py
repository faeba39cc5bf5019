"""What runs differ in from those that were pinned: their settings in words, and what each side achieved."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from components.figures.results import Result, results
from components.numbers import spell
from components.run_spelling import spell_batch
from components.share_link import View
from components.words import names
from landscapes.base import Landscape
from optimizers import Experiment, Run, Trajectory
from optimizers.rounding import decided_from
from optimizers.schedules import WARMUPS_FROM
from optimizers.verdicts import LOST
from optimizers.verdicts.words import brief


class Achieved(NamedTuple):
    cost: float  # J at the end
    steps: int | None  # to tolerance
    outcome: str


class Difference(NamedTuple):
    optimizer: str
    settings: tuple[str, ...]  # each that differs: “learning rate 0.01 → 0.03”
    pinned: Achieved | None  # None: it runs only now
    now: Achieved | None  # None: it ran only when pinned


def comparable(one: Experiment, other: Experiment) -> bool:
    """Whether both are of one surface J, so that the paths of one may be drawn on the map of the other."""
    return (one.surface, one.theta) == (other.surface, other.theta)


def partners(pinned: Sequence[Run], now: Sequence[Run]) -> dict[int, int]:
    """By pinned row, the row of now to compare with it, of the same optimizer; rows without one are left out.

    It is the row in the same place or, where rows have moved since, the first one that is no other's.
    """
    places = enumerate(zip(pinned, now, strict=False))
    found = {i: i for i, (old, new) in places if old.optimizer == new.optimizer}
    for i, run in enumerate(pinned):
        free = [j for j, new in enumerate(now) if new.optimizer == run.optimizer and j not in found.values()]
        if i not in found and free:
            found[i] = free[0]
    return found


def differences(view: View, now: Sequence[Trajectory], pinned: Sequence[Trajectory]) -> list[Difference]:
    """One line per run of `view`, then one per run that ran only when pinned; none without a pin.

    `now` and `pinned` are the trajectories of `view.shown` and `view.pinned.shown`, both on one surface. Where its J*
    is not known, the lowest cost that any of them has seen takes its place.
    """
    if view.pinned is None:
        return []
    new, old = view.experiment.runs, view.pinned.experiment.runs
    decided = (*decided_from(view.shown), *decided_from(view.pinned.shown))
    achieved = _achieved(view.experiment.surface, [*now, *pinned], decided)
    after = dict(zip(view.rows, achieved[: len(now)], strict=True))
    before = dict(zip(view.pinned.rows, achieved[len(now) :], strict=True))
    pairs = {j: i for i, j in partners(old, new).items() if i in before and j in after}
    lines = []
    for j, end in after.items():
        i = pairs.get(j)
        settings = () if i is None else tuple(_settings(old[i], new[j]))
        lines.append(Difference(names(view.experiment)[j], settings, None if i is None else before[i], end))
    alone = [i for i in before if i not in pairs.values()]
    return lines + [Difference(names(view.pinned.experiment)[i], (), before[i], None) for i in alone]


def shared_settings(pinned: Experiment, now: Experiment) -> tuple[str, ...]:
    """What the two differ in for all their runs, in words: “steps 500 → 80”. The map is no part of it."""

    def words(e: Experiment) -> dict[str, str]:
        return {
            "start": f"({spell(e.origin[0])}, {spell(e.origin[1])})",
            "steps": spell(e.steps),
            "gradient noise": spell(e.noise),
            "seed": spell(e.seed),
            "batch size": "all examples" if e.batch_size is None else spell(e.batch_size),
            "decay counts": e.counts,
        }

    return tuple(_changes(words(pinned), words(now)))


def _settings(pinned: Run, now: Run) -> Iterator[str]:
    def words(run: Run) -> dict[str, str]:
        how, rule = run.how, run.rule
        found = {"learning rate": spell(run.learning_rate), "schedule": how.title.lower()}
        found["decay"] = "none" if how.decay is None else spell(how.check(run.decay))
        found["warm-up"] = spell(run.warmup)
        found["warm-up from"] = WARMUPS_FROM[run.warmup_from].title
        found["L2"] = spell(run.l2)
        found["coordinates clipped at"] = "none" if run.clip_value is None else spell(run.clip_value)
        found["norm clipped at"] = "none" if run.clip_norm is None else spell(run.clip_norm)
        found["batch size"] = "as all runs" if run.batch_size is None else spell_batch(run.batch_size)
        for key, value in (*how.settled(run.schedule_parameters).items(), *rule.hyper(run.hyper).items()):
            found[key] = spell(value)
        for switch in rule.conventions:
            chosen = rule.settled(run.conventions)[switch.key]
            found[f"{switch.title}:"] = switch.choose(chosen).title
        return found

    return _changes(words(pinned), words(now))


def _changes(old: Mapping[str, str], new: Mapping[str, str]) -> Iterator[str]:
    """“name before → after” for every name whose words differ; what only one side has is “none” on the other."""
    for name in {**old, **new}:
        before, after = old.get(name, "none"), new.get(name, "none")
        if before != after:
            yield f"{name} {before} → {after}"


def _achieved(surface: Landscape, trajectories: Sequence[Trajectory], decided: Sequence[int | None]) -> list[Achieved]:
    ends = results(surface, [""] * len(trajectories), trajectories)
    return [
        Achieved(
            end.cost,
            end.steps,
            _outcome(t, end) + ("" if step is None else f" (from step {step} on, rounding decides)"),
        )
        for end, t, step in zip(ends, trajectories, decided, strict=True)
    ]


def _outcome(trajectory: Trajectory, end: Result) -> str:
    said = brief(trajectory.verdict, len(trajectory.learning_rate))
    return said if trajectory.outcome in (*LOST, "converged") else f"{said} at ({end.w1:.4g}, {end.w2:.4g})"

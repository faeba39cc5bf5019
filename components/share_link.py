"""The one spelling of a page: its query string is the share link, the live message and the key of a surface.

    landscape=ravine&theta=kappa~10&w1=-7&w2=1.5&steps=500&run=momentum~0.3~decay~0.1~beta~0.8&run=adam~0.3~off

A list inside a value is joined by `~`, which no browser escapes. components/run_spelling.py has the rows. A surface
that is typed is `landscape=formula:w1`, one of the reader's own points `landscape=points:1~2~3~5`, x before y. Runs
that are pinned stand in one value, as the link they have themselves: pin=landscape%3Dravine%26run%3Dadam~0.3
training through whose weights a plane is laid, see components/training_link.py: landscape=network:pca~data%3D…
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from components.looks import (
    SCALES,
    looked_row,
    one_pace,
    race_terms,
    shown_charts,
    shown_scene,
    shown_step,
    two_settings,
)
from components.numbers import read_number, read_whole, spell
from components.points_text import read_points
from components.query import known_pairs, read_query
from components.run_spelling import read_runs, spell_run
from components.training_link import NETWORK, read_surface
from landscapes import CATALOGUE as LANDSCAPES
from landscapes import parse
from landscapes.base import Interval, Landscape, keyed, one_of
from landscapes.expression import Cost, printed
from landscapes.points import PREFIX, own_points
from optimizers import Experiment, Run

LONGEST = (
    7900  # characters of a link that are read: the fullest page with as full a pin has some 7500; servers take 8000
)
REACH = 3  # a start may lie this many map widths wide about the map's centre
FORMULA = "formula:"  # before the text of a typed landscape
LECTURE = ("gradient_descent", "momentum", "rmsprop", "adam")

Pairs = Sequence[tuple[str, str]]


@dataclass(frozen=True)
class View:
    """What a page shows: an experiment with all its rows, which of them are not ticked, and how it is drawn.

    A scale of None leaves the choice to the player, which takes the one that suits the surface. A step of None shows
    the runs to their end.
    """

    experiment: Experiment
    off: frozenset[int] = frozenset()
    cost_scale: str | None = None
    colour_scale: str | None = None
    step: int | None = None
    charts: tuple[str, ...] = ("cost",)
    looked: int = 0  # the row whose steps are looked into, where "anatomy" or "averages" is among the charts
    axes: tuple[str, ...] = ()  # the two settings that the map of two settings goes over; (): the first two of its run
    terms: str = "own"  # of the race, one of TERMS
    scene: str = ""  # of the guided way, where the page is at one
    pace: str = "step"  # what runs that are shown together have in common, one of PACES
    pinned: "View | None" = None  # runs to compare with: an experiment and its ticks, and nothing else

    def with_pin(self) -> "View":
        """The same page with what runs now pinned. Its rows are kept with it, for they give the runs their colours."""
        return replace(self, pinned=View(self.experiment, self.off))

    @property
    def rows(self) -> tuple[int, ...]:
        """The ticked rows, in order."""
        return tuple(i for i in range(len(self.experiment.runs)) if i not in self.off)

    @property
    def shown(self) -> Experiment:
        """The experiment of the ticked rows alone: what runs."""
        return replace(self.experiment, runs=tuple(self.experiment.runs[i] for i in self.rows))


def opening(landscape: Landscape = LANDSCAPES["himmelblau"]) -> View:
    """The page as it opens on a landscape: the lecture's four optimizers, at the rates that suit the surface."""
    return View(Experiment(landscape, runs=tuple(Run(key, landscape.rates[key]) for key in LECTURE)))


def reach(experiment: Experiment) -> tuple[Interval, Interval]:
    """Where a start may lie: far enough outside the map to explore, near enough to be found again."""
    across, up = experiment.map_domain
    return across.widened(REACH), up.widened(REACH)


def own_start(experiment: Experiment) -> tuple[float, float]:
    """The landscape's own start, or the middle of a map that leaves it out of reach."""
    w1, w2 = (
        w if w in side else side.centre for w, side in zip(experiment.surface.start, reach(experiment), strict=True)
    )
    return w1, w2


def encode(view: View) -> str:
    """The query string of `view`; `decode` gives back an equal one."""
    experiment = view.experiment
    pairs = surface_pairs(experiment)
    pairs += [("w1", spell(experiment.origin[0])), ("w2", spell(experiment.origin[1]))]
    pairs += [("steps", spell(experiment.steps))]
    pairs += [("seed", spell(experiment.seed))] if experiment.seed else []
    pairs += [("noise", spell(experiment.noise))] if experiment.noise else []
    pairs += [("batch", spell(experiment.batch_size))] if experiment.batch_size is not None else []
    pairs += [("counts", experiment.counts)] if experiment.counts != "epochs" else []
    pairs += [("run", spell_run(run, off=i in view.off)) for i, run in enumerate(experiment.runs)] or [("run", "none")]
    pairs += [("cost", view.cost_scale)] if view.cost_scale else []
    pairs += [("colours", view.colour_scale)] if view.colour_scale else []
    pairs += [("step", spell(view.step))] if view.step is not None else []
    pairs += [("charts", "~".join(view.charts))] if view.charts != ("cost",) else []
    pairs += [("look", spell(view.looked))] if view.looked else []
    pairs += [("axes", "~".join(view.axes))] if view.axes else []
    pairs += [("race", view.terms)] if view.terms != "own" else []
    pairs += [("scene", view.scene)] if view.scene else []
    pairs += [("at", view.pace)] if view.pace != "step" else []
    pairs += [("pin", encode(view.pinned))] if view.pinned else []
    return urlencode(pairs)


def surface_pairs(experiment: Experiment) -> list[tuple[str, str]]:
    """The short key of the surface alone: landscape, theta and, where it is not the landscape's own, the domain."""
    surface = experiment.surface
    key = surface.key
    if isinstance(surface.cost, Cost):  # a formula, spelled so that a plus that is lost is missed
        key = FORMULA + printed(surface.cost.tree, apart=True)
    pairs = [("landscape", key)]
    pairs += [("theta", f"{key}~{spell(value)}") for key, value in experiment.theta.items()]
    if experiment.map_domain != experiment.surface.domain:
        pairs += [("domain", "~".join(spell(x) for side in experiment.map_domain for x in side))]
    return pairs


def decode(query: str | Pairs) -> tuple[View, tuple[str, ...]]:
    """The view that a query string spells, and what was wrong with it, a sentence each.

    Never raises: what is damaged or missing is as on the opening page, and the rest is kept. Call it in a thread: where
    the landscape is the plane of a training that is not kept, it is trained.
    """
    return _decode(query, _NAMES)


def _decode(query: str | Pairs, known: frozenset[str]) -> tuple[View, tuple[str, ...]]:
    problems: list[str] = []
    pairs = _pairs(query, known, problems)

    def read(key: str, turn: Callable[[str], Any], default: Any) -> Any:
        values = [value for name, value in pairs if name == key]
        if not values:
            return default
        try:
            return turn(values[-1])
        except ValueError as error:
            problems.append(f"{key}: {error}")
            return default

    view = read("landscape", lambda key: opening(_landscape(key)), opening())

    def attempt(key: str, change: dict[str, Any]) -> None:
        nonlocal view
        try:
            view = replace(view, experiment=replace(view.experiment, **change))
        except ValueError as error:
            problems.append(f"{key}: {error}")

    for name, value in pairs:
        if name == "theta":
            key, _, number = value.partition("~")
            amount = read_or_none(number, problems, f"theta {key[:40]}")
            if amount is not None:
                attempt("theta", {"theta": {**view.experiment.theta, key: amount}})
    if domain := read("domain", _domain, None):
        attempt("domain", {"domain": domain})
    start = _start(view.experiment, read("w1", read_number, None), read("w2", read_number, None), problems)
    attempt("start", {"start": start})
    for key, turn in (("steps", read_whole), ("seed", read_whole), ("noise", read_number), ("counts", str)):
        value = read(key, turn, None)
        if value is not None:
            attempt(key, {key: value})
    size = read("batch", read_whole, None)
    if size is not None:
        attempt("batch", {"batch_size": size})

    texts = [value for name, value in pairs if name == "run"]
    runs, off = read_runs(texts, view.experiment.surface, problems)
    if runs is not None:
        runs = tuple(_fitting(view.experiment, run, problems) for run in runs)
        view = replace(view, experiment=replace(view.experiment, runs=runs), off=off)
    scales = {key: read(key, _scale, None) for key in ("cost", "colours")}
    view = replace(view, cost_scale=scales["cost"], colour_scale=scales["colours"])
    view = replace(view, step=read("step", lambda text: shown_step(view.experiment, read_whole(text)), None))
    view = replace(view, charts=read("charts", lambda text: shown_charts(text.split("~")), ("cost",)))
    view = replace(view, looked=read("look", lambda text: looked_row(read_whole(text)), 0))
    view = replace(view, axes=read("axes", lambda text: two_settings(text.split("~")), ()))
    view = replace(view, terms=read("race", race_terms, "own"))
    view = replace(view, scene=read("scene", shown_scene, ""))
    view = replace(view, pace=read("at", one_pace, "step"))
    view = replace(view, pinned=_pinned([value for name, value in pairs if name == "pin"], problems))
    return view, tuple(problems)


def read_or_none(text: str, problems: list[str], name: str) -> float | None:
    """The number in `text`, or None and a line in `problems`."""
    try:
        return read_number(text)
    except ValueError as error:
        problems.append(f"{name}: {error}")
        return None


_OF_RUNS = frozenset(("landscape", "theta", "domain", "w1", "w2", "steps", "seed", "noise", "batch", "counts", "run"))
_NAMES = _OF_RUNS | {"cost", "colours", "step", "charts", "look", "axes", "race", "at", "scene", "pin"}


def _pairs(query: str | Pairs, known: frozenset[str], problems: list[str]) -> Pairs:
    return known_pairs(read_query(query, LONGEST, problems) if isinstance(query, str) else query, known, problems)


def _landscape(key: str) -> Landscape:
    if key.startswith(FORMULA):
        return parse(key.removeprefix(FORMULA), implicit=False)
    if key.startswith(PREFIX):
        return own_points(read_points(key.removeprefix(PREFIX).split("~")))
    if key.startswith(NETWORK):
        return read_surface(key)
    known = keyed(key, LANDSCAPES)
    if known is None:
        raise ValueError(f"“{key[:40]}” is not known; {one_of(key, LANDSCAPES)}")
    return LANDSCAPES[known]


def _scale(text: str) -> str:
    if text not in SCALES:
        raise ValueError(f"“{text[:40]}” is not known; choose one of {', '.join(SCALES)}")
    return text


def _domain(text: str) -> tuple[Interval, Interval]:
    numbers = [read_number(part) for part in text.split("~")]
    if len(numbers) != 4:
        raise ValueError("it takes four numbers: w1 from, w1 to, w2 from, w2 to")
    return Interval(*numbers[:2]), Interval(*numbers[2:])


def _start(experiment: Experiment, w1: float | None, w2: float | None, problems: list[str]) -> tuple[float, float]:
    start = list(own_start(experiment))
    for i, (value, side) in enumerate(zip((w1, w2), reach(experiment), strict=True)):
        try:
            start[i] = start[i] if value is None else within(side, value)
        except ValueError as error:
            problems.append(f"w{i + 1}: {error}")
    return start[0], start[1]


def within(side: Interval, value: float) -> float:
    """`value` where it lies in `side`; ValueError says what was got and what is accepted."""
    if value not in side:
        raise ValueError(f"{value:g} is too far from the map: {side.low:g} to {side.high:g}")
    return value


def _fitting(experiment: Experiment, run: Run, problems: list[str]) -> Run:
    """`run`, or without a batch size that the surface does not have."""
    try:
        return replace(experiment, runs=(run,)).runs[0]
    except ValueError as error:
        problems.append(f"run {run.optimizer}: {error}")
        return replace(run, batch_size=None)


def _pinned(links: Sequence[str], problems: list[str]) -> View | None:
    """The pinned runs; none where anything is wrong with their link, for they would not be those that were pinned."""
    if not links:
        return None
    view, wrong = _decode(links[-1], _OF_RUNS)
    problems += [f"pin: {problem}" for problem in wrong]
    return None if wrong else view

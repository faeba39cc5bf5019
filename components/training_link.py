"""The spelling of a training: the link of its page, what the backend is asked for, and a plane through its weights.

    data=breast_cancer&layers=8~8&activation=tanh&epochs=500&batch=32&seed=0&run=adam~0.001&run=momentum~0.1~off

components/run_spelling.py has the rows. The page adds how it is drawn: `plane=random`, `epoch=40` (the last where there
is none), `look=1` (a row) and `cost=linear`. As a cost landscape of two weights, the plane through a training's weights
is `network:pca~data=…`, the training's own link in one value.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from components.looks import SCALES, looked_row
from components.numbers import read_number, read_whole, spell
from components.query import known_pairs, once, read_query
from components.run_spelling import read_runs, spell_run
from landscapes.base import Interval, Landscape, one_of
from landscapes.networks import DATASETS
from optimizers import CATALOGUE, Run
from optimizers.training import Training, check_trainable
from optimizers.training.plane import DIRECTIONS, landscape

LONGEST = 4000  # characters of a link that are read: eight rows of the fullest take some 2600
NETWORK = "network:"  # before the directions and the link of a training whose plane is a landscape
LECTURE = ("gradient_descent", "momentum", "rmsprop", "adam")
LECTURE_RATE = 0.001  # of its program's gradient descent

Pairs = Sequence[tuple[str, str]]


@dataclass(frozen=True)
class TrainingView:
    """What the page of a training shows: the training with all its rows, which are not ticked, and how it is drawn."""

    training: Training
    off: frozenset[int] = frozenset()
    plane: str = "pca"  # of DIRECTIONS
    epoch: int | None = None  # the epoch shown; None: the last
    looked: int = 0  # the row, ticked or not, whose boundary is shown
    scale: str = "log"  # of the loss, one of SCALES

    @property
    def rows(self) -> tuple[int, ...]:
        """The ticked rows, in order."""
        return tuple(i for i in range(len(self.training.runs)) if i not in self.off)

    @property
    def shown(self) -> Training:
        """The training of the ticked rows alone: what is trained."""
        return replace(self.training, runs=tuple(self.training.runs[i] for i in self.rows))


def opening(data: str = "breast_cancer") -> TrainingView:
    """The page as it opens on a data set: the lecture's four optimizers, at the rates that suit it.

    On the lecture's own data gradient descent has the lecture's rate.
    """
    rates = {key: CATALOGUE[key].suits(DATASETS[data]) for key in LECTURE}
    if data == Training.data:  # the lecture's program
        rates["gradient_descent"] = LECTURE_RATE
    return TrainingView(Training(data, runs=tuple(Run(key, rate) for key, rate in rates.items())))


def encode(view: TrainingView) -> str:
    """The query string of `view`; `decode` gives back an equal one."""
    pairs = _training_pairs(view.training, view.off)
    pairs += [("plane", view.plane)] if view.plane != "pca" else []
    pairs += [("epoch", spell(view.epoch))] if view.epoch is not None else []
    pairs += [("look", spell(view.looked))] if view.looked else []
    pairs += [("cost", view.scale)] if view.scale != "log" else []
    return urlencode(pairs)


def spell_training(training: Training) -> str:
    """The link of the training alone: what the backend is asked for."""
    return urlencode(_training_pairs(training, frozenset()))


def decode(query: str | Pairs) -> tuple[TrainingView, tuple[str, ...]]:
    """The view that a query string, or its pairs, spells, and what was wrong with it, a sentence each.

    Never raises: what is damaged or missing is as on the opening page, and the rest is kept.
    """
    problems: list[str] = []
    pairs = _pairs(query, problems)

    def read(key: str, turn: Callable[[str], Any], default: Any) -> Any:
        values = [value for name, value in pairs if name == key]
        if not values:
            return default
        try:
            return turn(values[-1])
        except ValueError as error:
            problems.append(f"{key}: {error}")
            return default

    view = opening(read("data", _data, "breast_cancer"))

    def changed(name: str, turn: Callable[[str], Any]) -> Callable[[str], TrainingView]:
        return lambda text: _changed(view, name, turn(text))

    for key, name, turn in _CHOICES:
        view = read(key, changed(name, turn), view)
    texts = [value for name, value in pairs if name == "run"]
    runs, off = read_runs(texts, view.training.dataset, problems)
    if runs is not None:
        view = _with_runs(view, runs, off, problems)
    view = replace(view, plane=read("plane", read_directions, "pca"))
    view = replace(view, epoch=read("epoch", lambda text: shown_epoch(view.training, read_whole(text)), None))
    view = replace(view, looked=read("look", lambda text: looked_row(read_whole(text)), 0))
    view = replace(view, scale=read("cost", _scale, "log"))
    return view, tuple(problems)


def read_training(query: str) -> Training:
    """The ticked rows' training that a query string spells; ValueError says all that is wrong with it."""
    view, problems = decode(query)
    if wrong := once(problems):
        raise ValueError("; ".join(wrong))
    return view.shown


def surface_key(training: Training, directions: str) -> str:
    """The key of the plane through a training's weights as a landscape."""
    return f"{NETWORK}{directions}~{spell_training(training)}"


def read_surface(key: str) -> Landscape:
    """The landscape that such a key names; ValueError for another. Where the training is not kept, it is trained."""
    directions, _, link = key.removeprefix(NETWORK).partition("~")
    training = read_training(link)
    return landscape(training, read_directions(directions), surface_key(training, directions))


def shown_epoch(training: Training, epoch: int) -> int | None:
    """The epoch to show, None where it is the last; ValueError for one that the training does not have."""
    if epoch not in Interval(0, training.epochs):
        raise ValueError(f"{epoch:g} is out of range: 0 to {training.epochs}")
    return None if epoch == training.epochs else epoch


def _training_pairs(training: Training, off: frozenset[int]) -> list[tuple[str, str]]:
    pairs = [("data", training.data), ("layers", "~".join(map(spell, training.layers)))]
    pairs += [("activation", training.activation), ("epochs", spell(training.epochs))]
    pairs += [("batch", spell(training.batch_size)), ("seed", spell(training.seed))]
    runs = [("run", spell_run(run, off=i in off)) for i, run in enumerate(training.runs)]
    return pairs + (runs or [("run", "none")])


_NAMES = {"data", "layers", "activation", "epochs", "batch", "seed", "run", "plane", "epoch", "look", "cost"}


def _pairs(query: str | Pairs, problems: list[str]) -> Pairs:
    return known_pairs(read_query(query, LONGEST, problems) if isinstance(query, str) else query, _NAMES, problems)


def _changed(view: TrainingView, name: str, value: Any) -> TrainingView:
    return replace(view, training=replace(view.training, **{name: value}))


def _with_runs(view: TrainingView, runs: tuple[Run, ...], off: frozenset[int], problems: list[str]) -> TrainingView:
    fit = []
    for i, run in enumerate(runs):
        try:
            check_trainable(run)
            fit.append(i)
        except ValueError as error:
            problems.append(f"run {run.optimizer}: {error}")
    view = _changed(view, "runs", tuple(runs[i] for i in fit))
    return replace(view, off=frozenset(place for place, i in enumerate(fit) if i in off))


def _widths(text: str) -> tuple[float, ...]:
    return tuple(read_number(part) for part in text.split("~"))


_CHOICES = (
    ("layers", "layers", _widths),
    ("activation", "activation", str),
    ("epochs", "epochs", read_whole),
    ("batch", "batch_size", read_whole),
    ("seed", "seed", read_whole),
)


def _data(key: str) -> str:
    if key not in DATASETS:
        raise ValueError(f"“{key[:40]}” is not known; {one_of(key, DATASETS)}")
    return key


def read_directions(text: str) -> str:
    """The directions of a plane that `text` names; ValueError for others."""
    if text not in DIRECTIONS:
        raise ValueError(f"“{text[:40]}” is not known; choose one of {', '.join(DIRECTIONS)}")
    return text


def _scale(text: str) -> str:
    if text not in SCALES:
        raise ValueError(f"“{text[:40]}” is not known; choose one of {', '.join(SCALES)}")
    return text

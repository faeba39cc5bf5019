"""The component that trains a network in front of the reader. The modules beside this file run in the browser."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, NamedTuple
from urllib.parse import urlencode

from components.browser import mount, register
from components.choice import SERIALS
from components.looks import SCALES, looked_row
from components.run_spelling import spell_run
from components.theme import MARKERS, PALETTES
from components.training_link import TrainingView, shown_epoch, spell_training, surface_key
from components.words import numbered
from landscapes.base import one_of
from optimizers.training import Training
from optimizers.training.plane import DIRECTIONS

KEY = "network"

_network = register("optiscape_network", "network/main.mjs")


def network(view: TrainingView, serial: int, session: str) -> None:
    """Mount it on `view`; `serial` is that of the newest choice of the reader's that `view` already holds,
    `session` who holds it.

    A choice comes back as the component's state `choice`:

        serial    counts the choices; each is taken once, by the session named beside it
        epoch     the one shown, null for the last; looked: the row whose boundary is shown
        plane     "pca" or "random"; scale: of the loss, "log" or "linear"
    """
    mount(_network, KEY, network_data(view, serial) | {"session": session})


def network_data(view: TrainingView, serial: int) -> dict[str, Any]:
    """What the browser half needs to train and draw `view`, as JSON values. The numbers it asks the backend for."""
    training = view.shown
    titles = numbered(view.training.runs)
    return {
        "serial": serial,
        "chosen": {"epoch": view.epoch, "plane": view.plane, "looked": view.looked, "scale": view.scale},
        "link": spell_training(training),
        "told": in_words(training),
        "epochs": training.epochs,
        "runs": [_run(view, row, titles[row]) for row in view.rows],
        "classes": list(training.dataset.classes),
        "explore": {kind: on_explore(training, kind) for kind in DIRECTIONS if training.runs},
        "palettes": PALETTES,
    }


def _run(view: TrainingView, row: int, title: str) -> dict[str, Any]:
    rate = {"key": "learning_rate", "value": view.training.runs[row].learning_rate}
    return {"row": row, "title": title, "marker": MARKERS[row], "settings": [rate]}


def on_explore(training: Training, directions: str) -> str:
    """The way to Explore, from this page's own address, with the plane as its landscape and the same optimizers.

    At the rates that suit the plane: those of the training are for another space, and for batches.
    """
    runs = [("run", spell_run(run, off=False, suits=True)) for run in training.runs]
    return f"./?{urlencode([('landscape', surface_key(training, directions)), *runs])}"


def in_words(training: Training) -> str:
    """What a training is of, without its optimizers."""
    layers = ", ".join(map(str, training.layers))
    return (
        f"{training.dataset.title}, hidden layers {layers} ({training.activation}), {training.epochs} epochs, "
        f"batches of {training.batch_size}, seed {training.seed}, {rates(training)}"
    )


def rates(training: Training) -> str:
    """Each optimizer with its first learning rate."""
    return "; ".join(f"{run.rule.title} {run.learning_rate:g}" for run in training.runs)


class Choice(NamedTuple):
    serial: int
    view: TrainingView


def read_choice(choice: Any, view: TrainingView) -> Choice:
    """`view` as the component's `choice` changes it. TypeError, ValueError or KeyError where it is malformed."""
    if not isinstance(choice, Mapping):
        raise TypeError("a choice is a mapping")
    serial, epoch = choice["serial"], choice["epoch"]
    if serial not in SERIALS or serial != int(serial):
        raise ValueError("a choice takes a serial number")
    if epoch is not None:
        # An epoch of a training of more epochs than the page now asks for: the last.
        epoch = shown_epoch(view.training, min(int(epoch), view.training.epochs))
    for name, known in (("plane", DIRECTIONS), ("scale", SCALES)):
        if choice[name] not in known:
            raise ValueError(f"{name}: {one_of(choice[name], known)}")
    drawn = {name: choice[name] for name in ("plane", "scale")}
    return Choice(int(serial), replace(view, epoch=epoch, looked=looked_row(choice["looked"]), **drawn))

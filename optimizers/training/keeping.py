"""Finished trainings, kept with the weights of every epoch: what is asked of one again is answered at once."""

from collections import OrderedDict
from collections.abc import Generator
from threading import Lock
from typing import NamedTuple

import numpy as np

from optimizers.training.loop import MEASURES, Part, train
from optimizers.training.spec import Training

MOST = 96 << 20  # bytes of weights kept in all; the longest unused trainings are dropped first
DOUBLE = 24 << 20  # bytes: more weights than this of one training are kept as float32


class Trained(NamedTuple):
    """A training to its end. Row e of a run is the state after epoch e, row 0 before; non-finite rows are kept."""

    training: Training
    weights: np.ndarray  # (runs, E+1, P) float64; float32 where those of all epochs are many
    loss: np.ndarray  # (runs, E+1) float64, J on the whole training part, as the other measures of these weights are
    held_loss: np.ndarray  # the same on the part kept apart
    accuracy: np.ndarray  # the share of examples with (p > 0.5) = y; NaN where p is none
    held_accuracy: np.ndarray
    diverged: tuple[int | None, ...]  # by run, the epoch from which its weights or its J are no longer finite


_kept: OrderedDict[Training, Trained] = OrderedDict()
_keeping = Lock()
_one_at_a_time = Lock()  # two who ask for the same training would both train it: the second waits instead


def kept(training: Training) -> Trained | None:
    """The finished training where it is kept, else None."""
    with _keeping:
        found = _kept.get(training)
        if found:
            _kept.move_to_end(training)
        return found


def ready(training: Training) -> bool:
    """Whether the training is kept, so that what is asked of it is answered at once."""
    return kept(training) is not None


def trained(training: Training) -> Trained:
    """The training to its end: kept, or trained now. ValueError for one that costs too much."""
    while not (found := kept(training)):
        for _ in followed(training):
            pass
    return found


def followed(training: Training) -> Generator[Part]:
    """The parts of `train`; before the last of them comes, the training is kept. One training at a time in all.

    One that is left before its end is not kept; close it then, for others wait until it is. One that is kept already
    comes as one part.
    """
    if not ready(training):
        with _one_at_a_time:
            if not ready(training):  # still: another may have asked for the same
                yield from _keeping_all(training)
                return
    yield _whole(trained(training))


def _keeping_all(training: Training) -> Generator[Part]:
    single = _size(training) * 8 > DOUBLE
    rows, measures = [], []
    for part in train(training):
        with np.errstate(over="ignore"):  # what float32 cannot hold becomes infinite
            rows.append(part.weights.astype(np.float32) if single else part.weights)
        measures.append(part.measures)
        if part.end == training.epochs:
            _keep(_trained(training, np.concatenate(rows, axis=1), np.concatenate(measures, axis=1)))
        yield part


def _whole(found: Trained) -> Part:
    measures = np.stack((found.loss, found.held_loss, found.accuracy, found.held_accuracy), axis=-1)
    return Part(0, found.weights, measures)


def _size(training: Training) -> int:
    return len(training.runs) * (training.epochs + 1) * training.network.parameters


def _trained(training: Training, weights: np.ndarray, measures: np.ndarray) -> Trained:
    finite = np.isfinite(weights).all(axis=-1) & np.isfinite(measures[..., MEASURES.index("loss")])
    columns = {name: np.ascontiguousarray(measures[..., i]) for i, name in enumerate(MEASURES)}
    for shared in (weights, *columns.values()):
        shared.flags.writeable = False
    return Trained(training, weights, **columns, diverged=tuple(map(_since, ~finite)))


def _since(broken: np.ndarray) -> int | None:
    """The first epoch from which a run is `broken` to its end; None where its end is not."""
    if not broken[-1]:
        return None
    return len(broken) - int(np.argmin(broken[::-1])) if not broken.all() else 0


def _keep(found: Trained) -> None:
    with _keeping:
        _kept[found.training] = found
        while len(_kept) > 1 and sum(each.weights.nbytes for each in _kept.values()) > MOST:
            _kept.popitem(last=False)

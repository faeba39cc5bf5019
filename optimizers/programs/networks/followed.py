"""Whether a program walks the page's own training through its first epochs: both walk them."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import lru_cache

import jax
import numpy as np

from landscapes.networks import Network
from optimizers.experiment import Run
from optimizers.programs.followed import SAME, Followed
from optimizers.programs.libraries import met
from optimizers.programs.named import Own
from optimizers.programs.turns import Turn, of_gradient
from optimizers.training.draws import first_weights, orders, parts
from optimizers.training.loop import train
from optimizers.training.spec import Training

FIRST = 10  # epochs that are compared: later a training magnifies what rounding does

Slope = Callable[[np.ndarray, np.ndarray, np.ndarray], np.ndarray]  # (w, x, y) -> the gradient of the cost at w


def own(training: Training, row: int, how: Own, slack: float = 0.0) -> Followed:
    """How a program with the optimizer of PyTorch or Keras goes beside that row's run, on the page's gradients.

    Its library adds `slack` to a norm that it divides by to clip.
    """
    run = training.runs[row]
    hyper = {**run.rule.hyper(run.hyper), "learning_rate": run.learning_rate}
    return judged(
        training, row, lambda: of_gradient(how.step(hyper)), None, how.why, lambda n: how.factor(hyper, n), slack
    )


def judged(
    training: Training,
    row: int,
    start: Callable[[], Turn],
    slope: Slope | None,
    why: str = "",
    factor: Callable[[int], float] = lambda n: 1.0,
    slack: float = 0.0,
) -> Followed:
    """How a program goes beside the page's run of that row; with no `slope` of its own on the page's gradients."""
    run, pages = training.runs[row], page_slope(training.network)

    def goes(slope: Slope) -> np.ndarray:
        return path(training, run, start(), lambda w, x, y: met(slope(w, x, y), w, run.treatment, slack), factor)

    walked = goes(slope or pages)
    true, going = np.empty((0, walked.shape[1])), train(replace(training, runs=(run,)))
    while len(true) < len(walked):
        true = np.concatenate((true, next(going).weights[0]))
    true, epochs = true[: len(walked)], len(walked) - 1
    words = "the first epoch" if epochs == 1 else f"the first {epochs} epochs"
    given = "" if slope else " on the page's own gradients"
    away = _away(walked, true)
    if away.max() <= SAME:
        return Followed(f"The same as the page's training to {SAME:g} in {words}{given}.", "same")
    first = int(np.argmax(away > SAME))
    most = f"{words} no weight is further off than {away.max():.2g}" if np.isfinite(away).all() else ""
    said = f"It leaves the page's training in epoch {first}"
    said = f"{said}; in {most}." if most else f"{said}, and one of the two does not stay finite."
    if slope and _same_slopes(training, slope, true) and _away(goes(pages), true).max() <= SAME:
        only = f"On the page's own gradients it is the same to {SAME:g}: only rounding parts the two."
        return Followed(f"{only} {said}", "rounding", first)
    return Followed(f"{why} {said}".strip(), "another", first)


def path(training: Training, run: Run, turn: Turn, slope: Slope, factor: Callable[[int], float]) -> np.ndarray:
    """The weights of a program after each of the first epochs, (epochs + 1, P), row 0 before them.

    Each step n takes the run's rate times `factor` of n.
    """
    rates, split = run.rates(training.epochs), parts(training.data, training.seed)
    walked = [first_weights(training.network, training.seed)]
    w = walked[0]
    with np.errstate(all="ignore"):  # of a training that is lost
        for n, batch in enumerate(batches(training), start=1):
            x, y, rate = split.x[batch], split.y[batch], float(rates[(n - 1) // training.steps_per_epoch])
            w = turn(n, w, lambda w, x=x, y=y: slope(w, x, y), rate * factor(n))
            if n % training.steps_per_epoch == 0:
                walked.append(w)
    return np.array(walked)


def batches(training: Training) -> Iterator[np.ndarray]:
    """The places of the examples that each step of the first epochs meets."""
    for order in orders(training.count, min(FIRST, training.epochs), training.seed):
        yield from (order[i : i + training.batch_size] for i in range(0, training.count, training.batch_size))


def _same_slopes(training: Training, slope: Slope, weights: np.ndarray) -> bool:
    """Whether a program's gradients at these weights, (epochs, P), are the page's, as parts of the largest so far."""
    split, pages = parts(training.data, training.seed), page_slope(training.network)
    met = [w for w in weights if np.isfinite(w).all()]
    with np.errstate(all="ignore"):
        true, its = (np.array([each(w, split.x, split.y) for w in met]) for each in (pages, slope))
    largest = np.maximum.accumulate(abs(true).max(axis=1))
    return bool((abs(its - true) <= SAME * largest[:, None]).all())


def page_slope(network: Network) -> Slope:
    """The page's own gradient of the network's cost."""
    compiled = _compiled(network)
    return lambda w, x, y: np.asarray(compiled(w, x, y))


def _away(walked: np.ndarray, true: np.ndarray) -> np.ndarray:
    """How far any weight is off after each epoch; 0 where both are lost, and infinity where one is."""
    with np.errstate(all="ignore"):
        away = np.abs(walked - true).max(axis=1)
    lost = ~np.isfinite(walked).all(axis=1) & ~np.isfinite(true).all(axis=1)
    return np.where(lost, 0.0, np.where(np.isnan(away), np.inf, away))


@lru_cache(maxsize=16)
def _compiled(network: Network):
    """The compiled gradient of the network's cost."""
    return jax.jit(jax.grad(network.cost))

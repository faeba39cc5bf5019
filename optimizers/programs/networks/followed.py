"""How far a library's own optimizer is from the page's training after its first epochs: both walk them."""

from dataclasses import replace
from functools import lru_cache

import jax
import numpy as np

from landscapes.networks import Network
from optimizers.experiment import Run
from optimizers.programs.followed import SAME
from optimizers.programs.named import Own
from optimizers.training.draws import first_weights, orders, parts
from optimizers.training.loop import train
from optimizers.training.spec import Training

FIRST = 10  # epochs that are compared: later a training magnifies what rounding does


def told(training: Training, row: int, own: Own) -> tuple[str, bool]:
    """How a library's optimizer differs from the page's run of that row, in words, and whether it is the same."""
    run = training.runs[row]
    walked = path(training, run, own)
    true, going = np.empty((0, walked.shape[1])), train(replace(training, runs=(run,)))
    while len(true) < len(walked):
        true = np.concatenate((true, next(going).weights[0]))
    epochs = len(walked) - 1
    words = "the first epoch" if epochs == 1 else f"the first {epochs} epochs"
    with np.errstate(all="ignore"):
        away = np.abs(walked - true[: epochs + 1]).max(axis=1)
    if np.nanmax(away) <= SAME:
        return f"The same as the page's training to {SAME:g} in {words}.", True
    first = int(np.argmin(away <= SAME))
    most = f"after {words} no weight is further off than {away[-1]:.2g}"
    said = f"It leaves the page's training in epoch {first}; {most}."
    return f"{own.why} {said}".strip(), False


def path(training: Training, run: Run, own: Own) -> np.ndarray:
    """The weights of a library's optimizer after each of the first epochs, (epochs + 1, P), row 0 before them."""
    hyper = {**run.rule.hyper(run.hyper), "learning_rate": run.learning_rate}
    rates, step, n = run.rates(training.epochs), own.step(hyper), 0
    split, slope = parts(training.data, training.seed), _slope(training.network)
    walked = [first_weights(training.network, training.seed)]
    epochs = min(FIRST, training.epochs)
    with np.errstate(all="ignore"):
        for order, rate in zip(orders(training.count, epochs, training.seed), rates[:epochs], strict=True):
            w = walked[-1]
            for begin in range(0, training.count, training.batch_size):
                batch, n = order[begin : begin + training.batch_size], n + 1
                w = step(n, w, np.asarray(slope(w, split.x[batch], split.y[batch])), rate * own.factor(hyper, n))
            walked.append(w)
    return np.array(walked)


@lru_cache(maxsize=16)
def _slope(network: Network):
    """The compiled gradient of the network's cost."""
    return jax.jit(jax.grad(network.cost))

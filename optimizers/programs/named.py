"""A library's own optimizer for one of our rules: how it is called, what it does in a step, and what differs."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from optimizers.experiment import Run
from optimizers.programs.libraries import Step

Hyper = Mapping[str, float]


class Own(NamedTuple):
    """A library's optimizer: `call` by format, with {rate} and our hyperparameters; `step` makes what it does."""

    call: str
    step: Callable[[Hyper], Step]
    why: str = ""  # where it is not the same, what differs
    times: str = ""  # what the rate is multiplied by, in n and the hyperparameters, by format
    factor: Callable[[Hyper, int], float] = lambda hyper, n: 1.0  # the same as a number


def key(run: Run) -> tuple[str, ...]:
    """The key of a run's rule; without a past every momentum is gradient descent."""
    settled = run.rule.settled(run.conventions)
    if run.rule.hyper(run.hyper).get("beta") == 0 and run.optimizer in ("momentum", "nesterov", "heavy_ball"):
        return ("gradient_descent",)
    return (run.optimizer, *settled.values())


def average(hyper: Hyper, n: int) -> float:
    """What turns a sum of gradients into the average that the lecture's momentum is."""
    return 1 - hyper["beta"]


def uncorrected(hyper: Hyper, n: int) -> float:
    """What undoes the correction of Adam's averages, but for ε."""
    return (1 - hyper["beta1"] ** n) / (1 - hyper["beta2"] ** n) ** 0.5


AVERAGE = "(1 - {beta})"
UNCORRECTED = "(1 - {beta1}**n) / (1 - {beta2}**n) ** 0.5"

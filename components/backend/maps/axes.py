"""The sides of a plane: which of a run's numbers may stand on one, on what scale, and from where to where."""

from collections.abc import Mapping
from typing import Any, NamedTuple

import numpy as np

from components.backend.maps.request import number
from landscapes.base import Interval, Parameter
from optimizers import Run
from optimizers.experiment import LEARNING_RATES
from optimizers.sweep.rates import GRID

# "log" is even in the logarithm; "log_one_minus" in that of 1 − β, for a β that averages over 1/(1 − β) steps.
SCALES = ("linear", "log", "log_one_minus")
ALPHA = Parameter("learning_rate", r"\alpha", 0.01, LEARNING_RATES.low, LEARNING_RATES.high, "learning rate")
WEIGHTS = (r"\beta", r"\rho")  # how the symbols of the averages' weights begin
AROUND = 100  # times smaller and larger than the run's own rate, or than a rule's own ε or 1 − β, smaller


class Side(NamedTuple):
    """One side of a plane."""

    parameter: Parameter
    scale: str  # one of SCALES
    low: float
    high: float

    def values(self, count: int) -> np.ndarray:
        """`count` values from `low` to `high`, both included, evenly spaced on the scale."""
        if self.scale == "linear":
            found = np.linspace(self.low, self.high, count)
        elif self.scale == "log":
            found = np.geomspace(self.low, self.high, count)
        else:
            found = 1 - np.geomspace(1 - self.low, 1 - self.high, count)
        found[[0, -1]] = self.low, self.high  # and not a last digit beside
        return found

    def told(self) -> dict[str, Any]:
        """What the head says of it."""
        named = {"key": self.parameter.key, "symbol": self.parameter.symbol}
        return {**named, "scale": self.scale, "low": self.low, "high": self.high}


def parameters(run: Run) -> dict[str, Parameter]:
    """What may stand on a side of the run's plane, by key: its rate, its rule's hyperparameters, its decay."""
    found = (ALPHA, *run.rule.hyperparameters, *([run.how.decay] if run.how.decay else []))
    return {parameter.key: parameter for parameter in found}


def side(run: Run, key: str, texts: Mapping[str, str], name: str) -> Side:
    """The side `name`, “x” or “y”, on which `key` stands; ValueError in words for one that cannot be."""
    known = parameters(run)
    if key not in known:
        raise ValueError(f"{name}: {run.rule.title} has no parameter “{key[:40]}”; it has: {', '.join(known)}")
    scale = scale_of(known[key])
    usual = around(run, known[key], scale)
    low, high = number(texts, f"{name}low", usual.low), number(texts, f"{name}high", usual.high)
    if not low < high:
        raise ValueError(f"{name}low and {name}high: from {low:g} to {high:g}: they must rise")
    if scale == "log" and low <= 0:
        raise ValueError(f"{name}low = {low:g} is out of range: on a logarithmic scale it must be above 0")
    for end in (low, high):
        known[key].check(end)
    return Side(known[key], scale, low, high)


def scale_of(parameter: Parameter) -> str:
    """One of SCALES."""
    if parameter.key in ("learning_rate", "epsilon"):
        return "log"
    return "log_one_minus" if parameter.symbol.startswith(WEIGHTS) else "linear"


def around(run: Run, parameter: Parameter, scale: str) -> Interval:
    """Where to look by default: around what is usual for the rule, and as far as the run's own value."""
    own = {"learning_rate": run.learning_rate, "decay": run.decay}.get(parameter.key, run.hyper.get(parameter.key))
    usual, low, high = parameter.default, parameter.low, parameter.high
    if parameter is ALPHA:
        return Interval(own / AROUND, min(own * AROUND, high)) if own else GRID
    if scale == "log":
        least, most = usual / AROUND, 1.0
    elif scale == "log_one_minus":
        least, most = low, 1 - _short((1 - usual) / AROUND)
    else:
        least, most = low, min(high, low + 10 * (usual - low) if usual > low else low + 1)
        most = _short(0.99 * most) if parameter.below and most == high else most
    return Interval(min(least, own), max(most, own)) if own else Interval(least, most)


def _short(value: float) -> float:
    return float(f"{value:.6g}")

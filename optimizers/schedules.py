"""Learning-rate schedules: the rate α_n of step n = 1, 2, … from the initial rate α0 and the decay k."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np

from landscapes.base import Parameter


@dataclass(frozen=True)
class Schedule:
    """`rates(alpha0, k, n)` takes two floats and n as a float64 array, and gives α_n as an array like n.

    Its formula works element by element: an array of several α0 in one axis and of n in another gives each its rates.
    """

    key: str
    title: str
    formula: str  # LaTeX
    rates: Callable[[float, float, np.ndarray], np.ndarray]
    decay: Parameter | None  # None: there is nothing to choose

    def check(self, decay: float | None) -> float:
        """The decay in force for a choice of None (the default) or a number; ValueError where it is out of range."""
        if self.decay is None:
            if decay is not None:
                raise ValueError(f"decay = {decay:g} was given, but the {self.title.lower()} schedule has no decay")
            return 0.0
        return self.decay.check(self.decay.default if decay is None else decay)

    def alpha(self, learning_rate: float, decay: float | None, steps: int) -> np.ndarray:
        """α_1 … α_steps, float64 of shape (steps,)."""
        return self.rates(learning_rate, self.check(decay), np.arange(1, steps + 1, dtype=np.float64))


def _decay(default: float, low: float, high: float, meaning: str) -> Parameter:
    return Parameter("decay", "k", default, low, high, meaning)


SCHEDULES: Mapping[str, Schedule] = MappingProxyType(
    {
        schedule.key: schedule
        for schedule in (
            Schedule(
                "inverse_time",
                "Inverse time",
                r"\alpha_n = \frac{\alpha_0}{1 + k\,(n-1)}",
                lambda alpha0, k, n: alpha0 / (1 + k * (n - 1)),
                _decay(0.0, 0.0, 1e6, "decay rate; 0 keeps the rate constant"),
            ),
            Schedule("constant", "Constant", r"\alpha_n = \alpha_0", lambda alpha0, k, n: alpha0 + 0 * n, None),
            Schedule(
                "exponential",
                "Exponential",
                r"\alpha_n = \alpha_0\, k^{\,n-1}",
                lambda alpha0, k, n: alpha0 * k ** (n - 1),
                _decay(0.95, 0.0, 1.0, "factor from one step to the next"),
            ),
            Schedule(
                "inverse_sqrt",
                "Inverse square root",
                r"\alpha_n = \frac{k\,\alpha_0}{\sqrt{n}}",
                lambda alpha0, k, n: k * alpha0 / np.sqrt(n),
                _decay(1.0, 0.0, 1e6, "factor in front of the root"),
            ),
        )
    }
)

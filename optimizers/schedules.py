"""Learning-rate schedules: the rate α_n of step n = 1, 2, … from the initial rate α0 and the decay k."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np

from landscapes.base import Parameter
from optimizers import annealing


@dataclass(frozen=True)
class Schedule:
    """`rates(alpha0, k, n, **parameters)` takes floats and n as a float64 array, and gives α_n as an array like n.

    Its formula works element by element: an array of several α0 in one axis and of n in another gives each its rates.
    Where `horizon`, it takes the run's length too, as `steps`: a shorter run is then not the beginning of a longer one.
    """

    key: str
    title: str
    formula: str  # LaTeX
    rates: Callable[..., np.ndarray]
    decay: Parameter | None  # None: there is nothing to choose
    parameters: tuple[Parameter, ...] = ()  # what there is to choose beside k
    horizon: bool = False

    def check(self, decay: float | None) -> float:
        """The decay in force for a choice of None (the default) or a number; ValueError where it is out of range."""
        if self.decay is None:
            if decay is not None:
                raise ValueError(f"decay = {decay:g} was given, but the {self.title.lower()} schedule has no decay")
            return 0.0
        return self.decay.check(self.decay.default if decay is None else decay)

    def settled(self, chosen: Mapping[str, float] = {}) -> dict[str, float]:
        """Every further parameter's value, `chosen` over the defaults; ValueError for a bad name or value."""
        if unknown := set(chosen) - {p.key for p in self.parameters}:
            names = ", ".join(p.key for p in self.parameters) or "none"
            name = min(map(str, unknown))[:40]
            raise ValueError(f"the {self.title.lower()} schedule has no parameter {name!r}; it has: {names}")
        return {p.key: p.check(chosen.get(p.key, p.default)) for p in self.parameters}

    def alpha(
        self,
        learning_rate: float | np.ndarray,
        decay: float | None,
        steps: int,
        parameters: Mapping[str, float] = {},
        warmup: int = 0,
    ) -> np.ndarray:
        """α_1 … α_steps, float64 of shape (steps,); (R, steps) for learning rates of shape (R, 1).

        The first `warmup` of them rise in equal steps from 0 to the schedule's own first rate, which follows them.
        """
        own = max(1, steps - warmup)
        more = {**self.settled(parameters), **({"steps": own} if self.horizon else {})}
        rates = self.rates(learning_rate, self.check(decay), np.arange(1, own + 1, dtype=np.float64), **more)
        if not warmup:
            return rates
        rise = rates[..., :1] * np.arange(1, warmup + 1) / (warmup + 1)
        return np.concatenate((rise, rates), axis=-1)[..., :steps]


INTERVAL = Parameter("interval", "m", 100.0, 1.0, 5000.0, "steps from one to the next")
END = Parameter("end", "e", 0.0, 0.0, 1.0, "the rate at the end, as a share of the first")


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
            Schedule(
                "step",
                "Step",
                r"\alpha_n = \alpha_0\, k^{\lfloor (n-1)/m \rfloor}",
                annealing.step,
                _decay(0.5, 0.0, 1.0, "factor at every drop"),
                (INTERVAL,),
            ),
            Schedule(
                "polynomial",
                "Polynomial",
                r"\alpha_n = \alpha_0 \left( e + (1-e) \left(1 - \tfrac{n-1}{N}\right)^k \right)",
                annealing.polynomial,
                _decay(1.0, 0.0, 100.0, "power; 1 is a straight line to the run's end, step N"),
                (END,),
                horizon=True,
            ),
            Schedule(
                "cosine",
                "Cosine",
                r"\alpha_n = \alpha_0 \left( k + \tfrac{1-k}{2} \left(1 + \cos \pi \tfrac{n-1}{N}\right) \right)",
                annealing.cosine,
                _decay(0.0, 0.0, 1.0, "the rate at the run's end, step N, as a share of the first"),
                horizon=True,
            ),
            Schedule(
                "cosine_restarts",
                "Cosine with restarts",
                r"\begin{gathered} \alpha_n = \alpha_0"
                r" \left( k + \tfrac{1-k}{2} \left(1 + \cos \pi \tfrac{t}{m q^i}\right) \right) \\"
                r" t \text{ steps into cycle } i = 0, 1, \ldots \end{gathered}",
                annealing.cosine_restarts,
                _decay(0.0, 0.0, 1.0, "the rate at the end of a cycle, as a share of the first"),
                (INTERVAL, Parameter("growth", "q", 2.0, 1.0, 10.0, "how much longer each cycle is than the last")),
            ),
            Schedule(
                "one_cycle",
                "One cycle",
                r"\alpha_n = \alpha_0 \cdot \begin{cases} s + \tfrac{1-s}{2}"
                r" \left(1 - \cos \pi \tfrac{n-1}{kN}\right) & n-1 < kN \\"
                r" e + \tfrac{1-e}{2} \left(1 + \cos \pi \tfrac{n-1-kN}{(1-k)N}\right) & \text{else} \end{cases}",
                annealing.one_cycle,
                _decay(0.3, 0.0, 1.0, "the part of the run's N steps in which the rate rises"),
                (
                    Parameter("start", "s", 0.04, 0.0, 1.0, "the rate at the start, as a share of the highest"),
                    Parameter("end", "e", 4e-6, 0.0, 1.0, "the rate at the end, as a share of the highest"),
                ),
                horizon=True,
            ),
        )
    }
)

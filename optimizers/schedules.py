"""Learning-rate schedules: the rate α_n of step n = 1, 2, … from the initial rate α0 and the decay k."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import NamedTuple

import numpy as np

from landscapes.base import Parameter
from optimizers import annealing


@dataclass(frozen=True)
class Schedule:
    """`rates(alpha0, k, n, **parameters)` takes floats and n as a float64 array, and gives α_n as an array like n.

    n counts from 1, so that α_1 is the first rate that runs. Its formula works element by element: an array of several
    α0 in one axis and of n in another gives each its rates.
    Where `horizon`, it takes the run's length too, as `steps`: a shorter run is then not the beginning of a longer one.
    """

    key: str
    title: str
    formula: str  # LaTeX
    rates: Callable[..., np.ndarray]
    decay: Parameter | None  # None: there is nothing to choose
    parameters: tuple[Parameter, ...] = ()  # what there is to choose beside k
    horizon: bool = False
    aliases: tuple[str, ...] = ()  # other usual names
    note: str = ""  # how the lecture and the libraries have it, and where they differ

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
        warmup_from: str = "above_zero",
    ) -> np.ndarray:
        """α_1 … α_steps, float64 of shape (steps,); (R, steps) for learning rates of shape (R, 1).

        The first `warmup` of them rise in equal steps to the schedule's own first rate, which follows them: from where
        is told by a key of WARMUPS_FROM.
        """
        own = max(1, steps - warmup)
        more = {**self.settled(parameters), **({"steps": own} if self.horizon else {})}
        rates = self.rates(learning_rate, self.check(decay), np.arange(1, own + 1, dtype=np.float64), **more)
        if not warmup:
            return rates
        first, parts = WARMUPS_FROM[warmup_from].rise(warmup)
        rise = rates[..., :1] * np.arange(first, first + warmup) / parts
        return np.concatenate((rise, rates), axis=-1)[..., :steps]


class WarmupFrom(NamedTuple):
    """Where a warm-up of k steps begins: `rise(k)` is (i, parts), and step n = 1 … k has (i + n − 1) / parts of α."""

    title: str
    formula: str  # LaTeX, with α for the rate to which it rises
    rise: Callable[[int], tuple[int, int]]
    note: str


WARMUPS_FROM: Mapping[str, WarmupFrom] = MappingProxyType(
    {
        "above_zero": WarmupFrom(
            "1/(k+1): from 0, were there a step 0",
            r"\alpha_n = \tfrac{n}{k+1}\, \alpha",
            lambda k: (1, k + 1),
            "Step k is one short of the full rate. PyTorch: LinearLR(start_factor=1/(k+1), total_iters=k); optax: "
            "linear_schedule(α/(k+1), α, k); Keras: CosineDecay(α/(k+1), N, warmup_target=α, warmup_steps=k).",
        ),
        "zero": WarmupFrom(
            "0: the first step stands still",
            r"\alpha_n = \tfrac{n-1}{k}\, \alpha",
            lambda k: (0, k),
            "optax: linear_schedule(0, α, k), as its warmup_… schedules begin; Keras: CosineDecay(0, N, "
            "warmup_target=α, warmup_steps=k); PyTorch's LinearLR refuses to start at 0.",
        ),
        "one_over_k": WarmupFrom(
            "1/k: step k has the full rate",
            r"\alpha_n = \tfrac{n}{k}\, \alpha",
            lambda k: (1, k),
            "PyTorch: LinearLR(start_factor=1/k, total_iters=k-1); optax: linear_schedule(α/k, α, k-1); Keras: "
            "CosineDecay(α/k, N, warmup_target=α, warmup_steps=k-1), whose decay then begins a step earlier.",
        ),
    }
)

INTERVAL = Parameter("interval", "m", 100.0, 1.0, 5000.0, "steps from one to the next")
AFTER = "step N + 1, the one after the run's last"
END = Parameter("end", "e", 0.0, 0.0, 1.0, f"the rate at {AFTER}, as a share of the first")


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
                aliases=("time_based", "1/t"),
                note="The lecture's α0 / (1 + k · epoch_num) with epoch_num = n − 1. Keras has it as InverseTimeDecay; "
                "PyTorch and optax have no schedule of this name.",
            ),
            Schedule("constant", "Constant", r"\alpha_n = \alpha_0", lambda alpha0, k, n: alpha0 + 0 * n, None),
            Schedule(
                "exponential",
                "Exponential",
                r"\alpha_n = \alpha_0\, k^{\,n-1}",
                lambda alpha0, k, n: alpha0 * k ** (n - 1),
                _decay(0.95, 0.0, 1.0, "factor from one step to the next"),
                aliases=("exp", "exponential_decay"),
                note="The lecture's k^epoch_num · α0 with epoch_num = n − 1. The same are ExponentialLR(gamma=k) in "
                "PyTorch, ExponentialDecay in Keras and exponential_decay in optax, a transition of one step long.",
            ),
            Schedule(
                "inverse_sqrt",
                "Inverse square root",
                r"\alpha_n = \frac{k\,\alpha_0}{\sqrt{n}}",
                lambda alpha0, k, n: k * alpha0 / np.sqrt(n),
                _decay(1.0, 0.0, 1e6, "factor in front of the root"),
                aliases=("rsqrt", "inverse_square_root"),
                note="The lecture's k / √epoch_num · α0 with epoch_num = n, for it cannot begin at 0. PyTorch, Keras "
                "and optax have no schedule of this name.",
            ),
            Schedule(
                "step",
                "Step",
                r"\alpha_n = \alpha_0\, k^{\lfloor (n-1)/m \rfloor}",
                annealing.step,
                _decay(0.5, 0.0, 1.0, "factor at every drop"),
                (INTERVAL,),
                aliases=("staircase", "steplr", "step_decay"),
                note="The same are StepLR(step_size=m, gamma=k) in PyTorch, and exponential decay with staircase=True "
                "in Keras and optax.",
            ),
            Schedule(
                "polynomial",
                "Polynomial",
                r"\alpha_n = \alpha_0 \left( e + (1-e) \left(1 - \tfrac{n-1}{N}\right)^k \right)",
                annealing.polynomial,
                _decay(1.0, 0.0, 100.0, f"power; 1 is a straight line to {AFTER}"),
                (END,),
                horizon=True,
                aliases=("poly",),
                note="The same are PolynomialDecay in Keras and polynomial_schedule in optax over N steps; PyTorch's "
                "PolynomialLR(total_iters=N) has no e and ends at 0.",
            ),
            Schedule(
                "cosine",
                "Cosine",
                r"\alpha_n = \alpha_0 \left( k + \tfrac{1-k}{2} \left(1 + \cos \pi \tfrac{n-1}{N}\right) \right)",
                annealing.cosine,
                _decay(0.0, 0.0, 1.0, f"the rate at {AFTER}, as a share of the first"),
                horizon=True,
                aliases=("cosine_annealing", "cosine_decay"),
                note="The same are CosineAnnealingLR(T_max=N) in PyTorch, whose eta_min is the rate and not a share, "
                "CosineDecay in Keras and cosine_decay_schedule in optax over N steps.",
            ),
            Schedule(
                "cosine_restarts",
                "Cosine with restarts",
                r"\begin{gathered} \alpha_n = \alpha_0"
                r" \left( k + \tfrac{1-k}{2} \left(1 + \cos \pi \tfrac{t}{m q^i}\right) \right) \\"
                r" t \text{ steps into cycle } i = 0, 1, \ldots \end{gathered}",
                annealing.cosine_restarts,
                _decay(0.0, 0.0, 1.0, "the share of the first rate to which a cycle falls, one step after its last"),
                (INTERVAL, Parameter("growth", "q", 2.0, 1.0, 10.0, "how much longer each cycle is than the last")),
                aliases=("sgdr", "warm_restarts"),
                note="PyTorch's CosineAnnealingWarmRestarts takes whole numbers for m and q; Keras's "
                "CosineDecayRestarts takes any; in optax cosine decays are joined, or sgdr_schedule is given a list.",
            ),
            Schedule(
                "one_cycle",
                "One cycle",
                r"\alpha_n = \alpha_0 \cdot \begin{cases} s + \tfrac{1-s}{2}"
                r" \left(1 - \cos \pi \tfrac{n-1}{kN-1}\right) & n < kN \\"
                r" e + \tfrac{1-e}{2} \left(1 + \cos \pi \tfrac{n-kN}{N-kN}\right) & \text{else} \end{cases}",
                annealing.one_cycle,
                _decay(0.3, 0.0, 1.0, "the part of the run's N steps in which the rate rises"),
                (
                    Parameter("start", "s", 0.04, 0.0, 1.0, "the rate at the start, as a share of the highest"),
                    Parameter(
                        "end", "e", 4e-6, 0.0, 1.0, "the rate at the run's last step N, as a share of the highest"
                    ),
                ),
                horizon=True,
                aliases=("1cycle",),
                note="PyTorch's OneCycleLR, step for step: its div_factor is 1/s, its final_div_factor s/e. optax's "
                "cosine_onecycle_schedule is highest, and lowest, one step later. Keras has none.",
            ),
        )
    }
)

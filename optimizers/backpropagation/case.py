"""Which gradient is worked out: of which loss and activation, at which weights, for which examples."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import isfinite
from types import MappingProxyType

from landscapes.base import Interval, one_of
from optimizers.backpropagation.parts import ACTIVATIONS, LOSSES

# Two inputs and a target each. They are made up, so that their numbers are short; no line parts the two classes.
EXAMPLES = ((0.5, 1.0, 1.0), (-1.0, 0.5, 0.0), (1.5, -0.5, 0.0), (-0.5, -1.5, 1.0), (2.0, 1.5, 1.0), (-1.5, 2.0, 0.0))
INPUTS = Interval(-5, 5)
TARGETS = Interval(0, 1)
MOST_HIDDEN = 4
HIGHEST_SEED = 9999

MISTAKES: Mapping[str, str] = MappingProxyType(
    {
        "no_slope": "forgets g′(z1)",
        "slope_of_a": "takes g′ at a1 in place of z1",
        "other_loss": "takes dz2 = a2 − y whatever the loss",
        "m_twice": "divides by m twice",
        "no_sum": "does not sum db over the examples",
    }
)


@dataclass(frozen=True)
class Case:
    """What is worked out. ValueError for anything out of range."""

    loss: str = "cross_entropy"
    activation: str = "tanh"
    hidden: int = 3  # units, 1 to MOST_HIDDEN
    seed: int = 0  # of the weights
    batch: int = 1  # examples at once, 1 to all; those from `example` on, and from the first again after the last
    example: int = 0
    own: tuple[float, float, float] | None = None  # x1, x2 and y in place of the example's, where the batch is one
    mistake: str | None = None

    def __post_init__(self) -> None:
        known = [(self.loss, LOSSES), (self.activation, ACTIVATIONS)]
        known += [] if self.mistake is None else [(self.mistake, MISTAKES)]
        for key, names in known:
            if key not in names:
                raise ValueError(f"“{str(key)[:40]}” is not known; {one_of(key, names)}")
        for count, low, high in (
            (self.hidden, 1, MOST_HIDDEN),
            (self.seed, 0, HIGHEST_SEED),
            (self.batch, 1, len(EXAMPLES)),
            (self.example, 0, len(EXAMPLES) - 1),
        ):
            if count not in range(low, high + 1):
                raise ValueError(f"{count:g} is out of range: {low} to {high}")
        if self.own is not None:
            if self.batch != 1 or len(self.own) != 3 or not all(map(isfinite, self.own)):
                raise ValueError("an example of one's own is x1, x2 and y, and stands alone")
            for value, ends in zip(self.own, (INPUTS, INPUTS, TARGETS), strict=True):
                if value not in ends:
                    raise ValueError(f"{value:g} is out of range: {ends.low:g} to {ends.high:g}")

    @property
    def examples(self) -> tuple[tuple[float, float, float], ...]:
        """Those of the batch: x1, x2 and y of each."""
        if self.own is not None:
            return (self.own,)
        return tuple(EXAMPLES[(self.example + i) % len(EXAMPLES)] for i in range(self.batch))

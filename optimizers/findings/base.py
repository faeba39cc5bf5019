"""What a finding is: a claim as people say it, what the sweeps say of it, and the experiments that show it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from optimizers.experiment import Experiment

Numbers = Mapping[str, float]


@dataclass(frozen=True)
class Evidence:
    """One experiment that speaks for a claim or against it. No number stands in its sentence before it is measured."""

    supports: bool
    sentence: str  # with a field for every number, as `str.format` takes them: "{steps:g} steps"
    experiment: Experiment
    panel: str  # the map that shows it: "basins", "rates" or "noise"
    measure: Callable[[Experiment], Numbers]
    holds: Callable[[Numbers], bool]  # whether what was measured is as the sentence has it

    def check(self) -> Numbers:
        """The numbers of the sentence, recomputed by the sweeps: the same each time."""
        return self.measure(self.experiment)

    def told(self, numbers: Numbers) -> str:
        """The sentence with the numbers of a check."""
        return self.sentence.format_map(numbers)


@dataclass(frozen=True)
class Finding:
    """A claim and what became of it."""

    key: str
    claim: str
    said: str  # who says it, and where
    verdict: str  # one sentence
    evidence: tuple[Evidence, ...]

"""What a doctor of runs says: what went wrong, at which step and why, and a change that was run and helps."""

from collections.abc import Mapping
from dataclasses import dataclass

from landscapes.base import Frozen
from optimizers.experiment import Run

KINDS = ("diverged", "oscillates", "stalls", "crawls")


@dataclass(frozen=True)
class Remedy:
    """A changed run that was performed on the same experiment and does what its sentence says."""

    run: Run
    label: str  # the change, as on a button: "Set α to 0.003"
    sentence: str  # what to do, and what it achieved: "Try α = 0.003: it ends at J = 0.02."


@dataclass(frozen=True)
class Diagnosis:
    """What is wrong with one run. `sentence` names the step, the numbers and the condition, in plain text."""

    kind: str  # one of KINDS
    step: int  # the one where it began: step n leads from row n − 1 of the trajectory to row n; 0 is the start
    # diverged: "undefined" | "unbounded" | "overshoot" | "long_step" | "mean_curvature" | "steps_too_long" | "unknown"
    # oscillates: "beyond_limit" | "near_limit" | "to_and_fro" | "swings" | "astray"
    # stalls: "rate_decayed" | "sum_has_grown" | "saddle" | "plateau"; crawls: "small_rate"
    cause: str
    numbers: Mapping[str, float] = Frozen()  # what the sentence rests on
    sentence: str = ""
    remedy: Remedy | None = None  # None: nothing that was tried helps, and the sentence says so

"""What a doctor of runs says: what went wrong, at which step and why, and a change that was run and helps."""

from collections.abc import Mapping
from dataclasses import dataclass

from landscapes.base import Frozen
from optimizers.experiment import Run

# "undefined", "diverged", "oscillates" and "stalls" are the run's verdict, "rests" is that of "converged" where no
# minimum is. The others are moving, or have arrived.
KINDS = (
    *("undefined", "diverged", "oscillates", "stalls", "rests", "leaves", "rises"),
    *("trembles", "circles", "slows", "crawls"),
)


@dataclass(frozen=True)
class Remedy:
    """A changed run, or another start, that was performed on the same experiment and does what its sentence says."""

    run: Run
    start: tuple[float, float] | None  # None: the experiment's own
    label: str  # the change, as on a button: "Set α to 0.003"
    sentence: str  # what to do, and what it achieved: "Try α = 0.003: it ends at J = 0.02."


@dataclass(frozen=True)
class Diagnosis:
    """What is wrong with one run. `sentence` names the steps, the numbers and the condition, in plain text."""

    kind: str  # one of KINDS
    step: int  # the row from which that holds, the verdict's where it is one; 0 is the start
    # undefined: "start" | "left"
    # diverged: "far_start" | "singular" | "unbounded" | "overshoot" | "long_step" | "mean_curvature"
    #     | "steps_too_long" | "unknown"
    # oscillates: "beyond_limit" | "near_limit" | "to_and_fro"; trembles: "to_and_fro"; circles: "orbit"
    # leaves: "off" | "back" | "unbounded"; rises: "uphill"; rests: "saddle" | "maximum"
    # stalls: "l2" | "rate_decayed" | "sum_has_grown" | "plateau" | "short_steps"
    # slows: "rate_decayed" | "sum_has_grown"; crawls: "small_rate"
    cause: str
    numbers: Mapping[str, float] = Frozen()  # what the sentence rests on
    sentence: str = ""
    remedy: Remedy | None = None  # None: nothing that was tried helps, and the sentence says so
    # The step at which the cause began, where that is another fact: it overshoots from step 6 on, and diverged at 9.
    # Step n leads from row n − 1 to row n.
    cause_step: int | None = None

"""The results table: where each run ended, what it achieved, and its outcome in a sentence."""

from collections.abc import Sequence
from math import hypot
from typing import NamedTuple

from landscapes.base import Landscape
from optimizers import Trajectory
from optimizers.achievement import lowest_cost, steps_to_tolerance
from optimizers.kinks import said
from optimizers.verdicts.words import sentence


class Result(NamedTuple):
    optimizer: str
    w1: float
    w2: float
    cost: float
    slope: float  # ‖∇J‖ at the end
    steps: int | None  # to tolerance
    sentence: str


def results(
    landscape: Landscape,
    names: Sequence[str],
    trajectories: Sequence[Trajectory],
    decided: Sequence[int | None] | None = None,
) -> list[Result]:
    """One `Result` per run, in order, under these names.

    `decided` is what `decided_from` tells of them; None: nothing is said of rounding.
    """
    lowest = lowest_cost(landscape, trajectories)
    return [
        Result(
            name,
            float(t.w1[-1]),
            float(t.w2[-1]),
            float(t.cost[-1]),
            hypot(t.gradient[0][-1], t.gradient[1][-1]),
            steps_to_tolerance(t, lowest),
            sentence(t.verdict, len(t.learning_rate)) + rounded(step) + kinked(t),
        )
        for name, t, step in zip(names, trajectories, decided or [None] * len(trajectories), strict=True)
    ]


def kinked(trajectory: Trajectory) -> str:
    """What is added where the run meets a kink of J exactly, with the slope taken there; "" where it does not."""
    sentence = said(trajectory.experiment, trajectory)
    return f" {sentence}" if sentence else ""


def rounded(step: int | None) -> str:
    """What is added to the outcome of a run where rounding decides it from this step on; "" for None."""
    return "" if step is None else f" From step {step} on, rounding decides."

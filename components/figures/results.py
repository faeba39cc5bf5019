"""The results table: where each run ended, what it achieved, and its outcome in a sentence."""

from collections.abc import Sequence
from math import hypot
from typing import NamedTuple

import numpy as np

from landscapes.base import Landscape
from optimizers import Trajectory
from optimizers.achievement import lowest_cost, steps_to_tolerance


class Result(NamedTuple):
    optimizer: str
    w1: float
    w2: float
    cost: float
    slope: float  # ‖∇J‖ at the end
    steps: int | None  # to tolerance
    sentence: str


def results(landscape: Landscape, names: Sequence[str], trajectories: Sequence[Trajectory]) -> list[Result]:
    """One `Result` per run, in order, under these names."""
    lowest = lowest_cost(landscape, trajectories)
    return [
        Result(
            name,
            float(t.w1[-1]),
            float(t.w2[-1]),
            float(t.cost[-1]),
            hypot(t.gradient[0][-1], t.gradient[1][-1]),
            steps_to_tolerance(t, lowest),
            sentence(landscape, t),
        )
        for name, t in zip(names, trajectories, strict=True)
    ]


def sentence(landscape: Landscape, trajectory: Trajectory) -> str:
    """The outcome of one run, for a reader."""
    step, steps = trajectory.outcome_step, len(trajectory.learning_rate)
    if trajectory.outcome == "diverged":
        return f"Diverged: from step {step} on it is not finite or beyond a million map widths away."
    if trajectory.outcome == "converged":
        return f"Converged at step {step}: ‖∇J‖ ≤ 10⁻⁶ from there on{_place(landscape, trajectory)}."
    return f"Still moving after {steps} steps."


def _place(landscape: Landscape, trajectory: Trajectory) -> str:
    """Which known minimum a converged run has reached, as the end of a sentence."""
    here = np.array([trajectory.w1[-1], trajectory.w2[-1]])
    widths = np.array([side.width for side in landscape.domain])
    for minimum in landscape.minima:
        if np.abs((here - (minimum.w1, minimum.w2)) / widths).max() < 1e-3:
            lowest = landscape.lowest is not None and minimum.cost <= landscape.lowest + 1e-9
            kind = "a lowest minimum" if lowest else "a local minimum, not the lowest"
            return f", at {kind} ({minimum.w1:.4g}, {minimum.w2:.4g})"
    return ", at a point where J is flat" if landscape.minima else ""

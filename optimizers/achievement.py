"""What a run achieved: how far it came down, and when."""

from collections.abc import Sequence

import numpy as np

from landscapes.base import Landscape
from optimizers.trajectory import Trajectory

TOLERANCE = 1e-3  # of the way from J(start) down to J*


def lowest_cost(landscape: Landscape, trajectories: Sequence[Trajectory]) -> float:
    """J*: the landscape's known minimum, or where none is known the lowest finite cost these runs have seen.

    Infinity where there is neither.
    """
    if landscape.lowest is not None:
        return landscape.lowest
    seen = [cost[np.isfinite(cost)].min(initial=np.inf) for cost in (t.cost for t in trajectories)]
    return float(min(seen, default=np.inf))


def steps_to_tolerance(trajectory: Trajectory, lowest: float) -> int | None:
    """The first row with J − J* ≤ 10⁻³ (J(start) − J*); None where there is none, or J(start) is not finite."""
    there = _within(trajectory.cost, lowest)
    return int(np.argmax(there)) if there.any() else None


def stays_from(trajectory: Trajectory, lowest: float) -> int | None:
    """The row from which on J stays so low to the end; None where its last row is not so low."""
    there = _within(trajectory.cost, lowest)
    return len(there) - int(np.argmin(np.append(there[::-1], False))) if there[-1] else None


def _within(cost: np.ndarray, lowest: float) -> np.ndarray:
    with np.errstate(invalid="ignore", over="ignore"):
        return np.isfinite(cost[0]) & (cost - lowest <= TOLERANCE * (cost[0] - lowest))

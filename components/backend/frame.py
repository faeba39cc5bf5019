"""The binary answers of the backend, as the player reads them: little-endian, four bytes a number."""

from collections.abc import Sequence

import numpy as np

from landscapes.grid import Grid
from optimizers import Trajectory


def trajectory_frame(sequence: int, trajectories: Sequence[Trajectory], lowest: float | None) -> bytes:
    """One answer of the live socket.

    uint32: sequence, number of runs, rows; then of each run the row from which it is lost, the number of rows where it
    is not. float32: for each run the rows of w1, w2, J, J − J*, ‖∇J‖, and of the update that leaves the row its rate α
    and its length ‖ΔW‖. What is subtracted is so in float64, for at float32 it would be rounding near the minimum;
    J − J* is NaN where no J* is known, α and ‖ΔW‖ are in the last row. No verdict: those are told at rest.
    """
    rows = len(trajectories[0].w1) if trajectories else 0
    head = [sequence, len(trajectories), rows]
    for trajectory in trajectories:
        lost = trajectory.lost_from
        head.append(rows if lost is None else lost)
    body = np.empty((len(trajectories), 7, rows), np.float32)
    with np.errstate(over="ignore", invalid="ignore"):  # what float32 cannot hold becomes infinite, and is shown so
        for block, trajectory in zip(body, trajectories, strict=True):
            block[:3] = trajectory.w1, trajectory.w2, trajectory.cost
            block[3] = np.nan if lowest is None else trajectory.cost - lowest
            block[4] = np.hypot(*trajectory.gradient)
            block[5:, -1] = np.nan
            block[5, :-1] = trajectory.learning_rate
            block[6, :-1] = np.hypot(np.diff(trajectory.w1), np.diff(trajectory.w2))
    return np.array(head, "<u4").tobytes() + body.astype("<f4", copy=False).tobytes()


def surface_frame(grid: Grid) -> bytes:
    """The answer of the surface route. uint32: n; float32: the n × n values of J, row by row from the lowest w2."""
    with np.errstate(over="ignore"):
        return np.array([len(grid.w1)], "<u4").tobytes() + grid.cost.astype("<f4").tobytes()

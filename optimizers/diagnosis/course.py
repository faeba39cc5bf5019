"""The course of a run, as a doctor reads it: each step's direction and length, and how J bends where it was taken."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from landscapes.base import Frozen
from landscapes.calculus import hessians
from optimizers.experiment import Experiment, Run
from optimizers.overshoot import principal
from optimizers.trajectory import Trajectory
from optimizers.verdicts.points import range_of
from optimizers.words import number

LAST = 4  # the last quarter of a run
UNSEEN = 1e-9  # of the width of the map


class Course(NamedTuple):
    """One run, step by step: step n leads from row n − 1 to row n. NaN where something is not finite."""

    experiment: Experiment
    run: Run
    name: str
    trajectory: Trajectory
    w: np.ndarray  # (T+1, 2)
    moves: np.ndarray  # (T, 2), step n at index n − 1
    lengths: np.ndarray  # (T,), of the steps
    slopes: np.ndarray  # (T+1,), ‖∇J‖
    eigenvalues: np.ndarray  # (T+1, 2) of the Hessian of J, the smaller first
    axes: (
        np.ndarray
    )  # (T+1, 2), the unit vector along which J bends by the larger of them: the step's own where `round`
    round: np.ndarray  # (T+1,), whether the two are one: then every direction is such an axis

    @property
    def steps(self) -> int:
        return len(self.lengths)

    @property
    def last(self) -> int:
        """How many steps the last quarter has, by which a run is judged: at its beginning every rule may swing."""
        return max(1, self.steps // LAST)

    @property
    def turns(self) -> np.ndarray:
        """(T−1,), whether step n + 2 turns back on step n + 1, at index n."""
        return (self.moves[1:] * self.moves[:-1]).sum(axis=1) < 0

    @property
    def exact(self) -> bool:
        """Whether every step met J itself: no errors, no mini-batches."""
        return not self.experiment.noise and self.experiment.batch_of(self.run) is None

    @property
    def steady(self) -> bool:
        """Whether every step has the same rate."""
        return bool(np.ptp(self.trajectory.learning_rate) == 0)

    @property
    def width(self) -> float:
        """Of the map: of its shorter side, the other being no narrower."""
        return min(side.width for side in self.experiment.map_domain)

    @property
    def lowest(self) -> float:
        """The lowest J that is known on the map."""
        return range_of(self.experiment.surface, Frozen(self.experiment.theta), self.experiment.map_domain)[0]

    def shown(self, w: np.ndarray) -> np.ndarray:
        """A place, with 0 for what no picture of the map tells from 0."""
        return np.where(abs(w) < UNSEEN * self.width, 0.0, w)

    def inside(self, rows: np.ndarray) -> np.ndarray:
        """Which of these rows of `w` lie on the map."""
        (low1, high1), (low2, high2) = self.experiment.map_domain
        return (rows[:, 0] >= low1) & (rows[:, 0] <= high1) & (rows[:, 1] >= low2) & (rows[:, 1] <= high2)


def courses(experiment: Experiment, trajectories: Sequence[Trajectory], names: Sequence[str]) -> list[Course]:
    """The course of every run. All their rows are looked at together."""
    if not trajectories:
        return []
    w1, w2 = (np.concatenate(each) for each in ([t.w1 for t in trajectories], [t.w2 for t in trajectories]))
    bends = np.split(hessians(experiment.surface, w1, w2, experiment.theta), len(trajectories))
    return [_course(experiment, *one) for one in zip(experiment.runs, names, trajectories, bends, strict=True)]


def _course(experiment: Experiment, run: Run, name: str, trajectory: Trajectory, bends: np.ndarray) -> Course:
    w = np.stack((trajectory.w1, trajectory.w2), axis=1)
    with np.errstate(all="ignore"):  # a run that diverges overflows: its last rows are infinite or NaN, here too
        moves = np.diff(w, axis=0)
        lengths, slopes = np.hypot(*moves.T), np.hypot(*trajectory.gradient)
    return Course(experiment, run, name, trajectory, w, moves, lengths, slopes, *principal(bends, moves, lengths))


def bottomless(course: Course, first: int) -> tuple[dict[str, float], str]:
    """The numbers and the words for a J that fell at every step from the step `first` on, without a bound in sight."""
    verdict = course.trajectory.verdict
    stretch = course.trajectory.cost[first - 1 : verdict.step + 1]
    stretch = stretch[: np.argmin(np.append(np.isfinite(stretch), False))]
    begun, last = float(stretch[0]), float(stretch[-1])
    words = f"J has no lower bound in sight this way: from step {first} on it fell at every step, from {number(begun)}"
    return {"from": begun, "to": last}, f"{words} to {number(last)}"

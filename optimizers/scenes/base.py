"""What a scene is: a question before the run, and a sentence after it whose numbers are those of the run."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from landscapes.calculus import curvature
from optimizers.achievement import lowest_cost, steps_to_tolerance
from optimizers.experiment import Experiment
from optimizers.findings.base import Numbers
from optimizers.findings.measures import quickest, strip
from optimizers.trajectory import perform


def watched(experiment: Experiment) -> Numbers:
    """What is seen of the runs, the first one's under names that end in 1.

    Of each: `rate`; `decay`; `J` at the end and `gap`, J − J*; `steps` to tolerance and `since`, the step of its
    outcome; `rises`, the steps on which J rose; `times`, the first move of w1 in units of α; `slope`, ‖∇J‖ at the
    start, `level` at the end, and `last`, the last rate; `below`, the first step with J < 0; `b` and `w`, the last w1
    and w2. −1 stands for never. Of all: the start's `J0`, `low` J*, the steps `n`, a `batch`, `kappa`, and at the
    lowest known minimum the bound 2/λmax.
    """
    surface, trajectories = experiment.surface, perform(experiment)
    low = lowest_cost(surface, trajectories)
    found = {"n": experiment.steps, "batch": experiment.batch_size or 0, "low": low}
    found |= {"kappa": surface.theta(experiment.theta).get("kappa", 0.0)}
    if surface.minima:
        at = min(surface.minima, key=lambda minimum: minimum.cost)
        found |= {"bound": float(2 / curvature(surface, at.w1, at.w2, experiment.theta).eigenvalues[1])}
    for i, (run, path) in enumerate(zip(experiment.runs, trajectories, strict=True), 1):
        steps, below = steps_to_tolerance(path, low), np.flatnonzero(path.cost < 0)
        seen = {
            "rate": run.learning_rate,
            "decay": run.how.check(run.decay),
            "J": float(path.cost[-1]),
            "gap": float(path.cost[-1] - low),
            "steps": -1 if steps is None else steps,
            "since": path.outcome_step,
            "rises": int((np.diff(path.cost) > 0).sum()),
            "times": float(abs(path.w1[1] - path.w1[0]) / run.learning_rate),
            "slope": float(np.hypot(path.gradient[0][0], path.gradient[1][0])),
            "level": float(np.hypot(path.gradient[0][-1], path.gradient[1][-1])),
            "last": float(path.learning_rate[-1]),
            "below": int(below[0]) if below.size else -1,
            "b": float(path.w1[-1]),
            "w": float(path.w2[-1]),
        }
        found |= {f"{name}{i}": value for name, value in seen.items()} | {"J0": float(path.cost[0])}
    return found


def tuned(experiment: Experiment) -> Numbers:
    """What is watched, and of each run the best rate of 256: `best`, with `quick` steps until it stays."""
    found = strip(experiment)
    each = [quickest(found, row) for row in range(len(experiment.runs))]
    best = {
        name: value for i, (rate, n) in enumerate(each, 1) for name, value in ((f"best{i}", rate), (f"quick{i}", n))
    }
    return {**watched(experiment), **best}


@dataclass(frozen=True)
class Setting:
    """One way to run a scene. Its sentence has a field for every number, and tells what `holds`."""

    name: str  # what is set, on a button: a few words
    experiment: Experiment
    sentence: str
    holds: Callable[[Numbers], bool]  # whether the numbers are as the sentence has it
    measure: Callable[[Experiment], Numbers] = watched

    def told(self) -> str:
        """The sentence with the numbers of its run, which is performed for it."""
        return self.sentence.format_map(self.measure(self.experiment))


@dataclass(frozen=True)
class Scene:
    """A question, a setting known to be bad and one known to be good. It opens on the bad one."""

    key: str
    title: str
    question: str  # before the run: what is there to expect?
    bad: Setting
    good: Setting
    charts: tuple[str, ...] = ("cost",)  # what stands beside the map

    @property
    def settings(self) -> tuple[Setting, Setting]:
        return self.bad, self.good

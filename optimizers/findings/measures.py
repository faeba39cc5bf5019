"""What findings measure, each on the very grid that the map of its panel shows."""

import numpy as np

from landscapes.base import Minimum
from landscapes.calculus import curvature
from optimizers.experiment import Experiment, Run
from optimizers.sweep import Basins, Ensemble, Rates, basins, best, ensemble, rates
from optimizers.sweep.basins import NEVER
from optimizers.sweep.rates import GRID

POINTS = 256  # learning rates
SIDE = 128  # starts along each side of the map
SEEDS = 256
ALIKE = 1e-6  # of the depth of the deepest minimum: others as deep are as good


def strip(experiment: Experiment) -> Rates:
    """Every run at each of 256 learning rates."""
    return rates(experiment, np.clip(np.geomspace(GRID.low, GRID.high, POINTS), GRID.low, GRID.high))


def arrives(found: Rates, row: int) -> np.ndarray:
    """Whether run `row` comes within tolerance of J* and does not diverge, by rate: bool (R,)."""
    return (found.steps_to_tolerance[row] != NEVER) & (found.outcome[row] != "diverged")


def quickest(found: Rates, row: int) -> tuple[float, int]:
    """The rate that serves run `row` best, and its steps to tolerance there: −1 for never."""
    at = best(found, row)
    return float(found.learning_rates[at]), int(found.steps_to_tolerance[row, at])


def bound(experiment: Experiment, at: Minimum) -> float:
    """2/λmax of J at a minimum."""
    return float(2 / curvature(experiment.surface, at.w1, at.w2, experiment.theta).eigenvalues[1])


def everywhere(experiment: Experiment, run: Run) -> Basins:
    """Where the run ends from each of 128 × 128 starts."""
    return basins(experiment, run, SIDE)


def deepest(found: Basins) -> float:
    """The share of the starts that end at the lowest minimum, or at one as low."""
    costs = np.array([minimum.cost for minimum in found.minima])
    lowest = np.flatnonzero(costs <= costs.min() + ALIKE * max(1.0, abs(costs.min())))
    return float(np.isin(found.label, lowest).mean())


def seeded(experiment: Experiment, run: Run) -> Ensemble:
    """The run under the experiment's own seed and the 255 after it."""
    return ensemble(experiment, run, np.arange(experiment.seed, experiment.seed + SEEDS))


def median_above(experiment: Experiment, run: Run) -> float:
    """J − J* at the end of a run, in the median over the seeds."""
    found = seeded(experiment, run)
    assert experiment.surface.lowest is not None
    return float(np.median(found.cost.astype(np.float64) - experiment.surface.lowest))

"""What findings measure, each on the very grid that the map of its panel shows."""

from dataclasses import replace

import numpy as np

from landscapes.base import Minimum
from landscapes.calculus import curvature
from optimizers.experiment import Experiment, Run
from optimizers.sweep import Basins, Ensemble, Rates, basins, best, ensemble, rates
from optimizers.sweep.arrival import NEVER
from optimizers.sweep.rates import GRID
from optimizers.verdicts import LOST

POINTS = 256  # learning rates
SIDE = 128  # starts along each side of the map
SEEDS = 256
LADDER = (0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0)  # rates tried where a map of starts is tuned
COARSE = 64  # starts along each side while its rate is sought
ALIKE = 1e-6  # of the depth of the deepest minimum: others as deep are as good


def strip(experiment: Experiment) -> Rates:
    """Every run at each of 256 learning rates."""
    return rates(experiment, np.clip(np.geomspace(GRID.low, GRID.high, POINTS), GRID.low, GRID.high))


def arrives(found: Rates, row: int) -> np.ndarray:
    """Whether run `row` comes within tolerance of J* and stays there, by rate: bool (R,)."""
    return (found.stays_from[row] != NEVER) & ~np.isin(found.outcome[row], LOST)


def quickest(found: Rates, row: int) -> tuple[float, int]:
    """The rate that serves run `row` best, and the steps until it stays within tolerance there: −1 for never."""
    at = best(found, row)
    return float(found.learning_rates[at]), int(found.stays_from[row, at])


def bound(experiment: Experiment, at: Minimum) -> float:
    """2/λmax of J at a minimum."""
    return float(2 / curvature(experiment.surface, at.w1, at.w2, experiment.theta).eigenvalues[1])


def everywhere(experiment: Experiment, run: Run) -> Basins:
    """Where the run ends from each of 128 × 128 starts."""
    return basins(experiment, run, SIDE)


def surest(experiment: Experiment, run: Run) -> float:
    """The rate of LADDER at which most of 64 × 64 starts end at the deepest minimum."""
    return max(LADDER, key=lambda rate: deepest(basins(experiment, replace(run, learning_rate=rate), COARSE)))


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

"""How the tests of the sweeps compare two runs that were rounded differently."""

import numpy as np

from optimizers.achievement import steps_to_tolerance


def verdict(trajectory, lowest):
    steps = steps_to_tolerance(trajectory, lowest)
    return trajectory.outcome, trajectory.outcome_step, -1 if steps is None else steps


def alike(cost, other):
    """Whether two runs cost the same to a millionth of what they cost or of what tolerance asks for."""
    both = np.isfinite(cost) & np.isfinite(other)
    return np.allclose(other[both], cost[both], rtol=1e-6, atol=1e-9 * abs(cost[0]))

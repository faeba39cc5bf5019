"""What the tests of more than one folder share: where a run ended, worked out beside the sweeps."""

from collections.abc import Callable

import numpy as np
import pytest

from optimizers.sweep.basins import AT


@pytest.fixture(scope="session")
def ended() -> Callable[..., int]:
    """ended(experiment, trajectory, minima): the label of a trajectory in a map of basins, worked out again."""

    def ended(experiment, trajectory, minima) -> int:
        if trajectory.outcome == "diverged":
            return -2
        across, up = experiment.map_domain
        w1, w2 = trajectory.w1[-1], trajectory.w2[-1]
        away = [max(abs(w1 - m.w1) / across.width, abs(w2 - m.w2) / up.width) for m in minima]
        return int(np.argmin(away)) if away and min(away) <= AT else -1

    return ended

"""What all tests share: the two tiers of the suite, and where a run ended, worked out beside the sweeps.

A test marked `long` is of the long tier. One marked `sampled(n)` is of both: n of its cases stay in the first, chosen
by a digest of their names, so that the choice is the same for everyone and does not follow the order of a catalogue. Of
the tests in a browser only those marked `smoke` are of the first tier, one or two a feature.
"""

from collections import Counter
from collections.abc import Callable
from hashlib import sha256
from itertools import groupby
from pathlib import Path

import numpy as np
import pytest
from hypothesis import settings

from optimizers.verdicts import HERE

BROWSER = Path(__file__).parent / "e2e"
ENDS = {"diverged": -2, "undefined": -3}  # labels of basins

settings.register_profile("first", derandomize=True, deadline=None, database=None, max_examples=150)
settings.register_profile("long", deadline=None, max_examples=500)


def pytest_configure(config: pytest.Config) -> None:
    settings.load_profile("long" if wants_long(config) else "first")


def wants_long(config: pytest.Config) -> bool:
    """Whether the long tier was asked for, or a test by its name."""
    return "long" in config.option.markexpr or any("::" in argument for argument in config.args)


@pytest.hookimpl(tryfirst=True)  # before `-m` chooses
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    for item in items:
        if BROWSER in item.path.parents:
            item.add_marker("e2e")
            item.add_marker(pytest.mark.flaky(reruns=1))  # a slow machine is no fault; what was run again is listed
            if not item.get_closest_marker("smoke"):
                item.add_marker("long")
    drawn = [item for item in items if item.get_closest_marker("sampled")]
    for _, cases in groupby(sorted(drawn, key=by_test), by_test):
        ordered = sorted(cases, key=digest)
        for item in ordered[ordered[0].get_closest_marker("sampled").args[0] :]:
            item.add_marker("long")
    if not wants_long(config):
        later = [item for item in items if item.get_closest_marker("long")]
        items[:] = [item for item in items if not item.get_closest_marker("long")]
        config.hook.pytest_deselected(items=later)
    size = Counter(item.path for item in items)
    # Large files first, so that no worker is left with one at the end; the browser last: from its first test on an
    # event loop runs in the thread.
    items.sort(key=lambda item: (BROWSER in item.path.parents, -size[item.path]))


def by_test(item: pytest.Item) -> tuple[str, str]:
    """The test a case belongs to."""
    return str(item.path), getattr(item, "originalname", item.name)


def digest(item: pytest.Item) -> bytes:
    """An order of the cases that is the same everywhere, has nothing to do with what they are, and is one for a file.

    So tests of the same surfaces draw the same ones, and what was computed for one test serves the others.
    """
    file, _, case = item.nodeid.partition("tests/")[2].partition("::")
    return sha256(f"{file} {case.partition('[')[2]}".encode()).digest()


@pytest.fixture(scope="session")
def ended() -> Callable[..., int]:
    """ended(experiment, trajectory, minima): the label of a trajectory in a map of basins, worked out again."""

    def ended(experiment, trajectory, minima) -> int:
        if trajectory.outcome in ENDS:
            return ENDS[trajectory.outcome]
        across, up = experiment.map_domain
        w1, w2 = trajectory.w1[-1], trajectory.w2[-1]
        away = [max(abs(w1 - m.w1) / across.width, abs(w2 - m.w2) / up.width) for m in minima]
        return int(np.argmin(away)) if away and min(away) <= HERE else -1

    return ended

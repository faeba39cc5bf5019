"""What all tests share: the two tiers of the suite, and where a run ended, worked out beside the sweeps.

A test marked `long` is of the second tier. One marked `sampled(n)` is of both: n of its cases stay in the first, chosen
by a digest of their names, so that the choice is the same for everyone and does not follow the order of a catalogue;
the others are of the second. The tests that read the source come first; where one of them fails nothing else is run.
Those in a browser come last, for every worker: from its first one on an event loop runs in its thread.
"""

from collections import Counter
from collections.abc import Callable
from hashlib import sha256
from itertools import groupby
from pathlib import Path

import numpy as np
import pytest

from optimizers.verdicts import HERE

STYLE = "test_style.py"


def by_test(item: pytest.Item) -> tuple[str, str]:
    return str(item.path), getattr(item, "originalname", item.name)


def digest(item: pytest.Item) -> bytes:
    return sha256(item.nodeid.partition("tests/")[2].encode()).digest()


@pytest.hookimpl(tryfirst=True)  # before `-m` chooses
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    drawn = [item for item in items if item.get_closest_marker("sampled")]
    for _, cases in groupby(sorted(drawn, key=by_test), by_test):
        ordered = sorted(cases, key=digest)
        for item in ordered[ordered[0].get_closest_marker("sampled").args[0] :]:
            item.add_marker("long")
    if "long" not in config.option.markexpr and not any("::" in argument for argument in config.args):
        later = [item for item in items if item.get_closest_marker("long")]
        items[:] = [item for item in items if not item.get_closest_marker("long")]
        config.hook.pytest_deselected(items=later)
    size = Counter(item.path for item in items)
    items.sort(key=lambda item: (item.path.name != STYLE, item.path.parent.name == "e2e", -size[item.path]))


class StyleFirst:
    """Ends the run where the source itself is not in order."""

    def __init__(self, config: pytest.Config) -> None:
        self.session: pytest.Session | None = None

    def pytest_sessionstart(self, session: pytest.Session) -> None:
        self.session = session

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed and self.session and Path(report.nodeid.partition("::")[0]).name == STYLE:
            self.session.shouldfail = f"{STYLE} failed: nothing else is run"


def pytest_configure(config: pytest.Config) -> None:
    config.option.loadscopereorder = False  # the order above is kept when files are dealt out to workers
    config.pluginmanager.register(StyleFirst(config), "style-first")


ENDS = {"diverged": -2, "undefined": -3}  # labels of basins


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

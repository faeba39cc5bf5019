"""What the tests of the doctor share: a bowl, and the diagnosis of one run with a remedy that does what it says."""

from dataclasses import replace

import numpy as np

from optimizers import Experiment, perform
from optimizers.diagnosis import KINDS, diagnose


def bowl(kappa, *runs, **settings):
    return Experiment("rotated_bowl", theta={"kappa": kappa, "phi": 30.0}, runs=runs, **settings)


def one(experiment):
    """The diagnosis of its only run, whose remedy does what it says."""
    (found,) = diagnose(experiment)
    if found:
        assert found.kind in KINDS
        assert 0 <= found.step <= experiment.steps
        assert found.sentence.endswith(".")
        assert np.isfinite(list(found.numbers.values())).all()
    if found and found.remedy:
        start = found.remedy.start or experiment.start
        (was,), (now,) = perform(experiment), perform(replace(experiment, start=start, runs=(found.remedy.run,)))
        assert now.outcome not in ("diverged", "undefined")
        lost = was.outcome in ("diverged", "undefined")
        assert lost or found.kind == "leaves" or experiment.noise or now.cost[-1] < was.cost[-1]
        assert found.remedy.sentence.startswith("Try ")
        assert found.remedy.label.startswith("Set ")
    return found

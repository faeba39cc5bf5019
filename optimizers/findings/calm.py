"""A decaying rate calms noise: it does, and one that falls too soon calms the run itself."""

from optimizers.experiment import Experiment, Run
from optimizers.findings.base import Evidence, Finding, Numbers
from optimizers.findings.measures import SEEDS, median_above


def ends(experiment: Experiment) -> Numbers:
    """J − J* after the last step, in the median over the seeds, at a constant rate and at a falling one."""
    constant, falling = (median_above(experiment, run) for run in experiment.runs)
    return {
        "seeds": SEEDS,
        "batch": experiment.batch_size or 0,
        "steps": experiment.steps,
        "decay": experiment.runs[1].decay or 0.0,
        "constant": constant,
        "falling": falling,
    }


def crowds(optimizer: str, decay: float) -> Experiment:
    """A line through two crowds that disagree, one example at a time: at a constant rate and at a falling one."""
    return Experiment("two_crowds", batch_size=1, runs=(Run(optimizer, 0.1), Run(optimizer, 0.1, decay=decay)))


CALM = Finding(
    key="calm",
    claim="A decaying learning rate calms the noise",
    said="H. Robbins & S. Monro, Annals of Mathematical Statistics 22 (1951) 400–407",
    verdict="Yes, if it falls slowly enough: a rate that falls too soon stops the run before it arrives.",
    evidence=(
        Evidence(
            True,
            "Two crowds of examples that disagree, batches of {batch:g}, {steps:g} steps, the median of {seeds:g} "
            "seeds: gradient descent ends at J − J* = {constant:.2g} with a constant rate, and at {falling:.2g} with "
            "one that decays with k = {decay:g}.",
            crowds("gradient_descent", 0.1),
            "noise",
            ends,
            lambda n: 0 < 100 * n["falling"] < n["constant"],
        ),
        Evidence(
            False,
            "Adam on the same batches, with k = {decay:g}: J − J* = {falling:.2g} with the decay and {constant:.2g} "
            "without it. Its steps are about α long, to and fro where batches disagree: as α falls, too little way is "
            "left.",
            crowds("adam", 1.0),
            "noise",
            ends,
            lambda n: n["falling"] > 100 * n["constant"] > 0,
        ),
    ),
)

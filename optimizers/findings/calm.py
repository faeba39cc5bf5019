"""A decaying rate calms noise: it does, if its first value is large enough to arrive before it has fallen."""

from dataclasses import replace

from optimizers.experiment import Experiment, Run
from optimizers.findings.base import Evidence, Finding, Numbers
from optimizers.findings.measures import LADDER, SEEDS, median_above


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


def from_another_rate(experiment: Experiment) -> Numbers:
    """The ends, and those of either run from the rate of LADDER that serves it best."""
    (least, _), (calm, rate) = (
        min((median_above(experiment, replace(run, learning_rate=rate)), rate) for rate in LADDER)
        for run in experiment.runs
    )
    return {**ends(experiment), "rate": experiment.runs[1].learning_rate, "least": least, "calm": calm, "at": rate}


def crowds(optimizer: str, decay: float) -> Experiment:
    """A line through two crowds that disagree, one example at a time: at a constant rate and at a falling one."""
    return Experiment("two_crowds", batch_size=1, runs=(Run(optimizer, 0.1), Run(optimizer, 0.1, decay=decay)))


CALM = Finding(
    key="calm",
    claim="A decaying learning rate calms the noise",
    said="H. Robbins & S. Monro, Annals of Mathematical Statistics 22 (1951) 400–407",
    verdict="Yes, if the first rate is large enough for its decay: one that has fallen too soon stops the run before "
    "it arrives.",
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
            "Adam on the same batches from α = {rate:g}, with k = {decay:g}: J − J* = {falling:.2g} with the decay and "
            "{constant:.2g} without it. Its steps are about α long, and α has fallen before it arrives. From "
            "α = {at:g} the same decay ends at {calm:.2g}; no constant rate that was tried ends below {least:.2g}.",
            crowds("adam", 1.0),
            "noise",
            from_another_rate,
            lambda n: n["falling"] > 100 * n["constant"] > 0 and n["at"] > n["rate"] and 5 * n["calm"] < n["least"],
        ),
    ),
)

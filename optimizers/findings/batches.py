"""Small batches find better minima: their noise shakes a run out of a narrow valley, or out of every one."""

from dataclasses import replace

import numpy as np

from optimizers.achievement import TOLERANCE
from optimizers.experiment import Experiment, Run
from optimizers.findings.base import Evidence, Finding, Numbers
from optimizers.findings.measures import SEEDS, seeded


def below(experiment: Experiment) -> Numbers:
    """The share of the seeds that end below the floor of the higher valley, in batches and with every example."""
    lowest, higher = (minimum.cost for minimum in experiment.surface.minima)
    floor = higher - TOLERANCE * (higher - lowest)  # a run at rest there may be a rounding lower
    (run,), whole = experiment.runs, replace(experiment, batch_size=None)
    small, full = (seeded(each, run).cost for each in (experiment, whole))
    assert experiment.surface.data is not None
    return {
        "seeds": SEEDS,
        "batch": experiment.batch_size or experiment.surface.data.count,
        "all": experiment.surface.data.count,
        "rate": run.learning_rate,
        "small": float((small < floor).mean()),
        "full": float((full < floor).mean()),
        "small_cost": float(np.median(small)),
        "full_cost": float(np.median(full)),
    }


def neuron(rate: float) -> Experiment:
    """One tanh neuron, one example at a time."""
    return Experiment("tanh_neuron", batch_size=1, runs=(Run("gradient_descent", rate),))


BATCHES = Finding(
    key="batches",
    claim="Small batches find better minima",
    said="After N. S. Keskar et al., ICLR 2017: large batches tend to end in sharp minima, which generalise worse",
    verdict="At a small rate their noise frees a run from the higher valley; at a large one it lets it settle in none.",
    evidence=(
        Evidence(
            True,
            "One tanh neuron, gradient descent at α = {rate:g}: in batches of {batch:g}, {small:.0%} of {seeds:g} "
            "seeds end below the floor of the higher valley. With all {all:g} examples every seed runs alike, and "
            "{full:.0%} end so low: J = {full_cost:.3g}, and in batches {small_cost:.3g} in the median.",
            neuron(0.5),
            "noise",
            below,
            lambda n: n["small"] > 0.8 and n["full"] == 0,
        ),
        Evidence(
            False,
            "The same at α = {rate:g}: in batches of {batch:g}, {small:.0%} of {seeds:g} seeds end that low, and "
            "J = {small_cost:.3g} in the median; with all {all:g} examples {full:.0%} do, and J = {full_cost:.3g}.",
            neuron(2.0),
            "noise",
            below,
            lambda n: n["small"] < 0.5 and n["full"] == 1 and n["small_cost"] > 2 * n["full_cost"],
        ),
    ),
)

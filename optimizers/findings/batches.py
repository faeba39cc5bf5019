"""Small batches find better minima: their noise shakes a run out of a narrow valley, or out of every one."""

from dataclasses import replace
from itertools import product

import numpy as np

from optimizers.achievement import TOLERANCE
from optimizers.experiment import Experiment, Run
from optimizers.findings.base import Evidence, Finding, Numbers
from optimizers.findings.measures import SEEDS, seeded

TRIED = tuple(product((0.5, 1.0, 2.0, 3.0), (0.0, 0.01, 0.1)))  # rates and decays


def floor(experiment: Experiment) -> float:
    """The J below which a run is in the lower of the two valleys."""
    lowest, higher = (minimum.cost for minimum in experiment.surface.minima)
    return higher - TOLERANCE * (higher - lowest)  # a run at rest in the higher may be a rounding lower


def below(experiment: Experiment) -> Numbers:
    """The share of the seeds that end below the floor of the higher valley, in batches and with every example."""
    level = floor(experiment)
    (run,), whole = experiment.runs, replace(experiment, batch_size=None)
    small, full = (seeded(each, run).cost for each in (experiment, whole))
    assert experiment.surface.data is not None
    return {
        "seeds": SEEDS,
        "batch": experiment.batch_size or experiment.surface.data.count,
        "all": experiment.surface.data.count,
        "rate": run.learning_rate,
        "small": float((small < level).mean()),
        "full": float((full < level).mean()),
        "small_cost": float(np.median(small)),
        "full_cost": float(np.median(full)),
    }


def tuned(experiment: Experiment) -> Numbers:
    """The shares, and the best of them over TRIED, which `rate` and `decay` reach in batches, `full_rate` without."""
    (run,), whole, level = experiment.runs, replace(experiment, batch_size=None), floor(experiment)

    def share(each: Experiment, rate: float, decay: float) -> float:
        return float((seeded(each, replace(run, learning_rate=rate, decay=decay)).cost < level).mean())

    (small, *_), (full, full_decay, full_rate) = (
        max((share(each, rate, decay), -decay, rate) for rate, decay in TRIED) for each in (experiment, whole)
    )
    found = {"tried": len(TRIED), "decay": run.how.check(run.decay), "best_small": small, "best_full": full}
    return {**below(experiment), **found, "full_rate": full_rate, "full_decay": -full_decay}


def neuron(rate: float, decay: float = 0.0) -> Experiment:
    """One tanh neuron, one example at a time."""
    return Experiment("tanh_neuron", batch_size=1, runs=(Run("gradient_descent", rate, decay=decay),))


BATCHES = Finding(
    key="batches",
    claim="Small batches find better minima",
    said="After N. S. Keskar et al., ICLR 2017: large batches tend to end in sharp minima, which generalise worse",
    verdict="At one setting for both their noise may free a run from the higher valley, or let it settle in none. With "
    "rate and decay chosen for each, both end in the lower one.",
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
        Evidence(
            False,
            "The best of {tried:g} settings for each: in batches of {batch:g} {small:.0%} of the seeds end that low, "
            "with α = {rate:g} and a decay of k = {decay:g}; with all {all:g} examples {best_full:.0%}, with α = "
            "{full_rate:g} and k = {full_decay:g}.",
            neuron(3.0, 0.1),
            "noise",
            tuned,
            lambda n: n["small"] == n["best_small"] == n["best_full"] == 1,
        ),
    ),
)

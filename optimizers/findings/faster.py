"""Momentum is faster: in a ravine, where the zig-zag is what holds gradient descent back."""

from dataclasses import replace

import numpy as np

from landscapes.calculus import curvature
from optimizers.experiment import Experiment, Run
from optimizers.findings.base import Evidence, Finding, Numbers
from optimizers.findings.measures import quickest, strip
from optimizers.trajectory import perform

RUNS = (Run("gradient_descent", 0.01), Run("momentum", 0.1))


def race(experiment: Experiment) -> Numbers:
    """Steps to tolerance of both runs, each at its best rate, and of the second at the first one's.

    Of the second at its best also the steps on which J rises.
    """
    found, surface = strip(experiment), experiment.surface
    bends = curvature(surface, surface.minima[0].w1, surface.minima[0].w2, experiment.theta).eigenvalues
    (slow, first), (fast, second) = (quickest(found, row) for row in (0, 1))
    (there,) = perform(replace(experiment, runs=(replace(experiment.runs[1], learning_rate=fast),)))
    same = found.steps_to_tolerance[1][found.learning_rates == slow][0]
    return {
        "kappa": float(bends[1] / bends[0]),
        "beta": experiment.runs[1].rule.hyper(experiment.runs[1].hyper).get("beta", 0.0),
        "descent": first,
        "momentum": second,
        "descent_rate": slow,
        "momentum_rate": fast,
        "same": int(same),
        "rises": int((np.diff(there.cost[: second + 1]) > 0).sum()),
    }


FASTER = Finding(
    key="faster",
    claim="Momentum is faster than gradient descent",
    said="A. Ng, Improving Deep Neural Networks, Coursera 2017: it “almost always works faster”",
    verdict="In a ravine, by far; in a rounder bowl its inertia only takes it past the floor, and it is slower.",
    evidence=(
        Evidence(
            True,
            "In a ravine with κ = {kappa:.3g}, each at its best learning rate, momentum arrives after {momentum:g} "
            "steps and gradient descent after {descent:g}. The gain is in the rate that it bears, {momentum_rate:.2g} "
            "beside {descent_rate:.2g}: at descent's own best rate it takes {same:g} steps.",
            Experiment("ravine", theta={"kappa": 100}, runs=RUNS),
            "rates",
            race,
            lambda n: 0 < 3 * n["momentum"] < n["descent"] < 1.3 * n["same"] and n["momentum_rate"] > n["descent_rate"],
        ),
        Evidence(
            False,
            "On Booth's bowl, κ = {kappa:.3g}, each at its best rate again, gradient descent arrives after {descent:g} "
            "steps and momentum (β = {beta:g}) after {momentum:g}, on {rises:g} of which J rises: it runs past the "
            "floor and has to come back. At descent's best rate it takes {same:g} steps.",
            Experiment("booth", runs=RUNS),
            "rates",
            race,
            lambda n: 0 < n["descent"] < n["momentum"] < n["same"] and n["rises"] > 0,
        ),
    ),
)

"""Momentum is faster: in a ravine by far; in a rounder bowl only with a β that suits it."""

from dataclasses import replace

import numpy as np

from landscapes.calculus import curvature
from optimizers.experiment import Experiment, Run
from optimizers.findings.base import Evidence, Finding, Numbers
from optimizers.findings.measures import quickest, strip
from optimizers.trajectory import perform

RUNS = (Run("gradient_descent", 0.01), Run("momentum", 0.1))
BETAS = tuple(tenth / 10 for tenth in range(1, 10))


def race(experiment: Experiment) -> Numbers:
    """Steps until both runs stay within tolerance, each at its best rate, and the second at the first one's.

    Of the second at its best also the steps on which J rises, and which of BETAS serves it best, each at its own rate.
    """
    found, surface = strip(experiment), experiment.surface
    bends = curvature(surface, surface.minima[0].w1, surface.minima[0].w2, experiment.theta).eigenvalues
    (slow, first), (fast, second) = (quickest(found, row) for row in (0, 1))
    (there,) = perform(replace(experiment, runs=(replace(experiment.runs[1], learning_rate=fast),)))
    same = found.stays_from[1][found.learning_rates == slow][0]
    betas = BETAS if "beta" in experiment.runs[1].rule.hyper() else ()
    tuned, beta = min(((steps, beta) for beta in betas if (steps := _with(experiment, beta)) >= 0), default=(-1, 0.0))
    return {
        "kappa": float(bends[1] / bends[0]),
        "beta": experiment.runs[1].rule.hyper(experiment.runs[1].hyper).get("beta", 0.0),
        "descent": first,
        "momentum": second,
        "descent_rate": slow,
        "momentum_rate": fast,
        "same": int(same),
        "best_beta": beta,
        "tuned": tuned,
        "rises": int((np.diff(there.cost[: second + 1]) > 0).sum()),
    }


def _with(experiment: Experiment, beta: float) -> int:
    """Steps until it stays within tolerance, of the second run with this β, at the rate that then serves it best."""
    run = replace(experiment.runs[1], hyper={"beta": beta})
    return quickest(strip(replace(experiment, runs=(run,))), 0)[1]


FASTER = Finding(
    key="faster",
    claim="Momentum is faster than gradient descent",
    said="A. Ng, Improving Deep Neural Networks, Coursera 2017: it “almost always works faster”",
    verdict="In a ravine, by far. In a rounder bowl its usual β is too much inertia and makes it slower; with a "
    "smaller β it is faster there too.",
    evidence=(
        Evidence(
            True,
            "In a ravine with κ = {kappa:.3g}, each at its best learning rate, momentum arrives after {momentum:g} "
            "steps and gradient descent after {descent:g}. The gain is in the rate that it bears, {momentum_rate:.2g} "
            "beside {descent_rate:.2g}: at descent's own best rate it takes {same:g} steps. With "
            "β = {best_beta:g}, at the best rate for that, it is {tuned:g}.",
            Experiment("ravine", theta={"kappa": 100}, runs=RUNS),
            "rates",
            race,
            lambda n: (
                0 < 2 * n["momentum"] < n["descent"] < 1.3 * n["same"]
                and n["momentum_rate"] > n["descent_rate"]
                and 0 < 5 * n["tuned"] < n["descent"]
            ),
        ),
        Evidence(
            False,
            "On Booth's bowl, κ = {kappa:.3g}, each at its best rate again, gradient descent arrives after {descent:g} "
            "steps and momentum (β = {beta:g}) after {momentum:g}, on {rises:g} of which J rises: it runs past the "
            "floor and has to come back. But with β = {best_beta:g}, at the best rate for that, it takes "
            "{tuned:g} steps.",
            Experiment("booth", runs=RUNS),
            "rates",
            race,
            lambda n: 0 < n["tuned"] < n["descent"] < n["momentum"] and n["rises"] > 0 and n["best_beta"] < n["beta"],
        ),
    ),
)

"""Adam needs no tuning: it forgives far more rates than gradient descent, but its rate has a unit, the weights' own."""

import numpy as np

from optimizers.experiment import Experiment, Run
from optimizers.findings.base import Evidence, Finding, Numbers
from optimizers.findings.measures import POINTS, arrives, quickest, strip
from optimizers.trajectory import perform

RUNS = (Run("adam", 0.3), Run("gradient_descent", 0.01))


def width(experiment: Experiment) -> Numbers:
    """At how many rates either run arrives, and by what factor the highest of them is above the lowest."""
    found = strip(experiment)
    there = [found.learning_rates[arrives(found, row)] for row in (0, 1)]
    spans = [float(rates.max() / rates.min()) if len(rates) else 0.0 for rates in there]
    return {
        "kappa": experiment.surface.theta(experiment.theta).get("kappa", 0.0),
        "points": POINTS,
        "adam": len(there[0]),
        "descent": len(there[1]),
        "adam_span": spans[0],
        "descent_span": spans[1],
    }


def own_rate(experiment: Experiment) -> Numbers:
    """How far down the run comes at its own rate, and what it does at the best."""
    found, (trajectory,) = strip(experiment), perform(experiment)
    best, steps = quickest(found, 0)
    there = found.learning_rates[arrives(found, 0)]
    first, last, lowest = trajectory.cost[0], trajectory.cost[-1], experiment.surface.lowest
    return {
        "rate": experiment.runs[0].learning_rate,
        "steps": experiment.steps,
        "down": float((first - last) / (first - lowest)),
        "best": best,
        "quickest": steps,
        "least": float(there.min(initial=np.inf)),
    }


def few(experiment: Experiment) -> Numbers:
    """At how many rates the run arrives at the lowest minimum, and between which."""
    found = strip(experiment)
    there = found.learning_rates[arrives(found, 0)]
    low, high = float(there.min(initial=np.inf)), float(there.max(initial=0.0))
    return {"points": POINTS, "adam": len(there), "low": low, "high": high}


TUNING = Finding(
    key="tuning",
    claim="Adam needs no tuning: 3e-4 will do",
    said="D. P. Kingma & J. Ba, ICLR 2015: it will “typically require little tuning”; “3e-4 is the best learning rate "
    "for Adam, hands down”, A. Karpathy, 2016, in jest",
    verdict="It forgives far more rates, but no rate fits all: a step is about α long, so the right α depends on how "
    "far there is to go.",
    evidence=(
        Evidence(
            True,
            "In a ravine with κ = {kappa:g} Adam arrives at {adam:g} of {points:g} rates, the highest {adam_span:.0f} "
            "times the lowest; gradient descent at {descent:g}, over a factor of {descent_span:.1f}.",
            Experiment("ravine", theta={"kappa": 100}, runs=RUNS),
            "rates",
            width,
            lambda n: n["adam"] > 3 * n["descent"] > 0 and n["adam_span"] > 30 * n["descent_span"],
        ),
        Evidence(
            False,
            "On Himmelblau's function, at α = {rate:g}, Adam has after {steps:g} steps come {down:.0%} of the way "
            "down. It arrives in time from α = {least:.2g} on, and is quickest at {best:.2g}: {quickest:g} steps.",
            Experiment("himmelblau", runs=(Run("adam", 3e-4),)),
            "rates",
            own_rate,
            lambda n: 0 < n["down"] < 0.5 and 0 < n["quickest"] < n["steps"] / 8 and n["least"] > 10 * n["rate"],
        ),
        Evidence(
            False,
            "On two wells, from a start beside the shallow one, only {adam:g} of {points:g} rates bring Adam, its β as "
            "usual, to the deep one, from {low:.2g} to {high:.2g}.",
            Experiment("two_wells", runs=(Run("adam", 2.0),)),
            "rates",
            few,
            lambda n: 0 < 10 * n["adam"] < n["points"],
        ),
    ),
)

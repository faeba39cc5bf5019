"""Gradient descent diverges above 2/λmax: on a quadratic, to the digit; elsewhere the bound only ends a stay."""

import numpy as np

from optimizers.experiment import Experiment, Run
from optimizers.findings.base import Evidence, Finding, Numbers
from optimizers.findings.measures import arrives, bound, strip

RUNS = (Run("gradient_descent", 0.05),)


def bracket(experiment: Experiment) -> Numbers:
    """The bound of the only minimum, and the last rate that does not diverge beside the first that does."""
    found = strip(experiment)
    lost = found.outcome[0] == "diverged"
    first = int(np.argmax(lost))
    return {
        "kappa": experiment.surface.theta(experiment.theta).get("kappa", 0.0),
        "bound": bound(experiment, experiment.surface.minima[0]),
        "below": float(found.learning_rates[first - 1]),
        "above": float(found.learning_rates[first]),
        "kept": int((~lost).sum() - first),  # rates above that do not diverge
    }


def beyond(experiment: Experiment) -> Numbers:
    """How many of the rates above the bound of the lowest minimum diverge, and how many arrive."""
    found, limit = strip(experiment), bound(experiment, experiment.surface.minima[0])
    above = found.learning_rates > limit
    return {
        "bound": limit,
        "tried": int(above.sum()),
        "highest": float(found.learning_rates[-1]),
        "lost": int((found.outcome[0][above] == "diverged").sum()),
        "arrived": int(arrives(found, 0)[above].sum()),
    }


def between(experiment: Experiment) -> Numbers:
    """How many rates bring the run to the lower of two minima: up to the bound of the higher, and on to the lower's."""
    low, high = (bound(experiment, minimum) for minimum in experiment.surface.minima)
    found = strip(experiment)
    there, rates = arrives(found, 0), found.learning_rates
    above = (rates > high) & (rates < low)
    return {
        "higher": high,
        "lower": low,
        "up_to": int(there[rates <= high].sum()),
        "tried": int(above.sum()),
        "arrived": int(there[above].sum()),
        "lost": int((found.outcome[0][above] == "diverged").sum()),
    }


BOUND = Finding(
    key="bound",
    claim="Gradient descent diverges above 2/λmax",
    said="Y. LeCun, L. Bottou, G. Orr & K.-R. Müller, Efficient BackProp, 1998; G. Goh, Distill 2017",
    verdict="On a quadratic, exactly; on a network's cost the bound belongs to one minimum, and a run may leave that "
    "for a flatter one.",
    evidence=(
        Evidence(
            True,
            "In a ravine with κ = {kappa:g} the bound is {bound:.4g}. The highest rate tried that does not diverge is "
            "{below:.4g}, the next one, {above:.4g}, does, and so do all above it.",
            Experiment("ravine", runs=RUNS),
            "rates",
            bracket,
            lambda n: n["below"] < n["bound"] < n["above"] and n["kept"] == 0,
        ),
        Evidence(
            False,
            "For logistic regression the bound at the minimum is {bound:.3g}. Of the {tried:g} rates tried above it, "
            "up to {highest:g}, {lost:g} diverge and {arrived:g} arrive: where the slope of J is bounded a run that "
            "overshoots swings to and fro for ever.",
            Experiment("logistic_regression", runs=RUNS),
            "rates",
            beyond,
            lambda n: n["tried"] > 10 and n["lost"] == 0 == n["arrived"],
        ),
        Evidence(
            False,
            "One tanh neuron has two valleys, with bounds of {higher:.3g} in the higher and {lower:.3g} in the lower, "
            "flatter one. Up to the first, {up_to:g} rates bring the run to the lower valley; of the {tried:g} between "
            "the two, {arrived:g} do and {lost:g} diverge: too large for the one valley is right for the other.",
            Experiment("tanh_neuron", runs=(Run("gradient_descent", 0.5),)),
            "rates",
            between,
            lambda n: n["up_to"] == 0 == n["lost"] and 2 * n["arrived"] > n["tried"],
        ),
    ),
)

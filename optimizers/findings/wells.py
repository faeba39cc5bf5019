"""Adam escapes local minima: where they are narrow, or behind a plain; elsewhere it ends as gradient descent does."""

from optimizers.experiment import Experiment, Run
from optimizers.findings.base import Evidence, Finding, Numbers
from optimizers.findings.measures import deepest, everywhere
from optimizers.sweep import Basins
from optimizers.sweep.basins import DIVERGED, UNFINISHED


def shares(experiment: Experiment) -> Numbers:
    """The shares of the starts from which either run ends at the deepest minimum, at another, or at none."""
    found = [everywhere(experiment, run) for run in experiment.runs]
    return {
        "adam_rate": experiment.runs[0].learning_rate,
        "descent_rate": experiment.runs[1].learning_rate,
        "starts": found[0].label.size,
        "steps": experiment.steps,
        "adam": deepest(found[0]),
        "descent": deepest(found[1]),
        "adam_caught": caught(found[0]),
        "descent_caught": caught(found[1]),
        "adam_late": float((found[0].label == UNFINISHED).mean()),
        "descent_late": float((found[1].label == UNFINISHED).mean()),
        "lost": float((found[1].label == DIVERGED).mean()),
        "apart": float((found[0].label != found[1].label).mean()),
    }


def caught(found: Basins) -> float:
    """The share of the starts that end at a minimum which is not the lowest."""
    return float((found.label >= 0).mean()) - deepest(found)


def on(landscape: str, adam: float, descent: float) -> Experiment:
    """Adam and gradient descent at the rates that suit the surface."""
    return Experiment(landscape, runs=(Run("adam", adam), Run("gradient_descent", descent)))


WELLS = Finding(
    key="wells",
    claim="Adam escapes the local minima that catch gradient descent",
    said="Lore of tutorials and forums",
    verdict="On some surfaces, far more often; on others it ends in the same well, or in a higher one.",
    evidence=(
        Evidence(
            True,
            "One tanh neuron, {starts:,} starts: Adam (α = {adam_rate:g}) ends in the lower valley from {adam:.0%} of "
            "them, gradient descent (α = {descent_rate:g}) from {descent:.0%}. In the higher valley end "
            "{adam_caught:.0%} and {descent_caught:.0%}; the rest, {adam_late:.0%} and {descent_late:.0%}, have "
            "reached no minimum after {steps:g} steps.",
            on("tanh_neuron", 0.1, 0.5),
            "basins",
            shares,
            lambda n: n["adam"] > 2 * n["descent"] and n["descent_caught"] > 2 * n["adam_caught"],
        ),
        Evidence(
            False,
            "Styblinski–Tang has four wells: from {adam:.1%} of {starts:,} starts Adam ends in the deepest, and "
            "gradient descent from {descent:.1%}. The two end apart from {apart:.1%} of the starts.",
            on("styblinski_tang", 0.1, 0.01),
            "basins",
            shares,
            lambda n: abs(n["adam"] - n["descent"]) < 0.005 and n["apart"] < 0.01,
        ),
        Evidence(
            False,
            "On the six-hump camel Adam ends at one of the two deepest of six minima from {adam:.0%} of {starts:,} "
            "starts, gradient descent from {descent:.0%}, though it diverges from another {lost:.0%}.",
            on("six_hump_camel", 0.1, 0.03),
            "basins",
            shares,
            lambda n: n["adam"] + 0.02 < n["descent"],
        ),
    ),
)

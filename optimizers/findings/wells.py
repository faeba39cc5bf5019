"""Adam escapes local minima: by long steps, where it bears longer ones; with each at its best rate either may win."""

from dataclasses import replace

from optimizers.experiment import Experiment, Run
from optimizers.findings.base import Evidence, Finding, Numbers
from optimizers.findings.measures import LADDER, deepest, everywhere, surest
from optimizers.sweep.basins import DIVERGED


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
        "lost": float((found[1].label == DIVERGED).mean()),
        "apart": float((found[0].label != found[1].label).mean()),
    }


def tuned(experiment: Experiment) -> Numbers:
    """The shares, and the best of LADDER for either run; descent's share at a quarter of its rate, and at ten times."""
    adam, descent = experiment.runs
    shorter, longer = (replace(descent, learning_rate=descent.learning_rate * factor) for factor in (0.25, 10.0))
    return {
        **shares(experiment),
        "tried": len(LADDER),
        "adam_best": surest(experiment, adam),
        "descent_best": surest(experiment, descent),
        "shorter_rate": shorter.learning_rate,
        "shorter": deepest(everywhere(experiment, shorter)),
        "longer_rate": longer.learning_rate,
        "longer_lost": float((everywhere(experiment, longer).label == DIVERGED).mean()),
    }


def on(landscape: str, adam: float, descent: float) -> Experiment:
    """Adam and gradient descent at these rates."""
    return Experiment(landscape, runs=(Run("adam", adam), Run("gradient_descent", descent)))


def best(n: Numbers) -> bool:
    """Whether both rates are the best that were tried."""
    return n["adam_rate"] == n["adam_best"] and n["descent_rate"] == n["descent_best"]


WELLS = Finding(
    key="wells",
    claim="Adam escapes the local minima that catch gradient descent",
    said="Lore of tutorials and forums",
    verdict="Where it bears long steps and gradient descent does not. With each at its best rate either may win, and "
    "with short steps both end in the same well.",
    evidence=(
        Evidence(
            True,
            "Six-hump camel, {starts:,} starts, each rule at the best of {tried:g} rates for it: Adam (α = "
            "{adam_rate:g}) ends at one of the two deepest of six minima from {adam:.0%} of them, gradient descent "
            "(α = {descent_rate:g}) from {descent:.0%}. Longer steps are not open to it: at α = {longer_rate:g} it "
            "diverges from {longer_lost:.0%}.",
            on("six_hump_camel", 0.5, 0.02),
            "basins",
            tuned,
            lambda n: best(n) and n["adam"] > n["descent"] + 0.2 and n["longer_lost"] > 0.5,
        ),
        Evidence(
            False,
            "One tanh neuron, {starts:,} starts, again each at the best of {tried:g} rates: gradient descent (α = "
            "{descent_rate:g}) ends in the lower valley from {descent:.0%} of them within {steps:g} steps, Adam (α = "
            "{adam_rate:g}) from {adam:.0%}. With α = {shorter_rate:g} descent does from {shorter:.0%}: at one rate of "
            "each the comparison may say anything.",
            on("tanh_neuron", 0.2, 2.0),
            "basins",
            tuned,
            lambda n: best(n) and n["descent"] > n["adam"] + 0.05 > n["shorter"] + 0.2,
        ),
        Evidence(
            False,
            "Styblinski–Tang has four wells: with short steps (Adam α = {adam_rate:g}, descent α = {descent_rate:g}) "
            "Adam ends in the deepest from {adam:.1%} of {starts:,} starts, and gradient descent from {descent:.1%}. "
            "The two end apart from {apart:.1%} of the starts.",
            on("styblinski_tang", 0.1, 0.01),
            "basins",
            shares,
            lambda n: abs(n["adam"] - n["descent"]) < 0.005 and n["apart"] < 0.01,
        ),
    ),
)

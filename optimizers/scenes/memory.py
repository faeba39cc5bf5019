"""Scenes of the rules that remember: momentum's average, RMSprop's scale, and Adam's correction of both."""

from math import sqrt

from optimizers.catalogue import CATALOGUE
from optimizers.experiment import Experiment, Run
from optimizers.scenes.base import Scene, Setting


def narrow(*runs: Run, kappa: float) -> Experiment:
    """A ravine much steeper across than along."""
    return Experiment("ravine", theta={"kappa": kappa}, steps=300, runs=runs)


def first_steps(correction: str) -> Experiment:
    """Adam with its bias correction on or off."""
    run = Run("adam", 0.1, conventions={"bias_correction": correction})
    return Experiment("himmelblau", steps=60, runs=(run,))


ADAM = CATALOGUE["adam"].hyper()
AVERAGE, ROOT = 1 - ADAM["beta1"], sqrt(1 - ADAM["beta2"])  # what one gradient leaves of itself in v, and in √s

SLOW = Run("gradient_descent", 0.0195)

MOMENTUM = Scene(
    key="momentum",
    title="A ravine, and why momentum",
    question=(
        "The ravine is now a hundred times as steep across as along, and gradient descent has almost the largest rate "
        "that it bears. **What keeps it from being fast along the floor?**"
    ),
    bad=Setting(
        "gradient descent",
        narrow(SLOW, kappa=100),
        "The steep sides do: they allow no more than α = {bound:g}, and along the floor that takes {steps1} steps. "
        "The gradient points across the ravine, step after step, first one way and then the other.",
        lambda n: n["steps1"] > 100 and n["rate1"] < n["bound"],
    ),
    good=Setting(
        "and momentum",
        narrow(SLOW, Run("momentum", 0.3), kappa=100),
        "Momentum averages the gradients: what points to and fro cancels, what keeps its direction stays. It bears "
        "α = {rate2:g} and arrives after {steps2} steps, where gradient descent takes {steps1}.",
        lambda n: 0 < 2 * n["steps2"] < n["steps1"],
    ),
)

RMSPROP = Scene(
    key="rmsprop",
    title="RMSprop in a steep ravine",
    question=(
        "Four hundred times as steep across as along. RMSprop divides each coordinate of the gradient by the root of "
        "its own mean square. **What will its path look like, beside gradient descent's?**"
    ),
    bad=Setting(
        "gradient descent",
        narrow(Run("gradient_descent", 0.0049), kappa=400),
        "With almost the largest rate the sides allow, gradient descent is still at w1 = {b1:.2f} after {n} steps.",
        lambda n: n["steps1"] == -1 and n["b1"] < -1,
    ),
    good=Setting(
        "RMSprop, decaying",
        narrow(Run("gradient_descent", 0.0049), Run("rmsprop", 0.1, decay=0.01), kappa=400),
        "It walks both coordinates at the same pace, however steep, and arrives after {steps2} steps. In each "
        "coordinate its steps stay about α long even near the minimum: the decay, k = {decay2:g}, is what lets it "
        "settle, at J = {J2:.2g}.",
        lambda n: 0 < n["steps2"] < 150 and n["steps1"] == -1,
    ),
)

CORRECTION = Scene(
    key="bias_correction",
    title="Adam's first steps, with and without bias correction",
    question=(
        "Adam's averages start at zero. Without the correction both are too small at first: v by "
        f"1 − β1 = {AVERAGE:.2g}, and √s by √(1 − β2) = {ROOT:.3g}. **Are its first steps too short, or too long?**"
    ),
    bad=Setting(
        "correction off",
        first_steps("off"),
        f"Too long: the first step is {{times1:.2f}} α in each coordinate, for {AVERAGE:.2g} is divided by {ROOT:.3g}.",
        lambda n: 3.1 < n["times1"] < 3.2,
    ),
    good=Setting(
        "correction on",
        first_steps("on"),
        "With v/(1 − β1ⁿ) and s/(1 − β2ⁿ) the first step is {times1:.2f} α in each coordinate, whatever the size of "
        "the gradient.",
        lambda n: 0.99 < n["times1"] < 1.01,
    ),
    charts=("step", "averages"),
)

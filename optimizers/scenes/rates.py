"""The first scenes: what J is, and a learning rate that is too small, too large, and in between."""

from optimizers.experiment import Experiment, Run
from optimizers.scenes.base import Scene, Setting


def line(rate: float) -> Experiment:
    """A straight line through eleven points, fitted by gradient descent."""
    return Experiment("linear_regression", steps=1000, runs=(Run("gradient_descent", rate),))


def ravine(rate: float) -> Experiment:
    """Gradient descent in a ravine 25 times as steep across as along."""
    return Experiment("ravine", theta={"kappa": 25}, steps=200, runs=(Run("gradient_descent", rate),))


COST = Scene(
    key="cost",
    title="What J is, and why two weights will do",
    question=(
        "Each point of this map is a whole straight line, intercept w1 and slope w2; its height J is the mean squared "
        "error over eleven examples. Training looks for the lowest point, W* = argmin (1/m) Σ L(f(x; W), y). "
        "**What do you expect of gradient descent from here?**"
    ),
    bad=Setting(
        "α = 0.011",
        line(0.011),
        "J rose on {rises1} of {n} steps, to {J1:.2g}: a learning rate above {bound:.4f} = 2/λmax overshoots the "
        "valley by more at every step, and {rate1:g} is above it.",
        lambda n: n["rises1"] == n["n"] and n["rate1"] > n["bound"],
    ),
    good=Setting(
        "α = 0.01",
        line(0.01),
        "It slid into the valley at once and then along it, to the line y = {b1:.2f} + {w1:.2f} x with J = {J1:.4f}; "
        "the least J there is, is {low:.4f}. A network has millions of weights in place of two, but J stays one "
        "number, and all rules here but Newton and L-BFGS take each weight by itself. What two weights cannot show: in "
        "many dimensions saddles are thought to be far more common than bad minima (Dauphin et al., NeurIPS 2014).",
        lambda n: n["rises1"] == 0 and 0 < n["gap1"] < 0.1,
    ),
)

SMALL = Scene(
    key="too_small",
    title="A small learning rate",
    question=(
        "A ravine, and gradient descent with α = 0.001, which is Adam's usual rate. "
        "**How far down the valley will 200 steps take it?**"
    ),
    bad=Setting(
        "α = 0.001",
        ravine(0.001),
        "Slow. J fell on every step, yet after {n} of them it is {J1:.3g} of {J0:.3g}, and w1 has only come to "
        "{b1:.2f}: along the floor each step takes off a share α of the way, here a thousandth.",
        lambda n: n["rises1"] == 0 and n["steps1"] == -1 and n["gap1"] > 0.2 * n["J0"],
    ),
    good=Setting(
        "α = 0.04",
        ravine(0.04),
        "With α = {rate1:g} it is within a thousandth of the way of the minimum after {steps1} steps.",
        lambda n: 0 < n["steps1"] < n["n"] / 2,
    ),
)

LARGE = Scene(
    key="too_large",
    title="A large learning rate",
    question="The same ravine with α = 0.1. A hundred times as large: **a hundred times as fast?**",
    bad=Setting(
        "α = 0.1",
        ravine(0.1),
        "It overshoots the valley, each time further, and diverges: from step {since1} on it is a million map widths "
        "away, and J is {J1:.2g}. Across the ravine the slope changes at λmax = κ = {kappa:g}, and any α above "
        "2/λmax = {bound:g} is unstable.",
        lambda n: n["rises1"] == n["n"] and n["rate1"] > n["bound"] and n["J1"] > 1e9,
    ),
    good=Setting(
        "α = 0.07",
        ravine(0.07),
        "Just below the bound of {bound:g} it still zig-zags, but each zig-zag is smaller: {steps1} steps to the "
        "minimum, within a thousandth.",
        lambda n: n["rises1"] == 0 and 0 < n["steps1"] < 60 and n["rate1"] < n["bound"],
    ),
)

"""Scenes of learning-rate decay: what it does to a noisy run, and how fast a rate may fall."""

from optimizers.experiment import Experiment, Run
from optimizers.scenes.base import Scene, Setting


def crowds(*runs: Run, batch: int) -> Experiment:
    """A line through two crowds of examples that disagree, a few at a time."""
    return Experiment("two_crowds", batch_size=batch, steps=1000, runs=runs)


STEADY = Run("gradient_descent", 0.1)

CALM = Scene(
    key="decay",
    title="A noisy run, with and without decay",
    question=(
        "Each step now sees a single example, and the examples disagree: J is an easy bowl, but each step is for "
        "another one. **Will it ever come to rest at a constant rate?**"
    ),
    bad=Setting(
        "constant rate",
        crowds(STEADY, batch=1),
        "Never: it went up on {rises1} of {n} steps, and ends at J = {J1:.2f}, where the least is {low:g}. A constant "
        "rate keeps a constant restlessness.",
        lambda n: n["gap1"] > 1 and n["rises1"] > n["n"] / 4,
    ),
    good=Setting(
        "decaying rate",
        crowds(STEADY, Run("gradient_descent", 0.1, decay=0.1), batch=1),
        "With α = α0/(1 + k (n − 1)) in epoch n, k = {decay2:g}, the same examples in the same order lead to "
        "J = {J2:.4f}; beside {J1:.2f}, and {low:g} at best.",
        lambda n: 0 < n["gap2"] < 0.01 and n["gap1"] > 1,
    ),
    charts=("cost", "rate"),
)

KINDS = Scene(
    key="kinds_of_decay",
    title="Three kinds of decay",
    question=(
        "The lecture's three: α0 / (1 + k · epoch_num), k^epoch_num · α0 and k / √epoch_num · α0. In epoch n = 1, 2, … "
        "epoch_num is n − 1, so that the first rate is α0, but n under the root. Here the rate is halved every epoch, "
        "kⁿ⁻¹ with k = 0.5. **Is calming down sooner better?**"
    ),
    bad=Setting(
        "halved every epoch",
        crowds(Run("gradient_descent", 0.1, "exponential", 0.5), batch=2),
        "Too soon: the run is calm because it has stopped, at ({b1:.2f}, {w1:.2f}) with J = {J1:.2f}; J* is {low:g}. "
        "Its rate has fallen to {last1:.0e}, while the slope there is still ‖∇J‖ = {level1:.2g}.",
        lambda n: n["gap1"] > 0.2 and n["level1"] > 0.1 and n["last1"] < 1e-9 * n["rate1"],
    ),
    good=Setting(
        "one of each kind",
        crowds(
            Run("gradient_descent", 0.1, decay=0.1),
            Run("gradient_descent", 0.1, "exponential", 0.95),
            Run("gradient_descent", 0.1, "inverse_sqrt", 1.0),
            batch=2,
        ),
        "All three settle: J − J* = {gap1:.1g} for 1/(1 + k (n − 1)), {gap2:.1g} for kⁿ⁻¹ with k = {decay2:g}, and "
        "{gap3:.1g} for k/√n, which falls most slowly.",
        lambda n: all(0 < n[f"gap{i}"] < 1e-3 for i in (1, 2, 3)),
    ),
    charts=("cost", "rate"),
)

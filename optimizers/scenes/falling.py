"""Scenes of learning-rate decay: what it does to a noisy run, and how fast a rate may fall."""

from optimizers.experiment import Experiment, Run
from optimizers.scenes.base import Scene, Setting


def crowds(*runs: Run, batch: int) -> Experiment:
    """A line through two crowds of examples that disagree, a few at a time."""
    return Experiment("two_crowds", batch_size=batch, steps=1000, runs=runs)


STEADY = Run("gradient_descent", 0.1)

CALM = Scene(
    key="decay",
    title="Decay calms a noisy run",
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
        "With α = α0/(1 + k (epoch − 1)), k = {decay2:g}, the same examples in the same order lead to J = {J2:.4f}; "
        "beside {J1:.2f}, and {low:g} at best.",
        lambda n: 0 < n["gap2"] < 0.01 and n["gap1"] > 1,
    ),
    charts=("cost", "rate"),
)

KINDS = Scene(
    key="kinds_of_decay",
    title="Three kinds of decay",
    question=(
        "A rate can fall as 1/(1 + k n), as kⁿ or as k/√n, n the epoch. Here it is halved every epoch, kⁿ with "
        "k = 0.5. **Is calming down sooner better?**"
    ),
    bad=Setting(
        "halved every epoch",
        crowds(Run("gradient_descent", 0.1, "exponential", 0.5), batch=2),
        "Too soon: the run is calm because it has stopped, at ({b1:.2f}, {w1:.2f}) with J = {J1:.2f}; J* is {low:g}. "
        "All the rates still to come add up to less than the way that is left.",
        lambda n: n["gap1"] > 0.2,
    ),
    good=Setting(
        "three that arrive",
        crowds(
            Run("gradient_descent", 0.1, decay=0.1),
            Run("gradient_descent", 0.1, "exponential", 0.95),
            Run("gradient_descent", 0.1, "inverse_sqrt", 1.0),
            batch=2,
        ),
        "All three settle: J − J* = {gap1:.1g} for 1/(1 + k n), {gap2:.1g} for kⁿ with k = {decay2:g}, and {gap3:.1g} "
        "for k/√n, which falls most slowly.",
        lambda n: all(0 < n[f"gap{i}"] < 1e-3 for i in (1, 2, 3)),
    ),
    charts=("cost", "rate"),
)

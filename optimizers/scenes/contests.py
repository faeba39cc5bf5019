"""Scenes that compare: a sum that never forgets, where Adam loses, many rates or an adapted one, and all together."""

from optimizers.experiment import Experiment, Run
from optimizers.findings.base import Numbers
from optimizers.findings.measures import POINTS, arrives, strip
from optimizers.scenes.base import Scene, Setting, tuned


def rates(experiment: Experiment) -> Numbers:
    """How many of 256 learning rates, from 1e-5 to 10 in equal ratios, bring each run within tolerance of J*."""
    found = strip(experiment)
    return {"tried": POINTS} | {f"arrive{i + 1}": int(arrives(found, i).sum()) for i in range(len(experiment.runs))}


def ravine(*runs: Run) -> Experiment:
    """The ravine as it opens."""
    return Experiment("ravine", steps=500, runs=runs)


def exam(*runs: Run, batch: int) -> Experiment:
    """Logistic regression on hours of study, in mini-batches."""
    return Experiment("logistic_regression", batch_size=batch, steps=600, runs=runs)


DESCENT = Run("gradient_descent", 0.09)

ADAGRAD = Scene(
    key="adagrad",
    title="Adagrad and Adadelta",
    question=(
        "Adagrad divides by the root of the sum of all squared gradients so far, which only grows. **What becomes of "
        "its steps?**"
    ),
    bad=Setting(
        "Adagrad, α = 0.1",
        ravine(Run("adagrad", 0.1)),
        "They shrink for ever: the first is α long in each coordinate, and after {n} steps the run is still at "
        "w1 = {b1:.2f}, with J = {J1:.2f}.",
        lambda n: n["steps1"] == -1 and n["b1"] < -2,
    ),
    good=Setting(
        "α = 1, and Adadelta",
        ravine(Run("adagrad", 1.0), Run("adadelta", 1.0)),
        "With α = {rate1:g} Adagrad arrives after {steps1} steps: it wants a large rate, because it wears it down. "
        "Adadelta forgets as RMSprop does and sets its own pace, with no rate to choose; but it starts from nothing, "
        "and {n} steps bring it to J = {J2:.2f}.",
        lambda n: 0 < n["steps1"] < 100 and n["J2"] > 1,
    ),
    charts=("cost", "step"),
)

LOSES = Scene(
    key="adam_loses",
    title="Adam on a mild bowl",
    question="Booth's function is a mild bowl, κ = 9, and Adam is said to work everywhere. **Is it the fastest here?**",
    bad=Setting(
        "Adam, α = 0.1",
        Experiment("booth", steps=300, runs=(Run("adam", 0.1),)),
        "It arrives, after {steps1} steps: in each coordinate a step is about α long however steep the slope is, so "
        "that a long way takes many. Of 256 rates α = {best1:.2g} serves it best, with {quick1} steps.",
        lambda n: n["steps1"] > 150 and n["steps1"] > 4 * n["quick1"] > 0,
        measure=tuned,
    ),
    good=Setting(
        "gradient descent",
        Experiment("booth", steps=300, runs=(Run("adam", 0.1), Run("gradient_descent", 0.1))),
        "Gradient descent with the same α = {rate2:g} takes {steps2} steps, Adam {steps1}. Each at its own best rate "
        "it is {quick2} to {quick1}: in a bowl as mild as this the gradient's length says how far there is to go, and "
        "a rule that rescales it has little to win. The same α is not the same step.",
        lambda n: 0 < 5 * n["steps2"] < n["steps1"] and 0 < n["quick2"] < n["quick1"],
        measure=tuned,
    ),
)

MANY = Scene(
    key="many_rates",
    title="Try many rates, or adapt the rate",
    question=(
        "One can run gradient descent with many learning rates and keep the best. The strip beside the map shows 256 "
        "of them at once. **How wide is the band that works?**"
    ),
    bad=Setting(
        "try many rates",
        ravine(DESCENT),
        "Of {tried} rates in equal ratios {arrive1} bring gradient descent to the minimum: below them it is too slow, "
        "above them it diverges, and where nobody knows λmax only trying tells where the band lies.",
        lambda n: 0 < n["arrive1"] < n["tried"] / 4,
        measure=rates,
    ),
    good=Setting(
        "adapt the rate",
        ravine(DESCENT, Run("adagrad", 1.0), Run("adam", 0.3)),
        "Adagrad arrives with {arrive2} of the {tried}, Adam with {arrive3}, gradient descent with {arrive1}. A rate "
        "that adapts to each weight forgives a wrong guess; it does not choose for you.",
        lambda n: n["arrive1"] < n["arrive3"] and n["arrive1"] < n["arrive2"],
        measure=rates,
    ),
    charts=("rates",),
)

TOGETHER = Scene(
    key="together",
    title="All of it together",
    question=(
        "Logistic regression: hours of study, and whether the exam was passed. Mini-batches of 4 out of 20 examples. "
        "**What would you set: the rule, the rate, the decay?**"
    ),
    bad=Setting(
        "descent, α = 1",
        exam(Run("gradient_descent", 1.0), batch=4),
        "It is there early, after {steps1} steps, and does not stay: each batch pulls it elsewhere, and it ends at "
        "J = {J1:.3f}, J* being {low:.3f}.",
        lambda n: n["gap1"] > 0.01,
    ),
    good=Setting(
        "Adam with decay",
        exam(Run("adam", 0.3, decay=0.05), Run("gradient_descent", 1.0, decay=0.05), batch=4),
        "Adam with α = {rate1:g} and a decay of {decay1:g} an epoch arrives after {steps1} steps and ends at J − J* = "
        "{gap1:.1g}. With that decay descent's old rate settles too, at {gap2:.1g}. The page Network trains a real "
        "one with these same rules.",
        lambda n: 0 < n["steps1"] < 300 and n["gap1"] < 1e-3 and n["gap2"] < 1e-3,
    ),
)

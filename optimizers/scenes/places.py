"""Scenes of hard places: a saddle, a plateau and a minimum that is not the deepest."""

from optimizers.experiment import Experiment, Run
from optimizers.scenes.base import Scene, Setting, tuned


def saddle(*runs: Run) -> Experiment:
    """A start almost on the line that leads into the saddle."""
    return Experiment("saddle", start=(-1.2, 1e-6), steps=400, runs=runs)


def plain(*runs: Run) -> Experiment:
    """A start on the plain about two wells, where it is all but flat."""
    return Experiment("two_wells", start=(3.9, -2.9), steps=200, runs=runs)


def wells(w1: float) -> Experiment:
    """Gradient descent from the rim of two wells."""
    return Experiment("two_wells", start=(w1, 1.6), steps=60, runs=(Run("gradient_descent", 0.5),))


STUCK = Run("gradient_descent", 0.01)
CREEPING = Run("gradient_descent", 0.1)

SADDLE = Scene(
    key="saddle",
    title="A saddle",
    question=(
        "At (0, 0) the gradient is zero, yet it is no minimum: J falls away along w2. The start is a millionth off the "
        "line that leads straight in. **Will gradient descent stay there?**"
    ),
    bad=Setting(
        "gradient descent",
        saddle(STUCK),
        "Nearly: it comes down to the saddle, and J falls below it only at step {below1}. Its step is α times the "
        "gradient, and there the gradient is almost nothing.",
        lambda n: n["below1"] > 300,
    ),
    good=Setting(
        "RMSprop and Adam",
        saddle(STUCK, Run("rmsprop", 0.01), Run("adam", 0.01)),
        "At one α for all, those that rescale small gradients leave first: RMSprop is below the saddle at step "
        "{below2}, Adam at {below3}, gradient descent at {below1}. In many dimensions saddles are thought to be far "
        "more common than bad minima (Dauphin et al., NeurIPS 2014).",
        lambda n: 0 < n["below2"] < n["below3"] < n["below1"] / 4,
    ),
)

PLATEAU = Scene(
    key="plateau",
    title="A plateau",
    question="Far from both wells the plain is nearly flat. **Where will gradient descent be after 200 steps?**",
    bad=Setting(
        "gradient descent",
        plain(CREEPING),
        "Almost where it was: the gradient is {slope1:.1g} there, and a step is α = {rate1:g} times that. After {n} "
        "steps J is {J1:.3f}, and J* = {low:.2f}. A small gradient is no proof of a minimum.",
        lambda n: n["gap1"] > 1.5 and n["slope1"] < 0.01,
    ),
    good=Setting(
        "and Adam",
        plain(CREEPING, Run("adam", 0.1)),
        "Adam divides by the size of the gradients, so that its steps have about the length α = {rate2:g} on the plain "
        "as well: within a thousandth of the minimum after {steps2} steps. Gradient descent with the same α is at "
        "J = {J1:.3f}: for this plain it wants about α = {best1:.2g}, which takes it down in {quick1} steps.",
        lambda n: 0 < n["steps2"] < 100 and n["steps1"] == -1 and n["quick1"] > 0 and n["best1"] > 5 * n["rate1"],
        measure=tuned,
    ),
)

WELLS = Scene(
    key="minima",
    title="Local minima",
    question="Two wells, one about twice as deep as the other. **Which will it find, the deeper or the nearer?**",
    bad=Setting(
        "from the left",
        wells(-0.9),
        "The nearer. It rests at ({b1:.2f}, {w1:.2f}) with J = {J1:.3f}, where the gradient is zero; J* is {low:.3f}, "
        "in the other well. It cannot know.",
        lambda n: n["gap1"] > 0.9 and n["b1"] < 0,
    ),
    good=Setting(
        "from the right",
        wells(0.9),
        "From the other side the same rule with the same α finds J = {J1:.3f}, the deepest. What decides here is the "
        "start: the map of basins shows it for every start at once.",
        lambda n: abs(n["gap1"]) < 1e-6,
    ),
)

"""A rule written out as a loop, in NumPy, PyTorch or TensorFlow: the lines of working.py in that library."""

from collections.abc import Mapping
from typing import NamedTuple

from optimizers.experiment import Experiment, Run
from optimizers.programs.cost import array
from optimizers.programs.dialects import JAX, NUMPY, TENSORFLOW, TORCH, Dialect
from optimizers.programs.lines import Rule, rule_lines
from optimizers.programs.printer import Printed, real
from optimizers.programs.tree import Node, Trees

# Where a memory does not start at 0: so do the rules themselves, and the tests compare.
STARTS: Mapping[tuple[str, str], float] = {("yogi", "s"): 1e-6, ("rprop", "delta"): 1.0}
ZEROS = {
    "np": "np.zeros(2)",
    "jnp": "jnp.zeros(2)",
    "torch": "torch.zeros(2)",
    "tf.math": "tf.zeros(2, tf.float64)",
}


class Written(NamedTuple):
    """A rule as text: `before` the loop, `inside` it once the gradient g is known, and at its end, and the states."""

    before: list[str]
    inside: list[str]
    kept: tuple[str, ...]


def hyperparameters(run: Run) -> list[str]:
    """The line that sets them all, if there are any."""
    hyper = run.rule.hyper(run.hyper)
    if not hyper:
        return []
    return [f"{', '.join(hyper)} = {', '.join(real(value) for value in hyper.values())}"]


def ruled(run: Run, rate: str, dialect: Dialect, stands: bool = True) -> tuple[Rule, Trees]:
    """The step of this run's rule as trees, its rate under the name `rate`.

    Where no rate is 0, `stands` is false: what a rule does at such a rate is then left out.
    """
    trees = Trees(values_only=True)
    plain = {key: trees.name(key, plain=True) for key in run.rule.hyper()}
    alpha = trees.number(1) if rate == "" else trees.name(rate, plain=True)
    known: dict[str, Node] = {**plain, "alpha": alpha, "n": trees.name("n", plain=True), "g_ahead": trees.name("g")}
    lines = run.rule.working(**run.rule.settled(run.conventions))
    if not stands:
        lines = tuple((name, text.replace(" if {alpha} > 0, else 0", "")) for name, text in lines)
    return rule_lines(lines, known, trees), trees


def written(run: Run, rate: str, dialect: Dialect, gradient_at: str, stands: bool, zeros: str | None = None) -> Written:
    """The rule's loop; `gradient_at` is how the program asks for a gradient at a place, by format.

    `zeros` is how it writes the zeros that a memory starts from: of shape (2,) unless it says so.
    """
    rule, trees = ruled(run, rate, dialect, stands)
    before = hyperparameters(run)
    zeros = zeros or ZEROS[dialect.functions]
    for name in rule.kept:
        start = STARTS.get((run.optimizer, name), 0)
        ones = zeros.replace("zeros", "ones")
        before.append(f"{name} = {zeros if not start else ones if start == 1 else f'{real(start)} * {ones}'}")
    ahead = any(name == "ahead" for name, _ in rule.lines)
    inside = [] if ahead else [f"g = {gradient_at.format('w')}"]
    for name, tree in rule.lines:
        inside += _assigned(name, tree, dialect)
        if name == "ahead":
            inside.append(f"g = {gradient_at.format('ahead')}")
    inside += _moved(rule, trees, dialect)
    if "g_before" in rule.kept:
        inside.append("g_before = g")
    return Written(before, inside, rule.kept)


def direction(run: Run, dialect: Dialect = JAX) -> Written:
    """The rule without its rate: the lines up to `d`, the direction of the step W ← W − α d, which ends `inside`."""
    rule, trees = ruled(run, "", dialect)
    inside = [line for name, tree in rule.lines for line in _assigned(name, tree, dialect)]
    inside += _assigned("d", trees.make("neg", rule.step), dialect)
    return Written(hyperparameters(run), inside, rule.kept)


def _moved(rule: Rule, trees: Trees, dialect: Dialect) -> list[str]:
    """The line that moves w; two where a plain number chooses, for the other may not be a number at all."""
    branches = [trees.make("add", trees.name("w"), step) for step in (*rule.step.parts[1:], rule.step)]
    if rule.step.kind != "where" or not rule.step.parts[0].plain or dialect.traced:
        return _assigned("w", branches[-1], dialect)
    condition = Printed([rule.step.parts[0]], dialect)
    yes, no = ([f"    {line}" for line in _assigned("w", branch, dialect)] for branch in branches[:2])
    return [*condition.lines, f"if {condition.texts[0]}:", *yes, "else:", *no]


def _assigned(name: str, tree: Node, dialect: Dialect) -> list[str]:
    printed = Printed([tree], dialect)
    return [*printed.lines, f"{name} = {printed.texts[0]}"]


def start(experiment: Experiment, dialect: Dialect) -> str:
    """The start as an array or tensor."""
    return array(experiment.origin, dialect)


GRADIENTS: Mapping[str, list[str]] = {  # of `cost`, of shape (2,), by automatic differentiation
    TORCH.functions: [
        "def gradient(w, *examples):",
        "    w = w.detach().requires_grad_()",
        "    (g,) = torch.autograd.grad(cost(*w, *examples), w)",
        "    return g",
    ],
    TENSORFLOW.functions: [
        "def gradient(w, *examples):",
        "    with tf.GradientTape() as tape:",
        "        tape.watch(w)",
        "        J = cost(*tf.unstack(w), *examples)",
        "    return tape.gradient(J, w)",
    ],
}
CALLED = {NUMPY.functions: "gradient(*{}{examples})", TORCH.functions: "gradient({}{examples})"}

"""A training in JAX with optax: its own rule where it has one, else the rule written out as optax writes its own."""

import numpy as np

from optimizers.programs.followed import Followed
from optimizers.programs.networks.data import data, heading, imports, loop
from optimizers.programs.networks.followed import FIRST, judged, page_slope
from optimizers.programs.optax_program import NAMED, RATE, ROLLS, WITHOUT, transformation
from optimizers.programs.parts import joined
from optimizers.programs.printer import real
from optimizers.programs.rates import Counted, is_constant, rate
from optimizers.programs.trace import CannotPrintError
from optimizers.programs.treated import chained
from optimizers.programs.turns import of_optax, of_rule
from optimizers.programs.written import hyperparameters
from optimizers.training.spec import Training

COST = [
    "def cost(layers, x, y):  # the mean binary cross-entropy",
    "    return optax.sigmoid_binary_cross_entropy(logits(layers, x), y).mean()",
]
STEP = [
    "@jax.jit",
    "def step(layers, state, x, y):",
    "    updates, state = optimizer.update(jax.grad(cost)(layers, x, y), state, layers)",
    "    return optax.apply_updates(layers, updates), state",
]


def text(training: Training, row: int) -> tuple[str, Followed]:
    """The program of one run, and what following it showed.

    CannotPrintError for a rule that asks for a gradient elsewhere.
    """
    run = training.runs[row]
    settled = run.rule.settled(run.conventions)
    if settled.get("form") == "look_ahead":
        raise CannotPrintError("optax takes the gradient at W, not at the point ahead; NumPy's program has it")
    if run.optimizer == "lbfgs":
        raise CannotPrintError(
            "optax's own keeps pairs of the wrong curvature; NumPy's program leaves them out, as here"
        )
    named = NAMED.get((run.optimizer, *settled.values()))
    found = _followed(training, row, named)
    alpha = rate(run, Counted(training.epochs), "jnp", traced=True)
    called = "alpha" if is_constant(run) else "rate"
    steps = training.steps_per_epoch
    counted = ["def rate(count):  # optax counts steps from 0", f"    return alpha(count // {steps} + 1.0)"]
    hyper = {key: real(value) for key, value in run.rule.hyper(run.hyper).items()}
    # A rule that is written out takes all weights as one vector.
    made = chained(run, named or f"optax.flatten(optax.chain(scale_by_{run.optimizer}(), {RATE}))")
    bend = {"relu": "jax.nn.relu", "tanh": "jnp.tanh"}[training.activation]
    logits = [
        "def logits(layers, x):",
        "    *hidden, (last, c) = layers",
        "    for W, b in hidden:",
        f"        x = {bend}(x @ W.T + b)",
        "    return (x @ last.T + c)[:, 0]",
    ]
    libraries = ["import jax", "import optax", *(["import optax.contrib"] if "contrib" in made else [])]
    program = joined(
        heading(training, row, "JAX and optax", found.note),
        [
            *imports(training, *libraries, "from jax import numpy as jnp"),
            "",
            'jax.config.update("jax_enable_x64", True)',
        ],
        *data(training),
        logits,
        COST,
        *alpha.blocks,
        counted if called == "rate" else [],
        *([] if named else [hyperparameters(run), transformation(run)]),
        [f"optimizer = {made.format(rate=called, **hyper)}"],
        STEP,
        ["layers = [(jnp.array(W), jnp.array(b)) for W, b in first]", "state = optimizer.init(layers)"],
        loop(["layers, state = step(layers, state, x[batch], y[batch])"], "layers"),
        [
            "right = (logits(layers, held_x) > 0) == (held_y > 0)",
            'print("J =", cost(layers, x, y), "held-out accuracy =", right.mean())',
        ],
    )
    return program, found


def _followed(training: Training, row: int, named: str | None) -> Followed:
    run, slope = training.runs[row], page_slope(training.network)
    if not named:
        found = judged(training, row, lambda: of_rule(run, stands=True, apart=True), slope)
        return found._replace(note=f"{WITHOUT} {found.note}")
    rates = run.rates(training.epochs)
    why = ROLLS if run.optimizer == "heavy_ball" and "chain" in named and not (rates > 0).all() else ""
    each = np.repeat(rates[:FIRST], training.steps_per_epoch)
    return judged(training, row, lambda: of_optax(run, named, each), slope, why)

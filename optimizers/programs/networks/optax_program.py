"""A training in JAX with optax: its own rule where it has one, else the rule written out as optax writes its own."""

from optimizers.programs.networks.data import data, heading, imports, loop
from optimizers.programs.optax_program import NAMED, NOTE, RATE, WITHOUT, transformation
from optimizers.programs.parts import joined
from optimizers.programs.printer import plainly
from optimizers.programs.rates import Counted, is_constant, rate
from optimizers.programs.trace import CannotPrintError
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


def text(training: Training, row: int) -> tuple[str, str, bool]:
    """The program of one run, its note, and whether it walks the page's path.

    CannotPrintError for a rule that asks for a gradient elsewhere.
    """
    run = training.runs[row]
    settled = run.rule.settled(run.conventions)
    if settled.get("form") == "look_ahead":
        raise CannotPrintError("optax takes the gradient at W, not at the point ahead; NumPy's program has it")
    named = NAMED.get((run.optimizer, *settled.values()))
    note, exact = (NOTE if named else f"{WITHOUT} {NOTE}"), True
    if run.optimizer == "heavy_ball" and "chain" in (named or "") and not (run.rates(training.epochs) > 0).all():
        note, exact = "Where the rate is 0 the page's ball stands still, and optax's rolls on.", False
    alpha = rate(run, Counted(training.epochs), "jnp", traced=True)
    called = "alpha" if is_constant(run) else "rate"
    steps = training.steps_per_epoch
    counted = ["def rate(count):  # optax counts steps from 0", f"    return alpha(count // {steps} + 1.0)"]
    hyper = {key: plainly(value) for key, value in run.rule.hyper(run.hyper).items()}
    # A rule that is written out takes all weights as one vector.
    made = named or f"optax.flatten(optax.chain(scale_by_{run.optimizer}(), {RATE}))"
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
        heading(training, row, "JAX and optax", note),
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
    return program, note, exact

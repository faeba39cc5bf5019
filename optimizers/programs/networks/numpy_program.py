"""A training in plain NumPy: the network, its cost, the gradient by backpropagation and the rule, all written out."""

from optimizers.programs.dialects import NUMPY
from optimizers.programs.networks.data import data, heading, imports, loop
from optimizers.programs.parts import joined
from optimizers.programs.rates import Counted, rate
from optimizers.programs.second import lbfgs
from optimizers.programs.written import written
from optimizers.training.spec import Training

NOTE = "Each step is the same as the page's, to rounding."
LAYERS = [
    "def layers(w):  # W and b of each layer, from the vector w of all weights",
    "    found, at = [], 0",
    "    for inside, outside in zip(sizes, sizes[1:]):",
    "        end = at + inside * outside",
    "        found.append((w[at:end].reshape(outside, inside), w[end : end + outside]))",
    "        at = end + outside",
    "    return found",
]
COST = [
    "def cost(w, x, y):  # the mean binary cross-entropy",
    "    _, z = forward(w, x)",
    "    return np.mean(np.logaddexp(0, z) - y * z)",
]
BEND = {"relu": ("np.maximum(0, {})", "(a > 0)"), "tanh": ("np.tanh({})", "(1 - a**2)")}


def text(training: Training, row: int) -> tuple[str, str, bool]:
    """The program of one run, its note, and that it walks the page's path."""
    run = training.runs[row]
    bend, slope = BEND[training.activation]
    forward = [
        "def forward(w, x):  # what each layer is given, and the logits z",
        "    given = [x]",
        "    *hidden, (last, c) = layers(w)",
        "    for W, b in hidden:",
        f"        given.append({bend.format('given[-1] @ W.T + b')})",
        "    return given, (given[-1] @ last.T + c)[:, 0]",
    ]
    gradient = [
        "def gradient(w, x, y):  # of the cost, by backpropagation",
        "    given, z = forward(w, x)",
        "    delta = ((np.exp(z - np.logaddexp(0, z)) - y) / len(y))[:, None]  # ∂J/∂z",
        "    parts = []",
        "    for (W, _), a in zip(reversed(layers(w)), reversed(given)):",
        "        parts = [(delta.T @ a).ravel(), delta.sum(axis=0), *parts]",
        f"        delta = delta @ W * {slope}",
        "    return np.concatenate(parts)",
    ]
    alpha = rate(run, Counted(training.epochs), "np", at="epoch")
    at = "gradient({}, x[batch], y[batch])"
    if run.optimizer == "lbfgs":
        rule = lbfgs(run, alpha.text, at)
    else:
        stands = not (run.rates(training.epochs) > 0).all()
        rule = written(run, alpha.text, NUMPY, at, stands, "np.zeros_like(w)")
    program = joined(
        heading(training, row, "NumPy", NOTE),
        imports(training),
        *data(training),
        LAYERS,
        forward,
        COST,
        gradient,
        *alpha.blocks,
        ["w = np.concatenate([part.ravel() for layer in first for part in layer])", *rule.before],
        loop(rule.inside, "w"),
        [
            "right = (forward(w, held_x)[1] > 0) == (held_y > 0)",
            'print("J =", cost(w, x, y), "held-out accuracy =", right.mean())',
        ],
    )
    return program, NOTE, True

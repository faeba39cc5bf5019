"""A training in plain NumPy: the network, its cost, the gradient by backpropagation and the rule, all written out."""

from optimizers.programs.dialects import NUMPY
from optimizers.programs.followed import Followed
from optimizers.programs.networks import by_hand
from optimizers.programs.networks.data import data, heading, imports, loop
from optimizers.programs.networks.followed import batches, judged
from optimizers.programs.parts import joined
from optimizers.programs.rates import Counted, rate
from optimizers.programs.second import lbfgs
from optimizers.programs.treated import function, met
from optimizers.programs.turns import Turn, of_lbfgs, of_rule
from optimizers.programs.written import written
from optimizers.training.draws import parts
from optimizers.training.spec import Training

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


def text(training: Training, row: int) -> tuple[str, Followed]:
    """The program of one run, and what following it showed."""
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
    at, stands = met(run, "gradient({}, x[batch], y[batch])"), not (run.rates(training.epochs) > 0).all()
    if run.optimizer == "lbfgs":
        rule = lbfgs(run, alpha.text, at, "cost({}, x[batch], y[batch])")
    else:
        rule = written(run, alpha.text, NUMPY, at, stands, "np.zeros_like(w)")
    found = _followed(training, row, stands)
    program = joined(
        heading(training, row, "NumPy", found.note),
        imports(training),
        *data(training),
        LAYERS,
        forward,
        COST,
        gradient,
        function(run, NUMPY, "np.linalg.norm(g)", "cost(w, *examples)"),
        *alpha.blocks,
        ["w = np.concatenate([part.ravel() for layer in first for part in layer])", *rule.before],
        loop(rule.inside, "w"),
        [
            "right = (forward(w, held_x)[1] > 0) == (held_y > 0)",
            'print("J =", cost(w, x, y), "held-out accuracy =", right.mean())',
        ],
    )
    return program, found


def _followed(training: Training, row: int, stands: bool) -> Followed:
    run, network, split = training.runs[row], training.network, parts(training.data, training.seed)
    met = list(batches(training))

    def start() -> Turn:
        if run.optimizer == "lbfgs":
            return of_lbfgs(run, lambda n, w: by_hand.cost(network, w, split.x[met[n - 1]], split.y[met[n - 1]]))
        return of_rule(run, stands)

    return judged(training, row, start, by_hand.slope(network))

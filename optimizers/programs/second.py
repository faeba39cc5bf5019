"""Newton's method and L-BFGS written out: two rules whose step is not a formula of each coordinate for itself."""

from optimizers.experiment import Run
from optimizers.programs.dialects import Dialect
from optimizers.programs.written import Written, hyperparameters
from optimizers.rules.lbfgs import MEMORY

STACKS = {"np": "np.array", "jnp": "jnp.array", "torch": "torch.stack", "tf.math": "tf.stack"}


def newton(run: Run, rate: str, gradient: str, hessian: str, dialect: Dialect) -> Written:
    """Newton's step by the inverse of a 2 × 2 matrix; `hessian` gives h11, h12 and h22 at w."""
    f = dialect.functions
    size = [
        f"size = {f}.sqrt(h11**2 + 2 * h12**2 + h22**2 + 2 * {f}.abs(h11 * h22 - h12**2))",
        f"det = {f}.abs(h11 * h22 - h12**2)",
        "h11, h12, h22 = (h11**2 + h12**2 + det) / size, h12 * (h11 + h22) / size, (h12**2 + h22**2 + det) / size",
    ]
    absolute = run.rule.settled(run.conventions)["curvature"] == "absolute"
    inside = [
        f"g = {gradient.format('w')}",
        f"h11, h12, h22 = {hessian}",
        *(size if absolute else []),
        "h11, h22 = h11 + damping, h22 + damping",
        "det = h11 * h22 - h12**2",
        f"d = {STACKS[f]}([h22 * g[0] - h12 * g[1], h11 * g[1] - h12 * g[0]]) / det",
        f"w = w - {rate} * d",
    ]
    return Written(hyperparameters(run), inside, ())


def lbfgs(run: Run, rate: str, gradient: str) -> Written:
    """L-BFGS by the two loops of Nocedal & Wright, algorithm 7.4, with the first step and the scale of optax."""
    scaled = run.rule.settled(run.conventions)["first_guess"] == "scaled"
    guess = [
        "gamma = 1 / max(1, (g @ g) ** 0.5)  # the first step is at most 1 long",
        "if pairs:",
        "    step, change, _ = pairs[-1]",
        "    gamma = step @ change / (change @ change) if change @ change > 0 else 1",
        "d = gamma * d",
    ]
    inside = [
        f"g = {gradient.format('w')}",
        "if n > 1:",
        "    step, change = w - w_before, g - g_before",
        "    product = step @ change",
        f"    pairs = [*pairs, (step, change, 1 / product if product != 0 else 0)][-{MEMORY}:]",
        "d, shares = g, []",
        "for step, change, weight in reversed(pairs):",
        "    shares.append(weight * (step @ d))",
        "    d = d - shares[-1] * change",
        *(guess if scaled else []),
        "for (step, change, weight), share in zip(pairs, reversed(shares)):",
        "    d = d + (share - weight * (change @ d)) * step",
        "w_before, g_before = w, g",
        f"w = w - {rate} * d",
    ]
    return Written(
        ["pairs = []  # the last steps, the gradient's changes over them, and 1 over their product"], inside, ()
    )

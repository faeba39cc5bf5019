"""Newton's method and L-BFGS written out: two rules whose step is not a formula of each coordinate for itself."""

from optimizers.experiment import Run
from optimizers.programs.dialects import Dialect
from optimizers.programs.treated import bent, cost_met
from optimizers.programs.written import Written, hyperparameters
from optimizers.rules.lbfgs import CURVATURE, ENOUGH, HALVINGS, MEMORY

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
        *bent(run),
        *(size if absolute else []),
        "h11, h22 = h11 + damping, h22 + damping",
        "det = h11 * h22 - h12**2",
        f"d = {STACKS[f]}([h22 * g[0] - h12 * g[1], h11 * g[1] - h12 * g[0]]) / det",
        f"w = w - {rate} * d",
    ]
    return Written(hyperparameters(run), inside, ())


def lbfgs(run: Run, rate: str, gradient: str, cost: str) -> Written:
    """L-BFGS by the two loops of Nocedal & Wright, algorithm 7.4; `cost` asks for J at a place, as `gradient` does."""
    settled, cost = run.rule.settled(run.conventions), cost_met(run, cost)
    guess = [
        "if n == 1:",
        "    gamma = min(1, 1 / (g @ g) ** 0.5)  # the first step is at most 1 long",
        "elif step @ change > 1e-10:",
        "    gamma = step @ change / (change @ change)",
    ]
    shorter = [
        f"t, promised = 1.0, {rate} * (g @ d)",
        f"while t > 0.5**{HALVINGS} and not {cost.format(f'w - {rate} * t * d')} <= {cost.format('w')} - "
        f"{ENOUGH:g} * t * promised:",
        "    t = t / 2  # until J falls enough (Armijo)",
        "d = t * d",
    ]
    scaled = settled["first_guess"] == "scaled"
    inside = [
        f"g = {gradient.format('w')}",
        "if n > 1:",
        "    step, change = w - w_before, g - g_before",
        f"    if step @ change > {CURVATURE:g}:  # else the pair would bend B the wrong way",
        f"        pairs = [*pairs, (step, change, 1 / (step @ change))][-{MEMORY}:]",
        *(guess if scaled else []),
        "d, shares = g, []",
        "for step, change, weight in reversed(pairs):",
        "    shares.append(weight * (step @ d))",
        "    d = d - shares[-1] * change",
        *(["d = gamma * d"] if scaled else []),
        "for (step, change, weight), share in zip(pairs, reversed(shares)):",
        "    d = d + (share - weight * (change @ d)) * step",
        *(shorter if settled["line_search"] == "backtracking" else []),
        "w_before, g_before = w, g",
        f"w = w - {rate} * d",
    ]
    return Written(
        ["pairs = []  # the last steps, the gradient's changes over them, and 1 over their product"], inside, ()
    )

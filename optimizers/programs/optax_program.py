"""A run in JAX with optax: its own rule where it has one, else the rule written out as optax writes its own.

Optax's names after its documentation, version 0.2.8: https://optax.readthedocs.io/en/latest/api/optimizers.html
"""

from collections.abc import Mapping

from optimizers.experiment import Experiment, Run
from optimizers.programs import followed, parts
from optimizers.programs.cost import constants, cost
from optimizers.programs.derivative import Derivatives
from optimizers.programs.dialects import JAX
from optimizers.programs.followed import Followed
from optimizers.programs.printer import real
from optimizers.programs.rates import counted_of, is_constant, rate
from optimizers.programs.second import lbfgs, newton
from optimizers.programs.treated import chained, function, met
from optimizers.programs.turns import of_optax
from optimizers.programs.written import STARTS, direction, hyperparameters, start, written

RATE = "optax.scale_by_learning_rate({rate})"
BETAS = "b1={beta1}, b2={beta2}, eps={epsilon}"

# What a practitioner writes, by the rule and its conventions in their order. What is not here is written out.
NAMED: Mapping[tuple[str, ...], str] = {
    ("gradient_descent",): "optax.sgd({rate})",
    ("momentum", "one_minus_beta"): f"optax.chain(optax.ema({{beta}}, debias=False), {RATE})",
    ("momentum", "one"): "optax.sgd({rate}, momentum={beta})",
    ("rmsprop", "outside_root"): "optax.rmsprop({rate}, decay={beta}, eps={epsilon}, eps_in_sqrt=False)",
    ("rmsprop", "inside_root"): "optax.rmsprop({rate}, decay={beta}, eps={epsilon}, eps_in_sqrt=True)",
    ("adam", "outside_root", "on"): f"optax.adam({{rate}}, {BETAS})",
    ("adam", "inside_root", "on"): "optax.adam({rate}, b1={beta1}, b2={beta2}, eps=0, eps_root={epsilon})",
    ("adagrad", "inside_root"): "optax.adagrad({rate}, initial_accumulator_value=0, eps={epsilon})",
    ("adadelta",): "optax.adadelta({rate}, rho={rho}, eps={epsilon})",
    ("nesterov", "rewritten", "one"): "optax.sgd({rate}, momentum={beta}, nesterov=True)",
    ("nesterov", "rewritten", "one_minus_beta"): (
        f"optax.chain(optax.trace({{beta}}, nesterov=True), optax.scale(1.0 - {{beta}}), {RATE})"
    ),
    ("heavy_ball", "on_gradient"): f"optax.chain({RATE}, optax.trace({{beta}}))",
    ("heavy_ball", "on_sum"): "optax.sgd({rate}, momentum={beta})",
    ("nadam",): f"optax.nadam({{rate}}, {BETAS})",
    ("adamax",): f"optax.adamax({{rate}}, {BETAS})",
    ("amsgrad", "on"): f"optax.amsgrad({{rate}}, {BETAS})",
    ("amsgrad", "off"): (
        f"optax.chain(\n    optax.scale_by_amsgrad({BETAS}, bias_correction_mu=False, bias_correction_nu=False),"
        f"\n    {RATE},\n)"
    ),
    ("radam",): f"optax.radam({{rate}}, {BETAS})",
    ("adamw",): f"optax.adamw({{rate}}, {BETAS}, weight_decay={{weight_decay}})",
    ("lion",): "optax.lion({rate}, b1={beta1}, b2={beta2}, weight_decay=0)",
    ("adabelief",): f"optax.adabelief({{rate}}, {BETAS}, eps_root={{epsilon}})",
    ("adopt", "on"): f"optax.contrib.adopt({{rate}}, {BETAS})",
    ("adopt", "off"): f"optax.contrib.adopt({{rate}}, {BETAS}, use_clipping=False)",
    ("sign_descent",): "optax.sign_sgd({rate})",
}
WITHOUT = "optax has no such rule: it is written out."
ROLLS = "Where the rate is 0 the page's ball stands still, and optax's rolls on."


def text(experiment: Experiment, row: int) -> tuple[str, Followed]:
    """The program of one run, and what following it showed."""
    run = experiment.runs[row]
    named = NAMED.get((run.optimizer, *run.rule.settled(run.conventions).values()))
    alone = run.optimizer in ("newton", "lbfgs") or run.rule.settled(run.conventions).get("form") == "look_ahead"
    if named:
        found = followed.judged(experiment, row, _way(experiment, run, named), JAX)
    else:
        found = followed.ruled(experiment, row, JAX, apart=not alone)
        found = found._replace(note=f"{WITHOUT} {found.note}")
    blocks = _alone(experiment, run) if alone else _with(experiment, run, named)
    return parts.joined(parts.heading(experiment, row, "JAX and optax", found.note), *blocks), found


def _way(experiment: Experiment, run: Run, named: str) -> followed.Way:
    rates = run.rates(experiment.steps, experiment.counted(run))
    why = ROLLS if run.optimizer == "heavy_ball" and "chain" in named and parts.stands(experiment, run) else ""
    return followed.Way(lambda: of_optax(run, named, rates), Derivatives(experiment, JAX).gradient, why=why)


def _opening(experiment: Experiment, run: Run, libraries: list[str]) -> list[list[str]]:
    imports = ["import jax", *(["import numpy as np"] if experiment.noise or parts.batched(experiment, run) else [])]
    return [
        [*imports, *libraries, "from jax import numpy as jnp", "", 'jax.config.update("jax_enable_x64", True)'],
        constants(experiment, JAX),
        cost(experiment.surface, JAX),
        ["gradient = jax.grad(lambda w, *examples: cost(*w, *examples))"],
    ]


def _drawn(experiment: Experiment, run: Run) -> list[str]:
    return [f"steps = {experiment.steps}", *parts.noise(experiment, JAX), *parts.batches(experiment, run)]


def _inputs(experiment: Experiment, run: Run) -> tuple[str, str, str]:
    """What the jitted step takes beside W and its state: as names, as values, and the gradient it then computes."""
    names = ", x, y" if parts.batched(experiment, run) else ""
    error = ", error" if experiment.noise else ""
    values = parts.examples(experiment, run, JAX) + (", errors[n - 1]" if experiment.noise else "")
    return names + error, values, f"gradient({{}}{names})" + (" + error" if experiment.noise else "")


def _with(experiment: Experiment, run: Run, named: str | None) -> list[list[str]]:
    """The program with an optimizer of optax's, or with one in its manner."""
    alpha = rate(run, counted_of(experiment, run), "jnp", traced=True)
    called = "alpha" if is_constant(run) else "rate"
    counted = [] if called == "alpha" else ["def rate(count):  # optax counts from 0", "    return alpha(count + 1.0)"]
    hyper = {key: real(value) for key, value in run.rule.hyper(run.hyper).items()}
    own = [] if named else [hyperparameters(run), transformation(run)]
    made = chained(run, named or f"optax.chain(scale_by_{run.optimizer}(), {RATE})")
    names, values, g = _inputs(experiment, run)
    step = [
        "@jax.jit",
        f"def step(w, state{names}):",
        f"    updates, state = optimizer.update({g.format('w')}, state, w)",
        "    return optax.apply_updates(w, updates), state",
    ]
    libraries = ["import optax", *(["import optax.contrib"] if "contrib" in made else [])]
    return [
        *_opening(experiment, run, libraries),
        *alpha.blocks,
        counted,
        *own,
        [f"optimizer = {made.format(rate=called, **hyper)}"],
        step,
        _drawn(experiment, run),
        [f"w = {start(experiment, JAX)}", "state = optimizer.init(w)"],
        parts.loop([f"w, state = step(w, state{values})"]),
        ['print("W =", w, "J =", cost(*w))'],
    ]


def transformation(run: Run) -> list[str]:
    """`def scale_by_…()`: the rule without its rate, as a `GradientTransformation`; its state: n and the memories."""
    rule = direction(run)
    state = ", ".join(["n", *rule.kept])
    starts = ["0", *(f"jnp.full_like(w, {real(STARTS.get((run.optimizer, name), 0))})" for name in rule.kept)]
    body = [
        "def init(w):",
        f"    return {', '.join(starts)}",
        "",
        "def update(g, state, w=None):",
        f"    {state} = state",
        "    n = n + 1",
        *(f"    {line}" for line in rule.inside),
        f"    return d, ({state.replace('g_before', 'g')})",
        "",
        "return optax.GradientTransformation(init, update)",
    ]
    return [f"def scale_by_{run.optimizer}():", *(f"    {line}" if line else "" for line in body)]


def _lbfgs(experiment: Experiment, run: Run) -> list[list[str]]:
    """The program of L-BFGS: a list of pairs that grows, which is nothing to compile."""
    alpha = rate(run, counted_of(experiment, run), "jnp")
    g = met(run, f"gradient({{}}{parts.examples(experiment, run, JAX)}){parts.error(experiment)}")
    rule = lbfgs(run, alpha.text, g, parts.cost_at(experiment, run, JAX))
    return [
        *_opening(experiment, run, []),
        function(run, JAX),
        *alpha.blocks,
        _drawn(experiment, run),
        [f"w = {start(experiment, JAX)}", *rule.before],
        parts.loop(rule.inside),
        ['print("W =", w, "J =", cost(*w))'],
    ]


def _alone(experiment: Experiment, run: Run) -> list[list[str]]:
    """The program of a rule that asks for more than the gradient at W: without optax."""
    alpha = rate(run, counted_of(experiment, run), "jnp", traced=True)
    names, values, g = _inputs(experiment, run)
    g = met(run, g)
    if run.optimizer == "newton":
        second = "hessian = jax.hessian(lambda w, *examples: cost(*w, *examples))"
        asked = [second]
        at = f"hessian(w{', x, y' if parts.batched(experiment, run) else ''})[jnp.triu_indices(2)]"
        rule = newton(run, alpha.text, g, at, JAX)
    elif run.optimizer == "lbfgs":
        return _lbfgs(experiment, run)
    else:
        asked = []
        rule = written(run, alpha.text, JAX, g, parts.stands(experiment, run))
    state = "".join(f", {name}" for name in rule.kept)
    body = [*rule.inside, f"return w{state}"]
    return [
        *_opening(experiment, run, []),
        asked,
        function(run, JAX),
        *alpha.blocks,
        ["@jax.jit", f"def step(w, n{state}{names}):", *(f"    {line}" for line in body)],
        _drawn(experiment, run),
        [f"w = {start(experiment, JAX)}", *rule.before],
        parts.loop([f"w{state} = step(w, n{state}{values})"]),
        ['print("W =", w, "J =", cost(*w))'],
    ]

"""A run in plain NumPy: the cost, its gradient and the rule written out; nothing else is needed."""

from optimizers.experiment import Experiment
from optimizers.programs import followed, parts
from optimizers.programs.cost import constants, cost, gradient, hessian
from optimizers.programs.dialects import NUMPY
from optimizers.programs.followed import Followed
from optimizers.programs.rates import counted_of, rate
from optimizers.programs.second import lbfgs, newton
from optimizers.programs.treated import function, met
from optimizers.programs.written import start, written


def text(experiment: Experiment, row: int) -> tuple[str, Followed]:
    """The program of one run, and what following it showed."""
    run, surface = experiment.runs[row], experiment.surface
    alpha = rate(run, counted_of(experiment, run), "np")
    at = met(run, f"gradient(*{{}}{parts.examples(experiment, run, NUMPY)}){parts.error(experiment)}")
    functions = [cost(surface, NUMPY), gradient(surface), function(run, NUMPY)]
    if run.optimizer == "newton":
        functions.append(hessian(surface))
        rule = newton(run, alpha.text, at, f"hessian(*w{parts.examples(experiment, run, NUMPY)})", NUMPY)
    elif run.optimizer == "lbfgs":
        rule = lbfgs(run, alpha.text, at, parts.cost_at(experiment, run, NUMPY))
    else:
        rule = written(run, alpha.text, NUMPY, at, parts.stands(experiment, run))
    found = followed.ruled(experiment, row, NUMPY)
    program = parts.joined(
        parts.heading(experiment, row, "NumPy", found.note),
        ["import numpy as np"],
        constants(experiment, NUMPY),
        *functions,
        *alpha.blocks,
        [f"steps = {experiment.steps}", *parts.noise(experiment, NUMPY), *parts.batches(experiment, run)],
        [f"w = {start(experiment, NUMPY)}", *rule.before],
        parts.loop(rule.inside),
        ['print("W =", w, "J =", cost(*w))'],
    )
    return program, found

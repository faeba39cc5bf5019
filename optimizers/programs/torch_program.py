"""A run in PyTorch: its own optimizer with the settings that come closest, or without one the rule written out."""

from optimizers.experiment import Experiment, Run
from optimizers.programs import followed, parts
from optimizers.programs.cost import constants, cost
from optimizers.programs.dialects import TORCH
from optimizers.programs.followed import Followed
from optimizers.programs.named import Own
from optimizers.programs.printer import real
from optimizers.programs.rates import counted_of, is_constant, rate
from optimizers.programs.second import lbfgs, newton
from optimizers.programs.torch_names import own_of
from optimizers.programs.treated import TORCH_SLACK, TORCH_WHY, function, met, torch_clips, torch_decays
from optimizers.programs.written import GRADIENTS, start, written

WITHOUT = {
    "lbfgs": "torch.optim.LBFGS has another first step and checks of its own: the rule is written out.",
    "rprop": "torch.optim.Rprop takes η₋ between 0 and 1 and η₊ above 1 only: the rule is written out.",
    "nesterov": "torch.optim.SGD has Nesterov's momentum in its rewritten form only: the rule is written out.",
}
NONE = "PyTorch has no such rule: it is written out."
HESSIAN = [
    "def hessian(w, *examples):",
    "    bends = torch.autograd.functional.hessian(lambda w: cost(*w, *examples), w)",
    "    return bends[0, 0], bends[0, 1], bends[1, 1]",
]


def text(experiment: Experiment, row: int) -> tuple[str, Followed]:
    """The program of one run, and what following it showed."""
    run = experiment.runs[row]
    own = own_of(run)
    if own is None:
        found = followed.ruled(experiment, row, TORCH)
        found = found._replace(note=f"{WITHOUT.get(run.optimizer, NONE)} {found.note}")
        body = _written(experiment, run)
    else:
        own = own._replace(why=f"{own.why} {TORCH_WHY}".strip()) if run.clip_norm is not None else own
        found = followed.own(experiment, row, own, TORCH, TORCH_SLACK)
        body = _own(experiment, run, own)
    first = [constants(experiment, TORCH), cost(experiment.surface, TORCH)]
    drawn = bool(experiment.noise) or parts.batched(experiment, run) or not is_constant(run)
    imports = [*parts.math([*first, *body]), *(["import numpy as np"] if drawn else []), "import torch"]
    return (
        parts.joined(
            parts.heading(experiment, row, "PyTorch", found.note),
            [*imports, "", "torch.set_default_dtype(torch.float64)"],
            *first,
            *body,
            ['print("W =", w.tolist(), "J =", cost(*w).item())'],
        ),
        found,
    )


def _drawn(experiment: Experiment, run: Run) -> list[str]:
    return [f"steps = {experiment.steps}", *parts.noise(experiment, TORCH), *parts.batches(experiment, run)]


def _own(experiment: Experiment, run: Run, own: Own) -> list[list[str]]:
    """The program with an optimizer of torch.optim."""
    alpha = rate(run, counted_of(experiment, run), "np")
    hyper = {name: repr(value) for name, value in run.rule.hyper(run.hyper).items()}
    hyper["learning_rate"] = real(run.learning_rate)
    scheduled = run.optimizer != "rprop" and not (is_constant(run) and "**n" not in own.times)
    if run.optimizer == "rprop":
        made = own.call.format(rate=hyper["learning_rate"], **hyper)
    else:
        made = own.call.format(rate="1.0" if scheduled else _times(own, hyper, alpha.text), **hyper)
    decaying = torch_decays(run, made)
    rated = [
        "def rate(count):  # PyTorch counts from 0",
        "    n = count + 1",
        f"    return {_times(own, hyper, alpha.text)}",
    ]
    schedule = "scheduler = torch.optim.lr_scheduler.LambdaLR(optimizer, rate)"
    turn = [
        "optimizer.zero_grad()",
        f"cost(*w{parts.examples(experiment, run, TORCH)}).backward()",
        *(["w.grad += errors[n - 1]"] if experiment.noise else []),
        *torch_clips(run, "[w]"),
        *([f"w.grad += {real(run.l2)} * w.detach()  # L2"] if decaying is None else []),
        "optimizer.step()",
        *(["scheduler.step()"] if scheduled else []),
    ]
    return [
        *(alpha.blocks if run.optimizer != "rprop" else ()),
        rated if scheduled else [],
        _drawn(experiment, run),
        [
            f"w = torch.tensor({list(experiment.origin)}, requires_grad=True)",
            f"optimizer = torch.optim.{decaying or made}",
            *([schedule] if scheduled else []),
        ],
        parts.loop(turn, "w.detach().clone()"),
    ]


def _times(own: Own, hyper: dict[str, str], alpha: str) -> str:
    return f"{own.times.format(**hyper)} * {alpha}" if own.times else alpha


def _written(experiment: Experiment, run: Run) -> list[list[str]]:
    """The program with the rule written out."""
    alpha = rate(run, counted_of(experiment, run), "np")
    given = parts.examples(experiment, run, TORCH)
    at = met(run, f"gradient({{}}{given}){parts.error(experiment)}")
    functions = [GRADIENTS[TORCH.functions], function(run, TORCH)]
    if run.optimizer == "newton":
        functions.append(HESSIAN)
        rule = newton(run, alpha.text, at, f"hessian(w{given})", TORCH)
    elif run.optimizer == "lbfgs":
        rule = lbfgs(run, alpha.text, at, parts.cost_at(experiment, run, TORCH))
    else:
        rule = written(run, alpha.text, TORCH, at, parts.stands(experiment, run))
    return [
        *functions,
        *alpha.blocks,
        _drawn(experiment, run),
        [f"w = {start(experiment, TORCH)}", *rule.before],
        parts.loop(rule.inside),
    ]

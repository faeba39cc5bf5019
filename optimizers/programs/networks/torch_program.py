"""A training in PyTorch: layers of torch.nn, their optimizer with the settings that come closest, and its loop."""

from optimizers.programs.followed import Followed
from optimizers.programs.networks import followed
from optimizers.programs.networks.data import data, heading, imports, loop
from optimizers.programs.parts import joined
from optimizers.programs.printer import real
from optimizers.programs.rates import Counted, is_constant, rate
from optimizers.programs.torch_names import own_of
from optimizers.programs.trace import CannotPrintError
from optimizers.programs.treated import TORCH_SLACK, TORCH_WHY, torch_clips, torch_decays
from optimizers.training.spec import Training

BENDS = {"relu": "torch.nn.ReLU()", "tanh": "torch.nn.Tanh()"}
START = [
    "with torch.no_grad():",
    "    for layer, (W, b) in zip(model[::2], first):",
    "        layer.weight.copy_(torch.from_numpy(W))",
    "        layer.bias.copy_(torch.from_numpy(b))",
]
TENSORS = ["x, y, held_x, held_y = map(torch.from_numpy, (x, y, held_x, held_y))"]
GRADIENT = ["optimizer.zero_grad()", "loss(model(x[batch])[:, 0], y[batch]).backward()"]


def text(training: Training, row: int) -> tuple[str, Followed]:
    """The program of one run, and what following it showed.

    CannotPrintError for a rule that is not PyTorch's.
    """
    run = training.runs[row]
    own = own_of(run)
    if own is None:
        raise CannotPrintError(f"PyTorch has no {run.rule.title} with these settings; NumPy's program has it")
    own = own._replace(why=f"{own.why} {TORCH_WHY}".strip()) if run.clip_norm is not None else own
    found = followed.own(training, row, own, TORCH_SLACK)
    hyper = {name: repr(value) for name, value in run.rule.hyper(run.hyper).items()}
    alpha = rate(run, Counted(training.epochs), "np", at="epoch")
    times = f"{own.times.format(**hyper)} * " if own.times else ""
    steady = run.optimizer == "rprop" or (is_constant(run) and "**n" not in times)
    made = own.call.format(rate=f"{times}{run.learning_rate!r}" if steady else "1.0", **hyper)
    decaying = torch_decays(run, made)
    pulled = [
        "for part in model.parameters():",
        f"    part.grad += {real(run.l2)} * part.detach()  # L2",
    ]
    step = [
        *GRADIENT,
        *torch_clips(run, "model.parameters()"),
        *(pulled if decaying is None else []),
        "optimizer.step()",
    ]
    setting = f'optimizer.param_groups[0]["lr"] = {times}{alpha.text}'
    always = not steady and "**n" in times
    turn = [*([setting] if always else []), *step]
    each_epoch = () if steady or always else (setting,)
    network = [f"torch.nn.Linear({inside}, {outside})," for inside, outside in zip(*_shape(training), strict=True)]
    bent = [line for layer in network[:-1] for line in (layer, f"{BENDS[training.activation]},")]
    program = joined(
        heading(training, row, "PyTorch", found.note),
        [*imports(training, "import torch"), "", "torch.set_default_dtype(torch.float64)"],
        *data(training),
        *(() if steady else alpha.blocks),
        ["model = torch.nn.Sequential(", *(f"    {line}" for line in [*bent, network[-1]]), ")", *START],
        [
            "loss = torch.nn.BCEWithLogitsLoss()",
            f"optimizer = torch.optim.{(decaying or made).replace('[w]', 'model.parameters()')}",
            *TENSORS,
        ],
        loop(turn, "[part.detach().clone() for part in model.parameters()]", each_epoch),
        [
            "with torch.no_grad():",
            "    right = (model(held_x)[:, 0] > 0) == (held_y > 0)",
            '    print("J =", loss(model(x)[:, 0], y).item(), "held-out accuracy =", right.double().mean().item())',
        ],
    )
    return program, found


def _shape(training: Training) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """How many numbers go into each layer, and how many come out."""
    sizes = training.network.sizes
    return sizes[:-1], sizes[1:]

"""A training in PyTorch: layers of torch.nn, their optimizer with the settings that come closest, and its loop."""

from optimizers.programs.named import key
from optimizers.programs.networks.data import data, heading, imports, loop
from optimizers.programs.networks.followed import told
from optimizers.programs.parts import joined
from optimizers.programs.rates import Counted, is_constant, rate
from optimizers.programs.torch_names import TORCH
from optimizers.programs.trace import CannotPrintError
from optimizers.training.spec import Training

BENDS = {"relu": "torch.nn.ReLU()", "tanh": "torch.nn.Tanh()"}
START = [
    "with torch.no_grad():",
    "    for layer, (W, b) in zip(model[::2], first):",
    "        layer.weight.copy_(torch.from_numpy(W))",
    "        layer.bias.copy_(torch.from_numpy(b))",
]
TENSORS = ["x, y, held_x, held_y = map(torch.from_numpy, (x, y, held_x, held_y))"]
STEP = ["optimizer.zero_grad()", "loss(model(x[batch])[:, 0], y[batch]).backward()", "optimizer.step()"]


def text(training: Training, row: int) -> tuple[str, str, bool]:
    """The program of one run, its note, and whether it walks the page's path.

    CannotPrintError for a rule that is not PyTorch's.
    """
    run = training.runs[row]
    own = TORCH.get(key(run))
    if own is None:
        raise CannotPrintError(f"PyTorch has no {run.rule.title} with these conventions; NumPy's program has it")
    note, exact = told(training, row, own)
    hyper = {name: repr(value) for name, value in run.rule.hyper(run.hyper).items()}
    alpha = rate(run, Counted(training.epochs), "np", at="epoch")
    times = f"{own.times.format(**hyper)} * " if own.times else ""
    steady = run.optimizer == "rprop" or (is_constant(run) and "**n" not in times)
    made = own.call.format(rate=f"{times}{run.learning_rate!r}" if steady else "1.0", **hyper)
    setting = f'optimizer.param_groups[0]["lr"] = {times}{alpha.text}'
    always = not steady and "**n" in times
    turn = [*([setting] if always else []), *STEP]
    each_epoch = () if steady or always else (setting,)
    network = [f"torch.nn.Linear({inside}, {outside})," for inside, outside in zip(*_shape(training), strict=True)]
    bent = [line for layer in network[:-1] for line in (layer, f"{BENDS[training.activation]},")]
    program = joined(
        heading(training, row, "PyTorch", note),
        [*imports(training, "import torch"), "", "torch.set_default_dtype(torch.float64)"],
        *data(training),
        *(() if steady else alpha.blocks),
        ["model = torch.nn.Sequential(", *(f"    {line}" for line in [*bent, network[-1]]), ")", *START],
        [
            "loss = torch.nn.BCEWithLogitsLoss()",
            f"optimizer = torch.optim.{made.replace('[w]', 'model.parameters()')}",
            *TENSORS,
        ],
        loop(turn, "[part.detach().clone() for part in model.parameters()]", each_epoch),
        [
            "with torch.no_grad():",
            "    right = (model(held_x)[:, 0] > 0) == (held_y > 0)",
            '    print("J =", loss(model(x)[:, 0], y).item(), "held-out accuracy =", right.double().mean().item())',
        ],
    )
    return program, note, exact


def _shape(training: Training) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """How many numbers go into each layer, and how many come out."""
    sizes = training.network.sizes
    return sizes[:-1], sizes[1:]

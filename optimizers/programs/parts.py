"""What every program has: a heading, the random numbers of the run, its loop's frame, and its last line."""

import re
import textwrap
from itertools import pairwise
from math import ceil

from optimizers.experiment import Experiment, Run
from optimizers.programs.dialects import TENSORFLOW, TORCH, Dialect
from optimizers.programs.printer import plainly

COMMENT = 96  # characters in a line of a comment


def heading(experiment: Experiment, row: int, library: str, note: str) -> list[str]:
    """Comments: what it reproduces, its sources, and what is to be known of it."""
    run, surface = experiment.runs[row], experiment.surface
    start = ", ".join(plainly(x) for x in experiment.origin)
    steps = "1 step" if experiment.steps == 1 else f"{experiment.steps} steps"
    what = (
        f"{run.rule.title} on the cost “{surface.title}”: {steps} from ({start}), in {library}, as Optiscape runs it."
    )
    lines = [what, f"Cost: {surface.source}", f"Rule: {run.rule.source}", *([note] if note else [])]
    return [f"# {part}" for line in lines for part in textwrap.wrap(line, COMMENT)]


def batched(experiment: Experiment, run: Run) -> bool:
    """Whether each step of the run meets a mini-batch."""
    return experiment.surface.data is not None and experiment.batch_of(run) is not None


def math(blocks: list[list[str]]) -> list[str]:
    """The import of `math`, where these lines need it."""
    used = re.search(r"(?<!tf\.)\bmath\.", "\n".join(line for block in blocks for line in block))
    return ["import math", ""] if used else []


def noise(experiment: Experiment, dialect: Dialect) -> list[str]:
    """The gradient's errors, `errors` of shape (steps, 2), if there are any."""
    if not experiment.noise:
        return []
    drawn = f"np.random.default_rng({experiment.seed}).standard_normal((steps, 2))"
    text = f"{plainly(experiment.noise)} * {drawn}"
    return [f"errors = {f'torch.from_numpy({text})' if dialect is TORCH else text}  # of the gradient"]


def batches(experiment: Experiment, run: Run) -> list[str]:
    """The mini-batches, `batches[n - 1]` the places of the examples of step n, if there are any."""
    data, size = experiment.surface.data, experiment.batch_of(run)
    if data is None or size is None:
        return []
    epochs = ceil(experiment.steps / ceil(data.count / size))
    return [
        f"random = np.random.default_rng(np.random.SeedSequence({experiment.seed}, spawn_key=(1,)))",
        f"order = random.permuted(np.tile(np.arange({data.count}), ({epochs}, 1)), axis=1)  # a row for each epoch",
        f"batches = [row[i : i + {size}] for row in order for i in range(0, {data.count}, {size})]",
    ]


def cost_at(experiment: Experiment, run: Run, dialect: Dialect) -> str:
    """How a program asks for J at a place, of the step's own batch: a pattern with one field."""
    return f"cost(*({{}}){examples(experiment, run, dialect)})"


def examples(experiment: Experiment, run: Run, dialect: Dialect) -> str:
    """What `cost` and `gradient` are given beside W in step n: the examples of its batch, or nothing."""
    if not batched(experiment, run):
        return ""
    pick = "tf.gather({}, batches[n - 1])" if dialect is TENSORFLOW else "{}[batches[n - 1]]"
    return f", {pick.format('x')}, {pick.format('y')}"


def error(experiment: Experiment) -> str:
    """What is added to the gradient of step n."""
    return " + errors[n - 1]" if experiment.noise else ""


def loop(inside: list[str], remembered: str = "w") -> list[str]:
    """The steps, with the path of all W, (steps + 1, 2)."""
    turn = [f"    {line}" for line in [*inside, f"path.append({remembered})"]]
    return [f"path = [{remembered}]", "for n in range(1, steps + 1):", *turn]


def joined(*blocks: list[str]) -> str:
    """Blocks of lines, those that are not empty: an empty line between two, and two about a function."""
    full = [block for block in blocks if block]
    text = "\n".join(full[0])
    for before, block in pairwise(full):
        function = any(part[0].startswith(("def ", "class ", "@")) for part in (before, block))
        text += ("\n\n\n" if function else "\n\n") + "\n".join(block)
    return text + "\n"


def stands(experiment: Experiment, run: Run) -> bool:
    """Whether the rate is 0 in some step: a rule may then have to say that it stands still."""
    return not (run.rates(experiment.steps, experiment.counted(run)) > 0).all()

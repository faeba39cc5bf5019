"""The learning rate of a run as the text of a function of the step: `def alpha(n)`, n = 1, 2, …"""

from typing import NamedTuple

from optimizers.experiment import Experiment, Run
from optimizers.programs.printer import plainly, real
from optimizers.schedules import WARMUPS_FROM


class Rate(NamedTuple):
    """How a program has its rate: blocks of lines that define it, and `text`, which stands for it in step n."""

    blocks: tuple[list[str], ...]
    text: str


def is_constant(run: Run) -> bool:
    """Whether the rate never changes."""
    flat = run.schedule == "constant" or (run.schedule == "inverse_time" and run.how.check(run.decay) == 0)
    return flat and not run.warmup


class Counted(NamedTuple):
    """What n of a schedule counts: the run's `steps`, or its epochs of `epoch` steps each."""

    steps: int
    epoch: int = 1

    def own(self, run: Run) -> int:
        """How long the schedule of `run` itself is, after its warm-up, in what n counts."""
        return max(1, -(-self.steps // self.epoch) - run.warmup)


def counted_of(experiment: Experiment, run: Run) -> Counted:
    """What n of the schedule of an experiment's run counts."""
    return Counted(experiment.steps, experiment.counted(run))


def rate(run: Run, counted: Counted, module: str, traced: bool = False, at: str = "n") -> Rate:
    """The rate of this run with the functions of `module`; `traced` where n is unknown when the function is read.

    `at` is what the program calls the step, or whatever else n counts.
    """
    if is_constant(run):
        return Rate(([f"alpha = {real(run.learning_rate)}"],), "alpha")
    before, body = _body(run, counted, module, traced)
    epoch = counted.epoch
    head = [f"n = (n - 1) // {epoch} + 1  # the epoch, of {epoch} steps each"] if epoch > 1 else []
    if run.warmup:
        first, parts = WARMUPS_FROM[run.warmup_from].rise(run.warmup)
        rise = f"{_first(run, counted)} * {'n' if first else '(n - 1)'} / {parts}"
        if traced:
            head += [f"warm, warming = n <= {run.warmup}, {rise}", f"n = {module}.maximum(n - {run.warmup}, 1)"]
            body[-1] = f"return {module}.where(warm, warming, {body[-1].removeprefix('return ')})"
        else:
            head += [f"if n <= {run.warmup}:  # the warm-up", f"    return {rise}", f"n = n - {run.warmup}"]
    function = [
        f"def alpha(n):  # the rate of {'step' if at == 'n' else at} n = 1, 2, …",
        *(f"    {line}" for line in [*head, *body]),
    ]
    return Rate((before, function), f"alpha({at})")


def _first(run: Run, counted: Counted) -> str:
    """The schedule's own first rate, which the warm-up rises to."""
    parameters = run.how.settled(run.schedule_parameters)
    return real(float(run.how.alpha(run.learning_rate, run.decay, counted.own(run), parameters)[0]))


def _body(run: Run, counted: Counted, module: str, traced: bool) -> tuple[list[str], list[str]]:
    """What stands before the function, and the lines in it, the last of which returns."""
    a0, k = real(run.learning_rate), real(run.how.check(run.decay))
    p = {
        key: real(value) if key in ("start", "end") else plainly(value)
        for key, value in run.how.settled(run.schedule_parameters).items()
    }
    steps = str(counted.own(run))
    pi, cos = f"{module}.pi", f"{module}.cos"
    match run.schedule:
        case "inverse_time":
            return [], [f"return {a0} / (1 + {k} * (n - 1))" if float(k) else f"return {a0}"]
        case "exponential":
            return [], [f"return {a0} * {k} ** (n - 1)"]
        case "inverse_sqrt":
            return [], [f"return {k} * {a0} / {module}.sqrt(n)"]
        case "step":
            return [], [f"return {a0} * {k} ** ((n - 1) // {p['interval']})"]
        case "polynomial":
            return [], [f"return {a0} * {_above(p['end'], f'(1 - (n - 1) / {steps}) ** {k}')}"]
        case "cosine":
            return [], [f"return {a0} * {_above(k, f'(1 + {cos}({pi} * (n - 1) / {steps})) / 2')}"]
        case "cosine_restarts":
            before = [
                f"begins, lengths = [0], [{p['interval']}]  # of the cycles",
                f"while begins[-1] + lengths[-1] < {steps}:",
                "    begins.append(begins[-1] + lengths[-1])",
                f"    lengths.append(lengths[-1] * {p['growth']})",
                f"begins, lengths = {module}.array(begins), {module}.array(lengths)",
            ]
            part = f'i = {module}.searchsorted(begins, n - 1, side="right") - 1'
            fall = f"(1 + {cos}({pi} * (n - 1 - begins[i]) / lengths[i])) / 2"
            return before, [part, f"return {a0} * {_above(k, fall)}"]
        case "one_cycle":
            return [], _one_cycle(a0, k, p["start"], p["end"], steps, module, traced)
        case "constant":
            return [], [f"return {a0}"]
    raise ValueError(f"the schedule {run.schedule} is not written out")


def _above(low: str, part: str) -> str:
    """From 1, at part 1, to `low`, at part 0."""
    return part if float(low) == 0 else f"({low} + (1 - {low}) * {part})"


def _one_cycle(a0: str, k: str, start: str, end: str, steps: str, module: str, traced: bool) -> list[str]:
    top = f"top = max({k} * {steps} - 1, 0)  # the rate rises until there"
    rise = f"1 + ({start} - 1) * (1 + {module}.cos({module}.pi * (n - 1) / max(top, 1e-9))) / 2"
    part = f"(n - 1 - top) / max({steps} - 1 - top, 1e-9)"
    fall = f"{end} + (1 - {end}) * (1 + {module}.cos({module}.pi * {part})) / 2"
    if traced:
        return [top, f"rise = {rise}", f"fall = {fall}", f"return {a0} * {module}.where(n - 1 < top, rise, fall)"]
    return [top, "if n - 1 < top:", f"    return {a0} * ({rise})", f"return {a0} * ({fall})"]

"""What the buttons of step 3 do. They run before the page is drawn again, so they edit the state itself."""

from collections.abc import Callable
from dataclasses import replace

from components import state
from components.controls.fields import with_experiment
from components.looks import MOST_RUNS
from optimizers import CATALOGUE, Run

LECTURE_RATE = 0.001
ADD = "add-optimizer"


def suited_rates() -> None:
    """The landscape's own rates, without decay."""
    surface = state.held().view.experiment.surface
    _each_run(lambda run: undecayed(run, run.rule.suits(surface)))


def same_rate() -> None:
    """The first row's rate everywhere."""
    runs = state.held().view.experiment.runs
    _each_run(lambda run: replace(run, learning_rate=runs[0].learning_rate))


def lecture_settings() -> None:
    """0.001 and decay 0 everywhere."""
    _each_run(lambda run: undecayed(run, LECTURE_RATE))


def add_row() -> None:
    """A row, ticked, for the optimizer picked in the list `ADD`, at the rate that suits the landscape."""
    view = state.held().view
    key = state.taken(ADD)
    if key in CATALOGUE and len(view.experiment.runs) < MOST_RUNS:
        run = Run(key, CATALOGUE[key].suits(view.experiment.surface))
        state.change(with_experiment(view, runs=(*view.experiment.runs, run)))


def remove_row(i: int) -> None:
    """Without row i. Those below move up, and their fields with them."""
    view = state.held().view
    runs = view.experiment.runs
    off = frozenset(j - (j > i) for j in view.off if j != i)
    moved = tuple(f"row-{j}-" for j in range(i, len(runs)))
    state.rewrite(*(key for key in state.held().shown if key.startswith(moved)))
    state.change(replace(with_experiment(view, runs=runs[:i] + runs[i + 1 :]), off=off))


def undecayed(run: Run, rate: float) -> Run:
    """The run at this learning rate from its first step to its last."""
    default = Run(run.optimizer, rate)
    fields = {name: getattr(default, name) for name in ("schedule", "decay", "schedule_parameters", "warmup")}
    return replace(run, learning_rate=rate, **fields)


def _each_run(edit: Callable[[Run], Run]) -> None:
    view = state.held().view
    for i, run in enumerate(view.experiment.runs):
        state.rewrite(f"row-{i}-rate", f"row-{i}-decay-{run.schedule}")
    state.change(with_experiment(view, runs=tuple(map(edit, view.experiment.runs))))

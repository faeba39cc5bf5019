"""What the buttons of step 3 do. They run before the page is drawn again, so they edit the state itself."""

from collections.abc import Callable
from dataclasses import replace

from components import state
from components.controls.fields import with_experiment
from optimizers import Run

LECTURE_RATE = 0.001


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


def undecayed(run: Run, rate: float) -> Run:
    """The run at this learning rate from its first step to its last."""
    default = Run(run.optimizer, rate)
    fields = {name: getattr(default, name) for name in ("schedule", "decay", "schedule_parameters", "warmup")}
    return replace(run, learning_rate=rate, **fields)


def _each_run(edit: Callable[[Run], Run]) -> None:
    view = state.held().view
    for i, run in enumerate(view.experiment.runs):
        state.rewrite(f"rate-{i}", f"decay-{i}-{run.schedule}")
    state.change(with_experiment(view, runs=tuple(map(edit, view.experiment.runs))))

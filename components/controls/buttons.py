"""What the buttons of step 3 make of its rows."""

from collections.abc import Callable
from dataclasses import replace

from components.controls.bench import Rows
from components.looks import MOST_RUNS
from optimizers import Run

LECTURE_RATE = 0.001
ADD = "add-optimizer"


def added(rows: Rows, run: Run) -> Rows:
    """A row more, ticked, as long as there may be one."""
    return rows if len(rows.runs) >= MOST_RUNS else rows._replace(runs=(*rows.runs, run))


def removed(rows: Rows, i: int) -> Rows:
    """Without row i."""
    return Rows(rows.runs[:i] + rows.runs[i + 1 :], frozenset(j - (j > i) for j in rows.off if j != i))


def at_rates(rows: Rows, rate: Callable[[Run], float]) -> Rows:
    """Every run at its `rate`, without decay."""
    return rows._replace(runs=tuple(undecayed(run, rate(run)) for run in rows.runs))


def at_the_first_rate(rows: Rows) -> Rows:
    """The first row's rate everywhere."""
    return rows._replace(runs=tuple(replace(run, learning_rate=rows.runs[0].learning_rate) for run in rows.runs))


def undecayed(run: Run, rate: float) -> Run:
    """The run at this learning rate from its first step to its last."""
    default = Run(run.optimizer, rate)
    fields = {name: getattr(default, name) for name in ("schedule", "decay", "schedule_parameters", "warmup")}
    return replace(run, learning_rate=rate, **fields)


def rate_fields(rows: Rows) -> tuple[str, ...]:
    """The fields of the rates and decays, by their keys."""
    return tuple(key for i, run in enumerate(rows.runs) for key in (f"row-{i}-rate", f"row-{i}-decay-{run.schedule}"))

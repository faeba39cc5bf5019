"""Mini-batches: a line through points that may be dragged, its bowl, and the steps of small and large batches on it."""

from dataclasses import replace

import streamlit as st

from components import state
from components.controls.fields import number
from components.numbers import read_number
from components.pages.explore import free, workbench
from components.share_link import View, opening
from landscapes.points import EXAMPLE, own_points
from optimizers import Experiment, Run
from optimizers.experiment import ALL, STEPS

WHAT_BATCHES_ARE = (
    "A step needs a gradient, but not that of all examples. **Drag a point** of the data and see the bowl "
    r"$J(b, w)$, the line and the paths follow; then compare full batch, mini-batches and single examples, at the same "
    "step or at the same epoch."
)
WHAT_TO_TRY = (
    "At a constant rate small batches come down fast and then shake about the lowest point for ever. **Let every rate "
    "fall**, and the shaking dies out; but the full batch, which never shook, now slows down on its way. Then drag one "
    "point far off and see which batches mind."
)
RATE, EPOCHS, SIZES = 0.02, 40, (1, 4, ALL)  # the calmest last, so that its path lies on top
PANELS = ("data", "epochs")
DECAY = 0.1  # k of α0 / (1 + k (n−1)), n the epoch: enough to settle single examples within the opening's epochs


def batches() -> None:
    """The workbench with the data and the epochs beside the map."""
    workbench("batches", with_batches, more=epochs)


def with_batches(view: View, came: bool) -> View:
    """`view` with data and epochs beside the map, coming from elsewhere; a view of this page's own for no line's."""
    view = free(view)
    data = view.experiment.surface.data
    if view == opening() or (came and (data is None or not data.line)):
        return own_opening()
    return view if not came or set(PANELS) <= set(view.charts) else replace(view, charts=PANELS)


def own_opening() -> View:
    """Gradient descent through eleven points: one at a time, four, and all of them in every step, at one rate."""
    runs = tuple(Run("gradient_descent", RATE, batch_size=size) for size in SIZES)
    experiment = Experiment(own_points(EXAMPLE), runs=runs)
    return View(with_epochs(experiment, EPOCHS), charts=PANELS, pace="epoch")


def largest(experiment: Experiment) -> int:
    """The most steps that an epoch takes any of the runs."""
    return max((experiment.steps_per_epoch(run) for run in experiment.runs), default=1)


def with_epochs(experiment: Experiment, count: float) -> Experiment:
    """`experiment` with as many steps as `count` epochs take the run with the smallest batches; ValueError in words."""
    steps = round(count * largest(experiment))
    if steps not in STEPS:
        raise ValueError(f"{count:g} is out of range: more than 0 and at most {STEPS.high // largest(experiment):g}")
    return replace(experiment, steps=steps)


def epochs(view: View) -> View:
    """A field for the epochs, a button that has every rate fall, and what to try."""
    experiment = view.experiment
    shown = float(f"{experiment.steps / largest(experiment):.4g}")

    def accept(text: str) -> float:
        count = read_number(text)
        if count != shown:  # which may be rounded up, beyond the most
            with_epochs(experiment, count)
        return count

    falling = bool(experiment.runs) and all(run.decay and run.schedule == "inverse_time" for run in experiment.runs)
    label, act = ("Keep the rates constant", constant) if falling else ("Let every rate fall", falling_rates)
    with st.container(key="batches-end", horizontal=True, vertical_alignment="bottom", gap="xsmall"):
        count = number("epochs", "Epochs", shown, accept, width=90)
        help = f"For every run the rate α / (1 + {DECAY:g} (n − 1)) in epoch n"
        st.button(label, on_click=act, disabled=not experiment.runs, help=help)
    st.caption(WHAT_TO_TRY)
    if count != shown:  # the field of the steps, above, is to show it
        state.change(replace(view, experiment=with_epochs(experiment, count), step=None))
        st.rerun()
    return view


def falling_rates() -> None:
    """Inverse-time decay for every run."""
    _decayed(DECAY)


def constant() -> None:
    """The same rate from the first step of every run to its last."""
    _decayed(None)


def _decayed(decay: float | None) -> None:
    view = state.held().view
    fresh = {"schedule": "inverse_time", "decay": decay, "schedule_parameters": {}, "warmup": 0}
    runs = tuple(replace(run, **fresh) for run in view.experiment.runs)
    state.change(replace(view, experiment=replace(view.experiment, runs=runs)))

"""Step 3 of the page: which optimizers run, each with its learning rate and decay, and for how many steps."""

from collections.abc import Callable
from dataclasses import replace

import streamlit as st

from components import state
from components.controls.bench import Bench, Rows
from components.controls.buttons import LECTURE_RATE, at_rates, at_the_first_rate, rate_fields
from components.controls.fields import number, with_experiment
from components.controls.rows import optimizer_rows
from components.numbers import read_whole
from components.share_link import View
from components.words import names


def optimizers(view: View) -> View:
    """Step 3: which optimizers, each with its learning rate and decay."""
    experiment = view.experiment
    data = experiment.surface.data
    titles = names(experiment)
    bench = Bench(
        titles=titles,
        steps=experiment.steps,
        counted=experiment.counted,
        suits=lambda rule: rule.suits(experiment.surface),
        change=change,
        examples=data.count if data else None,
    )
    rows = optimizer_rows(Rows(experiment.runs, view.off), bench)
    edited = with_rows(view, rows)
    if names(edited.experiment) != titles:  # which are told apart by their batches, and how: the rows above say it
        state.change(edited)
        st.rerun()
    with st.container(key="optimizer-buttons", horizontal=True, gap="xsmall"):
        rate_button(
            "Rates that suit",
            "The rates chosen for this landscape, and no decay",
            lambda rows: at_rates(rows, lambda run: run.rule.suits(experiment.surface)),
            rows,
            bench,
        )
        rate_button(
            "Same rate for all", "Every row takes the first row's learning rate", at_the_first_rate, rows, bench
        )
        rate_button(
            "The lecture's settings",
            f"{LECTURE_RATE:g} and decay 0 everywhere",
            lambda rows: at_rates(rows, lambda run: LECTURE_RATE),
            rows,
            bench,
        )
    return edited


def rate_button(label: str, help: str, edit: Callable[[Rows], Rows], rows: Rows, bench: Bench) -> None:
    """A button that gives every row another rate."""
    st.button(label, on_click=bench.press, args=(edit, *rate_fields(rows)), help=help)


def with_rows(view: View, rows: Rows) -> View:
    """`view` with these rows."""
    return replace(with_experiment(view, runs=rows.runs), off=rows.off)


def change(edit: Callable[[Rows], Rows]) -> None:
    """Edit the rows of the page that is shown."""
    view = state.held().view
    state.change(with_rows(view, edit(Rows(view.experiment.runs, view.off))))


def steps(view: View) -> View:
    """How many updates each run makes."""

    def accept(text: str) -> int:
        return replace(view.experiment, steps=read_whole(text)).steps

    count = number("steps", "Steps", view.experiment.steps, accept, width=90)
    shown = None if view.step is not None and view.step >= count else view.step  # as long as there is such a step
    return replace(with_experiment(view, steps=count), step=shown)

"""Step 3 of the page: which optimizers run, each with its learning rate and decay, and for how many steps."""

from dataclasses import replace
from typing import Any

import streamlit as st

from components import state
from components.controls.buttons import ADD, add_row, lecture_settings, remove_row, same_rate, suited_rates
from components.controls.fields import number, parameter, with_experiment
from components.controls.settings import settings
from components.looks import MOST_RUNS
from components.numbers import read_number, read_whole
from components.share_link import View
from components.words import names
from optimizers import CATALOGUE, Run
from optimizers.base import GROUPS


def optimizers(view: View) -> View:
    """Step 3: which optimizers, each with its learning rate and decay."""
    with st.container(key="optimizer-head", horizontal=True, gap="small"):
        st.caption("optimizer", width=145)
        st.caption("learning rate", width=90)
        st.caption("decay", width=70)
    titles = names(view.experiment)
    for i, name in enumerate(titles):
        view = row(view, i, name)
    if names(view.experiment) != titles:  # other batches, which tell them apart: the rows above are to say so
        state.change(view)
        st.rerun()
    add(view)
    with st.container(key="optimizer-buttons", horizontal=True, gap="xsmall"):
        st.button("Rates that suit", on_click=suited_rates, help="The rates chosen for this landscape, and no decay")
        st.button("Same rate for all", on_click=same_rate, help="Every row takes the first row's learning rate")
        st.button("The lecture's settings", on_click=lecture_settings, help="0.001 and decay 0 everywhere")
    return view


def add(view: View) -> None:
    """A list of all optimizers, each under its group; the one chosen becomes a new row."""
    if len(view.experiment.runs) >= MOST_RUNS:
        st.caption(f"{MOST_RUNS} optimizers are the most at once. Remove one, in its settings, to add another.")
        return
    if not view.experiment.runs:
        st.info("Add an optimizer to see where it goes.")
    st.selectbox(
        "Add an optimizer",
        tuple(CATALOGUE),
        index=None,
        key=ADD,
        on_change=add_row,
        format_func=lambda key: f"{CATALOGUE[key].title}  ·  {GROUPS[CATALOGUE[key].group]}",
        placeholder="Add an optimizer…",
        label_visibility="collapsed",
    )


def row(view: View, i: int, title: str) -> View:
    """One optimizer: its checkbox, its two numbers, and a popover with all else."""
    run = view.experiment.runs[i]
    problems: list[str] = []
    look = {"label_visibility": "collapsed", "say": problems.append}
    with st.container(key=f"optimizer-row-{i}", horizontal=True, vertical_alignment="center", gap="small", wrap=False):
        ticked = i not in view.off
        state.show(f"row-{i}-on", ticked, ticked)
        ticked = st.checkbox(title, key=f"row-{i}-on", width=145)
        state.typed(f"row-{i}-on", ticked)
        rate = number(
            f"row-{i}-rate",
            f"{title} learning rate",
            run.learning_rate,
            lambda text: Run(run.optimizer, read_number(text)).learning_rate,
            width=90,
            **look,
        )
        run = replace(run, learning_rate=rate)
        beside = st.container(
            key=f"row-{i}-beside", width=70
        )  # for the decay, whose meaning is chosen in the popover after it
        with st.popover("Equation and settings", icon=":material/tune:", key=f"row-{i}-settings-{run.optimizer}"):
            run = settings(run, i, title, view.experiment)
            st.button(
                f"Remove {title}", on_click=remove_row, args=(i,), key=f"row-{i}-remove", icon=":material/delete:"
            )
        with beside:
            run = decay(run, i, title, **look)
    for problem in problems:
        st.error(problem)
    runs = (*view.experiment.runs[:i], run, *view.experiment.runs[i + 1 :])
    view = replace(view, off=view.off - {i} if ticked else view.off | {i})
    return with_experiment(view, runs=runs)


def decay(run: Run, i: int, title: str, **look: Any) -> Run:
    """The decay field of a row; a dash where the schedule has none."""
    about = run.how.decay
    if about is None:
        st.caption("–")
        return run
    label, now = f"{title} learning rate decay", run.how.check(run.decay)
    new = parameter(f"row-{i}-decay-{run.schedule}", label, about, now, **look)
    return run if new == now else replace(run, decay=None if new == about.default else new)


def steps(view: View) -> View:
    """How many updates each run makes."""

    def accept(text: str) -> int:
        return replace(view.experiment, steps=read_whole(text)).steps

    count = number("steps", "Steps", view.experiment.steps, accept, width=90)
    shown = None if view.step is not None and view.step >= count else view.step  # as long as there is such a step
    return replace(with_experiment(view, steps=count), step=shown)

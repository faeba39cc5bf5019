"""Step 3 of the page: which optimizers run, each with its learning rate and decay, and for how many steps."""

from dataclasses import replace
from typing import Any

import streamlit as st

from components import state
from components.controls.buttons import lecture_settings, same_rate, suited_rates
from components.controls.fields import number, parameter, with_experiment
from components.controls.settings import settings
from components.numbers import read_number, read_whole
from components.share_link import View
from optimizers import Run


def optimizers(view: View) -> View:
    """Step 3: which optimizers, each with its learning rate and decay."""
    with st.container(key="optimizer-head", horizontal=True, gap="small"):
        st.caption("optimizer", width=145)
        st.caption("learning rate", width=90)
        st.caption("decay", width=70)
    for i in range(len(view.experiment.runs)):
        view = row(view, i)
    with st.container(horizontal=True, gap="xsmall"):
        st.button("Rates that suit", on_click=suited_rates, help="The rates chosen for this landscape, and no decay")
        st.button("Same rate for all", on_click=same_rate, help="Every row takes the first row's learning rate")
        st.button("The lecture's settings", on_click=lecture_settings, help="0.001 and decay 0 everywhere")
    return view


def row(view: View, i: int) -> View:
    """One optimizer: its checkbox, its two numbers, and a popover with all else."""
    run = view.experiment.runs[i]
    title = run.rule.title
    problems: list[str] = []
    look = {"label_visibility": "collapsed", "say": problems.append}
    with st.container(key=f"optimizer-row-{i}", horizontal=True, vertical_alignment="center", gap="small", wrap=False):
        ticked = i not in view.off
        state.show(f"on-{i}", ticked, ticked)
        ticked = st.checkbox(title, key=f"on-{i}", width=145)
        state.typed(f"on-{i}", ticked)
        rate = number(
            f"rate-{i}",
            f"{title} learning rate",
            run.learning_rate,
            lambda text: Run(run.optimizer, read_number(text)).learning_rate,
            width=90,
            **look,
        )
        run = replace(run, learning_rate=rate)
        beside = st.container(width=70)  # for the decay, whose meaning is chosen in the popover after it
        with st.popover("Equation and settings", icon=":material/tune:", key=f"settings-{i}"):
            run = settings(run, i)
        with beside:
            run = decay(run, i, **look)
    for problem in problems:
        st.error(problem)
    runs = (*view.experiment.runs[:i], run, *view.experiment.runs[i + 1 :])
    view = replace(view, off=view.off - {i} if ticked else view.off | {i})
    return with_experiment(view, runs=runs)


def decay(run: Run, i: int, **look: Any) -> Run:
    """The decay field of a row; a dash where the schedule has none."""
    about = run.how.decay
    if about is None:
        st.caption("–")
        return run
    label, now = f"{run.rule.title} learning rate decay", run.how.check(run.decay)
    new = parameter(f"decay-{i}-{run.schedule}", label, about, now, **look)
    return run if new == now else replace(run, decay=None if new == about.default else new)


def steps(view: View) -> View:
    """How many updates each run makes."""

    def accept(text: str) -> int:
        return replace(view.experiment, steps=read_whole(text)).steps

    return with_experiment(view, steps=number("steps", "Steps", view.experiment.steps, accept, width=90))

"""The optimizers of a page, a row each: its checkbox, its two numbers, and a popover with all else."""

from dataclasses import replace
from typing import Any

import streamlit as st

from components import shown_values, state
from components.controls.bench import Bench, Rows
from components.controls.buttons import ADD, added, removed
from components.controls.fields import number, parameter
from components.controls.settings import settings
from components.looks import MOST_RUNS
from components.numbers import read_number
from optimizers import CATALOGUE, Run
from optimizers.base import GROUPS


def optimizer_rows(rows: Rows, bench: Bench) -> Rows:
    """Every row, and the list from which one is added; the rows as they are then typed."""
    with st.container(key="optimizer-head", horizontal=True, gap="small"):
        st.caption("optimizer", width=145)
        st.caption("learning rate", width=90)
        st.caption("decay", width=70)
    for i, name in enumerate(bench.titles):
        rows = row(rows, i, name, bench)
    add(rows, bench)
    return rows


def add(rows: Rows, bench: Bench) -> None:
    """A list of all optimizers, each under its group; the one chosen becomes a new row."""
    if len(rows.runs) >= MOST_RUNS:
        st.caption(f"{MOST_RUNS} optimizers are the most at once. Remove one, in its settings, to add another.")
        return
    if not rows.runs:
        st.info(bench.invitation)

    def chosen() -> None:
        key = shown_values.taken(ADD)
        if key in bench.offered:
            bench.press(lambda rows: added(rows, Run(key, bench.suits(CATALOGUE[key]))))

    st.selectbox(
        "Add an optimizer",
        bench.offered,
        index=None,
        key=ADD,
        on_change=chosen,
        format_func=lambda key: f"{CATALOGUE[key].title}  ·  {GROUPS[CATALOGUE[key].group]}",
        placeholder="Add an optimizer…",
        label_visibility="collapsed",
    )


def row(rows: Rows, i: int, title: str, bench: Bench) -> Rows:
    """One optimizer: its checkbox, its two numbers, and a popover with all else."""
    run = rows.runs[i]
    problems: list[str] = []
    look = {"label_visibility": "collapsed", "say": problems.append}
    with st.container(key=f"optimizer-row-{i}", horizontal=True, vertical_alignment="center", gap="small", wrap=False):
        ticked = i not in rows.off
        shown_values.show(f"row-{i}-on", ticked, ticked)
        ticked = st.checkbox(title, key=f"row-{i}-on", width=145)
        shown_values.typed(f"row-{i}-on", ticked)
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
        look_inside = st.popover(
            "Equation and settings", icon=":material/tune:", key=f"row-{i}-settings-{run.optimizer}"
        )
        with look_inside, shown_values.folded():
            run = settings(run, i, title, bench)
            st.button(
                f"Remove {title}",
                on_click=remove_row,
                args=(i, bench),
                key=f"row-{i}-remove",
                icon=":material/delete:",
            )
        with beside:
            run = decay(run, i, title, **look)
    for problem in problems:
        st.error(problem)
    return Rows((*rows.runs[:i], run, *rows.runs[i + 1 :]), rows.off - {i} if ticked else rows.off | {i})


def remove_row(i: int, bench: Bench) -> None:
    """Without row i. Those below move up, and their fields with them."""
    moved = tuple(f"row-{j}-" for j in range(i, MOST_RUNS))
    bench.press(lambda rows: removed(rows, i), *(key for key in state.held().shown if key.startswith(moved)))


def decay(run: Run, i: int, title: str, **look: Any) -> Run:
    """The decay field of a row; a dash where the schedule has none."""
    about = run.how.decay
    if about is None:
        st.caption("–")
        return run
    label, now = f"{title} learning rate decay", run.how.check(run.decay)
    new = parameter(f"row-{i}-decay-{run.schedule}", label, about, now, **look)
    return run if new == now else replace(run, decay=None if new == about.default else new)

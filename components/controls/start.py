"""Step 2 of the page: where the runs begin."""

from random import uniform

import streamlit as st

from components import shown_values, state
from components.controls.fields import number, with_experiment
from components.numbers import read_number
from components.share_link import View, own_start, reach, within


def start(view: View) -> View:
    """Step 2: where the runs begin."""
    across, up = reach(view.experiment)
    w1, w2 = view.experiment.origin
    problems: list[str] = []
    with st.container(key="start", horizontal=True, vertical_alignment="bottom", gap="xsmall"):
        w1 = number("w1", "Start w1", w1, lambda text: within(across, read_number(text)), problems.append, width=100)
        w2 = number("w2", "Start w2", w2, lambda text: within(up, read_number(text)), problems.append, width=100)
        st.button("Random", on_click=random_start, help="A random start on the map")
        st.button("Reset", on_click=reset_start, help="The landscape's own start")
    for problem in problems:
        st.error(problem)
    return with_experiment(view, start=(w1, w2))


# What the buttons do. They run before the page is drawn again, so they edit the state itself.


def random_start() -> None:
    """A start anywhere on the map, to four digits."""
    view = state.held().view
    w1, w2 = (float(f"{uniform(side.low, side.high):.4g}") for side in view.experiment.map_domain)
    shown_values.rewrite("w1", "w2")
    state.change(with_experiment(view, start=(w1, w2)))


def reset_start() -> None:
    """The landscape's own start."""
    view = state.held().view
    shown_values.rewrite("w1", "w2")
    state.change(with_experiment(view, start=own_start(view.experiment)))

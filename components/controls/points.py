"""The reader's own points as a text of two columns, typed or pasted: a landscape of their own."""

from dataclasses import replace

import streamlit as st

from components import shown_values, state
from components.points_text import columns, read_columns
from components.share_link import own_start, reach
from components.words import plain
from landscapes.base import Landscape
from landscapes.points import COUNT, DIGITS, EXAMPLE, LARGEST, own_points, points_of

HELP = (
    f"{COUNT.low} to {COUNT.high} points, numbers up to {LARGEST:g} in size, of which {DIGITS} digits are kept. "
    "Two columns of a spreadsheet can be pasted. In the panel “Data” beside the map the points can be dragged."
)


def points(surface: Landscape) -> Landscape:
    """A field with one point a line: those of `surface`. A text that is wrong is kept, and what is wrong is said."""
    shown = points_of(surface)
    shown_values.show("points", shown, columns(shown))
    text = st.text_area("Points x, y, one a line", key="points", height=104, help=HELP) or ""
    try:
        surface = own_points(read_columns(text))
    except ValueError as error:
        st.error(f"**Points**: {plain(str(error))}")
    else:
        shown_values.typed("points", points_of(surface))
    st.button("Fit the map", on_click=fit_map, help="Around the lowest point of this bowl")
    return surface


def first_points(surface: Landscape) -> Landscape:
    """What the reader's own points are at first: `surface` where it has some, else its examples or eleven others."""
    if surface.family is not None:
        return surface
    return own_points(points_of(surface) if surface.data is not None and surface.data.line else EXAMPLE)


def fit_map() -> None:
    """The map that the points' landscape has of its own, and a start within its reach."""
    view = state.held().view
    experiment = replace(view.experiment, domain=None)
    if any(w not in side for w, side in zip(experiment.origin, reach(experiment), strict=True)):
        experiment = replace(experiment, start=own_start(experiment))
    state.change(replace(view, experiment=experiment))

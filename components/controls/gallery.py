"""The gallery: every landscape with its picture and its formula under the heading of its group, in a dialog."""

import streamlit as st

from components import state
from components.backend.picture import ALL, place
from components.controls.moves import moved_to
from landscapes import CATALOGUE, GROUPS
from landscapes.base import Landscape

SIDE = 5  # rem, of a picture; site.css has it too


@st.dialog("Choose a cost landscape", width="large")
def gallery() -> None:
    """Shown until the reader picks one or closes it. The picked one becomes the page's."""
    st.html(_pictures(st.context.theme.type or "light"))
    now = state.held().view.experiment.surface.key
    asked = st.text_input("Search", key="gallery-search", live=True, placeholder="valley, saddle, cos …") or ""
    found = [landscape for landscape in CATALOGUE.values() if matches(landscape, asked)]
    if not found:
        st.caption("No landscape has all of this in its name, its group, its words or its formula.")
    for group, heading in GROUPS.items():
        members = [landscape for landscape in found if landscape.group == group]
        if not members:
            continue
        st.caption(heading)
        with st.container(key=f"gallery-{group}"):
            for landscape in members:
                picked = st.button(
                    f"**{landscape.title}** ${landscape.formula}$",
                    key=f"gallery-pick-{landscape.key}",
                    type="primary" if landscape.key == now else "secondary",
                    help=f"{landscape.lesson} $J = {landscape.formula}$",
                    on_click=pick,
                    args=(landscape,),
                )
                if picked:
                    st.rerun()  # the whole page, which closes the dialog


def matches(landscape: Landscape, asked: str) -> bool:
    """Whether every word that is asked for is in the landscape's title, group, lesson or formula."""
    told = f"{landscape.title} {GROUPS[landscape.group]} {landscape.lesson} {landscape.formula}".casefold()
    return all(word in told for word in asked.casefold().split())


def pick(landscape: Landscape) -> None:
    """The page on this landscape."""
    state.change(moved_to(state.held().view, landscape))


def _pictures(scheme: str) -> str:
    # All in one file: one request, and all of them are there at once.
    at = {key: place(key) for key in CATALOGUE}
    rules = [
        f".st-key-gallery-pick-{key} button::before {{ background-position: {-SIDE * column}rem {-SIDE * row}rem; }}"
        for key, (column, row) in at.items()
    ]
    file = f'background-image: url("./api/picture/{scheme}/{ALL}.png");'
    return f'<style>[class*="st-key-gallery-pick-"] button::before {{ {file} }} {" ".join(rules)}</style>'

"""The gallery: every landscape with its picture under the heading of its group, in a dialog."""

import streamlit as st

from components import state
from components.controls.moves import moved_to
from landscapes import CATALOGUE, GROUPS
from landscapes.base import Landscape


@st.dialog("Choose a cost landscape", width="large")
def gallery() -> None:
    """Shown until the reader picks one or closes it. The picked one becomes the page's."""
    scheme = st.context.theme.type or "light"
    now = state.held().view.experiment.surface.key
    for group, heading in GROUPS.items():
        members = [landscape for landscape in CATALOGUE.values() if landscape.group == group]
        if not members:
            continue
        st.caption(heading)
        with st.container(key=f"gallery-{group}", horizontal=True, gap="xsmall"):
            for landscape in members:
                picked = st.button(
                    f"![](./api/picture/{scheme}/{landscape.key}.png) {landscape.title}",
                    key=f"gallery-pick-{landscape.key}",
                    type="primary" if landscape.key == now else "secondary",
                    help=landscape.lesson,
                    on_click=pick,
                    args=(landscape,),
                )
                if picked:
                    st.rerun()  # the whole page, which closes the dialog


def pick(landscape: Landscape) -> None:
    """The page on this landscape."""
    state.change(moved_to(state.held().view, landscape))

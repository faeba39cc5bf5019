"""Explore and Maps: choose a landscape, a start and optimizers, and watch where each goes, or where all would go.

The two pages are one workbench. They differ in what stands beside the map at first.
"""

from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import replace
from urllib.parse import parse_qsl

import streamlit as st

from components import controls, state
from components.controls.damage import damage
from components.looks import MAPS
from components.pages.preparing import train_first
from components.pages.programs import programs_of
from components.pages.tables import compared, table
from components.player import KEY, player
from components.questions import outcome_hidden, told
from components.share_link import View
from optimizers import perform

Home = Callable[[View, bool], View]
WHAT_J_IS = "$J(w_1, w_2)$ is the cost of a network with two weights; training looks for its lowest point."


WHAT_MAPS_ARE = (
    "One run is an anecdote. These maps show them all: **which minimum every start reaches**, what every learning rate "
    "would have done, two settings at once, a race on equal terms, and hundreds of noisy runs. Move anything and they "
    "follow."
)


def explore() -> None:
    """The paths of some runs."""
    workbench("explore", with_charts)


def maps() -> None:
    """The maps of all runs."""
    workbench("maps", with_maps)


def with_charts(view: View, came: bool) -> View:
    """`view` in free play; coming from the maps, with the cost in their place."""
    view = free(view)
    return replace(view, charts=("cost",)) if came and set(view.charts) <= set(MAPS) else view


def with_maps(view: View, came: bool) -> View:
    """`view` with the basins beside the map where no map of many runs is."""
    view = free(view)
    return view if set(view.charts) & set(MAPS) else replace(view, charts=("basins",))


def free(view: View) -> View:
    """`view` away from any scene, its runs shown to the end where the scene had not begun."""
    return replace(view, scene="", step=view.step or None) if view.scene else view


def workbench(
    name: str,
    home: Home,
    more: Callable[[View], View] | None = None,
    guide: Callable[[View], None] | None = None,
) -> None:
    """A page, top to bottom; `more` draws and reads what the page has beside the steps of every workbench.

    With a `guide` its card stands above the steps, which can then be opened.
    """
    train_first(state.linked("landscape"))
    train_first(dict(parse_qsl(state.linked("pin"))).get("landscape", ""))
    page = state.begin(name, home)
    state.take_choice(KEY)
    damage(page.problems)
    beside = st.container(key="explore-body", horizontal=True, gap="medium")
    picture = beside.container(key="explore-picture")
    with beside.container(key="explore-steps"):
        if guide:
            guide(page.view)
        with st.expander("Change the settings", key="scene-steps") if guide else nullcontext():
            view = edited(page.view, more)
    state.settle(view)
    with picture:
        player(told(view), page.serial, page.session, maps=name == "maps", secret=outcome_hidden(view))
        actions(page)
    if not outcome_hidden(view):
        trajectories = perform(view.shown)
        table(view, trajectories)
        compared(view, trajectories)
        programs_of(view)
    state.finish()


def edited(view: View, more: Callable[[View], View] | None = None) -> View:
    """The three steps."""
    st.subheader("1 · Choose a cost landscape", anchor=False)
    view = controls.landscape(view)
    st.subheader("2 · Choose initial parameters", anchor=False)
    view = controls.start(view)
    st.subheader("3 · Choose optimizers", anchor=False)
    view = controls.optimizers(view)
    with st.container(
        key="explore-end",
        horizontal=True,
        vertical_alignment="bottom",
        horizontal_alignment="distribute",
        gap="xsmall",
    ):
        view = controls.steps(view)
        view = controls.noise(view)
        st.button("Reset everything", on_click=state.reset, icon=":material/restart_alt:")
    return more(view) if more else view


def actions(page: state.Held) -> None:
    """Below the map: undo, redo and the pin. Drawn after the steps, since a change in those is one to take back."""
    with st.container(key="explore-actions", horizontal=True, gap="xsmall"):
        for label, act, links in (("Undo", state.undo, page.history.past), ("Redo", state.redo, page.history.future)):
            key = label.lower()
            st.button(label, key=key, on_click=act, disabled=not links, icon=f":material/{key}:")
        if page.view.pinned:
            help = "Compare with nothing"
            st.button("Unpin", key="pin", on_click=state.unpin, icon=":material/keep_off:", help=help)
        else:
            help = "Keep what runs now as a dashed ghost, to compare with"
            off = not page.view.rows
            st.button("Pin these runs", key="pin", on_click=state.pin, icon=":material/keep:", help=help, disabled=off)

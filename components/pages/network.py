"""Train a network: the lecture's program, live, and the landscape that its weights went through."""

import streamlit as st

from components import shown_values, state
from components.controls.damage import damage
from components.controls.training import training_controls
from components.network import KEY, network, read_choice
from components.pages.programs import programs_of_training
from components.training_link import TrainingView, decode, encode, opening
from components.words import numbered

WHAT_TRAINING_IS = (
    "A real network in place of two weights: hidden layers, mini-batches, binary cross-entropy, and **every optimizer "
    "from the same first weights**. Watch it learn, move through its epochs, and see the landscape it walked on."
)
SPELLING = state.Spelling(opening, encode, decode)


def network_page() -> None:
    """The controls, and beside them the training."""
    own = state.open_own("network", SPELLING)
    take_choice(own)
    above = st.container(key="network-damage")
    beside = st.container(key="network-body", horizontal=True, gap="medium")
    picture = beside.container(key="network-picture")
    with beside.container(key="network-steps"):
        view = training_controls(own)
        st.button("Reset everything", on_click=reset, args=(own,), icon=":material/restart_alt:")
    with picture:
        network(view, own.serial, state.held().session)
        titles = numbered(view.training.runs)
        programs_of_training(view.shown, [titles[row] for row in view.rows])
    state.close_own(own, view)
    damage(own.problems, above)  # unless the reader has just changed something


def take_choice(own: state.Own[TrainingView]) -> None:
    """Take in what the reader chose in the component; of a malformed choice, nothing."""
    try:
        serial, view = read_choice(state.chosen(KEY), own.value)
    except (TypeError, ValueError, KeyError):
        return
    if serial != own.serial:
        own.serial, state.held().elsewhere = serial, True
        if view != own.value:
            own.value, own.problems = view, ()


def reset(own: state.Own[TrainingView]) -> None:
    """Back to the opening page, with every field rewritten."""
    own.value, own.problems = opening(), ()
    shown_values.rewrite(*state.held().shown)

"""The same in your own library: a run as a program to copy or to download, worked out when somebody opens it."""

import re
from collections.abc import Callable, Sequence
from functools import partial

import streamlit as st

from components.cached import training_written_out, written_out
from components.share_link import View
from components.words import names, plain
from optimizers.programs import LIBRARIES, Program
from optimizers.training import Training, affordable

Maker = Callable[[str], Program]  # of a library, a key of LIBRARIES


def programs_of(view: View) -> None:
    """The programs of the ticked runs."""
    titles = names(view.experiment)
    shown = view.shown
    runs = [(titles[row], partial(written_out, shown, place)) for place, row in enumerate(view.rows)]
    if runs:
        programs("run", runs)


def programs_of_training(training: Training, titles: Sequence[str]) -> None:
    """The programs of a training's runs, each under its title; none of one that the page itself does not train."""
    try:
        affordable(training)  # a library's optimizer is compared with the page's first epochs
    except ValueError:
        return
    programs("training", [(title, partial(training_written_out, training, row)) for row, title in enumerate(titles)])


def badge(program: Program, unit: str) -> str:
    """What following the program showed, as Markdown; `unit` is what its steps are called. "" where there is none."""
    since = f"from {unit} {program.step} on"
    said = {
        "same": ":green-badge[The same path to rounding]",
        "decided": f":gray-badge[Decided by rounding {since}]",
        "rounding": f":gray-badge[Parted by rounding {since}]",
        "unfollowed": ":gray-badge[Not followed]",
        "another": f":orange-badge[Another path {since}]",
    }
    return said.get(program.kind, "")


@st.fragment
def programs(name: str, runs: Sequence[tuple[str, Maker]]) -> None:
    """A section that costs nothing while it is closed: choose one of the runs, each with its title, and a library.

    `name` tells the sections of one page apart.
    """
    shown = st.expander("The same in your own library", key=f"programs-{name}", on_change="rerun")
    if not shown.open:
        return
    with shown:
        titles = [title for title, _ in runs]
        with st.container(key=f"programs-{name}-choice", horizontal=True, vertical_alignment="top"):
            title = st.selectbox("Run", titles, key=f"programs-{name}-title", width=240)
            library = st.segmented_control(
                "Library",
                list(LIBRARIES),
                format_func=LIBRARIES.__getitem__,
                default="numpy",
                required=True,
                key=f"programs-{name}-library",
            )
        program = dict(runs)[title or titles[0]](library or "numpy")
        st.markdown(f"{badge(program, 'epoch' if name == 'training' else 'step')} {plain(program.note)}".strip())
        if program.text:
            st.code(program.text, language="python", height=480)
            file = re.sub(r"[^a-z0-9]+", "_", f"{title} {library}".lower()).strip("_")
            st.download_button(
                "Download", program.text, f"{file}.py", "text/x-python", on_click="ignore", icon=":material/download:"
            )

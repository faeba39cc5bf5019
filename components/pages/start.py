"""Start: the way in. What to do first, and every page in the lecture's order with its picture."""

from pathlib import Path
from typing import NamedTuple

import streamlit as st

from components import state
from components.pages.findings import as_it_is
from optimizers import CATALOGUE

WHAT_THIS_IS = (
    "How does a network learn? It walks downhill on its cost, $J(w_1, w_2)$ with two weights. **Drag the start, watch "
    "every optimizer answer**, and share what you see: the address holds it all."
)
PICTURES = Path(__file__).parent / "pictures"  # of the pages themselves; tests/e2e/test_pictures.py takes them anew


class Part(NamedTuple):
    """A part of the lecture and the page that has it."""

    page: str
    title: str
    told: str
    workbench: bool = True


PARTS = (
    Part(
        "explore",
        "The landscape of cost",
        "Two weights make a surface one can see. Choose one or type it, drag the start, and compare "
        f"{len(CATALOGUE)} optimizers.",
    ),
    Part(
        "scenes",
        "Rates, ravines, saddles, decay",
        "The lecture as a walk: predict, run, and see why. Each scene has a setting that fails and one that works.",
    ),
    Part(
        "averages",
        "Exponentially weighted averages",
        "Daily temperatures and a share price under a moving β: its window, its weights, its bias correction.",
        workbench=False,
    ),
    Part(
        "batches",
        "Mini-batches, and what calms them",
        "Drag the examples, and the bowl moves. All, a few or one of them in a step: the noise, and the decay that "
        "settles it.",
    ),
    Part(
        "backpropagation",
        "Backpropagation, checked",
        "Every derivative of a shallow network by its formula and with its numbers, beside those that JAX finds.",
        workbench=False,
    ),
    Part(
        "network",
        "Train a network",
        "All of it put together on real data, live; and then the landscape that the training crossed.",
        workbench=False,
    ),
    Part(
        "maps",
        "Maps of all runs",
        "Every start, every learning rate, hundreds of noisy runs at once: where a single path is an anecdote.",
    ),
    Part(
        "findings",
        "What is often said",
        "“Momentum is faster”, “Adam needs no tuning”: each claim with what the sweeps say for it and against it.",
    ),
)


def start() -> None:
    """The first thing to do, and below it the lecture part by part."""
    view = state.begin("start", as_it_is).view
    with st.container(key="start-first", border=True, horizontal=True, vertical_alignment="center", gap="medium"):
        st.markdown("**New here?** One click, and you drag the red dot: four optimizers follow it, live.")
        state.way("explore", view, label="Drag the red dot", icon=":material/touch_app:")
    scheme = st.context.theme.type or "light"
    with st.container(key="start-parts"):
        for number, part in enumerate(PARTS, 1):
            with st.container(key=f"start-part-{part.page}", border=True):
                st.image(PICTURES / f"{part.page}-{scheme}.png", width="stretch")
                st.subheader(f"{number} · {part.title}", anchor=False)
                st.markdown(part.told)
                if part.workbench:
                    state.way(part.page, view)
                else:
                    state.way_to_own(part.page)
    state.finish()

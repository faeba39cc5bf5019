"""The tables below the map: what each run achieved, and what differs from the pinned runs."""

from collections.abc import Callable, Sequence

import streamlit as st

from components.figures.differences import Achieved, Difference, comparable, differences, shared_settings
from components.figures.results import Result, results
from components.share_link import FORMULA, View
from components.words import names
from optimizers import Experiment, Trajectory, perform
from optimizers.rounding import decided_from


def table(view: View, trajectories: Sequence[Trajectory]) -> None:
    """What each run achieved."""
    st.subheader("Results", anchor=False)
    if not view.rows:
        st.info("Tick an optimizer in step 3 to see where it goes.")
        return
    ticked = [names(view.experiment)[i] for i in view.rows]
    rows = results(view.experiment.surface, ticked, trajectories, decided_from(view.shown))
    with st.container(key="explore-results"):
        st.markdown(markdown_table([readable(row) for row in rows]))
    st.caption(
        "Steps to tolerance: the first step with J − J* ≤ 10⁻³ (J(start) − J*), where J* is the known minimum, "
        "or the lowest cost these runs have seen where none is known. Rounding decides a run's end where errors of a "
        "few units in the last place of its gradients, ± 2⁻⁵⁰ of their largest norm so far, lead it over 10⁻³ map "
        "widths away."
    )


def compared(view: View, trajectories: Sequence[Trajectory]) -> None:
    """What differs from the pinned runs."""
    if view.pinned is None or not (view.pinned.rows or view.rows):
        return
    st.subheader("Compared with the pin", anchor=False)
    before = view.pinned.experiment
    if not comparable(before, view.experiment):
        st.caption(f"The pinned runs are on another surface and wait for your return to it: {surface(before)}.")
        return
    shared = shared_settings(before, view.experiment)
    words = f"Changed for all runs: {'; '.join(shared)}." if shared else "The same start and steps for all runs."
    known = view.experiment.surface.lowest is not None
    st.caption(words if known else f"{words} J\\* is the lowest cost that the runs of either side have seen.")
    lines = differences(view, trajectories, perform(view.pinned.shown))
    with st.container(key="explore-differences"):
        st.markdown(markdown_table([difference(line) for line in lines]))


def surface(experiment: Experiment) -> str:
    """The surface by its name and theta, a typed one by its formula."""
    if experiment.surface.key.startswith(FORMULA):
        return f"$J = {experiment.surface.formula}$"
    theta = experiment.surface.theta(experiment.theta)
    return ", ".join([experiment.surface.title, *(f"{key} = {value:g}" for key, value in theta.items())])


def difference(line: Difference) -> dict[str, str]:
    """One line of the comparison as text."""

    def arrow(text: Callable[[Achieved], str]) -> str:
        return " → ".join(dict.fromkeys(text(end) for end in (line.pinned, line.now) if end))

    alone = "only now" if line.pinned is None else "only pinned" if line.now is None else "same settings"
    return {
        "Optimizer": line.optimizer,
        "settings": "; ".join(line.settings) or alone,
        "final J": arrow(lambda end: f"{end.cost:.6g}"),
        "steps to tolerance": arrow(lambda end: steps_in_words(end.steps)),
        "outcome": arrow(lambda end: end.outcome),
    }


def steps_in_words(steps: int | None) -> str:
    """Steps to tolerance."""
    return "not reached" if steps is None else str(steps)


def readable(row: Result) -> dict[str, str]:
    """One row of the table as text."""
    return {
        "Optimizer": row.optimizer,
        "final w1": f"{row.w1:.6g}",
        "final w2": f"{row.w2:.6g}",
        "final J": f"{row.cost:.6g}",
        "final ‖∇J‖": f"{row.slope:.3g}",
        "steps to tolerance": steps_in_words(row.steps),
        "outcome": row.sentence,
    }


def markdown_table(rows: list[dict[str, str]]) -> str:
    """The rows as a Markdown table. `st.table` would load pandas and Arrow, here and in the browser, for four lines."""
    lines = [rows[0].keys(), ["---"] * len(rows[0]), *(row.values() for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)

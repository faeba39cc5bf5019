"""Step 1 of the page: a surface of the catalogue with its parameters, or a typed formula with its map."""

from dataclasses import replace

import streamlit as st

from components import shown_values
from components.controls.fields import choice, number, parameter, slider, with_experiment
from components.controls.gallery import gallery
from components.controls.moves import moved_to
from components.controls.points import first_points, points
from components.numbers import read_number
from components.share_link import FORMULA, View, own_start, reach
from components.words import plain
from landscapes import CATALOGUE as LANDSCAPES
from landscapes import FormulaError, parse
from landscapes.base import Interval, Landscape
from landscapes.formula import LONGEST

OWN, POINTS = "own", "points"
TITLES = {key: landscape.title for key, landscape in LANDSCAPES.items()} | {
    OWN: "Your own formula",
    POINTS: "Your own points",
}
EXAMPLE = "0.1*(w1^2 + w2^2) + sin(2*w1)*cos(w2)"


def landscape(view: View) -> View:
    """Step 1: which surface, and its parameters."""
    surface = view.experiment.surface
    own = OWN if surface.key.startswith(FORMULA) else POINTS if surface.family is not None else None
    with st.container(key="choose", horizontal=True, vertical_alignment="bottom", gap="xsmall", wrap=False):
        # A plane through a network's weights comes by its link, and is in the list as long as it is shown.
        titles = TITLES if own or surface.key in TITLES else {surface.key: surface.title} | TITLES
        key = choice("landscape", "Cost landscape", own or surface.key, titles)
        if st.button("Gallery", icon=":material/grid_view:", help="All landscapes by group, with a picture of each"):
            gallery()
    if key == OWN:
        view = moved_to(view, formula(surface if own == OWN else parse(EXAMPLE)))
        view = map_domain(view)
    elif key == POINTS:
        view = moved_to(view, points(first_points(surface)))
    else:
        view = moved_to(view, LANDSCAPES.get(key, surface))
    surface = view.experiment.surface
    st.latex(rf"J = {surface.formula}")
    st.caption(f"{surface.lesson}  \n*{surface.source}*")
    theta = dict(surface.theta(view.experiment.theta))
    for about in surface.parameters:
        name = f"theta-{'own' if own else surface.key}-{about.key}"
        turned = slider if own else parameter
        label = f"{about.key}: {about.meaning}, {about.low:g} to {about.high:g}"
        theta[about.key] = turned(name, label, about, theta[about.key])
    return with_experiment(view, theta=theta)


def formula(surface: Landscape) -> Landscape:
    """A field for a typed landscape, read as one types; an error is shown under the place where it stands."""
    text = surface.key.removeprefix(FORMULA)
    shown_values.show("formula", text, text)
    typed = st.text_input("Formula J(w1, w2)", key="formula", live=True, max_chars=LONGEST) or ""
    try:
        surface = parse(typed)
    except FormulaError as error:
        st.error(plain(str(error)))
        st.code(f"{typed[:LONGEST]}\n{' ' * error.position}^", language=None)
        return surface
    shown_values.typed("formula", surface.key.removeprefix(FORMULA))
    return surface


def map_domain(view: View) -> View:
    """Four fields for the rectangle of the map. A start that it leaves out of reach is moved onto it."""
    edges = [x for side in view.experiment.map_domain for x in side]
    problems: list[str] = []
    with st.container(key="map-domain", horizontal=True, gap="xsmall"):
        for i, label in enumerate(("w1 from", "w1 to", "w2 from", "w2 to")):

            def accept(text: str, i: int = i) -> float:
                tried = [*edges[:i], read_number(text), *edges[i + 1 :]]
                replace(view.experiment, domain=(Interval(*tried[:2]), Interval(*tried[2:])))
                return tried[i]

            edges[i] = number(f"edge-{i}", label, edges[i], accept, problems.append, width=85)
    for problem in problems:
        st.error(problem)
    view = with_experiment(view, domain=(Interval(*edges[:2]), Interval(*edges[2:])))
    (w1, w2), (across, up) = view.experiment.origin, reach(view.experiment)
    return view if w1 in across and w2 in up else with_experiment(view, start=own_start(view.experiment))

"""The player: map, dot, paths and cost chart as one component. The modules beside this file run in the browser."""

import json
from typing import Any
from urllib.parse import urlencode

from streamlit.components.v2 import component

from components.backend.assets import base
from components.figures.differences import comparable, partners
from components.share_link import View, encode, reach, surface_pairs
from components.theme import MARKERS, PALETTES
from components.words import names

KEY = "player"

# A few lines only, for Streamlit sends them again on every run; the modules come from a route and stay cached.
_SCRIPT = f"""
const player = import(location.origin + "{base()}/main.mjs"); // a full address: this text runs from a blob
export default function (component) {{
  player.then((module) => module.render(component));
  return () => player.then((module) => module.unmount(component.parentElement));
}}
"""

_mount = component("optiscape_player", js=_SCRIPT, isolate_styles=False)


def player(view: View, serial: int) -> None:
    """Mount the player on `view`; `serial` is that of the newest choice of the reader's that `view` already holds.

    A choice comes back as the component's state `choice`; one that is malformed in any part is left alone:

        serial    counts the choices; each is taken once
        start     [w1, w2]
        cost, colours    the scales, "log", "linear" or null; step: the one shown or null for the last; charts: names
        looked    the row whose steps are looked into
        run       optional, {row, run}: other settings for the optimizer of a row, spelled as in a link
        pin       optional: true pins what then runs, to compare with; false takes the pin away
        history   optional, after all that: -1 takes the last change of the page back, 1 makes it again
    """
    # As one text: Streamlit would look for data frames among lists and mappings, and import pandas for that.
    _mount(key=KEY, data={"page": json.dumps(player_data(view, serial))}, on_choice_change=lambda: None)


def player_data(view: View, serial: int) -> dict[str, Any]:
    """What the browser half needs to draw `view`, as JSON values. The paths it asks the live socket for."""
    experiment = view.experiment
    surface = experiment.surface
    return {
        "serial": serial,
        "start": list(experiment.origin),
        "scales": {"cost": view.cost_scale, "colours": view.colour_scale},
        "link": encode(View(view.shown)),
        "landscape": surface.key,
        "title": surface.title,
        "surface": urlencode(surface_pairs(experiment)),
        "domain": [list(side) for side in experiment.map_domain],
        "reach": [list(side) for side in reach(experiment)],
        "minima": [list(minimum) for minimum in surface.minima],
        "lowest": surface.lowest,
        "steps": experiment.steps,
        "step": view.step,
        "charts": list(view.charts),
        "looked": view.looked,
        "runs": [_run(view, row, row) for row in view.rows],
        "ghost": ghost(view),
        "palettes": PALETTES,
    }


def ghost(view: View) -> dict[str, Any] | None:
    """The pinned runs and the link that asks for their paths; None where none has a place on this surface.

    Each has the colour and the marker of the row it is compared with, or where there is none of the row it stood in.
    """
    pinned = view.pinned
    if pinned is None or not pinned.rows or not comparable(pinned.experiment, view.experiment):
        return None
    found = partners(pinned.experiment.runs, view.experiment.runs)
    return {"link": encode(View(pinned.shown)), "runs": [_run(pinned, row, found.get(row, row)) for row in pinned.rows]}


def _run(view: View, row: int, like: int) -> dict[str, Any]:
    """The run in `row`, with the looks of the row `like`."""
    return {"row": like, "title": names(view.experiment.runs)[row], "marker": MARKERS[like]}

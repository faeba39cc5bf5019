"""The player: map, dot, paths and cost chart as one component. The modules beside this file run in the browser."""

from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from components.backend.maps.axes import parameters, side
from components.browser import mount, register
from components.choice import place
from components.figures.differences import comparable, partners
from components.run_spelling import spell_run
from components.share_link import View, encode, reach, surface_pairs
from components.theme import MARKERS, PALETTES
from components.words import names
from landscapes.points import points_of
from optimizers import Run
from optimizers.working import SYMBOLS

KEY = "player"

_player = register("optiscape_player", "player/main.mjs")


def player(view: View, serial: int, session: str, maps: bool = False, secret: bool = False) -> None:
    """Mount the player on `view`; `serial` is that of the newest choice of the reader's that `view` already holds,
    `session` who holds it.

    `maps` says whether the maps of many runs are offered where none is shown yet, `secret` whether the courses of the
    runs are kept back until the reader lets them run.

    A choice comes back as the component's state `choice`; one that is malformed in any part is left alone:

        serial    counts the choices; each is taken once, by the session named beside it
        place     of the page that it was made on; it changes no other
        start     [w1, w2]
        cost, colours    the scales, "log", "linear" or null; step: the one shown or null for the last; charts: names
        looked    the row whose steps are looked into; axes: the settings of the map of two; terms: of the race
        at        what the runs shown together have in common: "step" or "epoch"
        run       optional, {row, run}: other settings for the optimizer of a row, spelled as in a link
        settings  optional, {noise, batch}: the standard deviation of the gradient's error, the size of a mini-batch
        points    optional, [[x, y], …]: other examples for the line that is fitted
        pin       optional: true pins what then runs, to compare with; false takes the pin away
        history   optional, after all that: -1 takes the last change of the page back, 1 makes it again
    """
    mount(_player, KEY, player_data(view, serial) | {"session": session, "maps": maps, "secret": secret})


def player_data(view: View, serial: int) -> dict[str, Any]:
    """What the browser half needs to draw `view`, as JSON values. The paths it asks the live socket for."""
    experiment = view.experiment
    surface = experiment.surface
    return {
        "serial": serial,
        "place": place(view),
        "start": list(experiment.origin),
        "scales": {"cost": view.cost_scale, "colours": view.colour_scale},
        "link": encode(View(view.shown)),
        "landscape": surface.key,
        "title": surface.title,
        "surface": urlencode(surface_pairs(experiment)),
        "domain": [list(side) for side in experiment.map_domain],
        "reach": [list(side) for side in reach(experiment)],
        "minima": [list(minimum) for minimum in surface.minima],
        "lowest": surface.baseline,
        "examples": surface.data.count if surface.data else None,
        "points": [list(point) for point in points_of(surface)],
        "line": surface.data is not None and surface.data.line,
        "editable": surface.family is not None,
        "steps": experiment.steps,
        "step": view.step,
        "charts": list(view.charts),
        "looked": view.looked,
        "axes": list(view.axes),
        "terms": view.terms,
        "at": view.pace,
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
    run = view.experiment.runs[row]
    looks = {"row": like, "title": names(view.experiment)[row], "marker": MARKERS[like]}
    decay = run.how.check(run.decay) if run.schedule == "inverse_time" else None
    values = {"learning_rate": run.learning_rate, "decay": decay, **run.rule.hyper(run.hyper)}
    suits = run.rule.suits(view.experiment.surface)
    settings = [_setting(run, key, values[key], suits) for key in parameters(run) if values[key] is not None]
    looks["averages"] = any(memory.weight for memory in (run.rule.average, run.rule.squares) if memory)
    spelled: dict[str, Any] = {"optimizer": run.optimizer, "spelled": spell_run(run, off=False), "decay": decay}
    if view.experiment.surface.data:
        spelled["evaluations"] = run.rule.gradient_evaluations(run.conventions)  # of a gradient, in each step
    return {**looks, **spelled, "settings": settings}


def _setting(run: Run, key: str, value: float, suits: float) -> dict[str, Any]:
    """A number of the run as a slider has it: its value, and the scale and the ends of what is usual about it.

    `suits` is the learning rate that suits the surface: the ends of the rate's slider are about that one, so that they
    stay while the slider moves.
    """
    name = {"learning_rate": "learning rate α", "decay": "decay"}.get(key) or SYMBOLS.get(key, key)
    about = replace(run, learning_rate=suits) if key == "learning_rate" else run
    usual = side(about, key, {}, key).told()
    ends = {"low": min(usual["low"], value or usual["low"]), "high": max(usual["high"], value)}
    return {**usual, **ends, "name": name, "value": value}

"""What the reader chose inside the player, read with suspicion, for it comes from a browser."""

from dataclasses import replace
from typing import Any, NamedTuple

from components.looks import SCALES, looked_row, one_pace, race_terms, shown_charts, two_settings
from components.reshaped import with_points
from components.run_spelling import read_run
from components.share_link import View, reach
from landscapes.base import Interval

SERIALS = Interval(0, 2**53)  # whole numbers that JavaScript counts exactly


class Choice(NamedTuple):
    serial: int  # of the choice: the player counts them
    view: View  # the page as chosen
    history: int  # -1: and then back by a change, 1: forward, 0: neither


def read_choice(choice: Any, view: View) -> Choice:
    """`view` as the player's `choice` changes it; components/player/__init__.py says what stands in one.

    ValueError, TypeError, KeyError or AttributeError where it is malformed. A scale or a step that there is not is
    None.
    """
    serial, (w1, w2) = choice["serial"], choice["start"]
    if choice.get("place", place(view)) != place(view):
        raise ValueError("made before the page came here: a step or a start of another surface is none of this one")
    across, up = reach(view.experiment)
    if serial not in SERIALS or w1 not in across or w2 not in up:
        raise ValueError("a choice takes a serial number and a start that the page accepts")
    scales = {name: choice.get(name) if choice.get(name) in SCALES else None for name in ("cost", "colours")}
    step = choice.get("step")
    step = int(step) if step in Interval(0, view.experiment.steps - 1) and step == int(step) else None
    charts = shown_charts(choice.get("charts", view.charts))
    looked = looked_row(choice.get("looked", view.looked))
    maps = {
        "axes": two_settings(choice.get("axes", view.axes)),
        "terms": race_terms(choice.get("terms", view.terms)),
        "pace": one_pace(choice.get("at", view.pace)),
    }
    drawn = {"cost_scale": scales["cost"], "colour_scale": scales["colours"], "charts": charts, "looked": looked}
    view = replace(view, step=step, **drawn, **maps)
    view = replace(view, experiment=replace(view.experiment, start=(w1, w2)))
    view = with_own_points(view, choice.get("points"))
    pin, history = choice.get("pin"), choice.get("history")
    if pin not in (None, True, False) or history not in (None, -1, 1):
        raise ValueError("a pin takes true or false, history -1 or 1")
    view = with_settings(with_run(view, choice.get("run")), choice.get("settings"))
    view = view if pin is None else view.with_pin() if pin else replace(view, pinned=None)
    return Choice(int(serial), view, history or 0)


def place(view: View) -> str:
    """Where in the app a choice is made: on which kind of surface, and in which scene."""
    return f"{view.experiment.surface.key.partition(':')[0]} {view.scene}".strip()


def refused_serial(choice: Any, otherwise: int) -> int:
    """The serial number of a choice that could not be read, `otherwise` where even that is none."""
    serial = choice.get("serial") if isinstance(choice, dict) else None
    if not isinstance(serial, int | float) or serial not in SERIALS or serial != int(serial):
        return otherwise
    return int(serial)


def with_run(view: View, chosen: Any) -> View:
    """`view` with other settings for the optimizer of one row, {row, run}; None for none."""
    if chosen is None:
        return view
    runs, row = view.experiment.runs, chosen["row"]
    run, _ = read_run(chosen["run"])  # whether the row is ticked stays as it is
    if row not in range(len(runs)) or run.optimizer != runs[int(row)].optimizer:
        raise ValueError("no row of the page holds this optimizer there")
    runs = (*runs[: int(row)], run, *runs[int(row) + 1 :])
    return replace(view, experiment=replace(view.experiment, runs=runs))


def with_own_points(view: View, chosen: Any) -> View:
    """`view` on the line through other points, [[x, y], …], where it is one through examples; None for none."""
    if chosen is None:
        return view
    data = view.experiment.surface.data
    if data is None or not data.line:
        raise ValueError("no line of this page goes through points")
    return with_points(view, chosen)


def with_settings(view: View, chosen: Any) -> View:
    """`view` with another noise or batch size, {noise, batch}, either alone; None for none."""
    if chosen is None:
        return view
    names = {"noise": "noise", "batch": "batch_size"}
    return replace(view, experiment=replace(view.experiment, **{names[name]: value for name, value in chosen.items()}))

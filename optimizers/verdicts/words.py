"""Verdicts in words: the same in the results, the status line, the doctor's cards and the comparison with a pin."""

import numpy as np

from optimizers.verdicts import Point, Verdict
from optimizers.words import number, place

_POINTS = {
    "global minimum": "a global minimum",
    "local minimum": "a local minimum, not the lowest",
    "minimum": "a minimum",
    "minimum that is not isolated": "a minimum that is not isolated",
    "edge of a jump": "the edge of a jump beyond which J is lower,",
    "saddle": "a saddle",
    "maximum": "a maximum",
}
_STALLED = {
    "l2": "where λW of its L2 balances the slope of J",
    "plateau": "on a plateau",
    "rate": "since its learning rate has decayed to less than a thousandth",
    "short steps": "since its steps are too short for this map",
}
_MOVING = {
    "falls without bound": "it falls, and J has no lower bound in sight this way",
    "falls": "it falls steadily",
    "falls unevenly": "it falls with ups and downs",
    "climbs": "it climbs",
    "level": "it moves where J stays the same",
    "rests": "it rests, but not for long yet",
    "oscillates": "it oscillates",
    "wanders": "it wanders with its noise",
}
_CROSSED = {"pole": "a pole of J", "jump": "a jump of J", "gap": "a gap in J's domain"}
_BANDED = ("oscillates", "wanders")


def brief(verdict: Verdict, steps: int) -> str:
    """The verdict on a run of so many steps as a clause: “converged at step 42 at a saddle (0, 0)”.

    With what one of its steps leapt over: “; step 3 leapt over a pole of J near (0, 1)”.
    """
    over = verdict.crossed
    if over is None:
        return _brief(verdict, steps)
    what = _CROSSED[over.kind]
    return f"{_brief(verdict, steps)}; step {over.step} leapt over {what} near {place(np.array([over.w1, over.w2]))}"


def _brief(verdict: Verdict, steps: int) -> str:
    if verdict.kind == "converged":
        return f"converged at step {verdict.step}{_at(verdict.point)}"
    if verdict.kind == "stalled":
        return f"stalled from step {verdict.step} on, {_STALLED[verdict.reason]}"
    if verdict.kind == "undefined":
        return _undefined(verdict)
    if verdict.kind == "diverged":
        return lost(verdict) + ("" if verdict.falls_from is None else ", J having no lower bound in sight")
    between = f", J between {number(verdict.band[0], 3)} and {number(verdict.band[1], 3)}" if verdict.band else ""
    what = _MOVING[verdict.motion] + (between if verdict.motion in _BANDED else "")
    return f"still moving after {steps} steps: {what}"


def short(verdict: Verdict) -> str:
    """The verdict in a few words, for a label on the map: “stalled from step 12 on”."""
    if verdict.kind == "diverged":
        return lost(verdict)
    if verdict.kind == "undefined":
        return "undefined at the start" if verdict.reason == "start" else f"leaves J's domain at step {verdict.step}"
    labels = {"converged": f"converged at step {verdict.step}", "stalled": f"stalled from step {verdict.step} on"}
    return labels.get(verdict.kind, "still moving")


def lost(verdict: Verdict) -> str:
    """When a run overshoots and when it diverged: two facts, two steps."""
    diverged = f"diverged at step {verdict.step}"
    return diverged if verdict.overshoots is None else f"overshoots from step {verdict.overshoots} on, {diverged}"


def sentence(verdict: Verdict, steps: int) -> str:
    """The verdict as a sentence, with the condition that it rests on."""
    said = brief(verdict, steps)
    because = {
        "diverged": ": from there on it is not finite or stays beyond a million map widths",
        "converged": ": every later step is shorter than a millionth of the map",
        "stalled": "; every later step is shorter than a millionth of the map",
    }
    return f"{said[0].upper()}{said[1:]}{because.get(verdict.kind, '')}."


def _at(point: Point | None) -> str:
    if point is None:
        return ""
    if point.kind == "flat everywhere":
        return ", J being flat everywhere"
    name = f"{point.letter}, " if point.letter else ""
    return f" at {name}{_POINTS[point.kind]} {place(np.array([point.w1, point.w2]))}"


def _undefined(verdict: Verdict) -> str:
    where = place(np.array(verdict.edge))
    if verdict.reason == "start":
        return f"undefined at the start: J or its slope is not a finite number at {where}"
    return f"undefined from step {verdict.step} on: it stepped over the edge of J's domain near {where}"

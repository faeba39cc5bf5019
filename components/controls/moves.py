"""What becomes of a page when another landscape is chosen."""

from dataclasses import replace

from components.controls.fields import with_experiment
from components.reshaped import fitting, on_points
from components.share_link import FORMULA, View
from landscapes.base import Landscape


def moved_to(view: View, new: Landscape) -> View:
    """`view` on another landscape, with the rates that suit it where those of the old one were in force.

    It starts where that landscape does; a formula, or points, that are being edited keep the start and the map.
    """
    old = view.experiment.surface
    if new == old:
        return view
    if new.family is not None and old.family is not None:
        return on_points(view, new)
    runs = tuple(
        replace(run, learning_rate=run.rule.suits(new)) if run.learning_rate == run.rule.suits(old) else run
        for run in (fitting(run, new) for run in view.experiment.runs)
    )
    if new.key.startswith(FORMULA) and old.key.startswith(FORMULA):
        kept = {p.key: view.experiment.theta[p.key] for p in new.parameters if p.key in view.experiment.theta}
        return with_experiment(view, landscape=new, runs=runs, theta=kept)
    fresh = {"theta": {}, "domain": None, "start": None, "batch_size": None, "counts": "epochs"}
    view = with_experiment(view, landscape=new, runs=runs, **fresh)
    return replace(view, colour_scale=None)

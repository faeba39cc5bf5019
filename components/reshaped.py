"""What becomes of a page when its examples are others: its map, its start and its batches stay where they can."""

from collections.abc import Sequence
from dataclasses import replace

from components.share_link import View, own_start, reach
from landscapes.base import Landscape, Minimum
from landscapes.points import own_points
from optimizers import Experiment, Run
from optimizers.experiment import ALL


def with_points(view: View, points: Sequence[Sequence[float]]) -> View:
    """`view` on the line through these points; PointsError where there can be none.

    Where it already shows points, the map and the start stay as long as the minimum is well inside the map, so that a
    point may be moved a little at a time. The runs keep their rates, and their batch sizes as far as there are as many
    points.
    """
    return on_points(view, own_points(points))


def on_points(view: View, new: Landscape) -> View:
    """The same for a landscape of points."""
    old = view.experiment
    edited = old.surface.family is not None
    assert new.data is not None
    changed = replace(
        old,
        landscape=new,
        theta={},
        domain=old.domain if edited and _well_inside(old, new.minima[0]) else None,
        start=None,
        batch_size=None if old.batch_size is None or old.batch_size > new.data.count else old.batch_size,
        runs=tuple(fitting(run, new) for run in old.runs),
    )
    near = all(w in side for w, side in zip(old.origin, reach(changed), strict=True))
    return replace(view, experiment=replace(changed, start=old.origin if edited and near else own_start(changed)))


def _well_inside(experiment: Experiment, place: Minimum) -> bool:
    across, up = (side.widened(0.9) for side in experiment.map_domain)
    return place.w1 in across and place.w2 in up


def fitting(run: Run, surface: Landscape) -> Run:
    """`run` with a batch size that the surface has: every example where it has not as many, none of its own without."""
    size, data = run.batch_size, surface.data
    if size is None or data is None:
        return replace(run, batch_size=None)
    return replace(run, batch_size=ALL) if isinstance(size, int) and size > data.count else run

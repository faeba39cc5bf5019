"""The cost in a plane through the weights of a training: `?<link>&directions=pca&side=101`.

The answer is a frame of maps/frame.py: the head {"directions", "explained": [the shares of the variance of all finite
weights recorded, along w1 and w2] or null for random directions, "through": the run in whose last weights a random
plane lies or null, "domain": [[low, high], [low, high]], "milliseconds", "runs": [titles], "diverged": [the epoch from
which a run is no longer finite, or null], "off": [{"largest", "end", "length"} by run: how far it goes from the plane,
how far it ends from it, and how long its way is]}; and `cost` (side, side) f4, J over the domain, rows from the lowest
w2; by run and epoch, 0 to E, `paths` (runs, E+1, 2) f8, the plane's points nearest to the weights recorded, `off`
(runs, E+1) f8, how far those are from it, `loss` (runs, E+1) f8, J at the weights themselves, and `shadow`
(runs, E+1) f8, J at the nearest points.
"""

from collections.abc import Callable
from time import perf_counter

import numpy as np
from starlette.requests import Request
from starlette.responses import Response

from components.backend.maps.frame import finite, map_frame
from components.backend.maps.request import whole
from components.backend.training.reply import Texts, told
from components.training_link import TrainingView, read_directions
from landscapes.base import Interval
from optimizers.training import trained
from optimizers.training.plane import costs, plane

SIDES = Interval(2, 201)


async def seen(request: Request) -> Response:
    """The frame, or 400 with what was wrong."""
    return await told(request, ("directions", "side"), _answer)


def _answer(view: TrainingView, texts: Texts) -> Callable[[], bytes]:
    training, side = view.shown, whole(texts, "side", 101, SIDES)
    directions = read_directions(texts.get("directions", view.plane))

    def frame() -> bytes:
        begin = perf_counter()
        found, run = plane(training, directions), trained(training)
        across, up = (np.linspace(*interval, side) for interval in found.domain)
        cost = costs(training, found, np.stack(np.meshgrid(across, up), axis=-1))
        with np.errstate(invalid="ignore", over="ignore"):  # of a run that diverged
            paths = found.shadow(run.weights)
            off = np.linalg.norm(run.weights - found.point(paths), axis=-1)
            lengths = np.linalg.norm(np.diff(run.weights.astype(float), axis=1), axis=-1).sum(axis=1)
            cost = cost.astype(np.float32)
        head = {
            "directions": directions,
            "explained": None if found.explained is None else [finite(share) for share in found.explained],
            "through": found.through,
            "domain": found.domain,
            "runs": [each.rule.title for each in training.runs],
            "diverged": run.diverged,
            "off": [
                {"largest": finite(row.max()), "end": finite(row[-1]), "length": finite(length)}
                for row, length in zip(off, lengths, strict=True)
            ],
        }
        arrays = {"cost": cost, "paths": paths, "off": off, "loss": run.loss}
        arrays["shadow"] = costs(training, found, paths)
        return map_frame(0, {**head, "milliseconds": (perf_counter() - begin) * 1000}, arrays)

    return frame

"""What a run makes of the inputs after an epoch: `?<link>&of=1&epoch=40&side=60`, the ticked rows counted from 0.

The answer is a frame of maps/frame.py: the head {"of", "epoch", "plane": [names of its axes], "explained": the share of
the inputs' variance that lies in this plane or null where they are all in it, "classes": [names of y = 0 and 1],
"box": [[low, high], [low, high]]}, and `probability` (side, side) f4, that of y = 1, rows from the lowest; `points`
(n, 2) f4, `labels` (n,) i4, and `held` (n,) i4, which is 1 for the examples kept apart.
"""

from collections.abc import Callable

import numpy as np
from starlette.requests import Request
from starlette.responses import Response

from components.backend.maps.frame import map_frame
from components.backend.maps.request import whole
from components.backend.training.reply import Texts, told
from components.training_link import TrainingView
from landscapes.base import Interval
from optimizers.training.boundary import boundary
from optimizers.training.draws import parts

SIDES = Interval(2, 200)


async def drawn(request: Request) -> Response:
    """The frame, or 400 with what was wrong."""
    return await told(request, ("of", "side"), _answer)


def _answer(view: TrainingView, texts: Texts) -> Callable[[], bytes]:
    training = view.shown
    of, side = whole(texts, "of", 0, Interval(0, 2**31)), whole(texts, "side", 60, SIDES)
    epoch = training.epochs if view.epoch is None else view.epoch
    if of >= len(training.runs):
        raise ValueError(f"of: there is no run {of} among the {len(training.runs)} that are shown, counted from 0")

    def frame() -> bytes:
        seen, probability = boundary(training, of, epoch, side)
        split = parts(training.data, training.seed)
        head = {
            "of": of,
            "epoch": epoch,
            "plane": seen.names,
            "explained": seen.explained,
            "classes": training.dataset.classes,
            "box": seen.box,
        }
        arrays = {
            "probability": probability.astype(np.float32),
            "points": seen.points.astype(np.float32),
            "labels": np.concatenate((split.y, split.held_y)).astype(np.int32),
            "held": np.repeat([0, 1], [training.count, training.held]).astype(np.int32),
        }
        return map_frame(0, head, arrays)

    return frame

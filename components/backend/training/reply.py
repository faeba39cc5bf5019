"""Plain requests about a training: its link and beside it a few names of the request's own, read and answered."""

from collections.abc import Callable, Collection

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from components.backend.line import BusyError, Line
from components.backend.training.going import LINE
from components.query import once, read_query
from components.training_link import LONGEST, TrainingView, decode
from optimizers.training import ready, trained

Texts = dict[str, str]

DRAWING = Line("training frames")  # not the trainings' own: who moves through the epochs waits for no one's training


async def told(
    request: Request, names: Collection[str], answer: Callable[[TrainingView, Texts], Callable[[], bytes]]
) -> Response:
    """The frame for `?<link>`; 400 with what was wrong with it, 503 while too many wait.

    `answer(view, texts)` reads what was written for the request's own `names` and gives what works the frame out;
    either may raise ValueError. Where the training of the ticked rows is not kept, it is trained in its turn.
    """
    try:
        view, texts = read(request.url.query, names)
        work = answer(view, texts)
        if not ready(view.shown):
            await LINE.in_turn(lambda: trained(view.shown))
        body = await DRAWING.in_turn(work)
    except ValueError as error:
        return JSONResponse({"error": str(error)[:2000]}, status_code=400)
    except BusyError as error:
        return JSONResponse({"error": str(error)}, status_code=503)
    headers = {"Cache-Control": "public, max-age=3600"}
    return Response(body, media_type="application/octet-stream", headers=headers)


def read(query: str, names: Collection[str]) -> tuple[TrainingView, Texts]:
    """The view that a request's link spells and the texts of its own `names`; ValueError says all that is wrong."""
    if len(query) > LONGEST:
        raise ValueError(f"the request is {len(query)} characters long; at most {LONGEST} are read")
    pairs = read_query(query, LONGEST, [])
    view, problems = decode([pair for pair in pairs if pair[0] not in names])
    if wrong := once(problems):
        raise ValueError("; ".join(wrong))
    return view, {name: value for name, value in pairs if name in names}

"""The rounding route: from which step of each ticked run of a link rounding decides where it is."""

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from components.backend.line import BusyError, Line
from components.backend.reading import decode
from optimizers.rounding import decided_from

LINE = Line("rounding", most=16)  # a landscape met for the first time compiles a loop for each rule, one after another


async def rounding(request: Request) -> Response:
    """One entry per ticked run of `?<link>`, in order: the step, or null where rounding does not decide its end.

    400 with what was wrong for a damaged link, 503 where too many wait already.
    """

    def answer() -> Response:
        view, problems = decode(request.url.query)
        if problems:
            return JSONResponse({"error": "; ".join(problems)[:2000]}, status_code=400)
        return JSONResponse(decided_from(view.shown), headers={"Cache-Control": "public, max-age=3600"})

    try:
        return await LINE.in_turn(answer)
    except BusyError as busy:
        return JSONResponse({"error": str(busy)}, status_code=503)

"""The verdicts' route: what each ticked run of a link did, in words."""

import asyncio

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from components.backend.reading import decode
from optimizers import perform
from optimizers.verdicts.words import brief, short


async def verdicts(request: Request) -> Response:
    """One entry per ticked run of `?<link>`, in order: {kind, step, text, short}, text in two lengths.

    400 with what was wrong for a damaged link.
    """
    return await asyncio.to_thread(_answer, request.url.query)


def _answer(link: str) -> Response:
    view, problems = decode(link)
    if problems:
        return JSONResponse({"error": "; ".join(problems)[:2000]}, status_code=400)
    told = [
        {"kind": v.kind, "step": v.step, "text": brief(v, view.shown.steps), "short": short(v)}
        for v in (trajectory.verdict for trajectory in perform(view.shown))
    ]
    return JSONResponse(told, headers={"Cache-Control": "public, max-age=3600"})

"""The diagnosis route: what is wrong with each ticked run of a link, in a sentence, and a change that helps."""

import asyncio
import json
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from components.backend.reading import decode
from components.run_spelling import spell_run
from components.words import names
from optimizers import Experiment
from optimizers.diagnosis import Diagnosis, diagnose

WAITING = 8  # examinations at once, the one under way included; the paths are whole without them

# An examination performs some thirty runs for each: one at a time, in a thread of its own, and no drag waits for it.
_worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="diagnosis")
_under_way = 0


async def diagnosis(request: Request) -> Response:
    """One entry per ticked run of `?<link>`, in order: null for a healthy one, else a diagnosis.

    That is {kind, step, cause_step, sentence, remedy}: `cause_step` is null where nothing led there before `step`, and
    `remedy` is null or {sentence, run, start, label}: the changed row as links spell it, the start to move to, null for
    the same, and the words for a button.
    400 with what was wrong for a damaged link, 503 where too many wait already.
    """
    global _under_way
    view, problems = await asyncio.to_thread(decode, request.url.query)
    if problems:
        return JSONResponse({"error": "; ".join(problems)[:2000]}, status_code=400)
    if _under_way >= WAITING:
        return JSONResponse({"error": "the server is busy; ask again later"}, status_code=503)
    called = tuple(name for i, name in enumerate(names(view.experiment)) if i not in view.off)
    _under_way += 1
    try:
        body = await asyncio.get_running_loop().run_in_executor(_worker, found, view.shown, called)
    finally:
        _under_way -= 1
    return Response(body, media_type="application/json", headers={"Cache-Control": "public, max-age=3600"})


@lru_cache(maxsize=64)  # a class opens the same link together
def found(experiment: Experiment, called: tuple[str, ...]) -> bytes:
    """The answer's body for the experiment's runs under these names: at most eight, of less than 1000 bytes each."""
    return json.dumps([told(one) for one in diagnose(experiment, names=called)]).encode()


def told(one: Diagnosis | None) -> dict[str, Any] | None:
    """A diagnosis as the route's JSON has it."""
    if one is None:
        return None
    remedy = one.remedy and {
        "sentence": one.remedy.sentence,
        "run": spell_run(one.remedy.run, off=False),
        "start": one.remedy.start,
        "label": one.remedy.label,
    }
    told = {"kind": one.kind, "step": one.step, "cause_step": one.cause_step}
    return {**told, "sentence": one.sentence, "remedy": remedy}

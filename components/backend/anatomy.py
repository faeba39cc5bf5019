"""The anatomy route: the numbers inside every step of one run, and its rule's arithmetic to put them into.

The answer is little-endian: uint32, the length of a head in bytes; the head, JSON in UTF-8; zeros up to a multiple of
eight bytes; and then, one after the other, the columns that the head names, each T+1 float64. Row n of a column belongs
to update n, row 0 to the start: NaN where there is nothing yet, and what is not finite is kept. The head is

    steps      T
    title      the run's, as on the page
    columns    their names in order: "w.1" is the first coordinate's w, "v.2" the second's v, "alpha" is the rate;
               "h11", "h12" and "h22" are J's second derivatives where the update sets out
    lines      [[name, template], …], the arithmetic of a step, as optimizers/working.py explains it; where gradients
               are clipped or have L2, from the gradient as it is "drawn" to the "g" that the rule meets
    symbols    {name: how it is shown}: without one of its own "g.2" is g's with a ₂, and "v-" looks as "v"
    constants  {hyperparameter, or number of the gradient's treatment: its value}
    average    the name of the average of gradients that acts in the step ("v_hat", "v" …), or null
    squares    the name of what its scale is the root of ("s_hat", "s", "m" …), or null
    windows    {one of these two: the β whose 1/(1−β) steps it looks back}, without those that look back otherwise
    switches   [{key, title, now, other, run}, …]: each other choice of each convention, and the run as a link spells it
"""

import json
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qs

import numpy as np
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from components.backend.reading import decode
from components.numbers import read_whole
from components.run_spelling import spell_run
from components.share_link import LONGEST
from components.words import names
from optimizers import Experiment, Run, treatment
from optimizers.anatomy import anatomy, columns
from optimizers.working import SYMBOLS


async def inside(request: Request) -> Response:
    """The inside of run `of` of the experiment, counted from 0 among the ticked: `?landscape=…&run=…&of=1`.

    400 with what was wrong for any other query.
    """
    parts = request.url.query.split("&")
    link = "&".join(part for part in parts if not part.startswith("of="))
    view, problems = await run_in_threadpool(decode, link)
    shown = view.shown
    i, wrong = _of([part for part in parts if part.startswith("of=")], len(shown.runs))
    if problems or wrong:
        return JSONResponse({"error": "; ".join((*problems, *wrong))[:2000]}, status_code=400)
    body = await run_in_threadpool(anatomy_frame, shown, i)
    headers = {"Cache-Control": "public, max-age=3600"}
    return Response(body, media_type="application/octet-stream", headers=headers)


def _of(parts: list[str], runs: int) -> tuple[int, tuple[str, ...]]:
    """Which run is asked for, and what was wrong with it."""
    if len(parts) != 1:
        return 0, ("of: say once which run, counted from 0",)
    try:
        i = read_whole(parse_qs(parts[0][:LONGEST], keep_blank_values=True)["of"][0])
    except ValueError as error:
        return 0, (f"of: {error}",)
    if not 0 <= i < runs:
        return 0, (f"of: there is no run {i:g} among the {runs} that are shown, counted from 0",)
    return i, ()


def anatomy_frame(experiment: Experiment, i: int) -> bytes:
    """The answer's body for run `i` of the experiment."""
    run = experiment.runs[i]
    found = columns(anatomy(experiment, i))
    told = {
        "steps": experiment.steps,
        "title": names(experiment)[i],
        "columns": list(found),
        **arithmetic(run),
        "switches": switches(run),
    }
    head = json.dumps(told, ensure_ascii=False, allow_nan=False).encode()
    start = len(head).to_bytes(4, "little") + head
    numbers = np.stack(list(found.values())).astype("<f8", copy=False)
    return start + bytes(-len(start) % 8) + numbers.tobytes()


def arithmetic(run: Run) -> dict[str, Any]:
    """What the head says of the run's rule: its lines and what is in them."""
    rule = run.rule
    memories = {name: rule.acting(getattr(rule, name), run.conventions) for name in ("average", "squares")}
    weights = {memories[name]: memory.weight for name in memories if (memory := getattr(rule, name))}
    return {
        "lines": (*treatment.lines(run.treatment), *rule.working(**rule.settled(run.conventions))),
        "symbols": dict(SYMBOLS),
        "constants": run.numbers,
        **memories,
        "windows": {name: weight for name, weight in weights.items() if weight},
    }


def switches(run: Run) -> list[dict[str, str]]:
    """Every other choice of each of the run's conventions."""
    settled = run.rule.settled(run.conventions)
    return [
        {
            "key": convention.key,
            "title": convention.title,
            "now": settled[convention.key],
            "other": choice.key,
            "run": spell_run(_switched(run, convention.key, choice.key), off=False),
        }
        for convention in run.rule.conventions
        for choice in convention.choices
        if choice.key != settled[convention.key]
    ]


def _switched(run: Run, key: str, choice: str) -> Run:
    return replace(run, conventions={**run.conventions, key: choice})

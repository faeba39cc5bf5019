"""Maps of a whole landscape: what one run does from every start, at every rate, under every seed.

A request is a link with a few names more, and comes by WebSocket, by plain HTTP, or for a spreadsheet:
`map=basins&of=0&side=32&landscape=…&run=…`. request.py reads it, frame.py has the answer's layout.
"""

import csv
from collections.abc import Callable
from io import StringIO
from itertools import islice
from time import perf_counter, sleep
from types import MappingProxyType

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.websockets import WebSocket

from components.backend.line import BusyError, Line
from components.backend.maps import basins, noise, plane, race, rates
from components.backend.maps.frame import Answer, map_frame
from components.backend.maps.request import Asked, read
from components.backend.newest import converse, failure, numbered
from components.share_link import FORMULA, LONGEST

KINDS = MappingProxyType(
    {
        "basins": basins.KIND,
        "rates": rates.KIND,
        "noise": noise.KIND,
        "plane": plane.KIND,
        "race": race.KIND,
    }
)
LINE = Line("maps")
TOGETHER = 200  # rows written before other threads have their turn: a live answer takes a dozen, 5 ms each otherwise


async def maps(socket: WebSocket) -> None:
    """Answer messages `<sequence> <request>`. A message may name its lane, `lane=…`: only the newest of each counts.

    One that cannot be answered gets the text {"sequence": …, "error": …} and the socket stays open.
    """

    async def answer(take: Callable[[], str]) -> bytes | str:
        try:
            return await LINE.in_turn(lambda: answered(take()))
        except BusyError as busy:
            return failure(numbered(take(), "a request")[0], str(busy))

    await converse(socket, answer, lane)


async def framed(request: Request) -> Response:
    """The same frame for `?<request>`, with the sequence number 0; 400 with what was wrong, 503 while too many wait."""
    return await _told(request, lambda asked: Response(_frame(0, asked), media_type="application/octet-stream"))


async def spreadsheet(request: Request) -> Response:
    """The same map as comma-separated values under a row of headings; 400 with what was wrong, 503 as above."""
    return await _told(request, _sheet)


def lane(message: str) -> str:
    """The lane that a message names; those that name none, or are too long to be read, share one."""
    if len(message) > LONGEST + 11:
        return ""
    parts = message.partition(" ")[2].split("&")
    return next((part[5:45] for part in parts if part.startswith("lane=")), "")


def answered(message: str) -> bytes | str:
    """The frame for one message, or the text of the error in it."""
    number, query = numbered(message, "a request")
    if number is None:
        return failure(None, query)
    try:
        return _frame(number, read(query, KINDS))
    except ValueError as error:
        return failure(number, str(error))


def computed(asked: Asked) -> tuple[Answer, float]:
    """The map, and the milliseconds it took: what had to be compiled for it included."""
    begin = perf_counter()
    answer = KINDS[asked.kind].answer(asked.experiment, **asked.settings)
    return answer, (perf_counter() - begin) * 1000


def _frame(sequence: int, asked: Asked) -> bytes:
    answer, milliseconds = computed(asked)
    head = {"map": asked.kind, "steps": asked.experiment.steps, "milliseconds": milliseconds, "query": asked.query}
    return map_frame(sequence, {**head, **answer.head}, answer.arrays)


def _sheet(asked: Asked) -> Response:
    text = StringIO()
    rows, write = iter(computed(asked)[0].table()), csv.writer(text).writerows
    while part := list(islice(rows, TOGETHER)):
        write(part)
        sleep(0)
    headers = {"Content-Disposition": f'attachment; filename="{file_name(asked)}"'}
    return Response(text.getvalue(), media_type="text/csv", headers=headers)


def file_name(asked: Asked) -> str:
    """`optiscape-basins-himmelblau-adam.csv`: what the map is, where, and of which run if it is of one."""
    surface = asked.experiment.surface.key
    words = ["optiscape", asked.kind, FORMULA.rstrip(":") if surface.startswith(FORMULA) else surface]
    words += [asked.experiment.runs[asked.settings["of"]].optimizer] if "of" in asked.settings else []
    return f"{'-'.join(words)}.csv"


async def _told(request: Request, tell: Callable[[Asked], Response]) -> Response:
    try:
        response = await LINE.in_turn(lambda: tell(read(request.url.query, KINDS)))
    except ValueError as error:
        return JSONResponse({"error": str(error)[:2000]}, status_code=400)
    except BusyError as error:
        return JSONResponse({"error": str(error)}, status_code=503)
    response.headers["Cache-Control"] = "public, max-age=3600"
    return response

"""Small pictures of the catalogue's landscapes: bands of equal area, from low costs to high.

The gallery has all of them as one file, so that all are there at once.
"""

import hashlib
from functools import lru_cache
from io import BytesIO

import jax
import numpy as np
from PIL import Image, ImageColor
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from components.theme import PALETTES
from landscapes import CATALOGUE
from landscapes.base import Landscape

SIDE = 96  # pixels
BANDS = 12
ALL = "all"  # the key of the file that has every landscape's
ACROSS = 8  # pictures in a row of it


async def picture(request: Request) -> Response:
    """`/api/picture/<scheme>/<landscape>.png`, or `all.png`, scheme light or dark; 404 for any other."""
    scheme, key = request.path_params["scheme"], request.path_params["key"]
    if scheme not in PALETTES or (key != ALL and key not in CATALOGUE):
        return PlainTextResponse("no such picture", status_code=404)
    body = await run_in_threadpool(together, scheme) if key == ALL else await run_in_threadpool(drawn, key, scheme)
    tag = f'"{hashlib.sha256(body).hexdigest()[:16]}"'
    headers = {"Cache-Control": "public, max-age=3600", "ETag": tag}
    if request.headers.get("if-none-match") == tag:
        return Response(status_code=304, headers=headers)
    return Response(body, media_type="image/png", headers=headers)


@lru_cache(maxsize=2 * len(CATALOGUE))
def drawn(key: str, scheme: str) -> bytes:
    """The PNG of one landscape over its own domain, `SIDE` pixels a side."""
    return _file(_tile(key, scheme))


@lru_cache(maxsize=2)
def together(scheme: str) -> bytes:
    """The PNG of all landscapes in the order of the catalogue, `ACROSS` beside each other."""
    rows = -(-len(CATALOGUE) // ACROSS)
    sheet = np.zeros((rows * SIDE, ACROSS * SIDE, 3), np.uint8)
    for key in CATALOGUE:
        column, row = place(key)
        sheet[row * SIDE : (row + 1) * SIDE, column * SIDE : (column + 1) * SIDE] = _tile(key, scheme)
    return _file(sheet)


def place(key: str) -> tuple[int, int]:
    """The column and the row of a landscape's picture in the file of all."""
    row, column = divmod(list(CATALOGUE).index(key), ACROSS)
    return column, row


def _file(rgb: np.ndarray) -> bytes:
    file = BytesIO()
    Image.fromarray(rgb).save(file, "PNG", optimize=True)
    return file.getvalue()


def _tile(key: str, scheme: str) -> np.ndarray:
    """The pixels of one landscape, uint8 of shape (SIDE, SIDE, 3), the highest w2 on top."""
    cost = costs(CATALOGUE[key])
    # By rank, so that a surface of any range shows its shape: the number of costs below each, not the costs.
    rank = np.searchsorted(np.sort(cost, axis=None), cost) / cost.size
    band = np.floor(rank * BANDS) / (BANDS - 1)
    stops = PALETTES[scheme]["surface"]
    places, colours = [at for at, _ in stops], np.array([ImageColor.getrgb(colour) for _, colour in stops])
    rgb = np.stack([np.interp(band, places, channel) for channel in colours.T], axis=-1).round().astype(np.uint8)
    return rgb[::-1]


@lru_cache(maxsize=len(CATALOGUE))
def costs(landscape: Landscape) -> np.ndarray:
    """J at the middle of every pixel, row 0 the lowest w2, float64 of shape (SIDE, SIDE).

    Without `jit`: the operations of all landscapes are then compiled once, and no program is kept for a thumbnail.
    """
    part = (np.arange(SIDE) + 0.5) / SIDE
    w1, w2 = (side.low + side.width * part for side in landscape.domain)
    a, b = np.meshgrid(w1, w2)
    over = jax.vmap(lambda a, b: landscape.cost(a, b, **landscape.theta()))
    return np.asarray(over(a.ravel(), b.ravel())).reshape(SIDE, SIDE)

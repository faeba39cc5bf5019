"""Small pictures of the catalogue's landscapes for the gallery: bands of equal area, from low costs to high."""

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


async def picture(request: Request) -> Response:
    """`/api/picture/<scheme>/<landscape>.png`, scheme light or dark; 404 for any other."""
    scheme, key = request.path_params["scheme"], request.path_params["key"]
    if scheme not in PALETTES or key not in CATALOGUE:
        return PlainTextResponse("no such picture", status_code=404)
    body = await run_in_threadpool(drawn, key, scheme)
    tag = f'"{hashlib.sha256(body).hexdigest()[:16]}"'
    headers = {"Cache-Control": "public, max-age=3600", "ETag": tag}
    if request.headers.get("if-none-match") == tag:
        return Response(status_code=304, headers=headers)
    return Response(body, media_type="image/png", headers=headers)


@lru_cache(maxsize=2 * len(CATALOGUE))
def drawn(key: str, scheme: str) -> bytes:
    """The PNG of one landscape over its own domain, `SIDE` pixels a side."""
    cost = costs(CATALOGUE[key])
    # By rank, so that a surface of any range shows its shape: the number of costs below each, not the costs.
    rank = np.searchsorted(np.sort(cost, axis=None), cost) / cost.size
    band = np.floor(rank * BANDS) / (BANDS - 1)
    stops = PALETTES[scheme]["surface"]
    places, colours = [at for at, _ in stops], np.array([ImageColor.getrgb(colour) for _, colour in stops])
    rgb = np.stack([np.interp(band, places, channel) for channel in colours.T], axis=-1).round().astype(np.uint8)
    file = BytesIO()
    Image.fromarray(rgb[::-1]).save(file, "PNG", optimize=True)
    return file.getvalue()


def costs(landscape: Landscape) -> np.ndarray:
    """J at the middle of every pixel, row 0 the lowest w2, float64 of shape (SIDE, SIDE).

    Without `jit`: the operations of all landscapes are then compiled once, and no program is kept for a thumbnail.
    """
    part = (np.arange(SIDE) + 0.5) / SIDE
    w1, w2 = (side.low + side.width * part for side in landscape.domain)
    a, b = np.meshgrid(w1, w2)
    over = jax.vmap(lambda a, b: landscape.cost(a, b, **landscape.theta()))
    return np.asarray(over(a.ravel(), b.ravel())).reshape(SIDE, SIDE)

"""Warm-up, and what a load balancer asks: is the process alive, and is it warm?"""

import asyncio
import gc
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from components.backend.assets import assets

_warm = asyncio.Event()


def warm_up() -> None:
    """Compile what the opening page asks for and compress the assets, so that the first reader need not wait."""
    from components.pages import PAGES  # noqa: F401  (what the script imports at its first run)
    from components.share_link import opening
    from landscapes.grid import sample
    from optimizers import perform

    experiment = opening().experiment
    perform(experiment)
    sample(experiment.surface)
    assets()
    # Streamlit collects garbage after every script run; with JAX's modules left out of it that costs 20 ms, not 150.
    gc.collect()
    gc.freeze()


@asynccontextmanager
async def lifespan(app: object) -> AsyncIterator[None]:
    """Warm up in a thread beside the first requests: they wait for what they need and no longer."""

    async def warm() -> None:
        try:
            await asyncio.to_thread(warm_up)
            _warm.set()
        except Exception:
            logging.getLogger(__name__).exception("warm-up failed; /readyz stays unready")

    task = asyncio.create_task(warm())
    yield
    task.cancel()


async def healthz(request: Request) -> Response:
    """200 while the process answers at all."""
    return PlainTextResponse("ok")


async def readyz(request: Request) -> Response:
    """200 once warm, 503 before."""
    return PlainTextResponse("ready") if _warm.is_set() else PlainTextResponse("warming up", status_code=503)

"""Warm-up and readiness: ready only once the opening page is compiled, and alive from the first moment."""

import asyncio
import gc
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from components.backend import health

ROOT = Path(__file__).parents[3]
PATIENCE = 60


@pytest.fixture(autouse=True)
def cold(monkeypatch):
    """A process that has not warmed up yet, whatever was asked of this one before."""
    monkeypatch.setattr(health, "_warm", asyncio.Event())
    yield
    gc.unfreeze()


async def ready():
    return (await health.readyz(None)).status_code


async def warming(until):
    """Run the lifespan, and leave it once `until()` holds."""
    async with health.lifespan(None):
        async with asyncio.timeout(PATIENCE):
            while not await until():
                await asyncio.sleep(0.001)


def test_a_process_is_alive_from_the_first_moment(get):
    reply = get("/healthz")
    assert (reply.status, reply.body) == (200, b"ok")


def test_a_cold_process_is_not_ready(get):
    reply = get("/readyz")
    assert (reply.status, reply.body) == (503, b"warming up")


def test_a_warm_process_is_ready(get):
    async def until():
        return await ready() == 200

    asyncio.run(warming(until))
    reply = get("/readyz")
    assert (reply.status, reply.body) == (200, b"ready")


def test_it_is_unready_while_it_warms_up_and_answers_meanwhile(monkeypatch):
    entered, finish = threading.Event(), threading.Event()

    def slow():
        entered.set()
        assert finish.wait(PATIENCE)

    monkeypatch.setattr(health, "warm_up", slow)
    seen = []

    async def until():
        seen.append(await ready())
        assert (await health.healthz(None)).status_code == 200
        if entered.is_set():
            finish.set()
        return seen[-1] == 200

    asyncio.run(warming(until))
    assert seen[0] == 503
    assert seen[-1] == 200


def test_a_failed_warm_up_is_logged_and_stays_unready(monkeypatch, caplog):
    def broken():
        raise OSError("no memory left")

    monkeypatch.setattr(health, "warm_up", broken)

    async def until():
        return bool(caplog.records)

    asyncio.run(warming(until))
    assert "warm-up failed" in caplog.text
    assert "no memory left" in caplog.text
    assert asyncio.run(ready()) == 503


def test_leaving_before_it_is_warm_ends_without_an_exception(monkeypatch):
    finish = threading.Event()
    monkeypatch.setattr(health, "warm_up", lambda: finish.wait(PATIENCE))

    async def leave_at_once():
        async with health.lifespan(None):
            await asyncio.sleep(0)
        finish.set()

    asyncio.run(leave_at_once())
    assert asyncio.run(ready()) == 503


def in_a_process_of_its_own(code):
    return subprocess.run([sys.executable, "-c", code], cwd=ROOT, timeout=PATIENCE, capture_output=True, text=True)


def test_the_server_is_up_before_jax_is_imported():
    # JAX takes two seconds to import; a browser loads the page's own code meanwhile.
    done = in_a_process_of_its_own("import app, sys; print({'jax', 'optax', 'pandas'} & set(sys.modules))")
    assert done.stdout == "set()\n", done.stderr


@pytest.mark.long
def test_after_the_warm_up_the_opening_page_compiles_nothing():
    done = in_a_process_of_its_own(
        """
from components.backend.health import warm_up
warm_up()
import jax
from components.share_link import opening
from landscapes.grid import sample
from optimizers import perform
seen = []
jax.monitoring.register_event_duration_secs_listener(lambda event, duration, **_: seen.append(event))
perform(opening().experiment)
sample(opening().experiment.surface)
print([event for event in seen if "compile" in event])
"""
    )
    assert done.stdout == "[]\n", done.stderr

"""A running app and a real browser, for the tests in this folder and the benchmarks."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
TRIES = 3  # to start the app
PATIENCE = 180  # seconds until it must be warm
INSTALLED = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome")


class NoBrowserError(RuntimeError):
    """There is no Chromium or Chrome on this machine, and Playwright's could not be fetched."""


def executable() -> str | None:
    """The Chromium or Chrome that is installed; None for Playwright's own, which is fetched if need be."""
    found = next(filter(None, map(shutil.which, INSTALLED)), None)
    if found:
        return found
    fetched = subprocess.run(
        [sys.executable, "-m", "playwright", "install", "--with-deps", "chromium"], capture_output=True, text=True
    )
    if fetched.returncode:
        raise NoBrowserError(fetched.stderr.strip()[-300:])
    return None


@contextmanager
def launched() -> Iterator[Browser]:
    """A headless browser."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable(), args=FLAGS)
        yield browser
        browser.close()


def free_port() -> int:
    """A port of the loopback that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def serving(
    log: Path | None = None, *options: str, prefix: str = "", port: int | None = None
) -> Iterator[tuple[str, int]]:
    """The app on a port of the loopback, a free one if none is named, warm: its address and process id.

    Its output goes to `log`; `options` are Streamlit's.
    """
    with open(log or os.devnull, "w") as output:
        process, address = _started(output, options, prefix, port)
        try:
            yield address, process.pid
        finally:
            process.terminate()
            try:
                process.wait(timeout=20)
            except subprocess.TimeoutExpired:  # a busy machine, or a training that goes on: no fault of the page's
                process.kill()
                process.wait()


def _started(output: TextIO, options: Sequence[str], prefix: str, port: int | None) -> tuple[subprocess.Popen, str]:
    """A server that answers, and its address. Who takes the port between our look and its start costs one more try."""
    for _ in range(1 if port else TRIES):
        chosen = port or free_port()
        address = f"http://localhost:{chosen}/"
        command = [sys.executable, "-m", "streamlit", "run", "app.py"]
        own = ["--server.port", str(chosen), "--server.headless", "true", "--server.address", "127.0.0.1"]
        process = subprocess.Popen([*command, *own, *options], cwd=ROOT, stdout=output, stderr=subprocess.STDOUT)
        try:
            if _is_ready(address + prefix, process):
                return process, address
        except BaseException:
            process.kill()
            raise
    raise RuntimeError(f"the app stopped before it was ready, with code {process.returncode}")


def _is_ready(address: str, process: subprocess.Popen) -> bool:
    """Wait until the app is warm. Whether it is: False where it stopped instead."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if process.poll() is not None:
            return False
        try:
            with urllib.request.urlopen(address + "readyz", timeout=5):
                return True
        except OSError:
            time.sleep(0.1)
    raise RuntimeError(f"the app was not ready within {PATIENCE} seconds")

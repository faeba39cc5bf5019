"""A running app and a real browser, for the tests in this folder and the benchmarks."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

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
    """The app on a port, a free one if none is named, warm: its address and process id.

    Its output goes to `log`; `options` are Streamlit's.
    """
    port = port or free_port()
    address = f"http://localhost:{port}/"
    command = [
        sys.executable,
        "-m",
        "streamlit",
        "run",
        "app.py",
        "--server.port",
        str(port),
        "--server.headless",
        "true",
        *options,
    ]
    with open(log or os.devnull, "w") as output:
        process = subprocess.Popen(command, cwd=ROOT, stdout=output, stderr=subprocess.STDOUT)
        try:
            _wait_until_ready(address + prefix, process)
            yield address, process.pid
        finally:
            process.terminate()
            process.wait(timeout=20)


def _wait_until_ready(address: str, process: subprocess.Popen) -> None:
    for _ in range(600):
        if process.poll() is not None:
            raise RuntimeError(f"the app stopped with code {process.returncode}")
        try:
            with urllib.request.urlopen(address + "readyz", timeout=1):
                return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError("the app was not ready within a minute")

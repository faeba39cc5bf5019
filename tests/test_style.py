"""The tools that read the source: formatter, linter, type checker, tests of the browser's modules under Node."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


def passes(*command: str) -> None:
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout[-6000:] + done.stderr[-2000:]


@pytest.mark.parametrize("arguments", [("check",), ("format", "--check")], ids=["lint", "format"])
def test_ruff_has_nothing_to_say(arguments):
    passes(sys.executable, "-m", "ruff", *arguments, ".")


def test_pyright_has_nothing_to_say():
    passes(sys.executable, "-m", "pyright")


def test_the_modules_of_the_browser_pass_their_tests_under_node():
    node = shutil.which("node")
    if node is None:
        message = "NO NODE: the browser's modules in tests/components were not tested. Install Node 20 or newer."
        if os.environ.get("CI"):
            pytest.fail(message)
        pytest.skip(message)
    files = sorted(map(str, (ROOT / "tests" / "components").rglob("*.test.mjs")))
    assert files
    passes(node, "--test", *files)

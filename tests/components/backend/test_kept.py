"""Compiled programs kept for the next start: where, for whom, and what a second start finds."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from components.backend.kept import keep_compiled

ROOT = Path(__file__).parents[3]
NAMES = (
    "JAX_COMPILATION_CACHE_DIR",
    "JAX_COMPILATION_CACHE_MAX_SIZE",
    "JAX_PERSISTENT_CACHE_MIN_COMPILE_TIME_SECS",
    "JAX_PERSISTENT_CACHE_MIN_ENTRY_SIZE_BYTES",
)
START = """
from components.backend.kept import keep_compiled
keep_compiled()
from jax import monitoring
heard = []
monitoring.register_event_listener(lambda event, **_: heard.append(event))
from optimizers import Experiment, Run, perform
(path,) = perform(Experiment("himmelblau", runs=(Run("adam", 0.1),)))
print(path.w1.tobytes().hex(), "/jax/compilation_cache/cache_hits" in heard)
"""


@pytest.fixture
def environment(monkeypatch, tmp_path):
    monkeypatch.setattr(os, "environ", {"XDG_CACHE_HOME": str(tmp_path)})
    return os.environ


def test_the_folder_is_the_readers_own(environment, tmp_path):
    keep_compiled()
    folder = Path(environment["JAX_COMPILATION_CACHE_DIR"])
    assert folder.is_dir()
    assert tmp_path / "optiscape" in folder.parents
    assert folder.stat().st_mode & 0o077 == 0
    assert set(NAMES) <= set(environment)
    assert 0 < int(environment["JAX_COMPILATION_CACHE_MAX_SIZE"]) < 1 << 30


def test_what_the_environment_says_already_stays(environment):
    environment |= dict.fromkeys(NAMES, "mine")
    keep_compiled()
    assert {environment[name] for name in NAMES} == {"mine"}


def test_without_a_folder_that_can_be_written_nothing_is_kept(environment, tmp_path):
    (tmp_path / "optiscape").write_text("a file where the folder should be")
    keep_compiled()
    assert not set(NAMES) & set(environment)


@pytest.mark.long
def test_a_second_start_finds_the_programs_of_the_first_and_computes_the_same(tmp_path):
    clean = {name: value for name, value in os.environ.items() if not name.startswith("JAX_")}
    command = [sys.executable, "-W", "error", "-c", START]
    starts = [
        subprocess.run(
            command, cwd=ROOT, env=clean | {"XDG_CACHE_HOME": str(tmp_path)}, capture_output=True, text=True, check=True
        ).stdout.split()
        for _ in range(2)
    ]
    assert [found for _, found in starts] == ["False", "True"]
    assert starts[0][0] == starts[1][0]


def test_the_app_keeps_them_before_jax_is_there():
    code = "import sys, app; assert 'jax' not in sys.modules"
    assert "keep_compiled()" in (ROOT / "app.py").read_text(encoding="utf-8")
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True, capture_output=True)

"""Programs are run as a reader runs them: as files, in a Python of their own that knows nothing of this project."""

import subprocess
import sys
from collections.abc import Callable, Mapping

import numpy as np
import pytest

RUNNER = """
import contextlib, io, runpy, sys, warnings
import numpy as np
folder, names, points = sys.argv[1], sys.argv[2].split(","), np.load(sys.argv[1] + "/points.npz")
found = {}
def flat(w):
    return np.concatenate([flat(part) for part in w]) if isinstance(w, (list, tuple)) else np.ravel(np.asarray(w))
for name in names:
    with contextlib.redirect_stdout(io.StringIO()) as said:
        known = runpy.run_path(f"{folder}/{name}.py")
    if name in points:
        for function in sys.argv[3].split(","):
            found[f"{name}.{function}"] = np.array([known[function](*w) for w in points[name]])
    else:
        assert said.getvalue().startswith(("W =", "J =")), (name, said.getvalue())
        found[name] = np.array([flat(w) for w in known["path"]])
np.savez(folder + "/found.npz", **found)
"""


@pytest.fixture(scope="session")
def ran(tmp_path_factory) -> Callable[..., Mapping[str, np.ndarray]]:
    """ran({name: text}): the path of each program, (steps + 1, 2) or all weights, from one process.

    With points={name: (n, 2)}: what its functions give at them, under the names "name.function".
    """

    def ran(texts, points=None, functions=()) -> Mapping[str, np.ndarray]:
        folder = tmp_path_factory.mktemp("programs")
        for name, text in texts.items():
            (folder / f"{name}.py").write_text(text, encoding="utf-8")
        np.savez(folder / "points.npz", **(points or {}))
        (folder / "run.py").write_text(RUNNER)
        command = [sys.executable, "-I", "run.py", ".", ",".join(texts), ",".join(functions)]
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=900)
        assert done.returncode == 0, done.stderr[-3000:]
        return np.load(folder / "found.npz")

    return ran

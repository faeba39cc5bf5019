"""The NumPy and the optax programs of the lecture's rules on every schedule, each started as a reader starts it."""

import re
import subprocess
import sys
from itertools import product

import numpy as np
import pytest

from landscapes import CATALOGUE as LANDSCAPES
from optimizers import CATALOGUE, SCHEDULES, Experiment, Run, perform
from optimizers.programs import program

LECTURE = [key for key, rule in CATALOGUE.items() if rule.group == "lecture"]
PRINTED = 1e-7  # NumPy prints eight digits


@pytest.mark.sampled(4)
@pytest.mark.parametrize("library", ["numpy", "optax"])
@pytest.mark.parametrize(("key", "schedule"), list(product(LECTURE, SCHEDULES)))
def test_python_starts_it_and_it_prints_where_the_pages_run_ends(key, schedule, library, tmp_path):
    run = Run(key, CATALOGUE[key].suits(LANDSCAPES["himmelblau"]) / 4, schedule=schedule)
    experiment = Experiment("himmelblau", steps=60, runs=(run,))
    made = program(experiment, 0, library)
    assert made.kind == "same", made.note
    (tmp_path / "program.py").write_text(made.text, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-I", "program.py"], cwd=tmp_path, capture_output=True, text=True, timeout=300
    )
    assert done.returncode == 0, done.stderr[-3000:]
    found = re.fullmatch(r"W = \[(.*)\] J = (\S+)\n", done.stdout)
    assert found, done.stdout
    (true,) = perform(experiment)
    ends = np.array((true.w1[-1], true.w2[-1]))
    assert np.array([float(x) for x in re.split(r"[,\s]+", found[1].strip())]) == pytest.approx(ends, abs=PRINTED)
    assert float(found[2]) == pytest.approx(true.cost[-1], rel=1e-6, abs=1e-12)

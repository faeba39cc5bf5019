"""Run the PyTorch and the Keras programs in these libraries, and record what was accepted and where they end.

    uv run --with torch --with keras --with tensorflow-cpu python -m tests.optimizers.programs.record

The record lies beside this file. The suite holds every program against it, without the libraries: test_record.py.
"""

import json
import subprocess
import sys
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory

from landscapes import CATALOGUE as LANDSCAPES
from optimizers import CATALOGUE, SCHEDULES, Experiment, Run
from optimizers.programs import program
from tests.optimizers.programs.calls import bases, calls

RECORD = Path(__file__).with_suffix(".json")
LIBRARIES = ("torch", "keras")
STEPS = 30
TREATMENTS = {
    "value": {"clip_value": 1.5},
    "norm": {"clip_norm": 2.0},
    "l2": {"l2": 0.25},
    "all": {"clip_value": 1.5, "clip_norm": 1.75, "l2": 0.25},
}

RUNNER = """
import contextlib, importlib, inspect, io, json, os, runpy, sys, traceback
os.environ.update(TF_CPP_MIN_LOG_LEVEL="3", CUDA_VISIBLE_DEVICES="")
library, names, wanted = sys.argv[1], sys.argv[2].split(","), sys.argv[3].split(",")
import numpy as np
if library == "torch":
    import torch
    roots, versions = {"torch": torch}, {"torch": torch.__version__}
else:
    import tensorflow as tf
    from tensorflow import keras
    roots, versions = {"tf": tf, "keras": keras}, {"tensorflow": tf.__version__, "keras": keras.__version__}
found = {"versions": {**versions, "numpy": np.__version__}, "called": {}, "ends": {}, "failed": {}}
for name in filter(None, wanted):
    first, *rest = name.split(".")
    part = roots[first]
    for each in rest:
        part = getattr(part, each)
    try:
        parameters = {
            p.name: {"kind": p.kind.name} | ({} if p.default is p.empty else {"default": repr(p.default)})
            for p in inspect.signature(part).parameters.values()
        }
    except ValueError:  # written in C
        parameters = None
    found["called"][name] = parameters
for name in names:
    try:
        with contextlib.redirect_stdout(io.StringIO()):
            known = runpy.run_path(name + ".py")
        found["ends"][name] = np.asarray(known["path"][-1], float).tolist()
    except Exception:
        found["failed"][name] = traceback.format_exc(limit=-2)
print(json.dumps(found))
"""


def experiments() -> Iterator[tuple[str, Experiment]]:
    """What is run, each under its name: lecture × schedules, every rule with every convention, and further settings."""
    for rule, schedule in product(CATALOGUE.values(), SCHEDULES):
        if rule.group == "lecture":
            for warmup in (0, 5) if rule.key == "adam" else (0,):
                name = f"{rule.key}-{schedule}" + (f"-warmup{warmup}" if warmup else "")
                yield name, one(rule.key, schedule=schedule, warmup=warmup)
    for rule in CATALOGUE.values():
        for chosen in product(*([(c.key, choice.key) for choice in c.choices] for c in rule.conventions)):
            yield "-".join((rule.key, "of", *dict(chosen).values())), one(rule.key, conventions=dict(chosen))
        yield f"{rule.key}-whole", one(rule.key, 1.0, schedule="constant", hyper=whole(rule))
        yield f"{rule.key}-noise", one(rule.key, noise=0.25, seed=3)
        yield f"{rule.key}-batches", one(rule.key, "linear_regression", batch_size=4, schedule="exponential")
    for key, (name, treatment) in product(("adam", "momentum", "adamw", "rprop", "lbfgs"), TREATMENTS.items()):
        yield f"{key}-{name}", one(key, **treatment)


def one(key: str, at: float | str = "booth", **settings) -> Experiment:
    """An experiment of one gentle run; `at` is its landscape, or on Booth's function its rate."""
    landscape = at if isinstance(at, str) else "booth"
    rate = CATALOGUE[key].suits(LANDSCAPES[landscape]) / 4 if isinstance(at, str) else at
    of_run = {k: value for k, value in settings.items() if k not in ("noise", "seed", "batch_size")}
    rest = {k: value for k, value in settings.items() if k not in of_run}
    return Experiment(landscape, steps=STEPS, runs=(Run(key, rate, **of_run),), **rest)


def whole(rule) -> dict[str, float]:
    """Whole numbers wherever a rule takes some."""
    return {p.key: 0.0 for p in rule.hyperparameters if p.low == 0 and p.key != "beta1"}


def main() -> None:
    """Generate, run and record; exit status 1 where a program does not run."""
    found = {}
    for library in LIBRARIES:
        texts = {name: program(experiment, 0, library).text for name, experiment in experiments()}
        named = {each.name for text in texts.values() for each in calls(text)}
        named |= {name for text in texts.values() for name in bases(text)}
        with TemporaryDirectory() as folder:
            for name, text in texts.items():
                Path(folder, f"{name}.py").write_text(text, encoding="utf-8")
            Path(folder, "run.py").write_text(RUNNER, encoding="utf-8")
            command = [sys.executable, "run.py", library, ",".join(texts), ",".join(sorted(named))]
            done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
        if done.returncode:
            sys.exit(done.stderr[-3000:])
        one_library = json.loads(done.stdout.splitlines()[-1])
        kinds: dict[str, dict[str, set[str]]] = {}
        for name in one_library["ends"]:  # only what ran to its end was accepted
            for each in calls(texts[name]):
                for place, kind in each.kinds.items():
                    kinds.setdefault(each.name, {}).setdefault(place, set()).add(kind)
        one_library["accepted"] = {
            name: {place: sorted(taken) for place, taken in sorted(places.items())}
            for name, places in sorted(kinds.items())
        }
        print(library, one_library["versions"], len(one_library["ends"]), "ran,", len(one_library["failed"]), "failed")
        for name, why in one_library.pop("failed").items():
            print(name, why)
        found[library] = one_library
    RECORD.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    sys.exit(any(len(found[library]["ends"]) < len(texts) for library in LIBRARIES))


if __name__ == "__main__":
    main()

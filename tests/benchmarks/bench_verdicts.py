"""What verdicts cost: those on 8 runs of 500 steps, in milliseconds and beside performing the runs.

Run it on demand: `uv run python tests/benchmarks/bench_verdicts.py [rounds]`. Both take turns in one process, so that a
busy machine slows them alike: read the ratio. It reports and always exits with 0.
"""

import sys
from dataclasses import replace
from pathlib import Path
from statistics import median
from time import perf_counter

sys.path.insert(0, str(Path(__file__).parents[2]))

from landscapes import parse
from optimizers import CATALOGUE, Experiment, Run, perform
from optimizers.catalogue import LECTURE
from optimizers.verdicts import judge

KEYS = ("himmelblau", "rosenbrock", "rastrigin", "eggholder")
FORMULAS = ("(x^2+y-11)^2+(x+y^2-7)^2", "1/(1+x^2)+y^2")  # of the second every step is looked into


def experiment(landscape) -> Experiment:
    surface = Experiment(landscape).surface
    runs = [Run(rule.key, rule.suits(surface) * part) for rule in LECTURE for part in (1, 0.3)]
    return Experiment(landscape, runs=tuple(runs[:8]))


def main(rounds: int = 60) -> None:
    assert {rule.key for rule in LECTURE} <= set(CATALOGUE)
    print("8 runs x 500 steps, medians; each round from another start\n")
    for landscape in (*KEYS, *map(parse, FORMULAS)):
        first, performing, judging = experiment(landscape), [], []
        for i in range(rounds + 3):
            w1, w2 = first.origin
            each = replace(first, start=(w1 + 1e-3 * i, w2))
            began = perf_counter()
            done = perform(each)
            middle = perf_counter()
            for run, t in zip(each.runs, done, strict=True):
                judge(each, run, t.rows, t.learning_rate)
            ended = perf_counter()
            if i >= 3:  # and compiled
                performing.append(middle - began)
                judging.append(ended - middle)
        ratio = median(j / p for j, p in zip(judging, performing, strict=True))
        name = landscape if isinstance(landscape, str) else landscape.key
        print(f"{name:<42}{median(judging) * 1e3:8.2f} ms   target <= 1   verdicts / perform {ratio:6.2f}")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:2]))

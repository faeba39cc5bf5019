"""What typed formulas cost: memory over a thousand of them, and the wait for the first picture of a new one.

Run it on demand: `uv run python tests/benchmarks/bench_formulas.py`. It takes some ten minutes, reports, and always
exits with 0. `bench_formulas.py 300` tries fewer formulas.
"""

import os
import sys
from pathlib import Path
from statistics import median
from time import perf_counter, process_time

sys.path.insert(0, str(Path(__file__).parents[2]))

from landscapes import Landscape, parse
from landscapes.expression import size
from landscapes.formula import read
from landscapes.grid import sample
from optimizers import Experiment, Run, perform

RULES = ("gradient_descent", "momentum", "rmsprop", "adam")
FIRST, FORMULAS = 100, 1000
# DESIGN.md, section 5.
MOST_GROWTH, MOST_SECONDS = 50, 1.0


def different(k: int) -> str:
    """A formula of its own for each k, of seven shapes."""
    shapes = (
        "w1^2 + {k}*w2^2",
        "(w1^2 + w2 - {k})^2 + (w1 + w2^2 - 7)^2",
        "20 + w1^2 - 10cos(2pi w1) + w2^2 - 10cos({k}w2)",
        "exp(-(w1^2 + {k}w2^2)/2) + |w1|",
        "sqrt(1 + w1^2 + {k}w2^2)",
        "max(w1, {k}w2)^2 + softplus(w1 w2)",
        "(1 - w1)^2 + {k}(w2 - w1^2)^2",
    )
    return shapes[k % len(shapes)].format(k=1 + k / 8)


def of_forty_nodes(k: int) -> str:
    text = f"20 + w1^2 - 10cos(2pi w1) + w2^2 - 10cos(2pi w2) + {k}exp(-(w1^2 + w2^2)) + w1"
    assert size(read(text)) == 41
    return text


def show(landscape: Landscape) -> None:
    perform(Experiment(landscape, start=(1.0, -1.0), runs=tuple(Run(rule, 0.01) for rule in RULES)))
    sample(landscape)


def seconds_to_show(text: str) -> tuple[float, float]:
    """On the clock, and of the processor: on a busy machine only the second says much."""
    begin, worked = perf_counter(), process_time()
    show(parse(text))
    return perf_counter() - begin, process_time() - worked


def memory() -> float:
    """The resident MB of this process."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def maps() -> int:
    return len(Path("/proc/self/maps").read_text().splitlines())


def main() -> None:
    formulas = int(sys.argv[1]) if len(sys.argv) > 1 else FORMULAS
    show(parse("w1^2 + w2^2"))
    waits, works = zip(*(seconds_to_show(of_forty_nodes(k)) for k in range(2, 9)), strict=True)
    print(f"a new formula of 40 nodes  {median(waits):8.2f} s, of the processor {median(works):.2f} s", end="")
    print(f"   target <= {MOST_SECONDS} s", flush=True)
    settled = 0.0
    for k in range(FIRST + formulas):
        show(parse(different(k)))
        if k + 1 == FIRST:
            settled = memory()
        if (k + 1) % 100 == 0:
            print(f"{k + 1:6d} formulas  {memory():8.0f} MB  {maps():6d} memory maps", flush=True)
    print(f"growth over {formulas} formulas  {memory() - settled:8.0f} MB   target <= {MOST_GROWTH} MB")


if __name__ == "__main__":
    main()

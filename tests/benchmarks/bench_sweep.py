"""How fast the sweeps are: 128² starts × 500 Adam steps on Rosenbrock beside C and NumPy, and many learning rates.

Run it on demand: `uv run python tests/benchmarks/bench_sweep.py [rounds]`. As many JAX devices and OpenMP threads as
cores. The engines take turns in one process, round by round, so that a busy machine slows them alike: read the
ratios. It reports and always exits with 0.
"""

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import perf_counter

CORES = len(os.sched_getaffinity(0))
# Read when JAX starts, so it stands before the imports below.
os.environ["XLA_FLAGS"] = f"{os.environ.get('XLA_FLAGS', '')} --xla_force_host_platform_device_count={CORES}"
sys.path.insert(0, str(Path(__file__).parents[2]))

import numpy as np  # noqa: E402

from optimizers import Experiment, Run  # noqa: E402
from optimizers.catalogue import LECTURE  # noqa: E402
from optimizers.sweep import basins, ensemble, final_costs, rates, tune  # noqa: E402

SIDE, STEPS, REPEATS = 128, 500, 5
ADAM = Run("adam", 1e-3)
ROSENBROCK = Experiment("rosenbrock", steps=STEPS, runs=tuple(Run(rule.key, 1e-3) for rule in LECTURE))
ALPHAS = np.geomspace(1e-6, 1.0, 256)


def numpy_vectorised() -> np.ndarray:
    """The same in float32 arrays, as a user would write it: points of shape (128, 128, 2)."""
    x = np.linspace(-2, 2, SIDE, dtype=np.float32)
    w = np.stack(np.meshgrid(x, x), -1)
    m, s = np.zeros_like(w), np.zeros_like(w)
    for n in range(1, STEPS + 1):
        a, b = w[..., 0], w[..., 1]
        v = b - a * a
        g = np.stack([-2 * (1 - a) - 400 * a * v, 200 * v], -1)
        m, s = 0.9 * m + 0.1 * g, 0.999 * s + 0.001 * g * g
        w = w - 1e-3 * m / np.float32(1 - 0.9**n) / (np.sqrt(s / np.float32(1 - 0.999**n)) + 1e-8)
    return (1 - w[..., 0]) ** 2 + 100 * (w[..., 1] - w[..., 0] ** 2) ** 2


def timed(work: Callable, repeats: int) -> float:
    """The median seconds of one call."""
    seconds = []
    for _ in range(repeats):
        begin = perf_counter()
        work()
        seconds.append(perf_counter() - begin)
    return median(seconds)


def compiled_c(folder: str) -> Callable[[], float]:
    """A function that runs the C reference on every core and gives its own median."""
    binary = str(Path(folder) / "limit")
    source = str(Path(__file__).with_name("limit.c"))
    subprocess.run(["gcc", "-O3", "-march=native", "-ffast-math", "-fopenmp", source, "-o", binary, "-lm"], check=True)
    ask, threads = [binary, "basin", str(SIDE), str(STEPS), "9"], {**os.environ, "OMP_NUM_THREADS": str(CORES)}
    run = lambda: subprocess.run(ask, check=True, capture_output=True, text=True, env=threads)  # noqa: E731
    return lambda: float(run().stdout.split()[0])


def main(rounds: int = 15) -> None:
    noisy = Experiment("rosenbrock", steps=STEPS, noise=1.0)
    engines = {
        "final J": lambda: final_costs(ROSENBROCK, ADAM, SIDE),
        "basins": lambda: basins(ROSENBROCK, ADAM, SIDE),
        "numpy": numpy_vectorised,
        f"rates, {len(LECTURE)} rules": lambda: rates(ROSENBROCK, ALPHAS),
        "tune": lambda: tune(ROSENBROCK, ADAM),
        "256 seeds": lambda: ensemble(noisy, ADAM, range(256)),
    }
    for work in engines.values():
        work()
    seconds: dict[str, list[float]] = {name: [] for name in ("C", *engines)}
    with tempfile.TemporaryDirectory() as folder:
        try:
            c = compiled_c(folder)
        except (OSError, subprocess.CalledProcessError) as failure:
            print(f"no C reference: {failure}")
            c = lambda: float("nan")  # noqa: E731
        for _ in range(rounds):
            seconds["C"].append(c())
            for name, work in engines.items():
                seconds[name].append(timed(work, 1 if name == "numpy" else REPEATS))

    def ratio(over: str, under: str) -> float:
        return median(a / b for a, b in zip(seconds[over], seconds[under], strict=True))

    print(f"{SIDE}² starts × {STEPS} Adam steps on Rosenbrock, {CORES} cores, {rounds} interleaved rounds\n")
    for name, each in seconds.items():
        print(f"{name:<16}{median(each) * 1e3:10.2f} ms   best round {min(each) * 1e3:8.2f} ms")
    print(f"\n{'final J / C':<20}{ratio('final J', 'C'):8.2f}   target <= 1.7")
    print(f"{'basins / C':<20}{ratio('basins', 'C'):8.2f}   target <= 2.5")
    print(f"{'numpy / final J':<20}{ratio('numpy', 'final J'):8.1f}   target >= 4")
    many = next(name for name in engines if name.startswith("rates"))
    print(f"{'256 ' + many:<20}{median(seconds[many]) * 1e3:8.1f} ms   target <= 50")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:2]))

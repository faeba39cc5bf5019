"""How fast `perform` is: four optimizers × 500 steps on Rosenbrock beside C, plain Python, NumPy and torch.optim.

Run it on demand: `uv run python tests/benchmarks/bench_trajectory.py`. The engines take turns in one process, round by
round, so that a busy machine slows them alike: read the ratios. It reports and always exits with 0.
"""

import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable
from math import sqrt
from pathlib import Path
from statistics import median
from time import perf_counter

import jax
import numpy as np

sys.path.insert(0, str(Path(__file__).parents[2]))

from optimizers import CATALOGUE, SCHEDULES, Experiment, Run, perform

try:
    import torch
except ImportError:
    torch = None

STEPS, RATE, ROUNDS = 500, 1e-3, 15
RULES = ("gradient_descent", "momentum", "rmsprop", "adam")
COMPILED = "/jax/core/compile/backend_compile_duration"
# DESIGN.md, section 5.
MOST_TIMES_C, LEAST_TIMES_TORCH = 3, 500


def rosenbrock(a, b):
    return (1 - a) ** 2 + 100 * (b - a * a) ** 2


def slope(a, b):
    v = b - a * a
    return -2 * (1 - a) - 400 * a * v, 200 * v


def python_loop(start: tuple[float, float]) -> None:
    for rule in RULES:
        (a, b), v1, v2, s1, s2, path = start, 0.0, 0.0, 0.0, 0.0, []
        for n in range(1, STEPS + 1):
            g, h = slope(a, b)
            path.append((a, b, rosenbrock(a, b)))
            if rule == "gradient_descent":
                a, b = a - RATE * g, b - RATE * h
                continue
            v1, v2 = 0.9 * v1 + 0.1 * g, 0.9 * v2 + 0.1 * h
            if rule == "momentum":
                a, b = a - RATE * v1, b - RATE * v2
            elif rule == "rmsprop":
                s1, s2 = 0.9 * s1 + 0.1 * g * g, 0.9 * s2 + 0.1 * h * h
                a, b = a - RATE * g / (sqrt(s1) + 1e-8), b - RATE * h / (sqrt(s2) + 1e-8)
            else:
                s1, s2 = 0.999 * s1 + 0.001 * g * g, 0.999 * s2 + 0.001 * h * h
                c, d = 1 - 0.9**n, 1 - 0.999**n
                a, b = a - RATE * (v1 / c) / (sqrt(s1 / d) + 1e-8), b - RATE * (v2 / c) / (sqrt(s2 / d) + 1e-8)


def numpy_loop(start: tuple[float, float]) -> None:
    for rule in RULES:
        w, v, s, path = np.array(start), np.zeros(2), np.zeros(2), []
        for n in range(1, STEPS + 1):
            g = np.array(slope(*w))
            path.append((w, rosenbrock(*w)))
            if rule == "gradient_descent":
                w = w - RATE * g
            elif rule == "momentum":
                v = 0.9 * v + 0.1 * g
                w = w - RATE * v
            elif rule == "rmsprop":
                s = 0.9 * s + 0.1 * g * g
                w = w - RATE * g / (np.sqrt(s) + 1e-8)
            else:
                v, s = 0.9 * v + 0.1 * g, 0.999 * s + 0.001 * g * g
                w = w - RATE * v / (1 - 0.9**n) / (np.sqrt(s / (1 - 0.999**n)) + 1e-8)


def torch_loop(start: tuple[float, float]) -> None:
    optim = torch.optim
    for make in (
        lambda p: optim.SGD(p, RATE),
        lambda p: optim.SGD(p, RATE, momentum=0.9, dampening=0.1),
        lambda p: optim.RMSprop(p, RATE, alpha=0.9),
        lambda p: optim.Adam(p, RATE),
    ):
        w = torch.tensor(start, requires_grad=True)
        optimizer, path = make([w]), []
        for _ in range(STEPS):
            optimizer.zero_grad()
            cost = rosenbrock(w[0], w[1])
            cost.backward()
            path.append((w.detach().clone(), cost.item()))
            optimizer.step()


def experiment(start: tuple[float, float], **settings) -> Experiment:
    runs = settings.pop("runs", tuple(Run(rule, RATE) for rule in RULES))
    return Experiment(**{"landscape": "rosenbrock", "start": start, "steps": STEPS, "runs": runs, **settings})


def starts(number: int) -> list[tuple[float, float]]:
    return [(-1 + 1e-4 * index, 1.0) for index in range(number)]


def timed(work: Callable, inputs: Iterable) -> float:
    """The median seconds of one call."""
    seconds = []
    for each in inputs:
        begin = perf_counter()
        work(each)
        seconds.append(perf_counter() - begin)
    return median(seconds)


def compiled_c(folder: str) -> Callable[[], float]:
    """A function that runs the C reference and gives its own median of 200 repeats."""
    binary = str(Path(folder) / "limit")
    source = str(Path(__file__).with_name("limit.c"))
    subprocess.run(["gcc", "-O3", "-march=native", "-ffast-math", "-fopenmp", source, "-o", binary, "-lm"], check=True)
    ask = [binary, "path", str(STEPS), "200"]
    return lambda: float(subprocess.run(ask, check=True, capture_output=True, text=True).stdout.split()[0])


def compilations_while_sliders_move() -> int:
    """How many programs are compiled while everything that slides is moved, after one run of each landscape."""
    seen = []
    perform(experiment((-1.0, 1.0)))
    perform(experiment((-1.0, 1.0), landscape="ravine"))

    def listen(event: str, *_, **__) -> None:
        if event == COMPILED:
            seen.append(event)

    jax.monitoring.register_event_duration_secs_listener(listen)
    for n in range(1, 21):
        start = (-1 + 0.01 * n, 1 - 0.02 * n)
        perform(experiment(start, steps=256 + 12 * n))
        perform(experiment(start, landscape="ravine", theta={"kappa": 1.0 + n}))
        for schedule in SCHEDULES.values():
            decay = None if schedule.decay is None else 0.01 * n
            perform(experiment(start, runs=tuple(Run(rule, RATE * n, schedule.key, decay) for rule in RULES)))
        for rule in RULES:
            hyper = {parameter.key: 0.04 * n for parameter in CATALOGUE[rule].hyperparameters}
            perform(experiment(start, runs=(Run(rule, RATE, hyper=hyper),)))
    jax.monitoring.unregister_event_duration_listener(listen)
    return len(seen)


def main() -> None:
    engines = {
        "perform": (perform, [experiment(start) for start in starts(60)]),
        "from scratch": (lambda start: perform(experiment(start)), starts(60)),  # Run and Experiment made and checked
        "python loop": (python_loop, starts(5)),
        "numpy loop": (numpy_loop, starts(1)),
    }
    if torch:
        torch.set_num_threads(1)
        engines["torch.optim"] = (torch_loop, starts(1))
    perform(experiment((-1.0, 1.0)))
    rounds: dict[str, list[float]] = {name: [] for name in ("C", *engines)}
    with tempfile.TemporaryDirectory() as folder:
        try:
            c = compiled_c(folder)
        except (OSError, subprocess.CalledProcessError) as failure:
            print(f"no C reference: {failure}")
            c = lambda: float("nan")  # noqa: E731
        for _ in range(ROUNDS):
            rounds["C"].append(c())
            for name, (work, inputs) in engines.items():
                rounds[name].append(timed(work, inputs))

    def ratio(over: str, under: str) -> float:
        return median(a / b for a, b in zip(rounds[over], rounds[under], strict=True))

    print(f"4 optimizers x {STEPS} steps on Rosenbrock, medians of {ROUNDS} interleaved rounds\n")
    for name, seconds in rounds.items():
        print(f"{name:<14}{median(seconds) * 1e3:10.3f} ms   best round {min(seconds) * 1e3:8.3f} ms")
    print(f"\n{'from scratch / C':<26}{ratio('from scratch', 'C'):8.2f}")
    print(f"{'perform / C':<26}{ratio('perform', 'C'):8.2f}   target <= {MOST_TIMES_C}")
    for name in list(engines)[2:]:
        target = f"   target >= {LEAST_TIMES_TORCH}" if name == "torch.optim" else ""
        print(f"{name + ' / perform':<26}{ratio(name, 'perform'):8.1f}{target}")
    print(f"{'compiled while sliding':<26}{compilations_while_sliders_move():8d}   target 0")


if __name__ == "__main__":
    main()

"""The map of the noise: one run under many seeds, and how widely its cost spreads."""

from collections.abc import Mapping
from typing import Any

from components.backend.maps.frame import Answer
from components.backend.maps.request import Kind, affordable, place, whole
from landscapes.base import Interval
from optimizers import Experiment, Run
from optimizers.experiment import SEEDS
from optimizers.sweep import Ensemble, ensemble

COUNT = Interval(1, 1024)
MOST = 1 << 23  # random numbers drawn: what takes the time, and the memory


def read(experiment: Experiment, texts: Mapping[str, str]) -> dict[str, Any]:
    """`of`, the run, and `seeds`, how many: the experiment's own and those that follow it."""
    settings = {"of": place(experiment, texts), "seeds": whole(texts, "seeds", 256, COUNT)}
    affordable(settings["seeds"], experiment.steps, MOST // drawn(experiment, experiment.runs[settings["of"]]))
    return settings


def drawn(experiment: Experiment, run: Run) -> int:
    """The random numbers that a step of `run` takes: its error's two, and in mini-batches a weight for each example."""
    data = experiment.surface.data
    return 2 + (0 if data is None or experiment.batch_of(run) is None else data.count)


def answer(experiment: Experiment, of: int, seeds: int) -> Answer:
    """Arrays: quantiles (levels, T+1) of J at every row; w1, w2 and cost (seeds,), where each seed ends.

    The head has the "levels" of the quantiles, the first "seed", and whether the experiment is "still": without noise
    or mini-batches, so that every seed runs alike.
    """
    numbers = [(experiment.seed + k) % int(SEEDS.high + 1) for k in range(seeds)]
    run = experiment.runs[of]
    found = ensemble(experiment, run, numbers)
    still = not experiment.noise and experiment.batch_of(run) is None
    head = {"runs": seeds, "levels": found.levels.tolist(), "seed": experiment.seed, "still": still}
    arrays = {"quantiles": found.quantiles, "w1": found.w1, "w2": found.w2, "cost": found.cost}
    return Answer(head, arrays, lambda: table(found))


def table(found: Ensemble):
    """A row for every seed with where it ends, and below a row for every step with the quantiles of J then."""
    yield "seed", *(f"{name} ({found.cost.dtype})" for name in ("w1", "w2", "J"))
    for seed, *end in zip(found.seeds.tolist(), found.w1, found.w2, found.cost, strict=True):
        yield seed, *map(str, end)
    yield ()
    yield "step", *(f"J at {level:g} ({found.cost.dtype})" for level in found.levels.tolist())
    for step, costs in enumerate(found.quantiles.T):
        yield step, *map(str, costs)


KIND = Kind(("of", "seeds"), read, answer)

"""Words on a page."""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from optimizers import Experiment, Run

_SPECIAL = re.compile(r"([\\`*_{}\[\]()#+\-.!~|<>$:])")


def plain(text: str) -> str:
    """`text` as Markdown that reads exactly so: what a stranger typed is never formatting."""
    return _SPECIAL.sub(r"\\\1", text)


def names(experiment: Experiment) -> tuple[str, ...]:
    """Each run by its optimizer's title, numbered from its second appearance: “Adam”, “Adam 2”.

    Where runs of one optimizer differ in the size of their batches, that tells them apart: “Adam, b = 4”.
    """
    sizes: dict[str, set[int | None]] = defaultdict(set)
    for run in experiment.runs:
        sizes[run.optimizer].add(experiment.batch_of(run))
    told = [batch_in_words(experiment, run) if len(sizes[run.optimizer]) > 1 else "" for run in experiment.runs]
    return numbered(experiment.runs, told)


def numbered(runs: Sequence[Run], told: Sequence[str] = ()) -> tuple[str, ...]:
    """The same of runs alone, `told` what else is told of each: “Adam, b = 4”, “Adam 2, b = 4”."""
    met: Counter[tuple[str, str]] = Counter()
    found = []
    for run, more in zip(runs, told or [""] * len(runs), strict=True):
        met[run.optimizer, more] += 1
        count = met[run.optimizer, more]
        title = run.rule.title if count == 1 else f"{run.rule.title} {count}"
        found.append(f"{title}, {more}" if more else title)
    return tuple(found)


def batch_in_words(experiment: Experiment, run: Run) -> str:
    """The size of the run's batches: “b = 4” or “full batch”."""
    size = experiment.batch_of(run)
    return "full batch" if size is None else f"b = {size}"

"""Words on a page."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable

from optimizers import Experiment, Run

_SPECIAL = re.compile(r"([\\`*_{}\[\]()#+\-.!~|<>$:])")


def plain(text: str) -> str:
    """`text` as Markdown that reads exactly so: what a stranger typed is never formatting."""
    return _SPECIAL.sub(r"\\\1", text)


def numbered(runs: Iterable[Run]) -> tuple[str, ...]:
    """Each run by its optimizer's title, numbered from its second appearance: “Adam”, “Adam 2”."""
    met: Counter[str] = Counter()
    found = []
    for run in runs:
        met[run.optimizer] += 1
        count = met[run.optimizer]
        found.append(run.rule.title if count == 1 else f"{run.rule.title} {count}")
    return tuple(found)


def names(experiment: Experiment) -> tuple[str, ...]:
    """Each run by its optimizer's title, numbered from its second appearance: “Adam”, “Adam 2”.

    Where runs of one optimizer differ in the size of their batches, that tells them apart: “Adam, b = 4”.
    """
    sizes: dict[str, set[int | None]] = defaultdict(set)
    for run in experiment.runs:
        sizes[run.optimizer].add(experiment.batch_of(run))
    met: Counter[tuple[str, str]] = Counter()
    found = []
    for run in experiment.runs:
        size = batch_in_words(experiment, run) if len(sizes[run.optimizer]) > 1 else ""
        met[run.optimizer, size] += 1
        count = met[run.optimizer, size]
        title = run.rule.title if count == 1 else f"{run.rule.title} {count}"
        found.append(f"{title}, {size}" if size else title)
    return tuple(found)


def batch_in_words(experiment: Experiment, run: Run) -> str:
    """The size of the run's batches: “b = 4” or “full batch”."""
    size = experiment.batch_of(run)
    return "full batch" if size is None else f"b = {size}"

"""Words on a page."""

import re
from collections.abc import Mapping, Sequence
from itertools import combinations

from optimizers import Experiment, Run
from optimizers.working import SYMBOLS

_SPECIAL = re.compile(r"([\\`*_{}\[\]()#+\-.!~|<>$:])")


def plain(text: str) -> str:
    """`text` as Markdown that reads exactly so: what a stranger typed is never formatting."""
    return _SPECIAL.sub(r"\\\1", text)


def names(experiment: Experiment) -> tuple[str, ...]:
    """Each run by its optimizer's title and, where several runs have one, by what tells them apart: “Adam α 0.1”.

    What they differ in is told as far as it is needed; runs alike in everything are numbered from the second on.
    """
    return numbered(experiment.runs, [batch_in_words(experiment, run) for run in experiment.runs])


def numbered(runs: Sequence[Run], batches: Sequence[str] = ()) -> tuple[str, ...]:
    """The same of runs alone; `batches` says of each how large its batches are."""
    said = [_settings(run, batch) for run, batch in zip(runs, batches or [""] * len(runs), strict=True)]
    found: list[str] = []
    for i, run in enumerate(runs):
        alike = [settings for other, settings in zip(runs, said, strict=True) if other.optimizer == run.optimizer]
        told = _telling(alike, said[i])
        count = 1 + sum(
            other.optimizer == run.optimizer and _telling(alike, said[j]) == told for j, other in enumerate(runs[:i])
        )
        found.append(run.rule.title + (f" {count}" if count > 1 else "") + told)
    return tuple(found)


def _settings(run: Run, batch: str) -> dict[str, str]:
    """All that may tell runs of one optimizer apart, the first to be told first; each as it is said."""
    decay, chosen = f"k {run.how.check(run.decay):g}", run.rule.settled(run.conventions)
    return {
        "rate": f" α {run.learning_rate:g}",
        "batch": f", {batch}",
        "schedule": f", {run.how.title.lower()}",
        "decay": f", {decay}",
        "warmup": f", warm-up {run.warmup}",
        "warmup_from": f", warm-up from {run.warmup_from.replace('_', ' ')}",
        "l2": f" L2 {run.l2:g}",
        "clip_value": f", coordinates clipped at {run.clip_value:g}" if run.clip_value else ", coordinates not clipped",
        "clip_norm": f", norm clipped at {run.clip_norm:g}" if run.clip_norm else ", norm not clipped",
        **{key: f", {SYMBOLS.get(key, key)} {value:g}" for key, value in run.rule.hyper(run.hyper).items()},
        **{switch.key: _convention(switch.title, chosen[switch.key]) for switch in run.rule.conventions},
        **{key: f", {key} {value:g}" for key, value in run.how.settled(run.schedule_parameters).items()},
    }


def _convention(title: str, choice: str) -> str:
    """Such as “, bias correction off”."""
    return f", {title[:1].lower()}{title[1:]} {choice.replace('_', ' ')}"


def _telling(alike: Sequence[Mapping[str, str]], own: Mapping[str, str]) -> str:
    """What of a run's settings tells it from those of its optimizer: the fewest that tell them all apart."""
    if len(alike) == 1:
        return ""
    differ = [
        key
        for key in dict.fromkeys(key for each in alike for key in each)
        if len({each.get(key) for each in alike}) > 1
    ]
    different = len({tuple(each.get(key) for key in differ) for each in alike})
    for count in range(1, len(differ) + 1):
        for keys in combinations(differ, count):
            if len({tuple(each.get(key) for key in keys) for each in alike}) == different:
                return "".join(own.get(key, "") for key in keys)
    return ""


def batch_in_words(experiment: Experiment, run: Run) -> str:
    """The size of the run's batches: “b = 4” or “full batch”."""
    size = experiment.batch_of(run)
    return "full batch" if size is None else f"b = {size}"

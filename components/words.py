"""Words on a page."""

import re
from collections import Counter
from collections.abc import Iterable

from optimizers import Run

_SPECIAL = re.compile(r"([\\`*_{}\[\]()#+\-.!~|<>$:])")


def plain(text: str) -> str:
    """`text` as Markdown that reads exactly so: what a stranger typed is never formatting."""
    return _SPECIAL.sub(r"\\\1", text)


def names(runs: Iterable[Run]) -> tuple[str, ...]:
    """Each run by its optimizer's title, numbered from its second appearance: “Adam”, “Adam 2”."""
    met: Counter[str] = Counter()
    found = []
    for run in runs:
        title = run.rule.title
        met[title] += 1
        found.append(title if met[title] == 1 else f"{title} {met[title]}")
    return tuple(found)

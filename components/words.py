"""Words on a page."""

import re

_SPECIAL = re.compile(r"([\\`*_{}\[\]()#+\-.!~|<>$:])")


def plain(text: str) -> str:
    """`text` as Markdown that reads exactly so: what a stranger typed is never formatting."""
    return _SPECIAL.sub(r"\\\1", text)

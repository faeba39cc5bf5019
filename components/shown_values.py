"""What the fields of a page show: each the value that is used, or what was typed into it last."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, NamedTuple

from components.state import fill, held, holds, text_of

REMEMBERED = 12  # older texts of a field that are known again
# Of this run alone: the one before it may not have stopped yet, and be drawing another field of the same session.
_folded: ContextVar[bool] = ContextVar("folded", default=False)


@contextmanager
def folded() -> Iterator[None]:
    """Fields drawn within are on the screen only while the reader has their popover open.

    While it is closed the browser keeps what such a field held when it was last seen, and would report that as typed:
    a field whose value changed meanwhile is therefore drawn as a new one.
    """
    token = _folded.set(True)
    try:
        yield
    finally:
        _folded.reset(token)


class Shown(NamedTuple):
    """How a field is to be drawn so that it shows its value, whenever it comes on the screen for the first time."""

    key: str
    default: Any  # what it begins with; None where its text was written just now, for Streamlit takes only one of both


def show(key: str, value: Any, text: Any) -> Shown:
    """Before a field is drawn: write `text` into it if `value` changed elsewhere since the field last showed it.

    Otherwise the field keeps what the reader typed, also where that is in error.
    """
    drawn = _drawn(key)
    if holds(drawn) and key in held().shown and held().shown[key] == value and not _is_late(drawn):
        held().texts[drawn] = text_of(drawn)
        return Shown(drawn, text_of(drawn))
    if _folded.get() and holds(drawn):
        held().renewed[key] = held().renewed.get(key, 0) + 1
        drawn = _drawn(key)
    if holds(drawn):
        older = [*held().replaced.get(drawn, []), held().texts.get(drawn), text_of(drawn)]
        held().replaced[drawn] = older[-REMEMBERED:]
    fill(drawn, text)
    held().texts[drawn] = text
    held().shown[key] = value
    return Shown(drawn, None)


def _is_late(drawn: str) -> bool:
    """Whether a field holds what stood in it before the page wrote into it, and not because that was typed again.

    The browser reports all fields with whatever the reader does, and may not have received yet what was written: not
    what was written last, nor perhaps what was before that.
    """
    text = text_of(drawn)
    return held().elsewhere and text in held().replaced.get(drawn, []) and text != held().texts.get(drawn)


def _drawn(key: str) -> str:
    times = held().renewed.get(key, 0)
    return f"{key}-anew-{times}" if times else key


def news(key: str, value: Any) -> bool:
    """Whether a field that only brings something holds `value` for the first time."""
    fresh = key not in held().shown or held().shown[key] != value
    held().shown[key] = value
    return fresh


def rewrite(*keys: str) -> None:
    """Let these fields show their values again, whatever was typed into them."""
    for key in keys:
        held().shown.pop(key, None)


def typed(key: str, value: Any) -> None:
    """After a field was read: its text now means `value`."""
    held().shown[key] = value


def taken(key: str) -> Any:
    """What a field that only asks for something holds; it is then empty again."""
    value = text_of(key)
    fill(key, None)
    return value

"""The fields of which the controls are made: a number, a choice, a parameter with its range."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import streamlit as st

from components import shown_values
from components.numbers import read_number, spell
from components.share_link import View
from components.words import plain
from landscapes.base import Parameter


def number(key: str, label: str, value: float, accept: Callable[[str], Any], say=st.error, **look: Any) -> Any:
    """A text field that shows `value`. Gives what `accept` makes of its text, or `value` and the reason to `say`."""
    return field(key, label, value, spell(value), accept, say, **look)


def field(key: str, label: str, value: Any, shown: str, accept: Callable[[str], Any], say=st.error, **look: Any) -> Any:
    """The same for a value of any kind, `shown` as a text."""
    as_shown = shown_values.show(key, value, shown)
    text = st.text_input(label, as_shown.default or "", key=as_shown.key, **look)
    try:
        new = accept(text or "")
    except ValueError as error:
        say(f"**{label}**: {plain(str(error))}")
        return value
    shown_values.typed(key, new)
    return new


def choice(key: str, label: str, value: str, titles: Mapping[str, str], **look: Any) -> str:
    """A select box over the keys of `titles`; gives the key chosen."""
    options, shown = tuple(titles), shown_values.show(key, value, value)
    index = options.index(shown.default) if shown.default in titles else 0
    picked = st.selectbox(label, options, index, lambda k: titles.get(k, str(k)), key=shown.key, **look)
    picked = picked if picked in titles else value
    shown_values.typed(key, picked)
    return picked


def parameter(key: str, label: str, about: Parameter, value: float, **look: Any) -> float:
    """A field for a number in the range of `about`."""
    return number(key, label, value, lambda text: about.check(read_number(text)), **look)


def slider(key: str, label: str, about: Parameter, value: float, **look: Any) -> float:
    """A slider over the range of `about`, in a thousand steps."""
    shown = shown_values.show(key, value, value)
    begins = {} if shown.default is None else {"value": float(shown.default)}
    step = (about.high - about.low) / 1000
    moved = st.slider(label, about.low, about.high, step=step, key=shown.key, **begins, **look)
    shown_values.typed(key, moved)
    return about.check(moved)


def with_experiment(view: View, **changes: Any) -> View:
    """`view` with these fields of its experiment replaced."""
    return replace(view, experiment=replace(view.experiment, **changes))

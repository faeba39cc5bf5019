"""The fields of which the controls are made: a number, a choice, a parameter with its range."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import streamlit as st

from components import state
from components.numbers import read_number, spell
from components.share_link import View
from components.words import plain
from landscapes.base import Parameter


def number(key: str, label: str, value: float, accept: Callable[[str], Any], say=st.error, **look: Any) -> Any:
    """A text field that shows `value`. Gives what `accept` makes of its text, or `value` and the reason to `say`."""
    return field(key, label, value, spell(value), accept, say, **look)


def field(key: str, label: str, value: Any, shown: str, accept: Callable[[str], Any], say=st.error, **look: Any) -> Any:
    """The same for a value of any kind, `shown` as a text."""
    state.show(key, value, shown)
    text = st.text_input(label, key=key, **look)
    try:
        new = accept(text or "")
    except ValueError as error:
        say(f"**{label}**: {plain(str(error))}")
        return value
    state.typed(key, new)
    return new


def choice(key: str, label: str, value: str, titles: Mapping[str, str], **look: Any) -> str:
    """A select box over the keys of `titles`; gives the key chosen."""
    state.show(key, value, value)
    picked = st.selectbox(label, tuple(titles), key=key, format_func=lambda k: titles.get(k, str(k)), **look)
    picked = picked if picked in titles else value
    state.typed(key, picked)
    return picked


def parameter(key: str, label: str, about: Parameter, value: float, **look: Any) -> float:
    """A field for a number in the range of `about`."""
    return number(key, label, value, lambda text: about.check(read_number(text)), **look)


def with_experiment(view: View, **changes: Any) -> View:
    """`view` with these fields of its experiment replaced."""
    return replace(view, experiment=replace(view.experiment, **changes))

"""The page's state: one `View` per session, kept equal to the address bar, and what the other pages show beside it.

Nothing else touches session state or query parameters. The link is read when a session begins, when the reader goes
back or forward, and with a way from another page; it is written when what is shown is no longer what it spells.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from secrets import token_hex
from typing import Any, Generic, NamedTuple, TypeVar
from urllib.parse import parse_qsl

import streamlit as st
from streamlit.navigation.page import StreamlitPage
from streamlit.runtime.scriptrunner import get_script_run_ctx

from components.choice import read_choice, refused_serial
from components.history import History
from components.query import Note, with_pluses
from components.questions import outcome_hidden
from components.share_link import View, decode, encode, opening

_HELD, _SITE = "held", "site"
Value = TypeVar("Value")


class Spelling(NamedTuple, Generic[Value]):
    """How a page that is no workbench spells what it shows."""

    opening: Callable[[], Value]
    encode: Callable[[Value], str]  # as a query string
    decode: Callable[[Sequence[tuple[str, str]]], tuple[Value, tuple[str, ...]]]  # never raises: it tells the problems


@dataclass
class Own(Generic[Value]):
    """What a session holds of such a page."""

    spelling: Spelling[Value]
    value: Value
    problems: tuple[str, ...] = ()  # what was wrong with its link
    serial: int = 0  # of the newest choice in its component that `value` holds


@dataclass
class Held:
    """What a session holds."""

    view: View
    problems: tuple[str, ...] = ()  # what was wrong with its link
    session: str = field(default_factory=lambda: token_hex(8))  # a choice is taken by the session that it was told
    serial: int = 0  # of the newest choice in the player that `view` holds
    shown: dict[str, Any] = field(default_factory=dict)  # by field: the value its text was last made from
    renewed: dict[str, int] = field(default_factory=dict)  # by field in a popover: how often it was drawn as a new one
    texts: dict[str, Any] = field(default_factory=dict)  # by field as it is drawn: what it held last
    replaced: dict[str, list] = field(default_factory=dict)  # the same: what stood there when the page wrote into it
    elsewhere: bool = False  # whether what the reader did last was done in no field, or in more than one
    playing: bool = False  # whether the runs of a scene were let go and have not come to their end before the reader
    history: History = field(default_factory=History)
    asked: int = 0  # -1: to go back in the history, 1: forward
    page: str = ""  # which page of the app was drawn last


def begin(page: str, home: Callable[[View, bool], View] = lambda view, came: view) -> Held:
    """This session's state with the link, where it is new, taken in. Call it first in a page, with its name.

    `home` turns a view into one that this page shows; it is told whether the reader came from another page.
    """
    if _HELD not in st.session_state:
        st.session_state[_HELD] = Held(*decode(_link()))
    came = _came(page)
    if _came_back() or (came and _link() and decode(_link()) != (home(held().view, True), ())):
        found, problems = decode(_link())
        held().history.arrived(held().view, found)
        _arrive(found, problems)
        came = False  # the link says what this page shows
    _look_where()
    _turn_to(page)
    there = home(held().view, came)
    if came:
        held().history.changed(held().view, there)  # what this page puts in its place can be taken back
    held().view = there
    return held()


def open_own(page: str, spelling: Spelling[Value]) -> Own[Value]:
    """The same for a page with a link of its own: what it showed last in this session, or what its link spells."""
    if _HELD not in st.session_state:
        st.session_state[_HELD] = Held(opening())
    key = f"own-{page}"
    if key not in st.session_state or _came_back() or (_came(page) and _link()):
        before = st.session_state.get(key)  # its component counts on
        st.session_state[key] = Own(spelling, *spelling.decode(_link()), before.serial if before else 0)
        held().shown.clear()
    _look_where()
    _turn_to(page)
    return st.session_state[key]


def close_own(own: Own[Value], value: Value) -> None:
    """At the end of such a page: it now shows `value`, and so its link says; what was wrong with that is then past."""
    if value != own.value:
        own.value, own.problems = value, ()
    if _damaged(own.problems) or own.spelling.decode(_link()) == (value, ()):
        return
    if (link := _own_link(own)) != _grouped(_link()):  # it may leave out what is too long for it
        st.query_params.from_dict(link)


def _look_where() -> None:
    """Find out whether this run answers something else than one field. A new choice in a component is told later."""
    now = held()
    moved = [key for key, text in now.texts.items() if holds(key) and text_of(key) != text]
    now.elsewhere = len(moved) > 1 or now.asked != 0


def chosen(key: str) -> Any:
    """What the component mounted under `key` reports as its choice, None for nothing yet: from a browser, so that
    nothing of it is to be believed.

    One that was told another session is none either: that one took it, and what it showed then is in the link; or its
    component tells it again, to this one.
    """
    choice = (st.session_state.get(key) or {}).get("choice")
    if not isinstance(choice, dict) or choice.get("session") != held().session:
        return None
    return {name: value for name, value in choice.items() if name != "session"}


def _came_back() -> bool:
    context = get_script_run_ctx()
    return context is not None and context.is_history_navigation


def _came(page: str) -> bool:
    return held().page not in ("", page)


def _turn_to(page: str) -> None:
    if _came(page):
        held().shown.clear()  # the fields of another page are others, whatever their keys
        held().playing = False
    held().page = page


def held() -> Held:
    """The state of this session."""
    return st.session_state[_HELD]


def change(view: View) -> None:
    """Make `view` the page's, by the reader's hand; what was wrong with its link is then past."""
    if view != held().view:
        held().history.changed(held().view, view)
        held().view, held().problems = view, ()


def let_run() -> None:
    """Let the runs go whose outcome the page hides: they are played once."""
    change(replace(held().view, step=None))
    held().playing = True


def reset() -> None:
    """Back to the opening page, or to how the scene opens that it is at, with every field rewritten."""
    fresh = replace(opening(), scene=held().view.scene)
    held().history.changed(held().view, fresh)
    _arrive(fresh)


def undo() -> None:
    """Ask for the page before the last change."""
    held().asked = -1


def redo() -> None:
    """Ask for the page before the last undo."""
    held().asked = 1


def pin() -> None:
    """Keep what runs now, to compare with."""
    change(held().view.with_pin())


def unpin() -> None:
    """Compare with nothing."""
    change(replace(held().view, pinned=None))


def settle(view: View) -> None:
    """After all fields were read: `view` is the page's. Where undo or redo was asked for, the script begins anew on it.

    Only here, for what was typed last arrives with the click on the button, and is the change to take back.
    """
    change(view)
    by, held().asked = held().asked, 0
    moved = held().history.moved(view, by) if by else view
    if view.scene and not moved.scene:  # what was before the way through the scenes is shown beside this one's card
        moved = replace(moved, scene=view.scene)
    if moved != view:
        _arrive(moved)
        st.rerun()


def _arrive(view: View, problems: tuple[str, ...] = ()) -> None:
    held().view, held().problems = view, problems
    held().shown.clear()


def finish() -> None:
    """Spell the view in the address bar where that says something else. A damaged link stays until a change."""
    if _damaged(held().problems) or decode(_link()) == (held().view, ()):
        return
    if held().view == opening():
        st.query_params.clear()
        return
    st.query_params.from_dict(_spelled(held().view))


def _spelled(view: View) -> dict[str, list[str]]:
    """The link of `view` as Streamlit takes it: nothing for the opening page."""
    return {} if view == opening() else _listed(encode(view))


def _own_link(own: Own) -> dict[str, list[str]]:
    return {} if own.value == own.spelling.opening() else _listed(own.spelling.encode(own.value))


def _listed(query: str) -> dict[str, list[str]]:
    return _grouped(parse_qsl(query))


def _grouped(pairs: Sequence[tuple[str, str]]) -> dict[str, list[str]]:
    return {name: [value for other, value in pairs if other == name] for name, _ in pairs}


def know(pages: Mapping[str, StreamlitPage]) -> None:
    """Remember the pages of the app by their paths, so that there are ways to them."""
    st.session_state[_SITE] = pages


def way(path: str, view: View, **looks: Any) -> None:
    """A link to the workbench at `path`, which takes `view` along; `looks` as `st.page_link` has them."""
    _way(path, _spelled(view), looks)


def way_to_own(path: str, link: str | None = None, **looks: Any) -> None:
    """A link to a page that is no workbench, as `link` spells it, or with what it showed last in this session."""
    own = st.session_state.get(f"own-{path}")
    _way(path, _listed(link) if link is not None else _own_link(own) if own else {}, looks)


def _way(path: str, link: dict[str, list[str]], looks: dict[str, Any]) -> None:
    st.page_link(st.session_state[_SITE][path], query_params=link, **{"width": "content", **looks})


def _damaged(problems: Sequence[str]) -> bool:
    return any(not isinstance(problem, Note) for problem in problems)


def _link() -> list[tuple[str, str]]:
    pairs = [(name, value) for name in st.query_params for value in st.query_params.get_all(name)]
    context = get_script_run_ctx()
    # Streamlit reads a raw `+` as a blank: in a formula the sum would be lost.
    return with_pluses(pairs, context.query_string) if context and any(" " in value for _, value in pairs) else pairs


def linked(name: str) -> str:
    """What the link says of `name`, as it stands there; "" for nothing."""
    return next((value for other, value in reversed(_link()) if other == name), "")


def holds(key: str) -> bool:
    """Whether the field `key` has been drawn."""
    return key in st.session_state


def text_of(key: str) -> Any:
    """What the field `key` holds, None where it was not drawn."""
    return st.session_state.get(key)


def fill(key: str, text: Any) -> None:
    """Write into the field `key`, before it is drawn."""
    st.session_state[key] = text


def take_choice(key: str) -> None:
    """Take in what the reader chose inside the player mounted under `key`.

    Of a malformed choice nothing is taken but its serial number: the player then knows that the page has answered it,
    and shows again what the page holds.
    """
    choice = chosen(key)
    try:
        serial, view, by = read_choice(choice, held().view)
    except (TypeError, ValueError, KeyError, AttributeError):
        held().serial = refused_serial(choice, held().serial)
        return
    if serial != held().serial:
        held().serial, held().elsewhere = serial, True
        held().asked = by or held().asked
        was_hidden = outcome_hidden(held().view)
        change(view)
        held().playing = not outcome_hidden(view) if was_hidden else held().playing and view.step is not None

"""The pages a session has shown before the present one, and those taken back from it.

They are kept as links: the view of a typed formula takes 10 kB, its link a twentieth of that.
"""

from collections import deque
from dataclasses import dataclass, field
from math import inf
from time import monotonic

from components.share_link import FORMULA, View, decode, encode

MOST = 100  # changes that can be taken back
PAUSE = 2.0  # seconds. A formula is read as one types: letters that follow one another sooner are one change


def _links() -> deque[str]:
    return deque(maxlen=MOST)


@dataclass
class History:
    """The links of the pages before (the newest last) and after (the next one last); the present one is in neither."""

    past: deque[str] = field(default_factory=_links)
    future: deque[str] = field(default_factory=_links)
    typed: float = -inf  # when a formula last became another one

    def changed(self, old: View, new: View) -> None:
        """The reader has changed `old` into `new`. How a page is drawn is no part of it."""
        if alike(old, new):
            return
        now, typing = monotonic(), _typed(old, new)
        goes_on = typing and now - self.typed < PAUSE and self.past
        self.typed = now if typing else -inf
        self.future.clear()
        if not goes_on:
            self.past.append(encode(old))
        elif alike(decode(self.past[-1])[0], new):  # typed and deleted again
            self.past.pop()

    def moved(self, present: View, by: int) -> View:
        """The page before `present` (`by` -1) or after it (1); `present` itself where there is none."""
        leaving, entering = (self.past, self.future) if by < 0 else (self.future, self.past)
        if not leaving:
            return present
        entering.append(encode(present))
        self.typed = -inf
        return decode(leaving.pop())[0]

    def arrived(self, old: View, new: View) -> None:
        """The browser has gone from `old` back or forward to `new`: a move where that is next to it, else a change."""
        if alike(old, new):
            return
        for by, links in ((-1, self.past), (1, self.future)):
            if links and alike(decode(links[-1])[0], new):
                self.moved(old, by)
                return
        self.changed(old, new)


def alike(one: View, other: View) -> bool:
    """Whether two pages show the same runs, however drawn: at whichever step, with whichever scales and charts."""
    return (one.experiment, one.off, one.pinned) == (other.experiment, other.off, other.pinned)


def _typed(old: View, new: View) -> bool:
    surfaces = (old.experiment.surface, new.experiment.surface)
    return surfaces[0] != surfaces[1] and all(surface.key.startswith(FORMULA) for surface in surfaces)

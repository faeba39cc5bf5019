"""Rows of optimizers, and the page that they stand on."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from components import shown_values
from optimizers import CATALOGUE, Run
from optimizers.base import Optimizer


class Rows(NamedTuple):
    """The optimizers of a page."""

    runs: tuple[Run, ...]  # all of them, in order
    off: frozenset[int]  # the rows that are not ticked


@dataclass(frozen=True)
class Bench:
    """What a page is to its rows."""

    titles: tuple[str, ...]  # of the rows
    steps: int  # the steps whose rates the picture of a schedule shows
    counted: Callable[[Run], int]  # the steps of a run that share one n of its schedule
    suits: Callable[[Optimizer], float]  # the learning rate of a row that is added
    change: Callable[[Callable[[Rows], Rows]], None]  # edits the rows that the session holds, for a button does so
    examples: int | None = None  # where a run may choose the size of its own batches: of how many examples
    offered: tuple[str, ...] = tuple(CATALOGUE)
    invitation: str = "Add an optimizer to see where it goes."  # where there is no row

    def press(self, edit: Callable[[Rows], Rows], *keys: str) -> None:
        """What a button does: it runs before the page is drawn again, and the fields `keys` then show what it did."""
        shown_values.rewrite(*keys)
        self.change(edit)

"""The pages, in the order of the navigation."""

from collections.abc import Callable
from typing import NamedTuple

from components.pages.explore import explore


class Page(NamedTuple):
    path: str
    title: str
    icon: str
    show: Callable[[], None]


PAGES = (Page("explore", "Explore", ":material/explore:", explore),)

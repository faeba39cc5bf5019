"""The pages, in the order of the navigation."""

from collections.abc import Callable
from typing import NamedTuple

from components.pages.explore import WHAT_J_IS, WHAT_MAPS_ARE, explore, maps


class Page(NamedTuple):
    path: str
    title: str
    icon: str
    about: str  # what it is, in a sentence or two beside the title
    show: Callable[[], None]


PAGES = (
    Page("explore", "Explore", ":material/explore:", WHAT_J_IS, explore),
    Page("maps", "Maps", ":material/map:", WHAT_MAPS_ARE, maps),
)

"""The pages, in the order of the navigation."""

from collections.abc import Callable
from typing import NamedTuple

from components.pages.averages import WHAT_AVERAGES_ARE, averages
from components.pages.backpropagation import WHAT_BACKPROPAGATION_IS, backpropagation
from components.pages.explore import WHAT_J_IS, WHAT_MAPS_ARE, explore, maps, with_charts, with_maps
from components.pages.findings import WHAT_FINDINGS_ARE, as_it_is, findings
from components.share_link import View


class Page(NamedTuple):
    path: str
    title: str
    icon: str
    about: str  # what it is, in a sentence or two beside the title
    show: Callable[[], None]
    # What a workbench makes of a view, and whether that comes from another page; None: it has a link of its own.
    home: Callable[[View, bool], View] | None = None


PAGES = (
    Page("explore", "Explore", ":material/explore:", WHAT_J_IS, explore, with_charts),
    Page("averages", "Averages", ":material/show_chart:", WHAT_AVERAGES_ARE, averages),
    Page("backpropagation", "Backpropagation", ":material/function:", WHAT_BACKPROPAGATION_IS, backpropagation),
    Page("maps", "Maps", ":material/map:", WHAT_MAPS_ARE, maps, with_maps),
    Page("findings", "Findings", ":material/fact_check:", WHAT_FINDINGS_ARE, findings, as_it_is),
)

"""The pages, in the order of the navigation."""

from collections.abc import Callable
from typing import NamedTuple

from components.pages.averages import WHAT_AVERAGES_ARE, averages
from components.pages.backpropagation import WHAT_BACKPROPAGATION_IS, backpropagation
from components.pages.batches import WHAT_BATCHES_ARE, batches, with_batches
from components.pages.explore import WHAT_J_IS, WHAT_MAPS_ARE, explore, maps, with_charts, with_maps
from components.pages.findings import WHAT_FINDINGS_ARE, as_it_is, findings
from components.pages.network import WHAT_TRAINING_IS, network_page
from components.pages.scenes import WHAT_SCENES_ARE, at_a_scene, scenes
from components.pages.start import WHAT_THIS_IS, start
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
    Page("start", "Start", ":material/school:", WHAT_THIS_IS, start, as_it_is),
    Page("explore", "Explore", ":material/explore:", WHAT_J_IS, explore, with_charts),
    Page("scenes", "Scenes", ":material/theaters:", WHAT_SCENES_ARE, scenes, at_a_scene),
    Page("averages", "Averages", ":material/show_chart:", WHAT_AVERAGES_ARE, averages),
    Page("batches", "Mini-batches", ":material/batch_prediction:", WHAT_BATCHES_ARE, batches, with_batches),
    Page("backpropagation", "Backpropagation", ":material/function:", WHAT_BACKPROPAGATION_IS, backpropagation),
    Page("network", "Network", ":material/hub:", WHAT_TRAINING_IS, network_page),
    Page("maps", "Maps", ":material/map:", WHAT_MAPS_ARE, maps, with_maps),
    Page("findings", "Findings", ":material/fact_check:", WHAT_FINDINGS_ARE, findings, as_it_is),
)
FIRST = 1  # the place of the page that a bare address opens

"""Pictures of the pages. OPTISCAPE_PICTURES=1 takes anew those that the README and the start page show."""

import os
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from components.pages.start import PARTS, PICTURES

KEPT = Path(__file__).parent / "pictures"
SMALL = (720, 450)
# What a page has when it has all it shows at first.
READY = {"network": "Its loss landscape", "maps": "Drag the dot", "backpropagation": "Backward", "findings": "Findings"}


def like(shot: Image.Image, path: Path, colours: int) -> None:
    """Whether the page looks as the picture that is kept of it."""
    if os.environ.get("OPTISCAPE_PICTURES"):
        path.parent.mkdir(exist_ok=True)
        shot.quantize(colours).save(path, optimize=True)
    kept = Image.open(path).convert("RGB")
    assert shot.size == kept.size
    # Small copies: fonts differ between machines, a missing map, legend or dark theme does not hide.
    small = [np.asarray(picture.resize((48, 30)), float) for picture in (shot, kept)]
    assert np.abs(small[0] - small[1]).mean() < 12


def taken(page) -> Image.Image:
    page.wait_for_timeout(500)
    return Image.open(BytesIO(page.screenshot())).convert("RGB")


@pytest.mark.parametrize(
    ("name", "phone", "dark"),
    [("explore", False, False), ("explore-dark", False, True), ("explore-phone", True, False)],
)
def test_the_page_looks_as_its_picture_shows(open_page, name, phone, dark):
    like(taken(open_page(phone=phone, dark=dark)), KEPT / f"{name}.png", 128)


@pytest.mark.sampled(2)
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("path", [part.page for part in PARTS])
def test_a_part_of_the_lecture_looks_as_the_start_page_shows_it(open_page, path, dark):
    page = open_page(
        "" if path == "explore" else path, dark=dark, drawn=path in ("explore", "scenes", "batches", "maps")
    )
    page.get_by_text(READY.get(path, "Optiscape")).first.wait_for(timeout=60_000)
    page.wait_for_function("() => !document.querySelector('[data-test-script-state=running], [aria-busy=true]')")
    if path == "scenes":
        page.get_by_role("button", name="Run it").click()
        page.wait_for_function("() => document.querySelector('[data-testid=descent-player]').dataset.step > 40")
    page.wait_for_timeout(1500)
    like(taken(page).resize(SMALL), PICTURES / f"{path}-{'dark' if dark else 'light'}.png", 64)

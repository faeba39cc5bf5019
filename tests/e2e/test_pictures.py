"""Pictures of the page, laptop and phone, light and dark. OPTISCAPE_PICTURES=1 renews those that the README shows."""

import os
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

KEPT = Path(__file__).parent / "pictures"


@pytest.mark.parametrize(
    ("name", "phone", "dark"),
    [("explore", False, False), ("explore-dark", False, True), ("explore-phone", True, False)],
)
def test_the_page_looks_as_its_picture_shows(open_page, name, phone, dark):
    page = open_page(phone=phone, dark=dark)
    page.wait_for_timeout(500)
    shot = Image.open(BytesIO(page.screenshot())).convert("RGB")
    path = KEPT / f"{name}.png"
    if os.environ.get("OPTISCAPE_PICTURES"):
        KEPT.mkdir(exist_ok=True)
        shot.quantize(128).save(path, optimize=True)
    kept = Image.open(path).convert("RGB")
    assert shot.size == kept.size
    # Small copies: fonts differ between machines, a missing map, legend or dark theme does not hide.
    small = [np.asarray(picture.resize((48, 30)), float) for picture in (shot, kept)]
    assert np.abs(small[0] - small[1]).mean() < 12

"""The small pictures: every landscape has one in each scheme, deep where J is low, the right way up."""

from io import BytesIO

import numpy as np
import pytest
from PIL import Image

from components.backend.picture import ALL, SIDE, costs, place
from landscapes import CATALOGUE


def luma(get, key, scheme="light"):
    response = get(f"/api/picture/{scheme}/{key}.png")
    assert response.status == 200
    assert response.headers["content-type"] == "image/png"
    return np.asarray(Image.open(BytesIO(response.body)).convert("L"), float)


@pytest.mark.sampled(14)
@pytest.mark.parametrize("key", CATALOGUE)
def test_the_lower_the_cost_the_deeper_the_colour(get, key):
    shade, cost = luma(get, key)[::-1], costs(CATALOGUE[key])
    assert shade.shape == (SIDE, SIDE)
    order = np.argsort(cost, axis=None)
    assert (np.diff(shade.ravel()[order]) >= 0).all()
    assert len(np.unique(shade)) > 3


def test_a_row_is_a_w2_and_the_lowest_is_at_the_bottom():
    cost = costs(CATALOGUE["ravine"])
    across, up = CATALOGUE["ravine"].domain
    corner = across.low + across.width / SIDE / 2, up.low + up.width / SIDE / 2
    assert cost[0, 0] == pytest.approx(float(CATALOGUE["ravine"].cost(*corner, **CATALOGUE["ravine"].theta())))


def test_the_dark_one_differs_and_a_known_one_is_not_sent_again(get):
    assert luma(get, "sphere", "dark").mean() < luma(get, "sphere").mean()
    tag = get("/api/picture/light/sphere.png").headers["etag"]
    assert get("/api/picture/light/sphere.png", headers={"If-None-Match": tag}).status == 304


def test_the_file_of_all_has_each_picture_in_its_place(get):
    sheet = Image.open(BytesIO(get(f"/api/picture/dark/{ALL}.png").body)).convert("L")
    assert len({place(key) for key in CATALOGUE}) == len(CATALOGUE)
    for key in ("sphere", "himmelblau", "tanh_neuron"):
        left, top = (SIDE * i for i in place(key))
        assert (np.asarray(sheet.crop((left, top, left + SIDE, top + SIDE)), float) == luma(get, key, "dark")).all()


@pytest.mark.parametrize("path", ["light/nothing.png", "grey/sphere.png", "light/formula:w1.png"])
def test_any_other_is_not_found(get, path):
    assert get(f"/api/picture/{path}").status == 404

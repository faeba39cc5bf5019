"""A link whose landscape is a plane through a network trains it first, and opens."""

from dataclasses import replace
from urllib.parse import urlencode

import pytest

from components.share_link import encode
from components.training_link import read_training, surface_key
from optimizers import Run
from optimizers.training import Training, ready

TRAINING = Training(data="blobs", layers=(2,), epochs=4, seed=11, runs=(Run("adam", 0.01), Run("momentum", 0.2)))


def test_it_is_trained_and_shown_and_its_name_is_in_the_list(open_page):
    page = open_page(f"landscape={surface_key(TRAINING, 'pca').replace('&', '%26')}&run=adam~0.1&steps=20")
    assert ready(TRAINING)
    assert page.warnings == []
    assert page.view.experiment.surface.key == surface_key(TRAINING, "pca")
    assert page.field("Cost landscape").options[0] == page.view.experiment.surface.title
    assert len(page.table) == 1
    assert read_training(surface_key(TRAINING, "pca").partition("~")[2]) == TRAINING
    page.fill("Steps", "30")
    assert "network" in encode(page.view)
    page.fill("Cost landscape", "ravine")
    assert page.view.experiment.surface.key == "ravine"


@pytest.mark.sampled(2)
@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("network:pca~data=mons", "mons"),
        ("network:flat~data=blobs&epochs=1&layers=2&run=adam~0.1", "flat"),
        ("network:pca~run=none", "tick an optimizer"),
        ("network:", "choose one of pca, random"),
        ("network:pca~layers=32~32~32~32&epochs=1000&batch=1&run=adam~0.1", "fewer epochs"),
    ],
)
def test_what_cannot_be_trained_is_said_and_the_opening_landscape_is_shown(open_page, key, words):
    page = open_page(f"landscape={key.replace('&', '%26')}&run=adam~0.1")
    assert any(words in warning for warning in page.warnings), page.warnings
    assert page.view.experiment.surface.key == "himmelblau"


def test_a_pinned_plane_is_trained_too(open_page):
    pinned = replace(TRAINING, seed=12)
    link = urlencode({"landscape": surface_key(pinned, "pca"), "run": "adam~0.1"})
    page = open_page(urlencode({"landscape": "ravine", "run": "adam~0.1", "pin": link}))
    assert ready(pinned)
    assert page.warnings == []

"""Plain requests about a training: the boundary, the plane, and a plane as a landscape of the other routes."""

import json
from dataclasses import replace
from itertools import pairwise
from urllib.parse import quote

import numpy as np
import pytest

from components.backend.training.reply import DRAWING
from components.training_link import LONGEST, read_training, surface_key
from optimizers.training import ready, trained
from optimizers.training.boundary import boundary
from optimizers.training.plane import costs, plane
from tests.components.backend.maps.conftest import taken_apart

LINK = "data=xor&layers=3&epochs=6&batch=80&run=gradient_descent~0.1&run=adam~0.01~off&run=adam~0.02"
TRAINING = read_training(LINK)


@pytest.fixture(scope="module")
def ask(get):
    """ask(path, request): the frame by plain HTTP."""

    def ask(path, request):
        reply = get(f"/api/training/{path}", request)
        assert reply.status == 200, reply.body
        assert reply.headers["content-type"] == "application/octet-stream"
        assert reply.headers["cache-control"] == "public, max-age=3600"
        return taken_apart(reply.body)

    return ask


def test_the_boundary_of_a_ticked_row_after_an_epoch(ask):
    found = ask("boundary", f"{LINK}&of=1&epoch=4&side=9")
    seen, probability = boundary(TRAINING, 1, 4, 9)
    np.testing.assert_array_equal(found.arrays["probability"], probability.astype(np.float32))
    np.testing.assert_array_equal(found.arrays["points"], seen.points.astype(np.float32))
    assert found.arrays["labels"].shape == found.arrays["held"].shape == (400,)
    assert found.arrays["held"].sum() == 80
    assert not found.arrays["held"][:320].any()
    del found.head["arrays"]
    assert found.head == {
        **{"of": 1, "epoch": 4, "plane": ["x1, standardised", "x2, standardised"], "explained": None},
        **{"classes": ["signs alike", "signs unlike"], "box": [list(side) for side in seen.box]},
    }


def test_the_boundary_is_of_the_first_row_and_the_last_epoch_where_nothing_else_is_said(ask):
    found = ask("boundary", LINK)
    assert (found.head["of"], found.head["epoch"]) == (0, 6)
    assert found.arrays["probability"].shape == (60, 60)
    for name in ("probability", "points"):
        assert found.arrays[name].dtype == np.float32


@pytest.mark.parametrize("directions", ["pca", "random"])
def test_the_plane_and_the_ways_of_the_runs_over_it(ask, directions):
    found, run = ask("plane", f"{LINK}&directions={directions}&side=11"), trained(TRAINING)
    laid = plane(TRAINING, directions)
    across, up = (np.linspace(*side, 11) for side in laid.domain)
    grid = np.array([[(a, b) for a in across] for b in up])
    np.testing.assert_array_equal(found.arrays["cost"], costs(TRAINING, laid, grid).astype(np.float32))
    paths, off = found.arrays["paths"], found.arrays["off"]
    np.testing.assert_allclose(paths, laid.shadow(run.weights))
    # The distance again: of the right-angled triangle from the origin of the plane.
    away = ((run.weights - laid.origin) ** 2).sum(axis=-1) - ((paths @ laid.axes) ** 2).sum(axis=-1)
    np.testing.assert_allclose(off**2, away, atol=1e-10)
    np.testing.assert_array_equal(found.arrays["loss"], run.loss)
    np.testing.assert_allclose(found.arrays["shadow"], costs(TRAINING, laid, paths))
    for row, each, w in zip(off, found.head["off"], run.weights, strict=True):
        assert each["largest"] == row.max()
        assert each["end"] == row[-1]
        np.testing.assert_allclose(each["length"], sum(np.linalg.norm(b - a) for a, b in pairwise(w)))
    assert found.head["domain"] == [list(side) for side in laid.domain]
    assert found.head["explained"] == (None if directions == "random" else list(laid.explained))
    assert found.head["through"] == (0 if directions == "random" else None)
    assert found.head["runs"] == ["Gradient descent", "Adam"]
    assert found.head["diverged"] == [None, None]
    assert found.head["milliseconds"] > 0


def test_a_plane_is_laid_as_the_link_says_where_the_request_does_not(ask):
    assert ask("plane", f"{LINK}&plane=random&side=2").head["directions"] == "random"
    assert ask("plane", f"{LINK}&side=2").head["directions"] == "pca"
    assert ask("plane", f"{LINK}&plane=random&directions=pca&side=2").head["directions"] == "pca"


def test_a_run_that_diverges_is_told_and_its_numbers_stay_what_they_are(ask):
    link = "data=xor&epochs=20&run=adamw~1~weight_decay~1000&run=adam~0.01"
    found = ask("plane", f"{link}&side=5")
    epoch, other = found.head["diverged"]
    assert other is None
    assert np.isnan(found.arrays["loss"][0, epoch])
    lost = ~np.isfinite(found.arrays["off"][0])  # the weights may be finite for some epochs after the loss was
    assert lost[-1]
    assert epoch <= np.argmax(lost)
    assert lost[np.argmax(lost) :].all()
    assert np.isfinite(found.arrays["off"][1]).all()
    assert found.head["off"][0]["end"] is None


@pytest.mark.parametrize(
    ("path", "request_", "words"),
    [
        ("boundary", f"{LINK}&of=2", "of: there is no run 2 among the 2 that are shown, counted from 0"),
        ("boundary", f"{LINK}&side=1", "side = 1 is out of range: whole numbers from 2 to 200"),
        ("boundary", f"{LINK}&epoch=7", "epoch: 7 is out of range: 0 to 6"),
        ("boundary", f"{LINK}&directions=pca", "“directions” means nothing here"),
        ("plane", f"{LINK}&directions=up", "“up” is not known; choose one of pca, random"),
        ("plane", f"{LINK}&side=202", "side = 202 is out of range: whole numbers from 2 to 201"),
        ("plane", "run=none", "tick an optimizer"),
        ("plane", "data=iris&run=adam~1", "“iris” is not known"),
        ("plane", "x" * (LONGEST + 1), f"at most {LONGEST} are read"),
    ],
    ids=lambda part: part[-24:],
)
def test_a_bad_request_is_answered_in_words(get, path, request_, words):
    reply = get(f"/api/training/{path}", request_)
    assert reply.status == 400
    assert words in json.loads(reply.body)["error"]
    assert "cache-control" not in reply.headers


def test_the_plane_is_a_landscape_of_the_other_routes_but_of_no_map_of_many_runs(get):
    link = f"landscape={quote(surface_key(TRAINING, 'pca'))}&steps=5&run=adam~0.1"
    trained(TRAINING)
    assert get("/api/surface", link).status == get("/api/trajectories", link).status == 200
    for path, request in (("points", link), ("maps", f"{link}&map=basins"), ("maps.csv", f"{link}&map=rates")):
        reply = get(f"/api/{path}", request)
        assert reply.status == 400
        assert "a plane through a network would take minutes" in json.loads(reply.body)["error"]


@pytest.mark.parametrize("route", ["surface", "trajectories", "diagnosis", "anatomy", "curvature", "points", "maps"])
@pytest.mark.parametrize("pinned", [False, True])
def test_no_other_route_trains_a_network(get, route, pinned):
    training = replace(TRAINING, seed=4)
    link = f"landscape={quote(surface_key(training, 'pca'))}&run=adam~0.1"
    link = f"pin={quote(link)}&run=adam~0.1" if pinned else link
    reply = get(f"/api/{route}", link + {"anatomy": "&of=0", "maps": "&map=rates"}.get(route, ""))
    assert reply.status == 400
    refused = "would take minutes" if route in ("points", "maps") and not pinned else "has to be trained first"
    assert refused in json.loads(reply.body)["error"]
    assert not ready(training)


def test_a_frame_is_drawn_in_turn_and_refused_where_the_line_is_full(get, monkeypatch):
    trained(TRAINING)
    monkeypatch.setattr(DRAWING, "length", DRAWING.most)
    reply = get("/api/training/boundary", LINK)
    assert (reply.status, json.loads(reply.body)) == (503, {"error": "the server is busy; ask again later"})

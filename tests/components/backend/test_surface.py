"""The surface route: the sampled grid under its short key, kept by browsers, and words for a query it cannot read."""

import json
import struct
from urllib.parse import urlencode

import numpy as np
import pytest

from components.share_link import surface_pairs
from landscapes import CATALOGUE, parse
from landscapes.base import Interval
from landscapes.grid import sample
from optimizers import Experiment

ROUTE = "/api/surface"
TURNED = [parse("w1*w2"), *(landscape for landscape in CATALOGUE.values() if landscape.parameters)]
each = pytest.mark.parametrize("landscape", CATALOGUE.values(), ids=CATALOGUE.keys())


def unpacked(body):
    (n,) = struct.unpack_from("<I", body)
    return np.array(struct.unpack_from(f"<{n * n}f", body, 4), np.float32).reshape(n, n)


@pytest.mark.sampled(14)
@each
def test_the_answer_is_the_grid_of_the_landscape(get, landscape):
    reply = get(ROUTE, f"landscape={landscape.key}")
    assert reply.status == 200
    assert reply.headers["content-type"] == "application/octet-stream"
    assert np.array_equal(unpacked(reply.body), sample(landscape).cost.astype(np.float32))


@pytest.mark.parametrize("landscape", TURNED, ids=lambda landscape: landscape.key)
def test_the_grid_follows_theta_and_domain(get, landscape):
    theta = {p.key: p.default * 1.5 for p in landscape.parameters}
    domain = (Interval(-1.0, 0.5), Interval(0.25, 2.0))
    query = urlencode(surface_pairs(Experiment(landscape, theta=theta, domain=domain)))
    grid = sample(landscape, theta, domain)
    assert np.array_equal(unpacked(get(ROUTE, query).body), grid.cost.astype(np.float32))


def test_a_bare_query_is_the_landscape_the_page_opens_on(get):
    assert get(ROUTE).body == get(ROUTE, "landscape=himmelblau").body


def test_the_answer_may_be_kept_for_an_hour(get):
    assert get(ROUTE, "landscape=ravine").headers["cache-control"] == "public, max-age=3600"


def test_a_browser_that_has_it_is_told_so_without_a_body(get):
    first = get(ROUTE, "landscape=ravine")
    again = get(ROUTE, "landscape=ravine", headers={"If-None-Match": first.headers["etag"]})
    assert again.status == 304
    assert again.body == b""
    assert again.headers["etag"] == first.headers["etag"]
    assert "max-age" in again.headers["cache-control"]


def test_a_browser_that_has_another_one_gets_this_one(get):
    ravine, saddle = get(ROUTE, "landscape=ravine"), get(ROUTE, "landscape=saddle")
    assert ravine.headers["etag"] != saddle.headers["etag"]
    assert get(ROUTE, "landscape=saddle", headers={"If-None-Match": ravine.headers["etag"]}).body == saddle.body


def test_theta_changes_the_tag(get):
    tags = {get(ROUTE, f"landscape=ravine&theta=kappa~{kappa}").headers["etag"] for kappa in (1, 20, 1000)}
    assert len(tags) == 3


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("landscape=nowhere", "“nowhere” is not known; choose one of "),
        ("landscape=ravine&theta=kappa~0", "kappa = 0 is out of range"),
        ("landscape=ravine&theta=kappa~NaN", "“NaN” is not a number"),
        ("landscape=saddle&theta=kappa~2", "has no parameter 'kappa'"),
        ("domain=1~0~0~1", "from 1 to 0: it must rise"),
        ("domain=0~1", "four numbers"),
        ("n=100000", "“n” means nothing here"),
        ("landscape=%ff", "is not known"),
        ("x" * 10**6, "characters long"),
    ],
    ids=lambda part: part[:24],
)
def test_a_query_it_cannot_read_is_answered_in_words(get, query, words):
    reply = get(ROUTE, query)
    assert reply.status == 400
    assert reply.headers["content-type"] == "application/json"
    assert words in json.loads(reply.body)["error"]
    assert len(reply.body) < 5000
    assert "cache-control" not in reply.headers

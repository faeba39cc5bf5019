"""The points route: the critical points of a surface under its short key, and words for a query it cannot read."""

import json
import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlencode

import pytest

from components.backend import points
from components.share_link import surface_pairs
from landscapes import CATALOGUE, parse
from landscapes.base import Interval
from landscapes.calculus import KINDS, critical_points
from optimizers import Experiment

ROUTE = "/api/points"


def told(reply):
    assert reply.status == 200
    assert reply.headers["content-type"] == "application/json"
    return json.loads(reply.body, parse_constant=pytest.fail)  # neither NaN nor infinity: a browser reads neither


@pytest.mark.parametrize("landscape", [CATALOGUE["himmelblau"], parse("w1^4 - 3*w1^2 + w2^2")], ids=lambda x: x.key)
def test_the_answer_is_the_critical_points_of_the_landscape(get, landscape):
    answer = told(get(ROUTE, urlencode(surface_pairs(Experiment(landscape)))))
    expected = critical_points(landscape)
    assert answer == [{"w1": p.w1, "w2": p.w2, "J": p.cost, "kind": p.kind} for p in expected]
    assert {point["kind"] for point in answer} <= set(KINDS)
    assert len(answer) >= 3


def test_only_points_of_the_domain_are_told(get):
    domain = (Interval(0.0, 6.0), Interval(-6.0, 6.0))
    answer = told(get(ROUTE, urlencode(surface_pairs(Experiment("himmelblau", domain=domain)))))
    assert Counter(point["kind"] for point in answer) == {"minimum": 2, "saddle": 2}
    assert all(point["w1"] >= 0 for point in answer)


def test_a_surface_that_is_nowhere_a_number_has_none(get):
    assert told(get(ROUTE, urlencode({"landscape": "formula:sqrt(-1 - w1^2)"}))) == []


def test_the_answer_may_be_kept_for_an_hour(get):
    assert get(ROUTE, "landscape=ravine").headers["cache-control"] == "public, max-age=3600"


def test_searches_go_one_at_a_time_and_too_many_are_refused(get, monkeypatch):
    running, most, go_on = [], [], threading.Event()

    def search(experiment):
        running.append(experiment)
        most.append(len(running))
        go_on.wait(60)
        running.pop()
        return b"[]"

    monkeypatch.setattr(points, "found", search)

    refused = threading.Semaphore(0)

    def ask(i):
        reply = get(ROUTE, f"landscape=ravine&theta=kappa~{i + 1}")
        if reply.status == 503:
            refused.release()
        return reply

    with ThreadPoolExecutor(points.WAITING + 3) as readers:
        asked = [readers.submit(ask, i) for i in range(points.WAITING + 3)]
        assert all(refused.acquire(timeout=20) for _ in range(3))
        go_on.set()
        replies = [one.result() for one in asked]
    assert Counter(reply.status for reply in replies) == {200: points.WAITING, 503: 3}
    assert "busy" in str(next(reply.body for reply in replies if reply.status == 503))
    assert set(most) == {1}


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("landscape=nowhere", "“nowhere” is not known; choose one of "),
        ("landscape=ravine&theta=kappa~0", "kappa = 0 is out of range"),
        ("landscape=formula:w1 %2B", "landscape: "),
        ("domain=1~0~0~1", "from 1 to 0: it must rise"),
        ("n=100000", "“n” means nothing here"),
        ("x" * 10**6, "characters long"),
    ],
    ids=lambda part: part[:24],
)
def test_a_query_it_cannot_read_is_answered_in_words(get, query, words):
    reply = get(ROUTE, query)
    assert reply.status == 400
    assert words in json.loads(reply.body)["error"]
    assert len(reply.body) < 5000
    assert "cache-control" not in reply.headers

"""The diagnosis route: an entry for every ticked run, remedies that a link can hold, and words for a damaged link."""

import json
import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from components.backend import diagnosis
from components.run_spelling import read_run
from components.share_link import LECTURE, View, decode, encode, opening
from optimizers import Experiment, Run, perform

ROUTE = "/api/diagnosis"
LINK = "landscape=ravine&w1=-7&w2=1.5&steps=500"
STEEP = f"{LINK}&run=gradient_descent~0.2"  # κ = 20: stable below 2/20


def told(reply):
    assert reply.status == 200
    assert reply.headers["content-type"] == "application/json"
    return json.loads(reply.body, parse_constant=pytest.fail)  # neither NaN nor infinity: a browser reads neither


def test_a_run_that_diverges_is_told_with_its_step_its_reason_and_a_change(get):
    (entry,) = told(get(ROUTE, STEEP))
    (run,) = perform(decode(STEEP)[0].experiment)
    assert set(entry) == {"kind", "step", "cause_step", "sentence", "remedy"}
    assert (entry["kind"], entry["step"], entry["cause_step"]) == ("diverged", run.outcome_step, 1)
    assert entry["sentence"].startswith(f"Gradient descent diverged at step {run.outcome_step}: ")
    assert "It overshoots from step 1 on: α λmax = 4 > 2 along w2" in entry["sentence"]
    assert set(entry["remedy"]) == {"sentence", "run", "start", "label"}
    assert entry["remedy"]["start"] is None
    assert entry["remedy"]["sentence"].startswith("Try α < 0.1: with α = 0.0")


def test_the_remedy_is_a_row_of_a_link_that_then_runs_without_fault(get):
    (entry,) = told(get(ROUTE, STEEP))
    run, off = read_run(entry["remedy"]["run"])
    assert not off
    assert entry["remedy"]["label"] == f"Set α to {run.learning_rate:g}"
    assert told(get(ROUTE, f"{LINK}&run={entry['remedy']['run']}")) == [None]
    (trajectory,) = perform(replace(decode(LINK)[0].experiment, runs=(run,)))
    assert trajectory.outcome == "converged"


def test_a_change_keeps_the_rest_of_the_row(get):
    (entry,) = told(get(ROUTE, f"{LINK}&run=momentum~90~decay~0.001~beta~0.8"))
    run, _ = read_run(entry["remedy"]["run"])
    assert (run.optimizer, run.decay, dict(run.hyper)) == ("momentum", 0.001, {"beta": 0.8})
    assert run.learning_rate < 90


def test_entries_come_in_the_order_of_the_ticked_runs_under_the_names_of_the_page(get):
    rows = "&run=gradient_descent~0.09&run=gradient_descent~0.3~off&run=gradient_descent~0.2&run=adam~0.3"
    first, second, third = told(get(ROUTE, LINK + rows))
    assert first is None
    assert third is None
    assert second["sentence"].startswith("Gradient descent α 0.2 diverged")


def test_of_the_opening_page_rmsprop_alone_swings_at_its_end_and_is_helped_by_a_decay(get):
    entries = dict(zip(LECTURE, told(get(ROUTE, encode(opening()))), strict=True))
    rmsprop = entries.pop("rmsprop")
    assert set(entries.values()) == {None}
    assert rmsprop["kind"] == "oscillates"
    assert rmsprop["remedy"]["label"] == "Set the decay to 0.01"


def test_a_start_that_is_offered_stands_in_the_answer(get):
    (entry,) = told(get(ROUTE, "landscape=formula:ln(w1) %2B w2^2&w1=-3&w2=1&run=adam~0.1"))
    assert (entry["kind"], entry["step"]) == ("undefined", 0)
    w1, _ = entry["remedy"]["start"]
    assert w1 > 0


def test_no_run_has_no_entry(get):
    assert told(get(ROUTE, f"{LINK}&run=none")) == []


def test_infinite_numbers_stay_out_of_the_answer(get):
    link = encode(View(Experiment("goldstein_price", runs=(Run("gradient_descent", 1e6), Run("momentum", 1e5)))))
    assert [entry["kind"] for entry in told(get(ROUTE, link))] == ["diverged", "diverged"]


def test_a_surface_that_is_nowhere_a_number_is_told_as_such(get):
    (entry,) = told(get(ROUTE, "landscape=formula:sqrt(-1 - w1^2)&run=adam~0.1"))
    assert entry["sentence"].startswith("J is undefined at the start")
    assert entry["remedy"] is None


def test_the_answer_may_be_kept_for_an_hour(get):
    assert get(ROUTE, STEEP).headers["cache-control"] == "public, max-age=3600"


def test_examinations_go_one_at_a_time_and_too_many_are_refused(get, monkeypatch):
    running, most, go_on = [], [], threading.Event()

    def examine(experiment, called):
        running.append(experiment)
        most.append(len(running))
        go_on.wait(60)
        running.pop()
        return b"[]"

    monkeypatch.setattr(diagnosis, "found", examine)
    refused = threading.Semaphore(0)

    def ask(i):
        reply = get(ROUTE, f"{STEEP}&seed={i}")
        if reply.status == 503:
            refused.release()
        return reply

    with ThreadPoolExecutor(diagnosis.WAITING + 3) as readers:
        asked = [readers.submit(ask, i) for i in range(diagnosis.WAITING + 3)]
        try:
            assert all(refused.acquire(timeout=20) for _ in range(3))
        finally:
            go_on.set()
        replies = [one.result() for one in asked]
    assert Counter(reply.status for reply in replies) == {200: diagnosis.WAITING, 503: 3}
    assert "busy" in str(next(reply.body for reply in replies if reply.status == 503))
    assert set(most) == {1}


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("landscape=nowhere", "“nowhere” is not known; choose one of "),
        ("run=adam~-1", "learning rate = -1 is out of range"),
        ("run=nobody~0.1", "this optimizer is not known"),
        ("n=100000", "“n” means nothing here"),
        ("x" * 10**6, "characters long"),
    ],
    ids=lambda part: part[:24],
)
def test_a_link_it_cannot_read_is_answered_in_words(get, query, words):
    reply = get(ROUTE, query)
    assert reply.status == 400
    assert words in json.loads(reply.body)["error"]
    assert len(reply.body) < 5000
    assert "cache-control" not in reply.headers

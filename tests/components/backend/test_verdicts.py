"""The verdicts' route: one entry for every ticked run, in the words of the verdict."""

import json

from components.share_link import decode
from optimizers import perform
from optimizers.verdicts.words import brief, short

ROUTE = "/api/verdicts"
RUNS = "landscape=himmelblau&run=gradient_descent~0.05&run=adam~0.1~off&run=gradient_descent~0.01"


def test_every_ticked_run_has_its_verdict_in_order(get):
    reply = get(ROUTE, RUNS)
    assert reply.status == 200
    expected = [trajectory.verdict for trajectory in perform(decode(RUNS)[0].shown)]
    assert [verdict.kind for verdict in expected] == ["diverged", "converged"]
    assert json.loads(reply.body) == [
        {"kind": v.kind, "step": v.step, "text": brief(v, 500), "short": short(v)} for v in expected
    ]


def test_a_damaged_link_is_told_what_was_wrong(get):
    reply = get(ROUTE, "landscape=nowhere")
    assert reply.status == 400
    assert "nowhere" in json.loads(reply.body)["error"]

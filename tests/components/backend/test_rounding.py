"""The rounding route: one entry for every ticked run, as the function itself tells it."""

import json

from components.share_link import decode
from optimizers.rounding import decided_from

ROUTE = "/api/rounding"
RUNS = "landscape=ackley&steps=200&run=gradient_descent~0.01&run=adagrad~10~off&run=nesterov~0.5"


def test_every_ticked_run_has_its_step_or_null_in_order(get):
    reply = get(ROUTE, RUNS)
    assert reply.status == 200
    calm, decided = json.loads(reply.body)
    assert calm is None
    assert isinstance(decided, int)
    assert (calm, decided) == decided_from(decode(RUNS)[0].shown)


def test_no_runs_have_no_entries(get):
    assert json.loads(get(ROUTE, "landscape=ackley&run=adam~0.1~off").body) == []


def test_a_damaged_link_is_told_what_was_wrong(get):
    reply = get(ROUTE, "landscape=nowhere")
    assert reply.status == 400
    assert "nowhere" in json.loads(reply.body)["error"]

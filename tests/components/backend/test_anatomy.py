"""The anatomy route: its frame read back by the layout that is written down, against `perform` and the rule's facts."""

import json
import struct
from dataclasses import replace

import numpy as np
import pytest

from components.share_link import View, decode, encode, opening
from landscapes import CATALOGUE as LANDSCAPES
from optimizers import CATALOGUE, Experiment, Run, perform
from optimizers.working import SYMBOLS

ROUTE = "/api/anatomy"
RUNS = tuple(Run(key, rule.suits(LANDSCAPES["himmelblau"]) / 10) for key, rule in CATALOGUE.items())


def taken_apart(body):
    """(head, {name: column}) of a frame."""
    (length,) = struct.unpack_from("<I", body)
    head = json.loads(body[4 : 4 + length].decode(), parse_constant=pytest.fail)
    start = -(-(4 + length) // 8) * 8
    assert not any(body[4 + length : start])
    rows = head["steps"] + 1
    assert len(body) == start + 8 * rows * len(head["columns"])
    numbers = struct.unpack_from(f"<{rows * len(head['columns'])}d", body, start)
    table = np.array(numbers).reshape(-1, rows)
    return head, dict(zip(head["columns"], table, strict=True))


def asked(get, experiment, i=0):
    reply = get(ROUTE, f"{encode(View(experiment))}&of={i}")
    assert reply.status == 200, reply.body
    assert reply.headers["content-type"] == "application/octet-stream"
    return taken_apart(reply.body)


@pytest.mark.sampled(4)
@pytest.mark.parametrize("run", RUNS, ids=[run.optimizer for run in RUNS])
def test_w_is_that_of_the_path_to_the_last_bit_and_the_rest_leads_along_it(get, run):
    experiment = Experiment("himmelblau", steps=20, runs=(run,), noise=0.1, seed=4)
    (trajectory,) = perform(experiment)
    head, column = asked(get, experiment)
    np.testing.assert_array_equal((column["w.1"], column["w.2"]), (trajectory.w1, trajectory.w2))
    np.testing.assert_array_equal(column["alpha"][1:], trajectory.learning_rate)
    for k in ("1", "2"):
        w, step, d = (column[f"{name}.{k}"] for name in ("w", "step", "d"))
        np.testing.assert_array_equal(step[1:], -column["alpha"][1:] * d[1:])
        np.testing.assert_allclose(w[:-1] + step[1:], w[1:], rtol=1e-12)
        assert np.isnan((step[0], d[0], column[f"g.{k}"][0], column["h11"][0], column["alpha"][0])).all()
    computed = {name for name, _ in head["lines"]}
    assert {name if "." in name else f"{name}.1" for name in computed} <= set(column)
    known = {*head["symbols"], *(f"{name}.{k}" for name in head["symbols"] for k in (1, 2))}
    assert computed | set(head["constants"]) <= known
    assert head["symbols"] == dict(SYMBOLS)
    assert head["constants"] == run.rule.hyper()
    assert list(map(tuple, head["lines"])) == list(run.rule.working(**run.rule.settled()))


def test_the_run_that_is_asked_for_is_counted_among_the_ticked(get):
    view = replace(opening(), off=frozenset({1}), experiment=replace(opening().experiment, steps=5))
    titles = []
    for i in range(3):
        reply = get(ROUTE, f"{encode(view)}&of={i}")
        head, column = taken_apart(reply.body)
        titles.append(head["title"])
        np.testing.assert_array_equal(column["w.1"], perform(view.shown)[i].w1)
    assert titles == ["Gradient descent", "RMSprop", "Adam"]


def test_a_run_that_is_lost_arrives_as_it_is(get):
    experiment = Experiment("rosenbrock", steps=70, runs=(Run("momentum", 1e6),))
    (trajectory,) = perform(experiment)
    _, column = asked(get, experiment)
    assert not np.isfinite(column["w.1"]).all()
    np.testing.assert_array_equal(column["w.1"], trajectory.w1)


@pytest.mark.sampled(5)
@pytest.mark.parametrize(
    ("run", "average", "squares", "windows"),
    [
        (Run("gradient_descent", 0.01), None, None, {}),
        (Run("momentum", 0.01), "v", None, {"v": "beta"}),
        (Run("rmsprop", 0.01), None, "s", {"s": "beta"}),
        (Run("adagrad", 0.01), None, "s", {}),
        (Run("adadelta", 0.01), None, "s", {"s": "rho"}),
        (Run("adam", 0.01), "v_hat", "s_hat", {"v_hat": "beta1", "s_hat": "beta2"}),
        (Run("adam", 0.01, conventions={"bias_correction": "off"}), "v", "s", {"v": "beta1", "s": "beta2"}),
        (Run("amsgrad", 0.01), "v_hat", "m", {"v_hat": "beta1"}),
        (Run("adan", 0.01), "m_hat", "s_hat", {"m_hat": "beta1", "s_hat": "beta3"}),
        (Run("lbfgs", 0.01), None, None, {}),
    ],
    ids=lambda part: part.optimizer if isinstance(part, Run) else "",
)
def test_the_memories_that_make_the_step_are_named(get, run, average, squares, windows):
    head, column = asked(get, Experiment("ravine", steps=3, runs=(run,)))
    assert (head["average"], head["squares"], head["windows"]) == (average, squares, windows)
    assert {f"{name}.1" for name in (average, squares) if name} <= set(column)
    assert set(windows.values()) <= set(head["constants"])


@pytest.mark.parametrize("rule", CATALOGUE.values(), ids=CATALOGUE)
def test_what_a_rule_says_of_its_memories_is_among_its_terms_and_hyperparameters(rule):
    lines, keys = dict(rule.working()), {p.key for p in rule.hyperparameters}
    for memory in filter(None, (rule.average, rule.squares)):
        assert memory.term in lines
        assert rule.acting(memory) in lines
        assert memory.weight is None or memory.weight in keys


def test_each_other_choice_of_each_convention_is_a_run_to_ask_for(get):
    run = Run("adam", 0.3, conventions={"epsilon_position": "inside_root"})
    head, _ = asked(get, Experiment("ravine", steps=3, runs=(run,)))
    place, correction = head["switches"]
    assert correction == {
        "key": "bias_correction",
        "title": "Bias correction",
        "now": "on",
        "other": "off",
        "run": "adam~0.3~epsilon_position~inside_root~bias_correction~off",
    }
    assert (place["now"], place["other"], place["run"]) == ("inside_root", "outside_root", "adam~0.3")
    view, problems = decode(f"landscape=ravine&run={correction['run']}")
    assert not problems
    assert view.experiment.runs[0].conventions == {"epsilon_position": "inside_root", "bias_correction": "off"}


def test_a_long_run_stays_small_and_may_be_kept_for_an_hour(get):
    reply = get(ROUTE, f"{encode(View(Experiment('himmelblau', steps=5000, runs=(RUNS[3],))))}&of=0")
    assert reply.headers["cache-control"] == "public, max-age=3600"
    assert len(reply.body) < 2e6


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("landscape=ravine&run=adam~0.1", "of: say once which run"),
        ("landscape=ravine&run=adam~0.1&of=0&of=0", "of: say once which run"),
        ("landscape=ravine&run=adam~0.1&of=", "is not a number"),
        ("landscape=ravine&run=adam~0.1&of=first", "“first” is not a number"),
        ("landscape=ravine&run=adam~0.1&of=0.5", "is not a whole number"),
        ("landscape=ravine&run=adam~0.1&of=1", "of: there is no run 1 among the 1"),
        ("landscape=ravine&run=adam~0.1&of=-1", "of: there is no run -1 among the 1"),
        ("landscape=ravine&run=adam~0.1&of=1e300", "of: there is no run"),
        ("landscape=ravine&run=none&of=0", "of: there is no run 0 among the 0"),
        ("landscape=ravine&run=adam~0.1&of=" + "9" * 10**6, "characters long"),
        ("landscape=nowhere&of=0", "“nowhere” is not known"),
        ("landscape=ravine&run=adam~x&of=0", "run adam~x"),
        ("x" * 10**6, "characters long"),
    ],
    ids=lambda part: part[-24:],
)
def test_a_query_it_cannot_read_is_answered_in_words(get, query, words):
    reply = get(ROUTE, query)
    assert reply.status == 400
    assert words in json.loads(reply.body)["error"]
    assert len(reply.body) < 5000
    assert "cache-control" not in reply.headers

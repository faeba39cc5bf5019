"""The programs of PyTorch and Keras against what was recorded when they ran in these libraries: see record.py."""

import ast
import json
import re
from functools import cache

import numpy as np
import pytest

from optimizers import perform
from optimizers.programs import program
from optimizers.programs.followed import SAME
from tests.optimizers.programs.calls import bases, calls, kind
from tests.optimizers.programs.record import LIBRARIES, RECORD, experiments

RECORDED = json.loads(RECORD.read_text(encoding="utf-8"))
EXPERIMENTS = dict(experiments())
each = pytest.mark.parametrize(
    ("library", "name"), [pytest.param(library, name) for library in LIBRARIES for name in EXPERIMENTS]
)
WITH_NAME = ("POSITIONAL_OR_KEYWORD", "KEYWORD_ONLY")
BY_PLACE = ("POSITIONAL_ONLY", "POSITIONAL_OR_KEYWORD")


@cache
def made(name, library):
    return program(EXPERIMENTS[name], 0, library)


def wrong(text, recorded):
    """What of a program the recorded library would not take, in words."""
    found = [f"{name} is not known" for name in bases(text) if name not in recorded["called"]]
    for called in calls(text):
        if called.name not in recorded["called"]:
            found.append(f"{called.name} is not known")
            continue
        parameters, accepted = recorded["called"][called.name], recorded["accepted"].get(called.name, {})
        places = [p for p in parameters or {} if parameters[p]["kind"] in BY_PLACE]
        open_ended = {p["kind"] for p in (parameters or {}).values()} & {"VAR_POSITIONAL", "VAR_KEYWORD"}
        for place, given in called.kinds.items():
            known = (
                parameters is None
                or open_ended
                or (int(place) < len(places) if place.isdigit() else parameters.get(place, {}).get("kind") in WITH_NAME)
            )
            if not known:
                found.append(f"{called.name} has no parameter {place}")
            elif given not in accepted.get(place, ()):
                found.append(f"{called.name} was never seen to take {given} as {place}")
    return found


def test_the_record_says_of_which_libraries_it_is_and_that_every_program_ran():
    for library in LIBRARIES:
        assert all(re.match(r"\d+\.\d+", version) for version in RECORDED[library]["versions"].values())
        assert set(RECORDED[library]["ends"]) == set(EXPERIMENTS)
    assert {"torch", "tensorflow", "keras"} <= set(RECORDED["torch"]["versions"]) | set(RECORDED["keras"]["versions"])


@pytest.mark.sampled(5)
@each
def test_it_calls_what_the_library_has_with_what_it_takes(library, name):
    assert wrong(made(name, library).text, RECORDED[library]) == []


@pytest.mark.sampled(12)
@each
def test_it_ended_there_where_its_note_says(library, name):
    program, (run,) = made(name, library), perform(EXPERIMENTS[name])
    away = np.hypot(*(np.array(RECORDED[library]["ends"][name]) - (run.w1[-1], run.w2[-1])))
    if program.kind == "same":
        assert away <= SAME * max(1, np.hypot(run.w1[-1], run.w2[-1])), away
    elif program.kind == "unfollowed":
        assert "backtracking" in EXPERIMENTS[name].runs[0].conventions.values()
    elif program.kind == "another":
        most = re.search(r"never further off than (\S+)\.( |$)", program.note)
        assert most, program.note
        assert away <= 1.05 * float(most[1]), (away, program.note)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("keras.optimizers.Adadelta(", "keras.optimizers.Adadelta_("), "Adadelta_ is not known"),
        (("rho=", "decay="), "never seen to take float as decay"),
        (("rho=0.9", "rho='0.9'"), "never seen to take str as rho"),
        (("alpha = 1.0", "alpha = 1"), "never seen to take int as 0"),
    ],
)
def test_what_a_library_would_refuse_is_noticed(change, said):
    text = made("adadelta-whole", "keras").text.replace("rho=0.0", "rho=0.9")
    assert wrong(text, RECORDED["keras"]) == []
    assert change[0] in text
    assert any(said in words for words in wrong(text.replace(*change), RECORDED["keras"]))


def test_an_argument_is_read_as_what_it_is():
    known = {"alpha": ast.parse("0.1", mode="eval").body}
    for text, expected in {
        "1": "int",
        "-1.0": "float",
        "2 * 1.0": "float",
        "alpha": "float",
        "True": "bool",
        "(0.9, 0.99)": "tuple of float",
        "[w]": "list",
        "Rate()": "call of Rate",
        "tf.float64": "tf.float64",
        "w + 1": "expression",
    }.items():
        assert kind(ast.parse(text, mode="eval").body, known) == expected, text

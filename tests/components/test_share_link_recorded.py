"""Links that were recorded before the spelling last changed still open the page they opened, whatever befell them."""

import json
import re
from pathlib import Path

import pytest

from components.query import Note, with_pluses
from components.share_link import decode, encode
from landscapes import CATALOGUE as LANDSCAPES
from landscapes import parse
from optimizers import CATALOGUE, SCHEDULES
from tests.components.recorded import facts

RECORDED = json.loads(Path(__file__).with_name("recorded_links.json").read_text("utf-8"))
SUMS = (
    "w1^2+w2^2",
    "x^2+3*y^2",
    "2+3*x^2+y^4",
    "|x|+|y|",
    "sin(x)+2*cos(y)",
    "(x+1)*(y+2)+(x-1)",
    "e+x^2+y^2",
    "max(x,y+2)+1",
    *("a+sin(w1)", "p+i*w1", "1+e+5*w2", "1+e-w1", "a+b+w1", "pi+w1^2", "e+x^2+k"),
)


def test_there_are_two_hundred():
    assert len({each["link"] for each in RECORDED}) >= 190
    assert len(RECORDED) == 200


@pytest.mark.parametrize("i", range(200))
def test_a_recorded_link_opens_the_same_page(i):
    view, problems = decode(RECORDED[i]["link"])
    assert problems == ()
    assert facts(view) == RECORDED[i]["page"]
    assert decode(encode(view)) == (view, ())


@pytest.mark.parametrize("formula", SUMS)
def test_a_raw_plus_is_a_plus(formula):
    view, problems = decode(f"landscape=formula:{formula}")
    assert problems == ()
    assert view.experiment.surface == parse(formula)


@pytest.mark.parametrize("formula", SUMS)
def test_a_plus_that_is_lost_never_leaves_another_formula(formula):
    link = f"landscape={encode(decode(f'landscape=formula:{formula}')[0]).split('landscape=')[1].split('&')[0]}"
    assert "%2B" in link
    count = link.count("%2B")
    for gap in ("", "%20", "+", "%2B%2B", "%20%2B%20"):
        for n in range(count):
            parts = link.split("%2B")
            damaged = "%2B".join(parts[: n + 1]) + gap + "%2B".join(parts[n + 1 :])
            view, problems = decode(damaged)
            same = view.experiment.surface == parse(formula)
            assert same or (problems and not isinstance(problems[0], Note)), damaged
            assert same == (gap not in ("", "%20")), damaged


def test_what_may_be_a_sum_or_a_product_is_refused_with_both():
    _, (problem,) = decode("landscape=formula:w1^2w2^2")
    assert "w1^2+w2^2" in problem
    assert "w1^2*w2^2" in problem


def test_what_streamlit_reads_as_a_blank_is_the_plus_that_stood_there():
    query = "landscape=formula:x^2+y^2%2B1&w1=1e%2B0"
    read = [("landscape", "formula:x^2 y^2+1"), ("w1", "1e+0")]
    assert with_pluses(read, query) == [("landscape", "formula:x^2+y^2+1"), ("w1", "1e+0")]
    assert with_pluses([("a", "b c")], "a=b%20c") == [("a", "b c")]


@pytest.mark.parametrize(
    "tracker",
    ["utm_source=mail", "fbclid=IwAR0", "gclid=1", "msclkid=2", "mc_eid=3", "ref=x", "_ga=2.1", "igshid=4", "si=z"],
)
def test_a_tracker_is_left_out_in_silence(tracker):
    bare, tracked = (decode(f"landscape=ravine&w1=1{more}") for more in ("", f"&{tracker}"))
    assert bare == tracked
    assert tracked[1] == ()


def test_an_unknown_name_is_left_out_with_a_quiet_note():
    view, (note,) = decode("landscape=ravine&bogus=1")
    assert isinstance(note, Note)
    assert view == decode("landscape=ravine")[0]


def test_html_that_escaped_the_and_is_read():
    assert decode("landscape=ravine&amp;w1=1&amp;w2=0.5") == decode("landscape=ravine&w1=1&w2=0.5")


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("run=sgd~0.1", "run=gradient_descent~0.1"),
        ("run=GD~0.1", "run=gradient_descent~0.1"),
        ("run=Adam~0.1", "run=adam~0.1"),
        ("run=RMSProp~0.1", "run=rmsprop~0.1"),
        ("run=L-BFGS~1", "run=lbfgs~1"),
        ("run=NAG~0.1", "run=nesterov~0.1"),
        ("run=AdamW~0.1~schedule~Cosine", "run=adamw~0.1~schedule~cosine"),
        ("run=adam~0.1~schedule~OneCycle", "run=adam~0.1~schedule~one_cycle"),
        ("landscape=Rosenbrock", "landscape=rosenbrock"),
        ("landscape=banana", "landscape=rosenbrock"),
        ("landscape=Goldstein-Price", "landscape=goldstein_price"),
        ("landscape=HIMMELBLAU", "landscape=himmelblau"),
        ("landscape=Styblinski%E2%80%93Tang", "landscape=styblinski_tang"),
    ],
)
def test_case_and_the_fields_usual_names_are_synonyms(written, meant):
    assert decode(written) == decode(meant)
    assert decode(written)[1] == ()


@pytest.mark.parametrize("catalogue", [LANDSCAPES, CATALOGUE, SCHEDULES], ids=["landscapes", "optimizers", "schedules"])
def test_no_name_means_two_things(catalogue):
    names = [
        {re.sub(r"[^a-z0-9]", "", name.lower()) for name in (key, x.title, *x.aliases)} for key, x in catalogue.items()
    ]
    assert sum(map(len, names)) == len(set().union(*names))

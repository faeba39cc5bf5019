"""A damaged link never raises: what is good in it is kept, and each bad part is named in a short sentence."""

import time
from urllib.parse import urlencode

import pytest

from components.looks import MOST_RUNS
from components.run_spelling import LONGEST as LONGEST_RUN
from components.run_spelling import read_run
from components.share_link import LONGEST, View, decode
from landscapes import CATALOGUE as LANDSCAPES
from landscapes import FormulaError, parse

GOOD = [
    *(("landscape", "ravine"), ("theta", "kappa~10"), ("domain", "-9~9~-3~3"), ("w1", "-3"), ("w2", "1")),
    *(
        ("steps", "200"),
        ("step", "7"),
        ("charts", "slope~rate"),
        ("seed", "7"),
        ("noise", "0.5"),
        ("run", "momentum~0.3~decay~0.1~beta~0.8"),
    ),
    *(
        ("run", "adam~0.2~off"),
        ("cost", "log"),
        ("colours", "linear"),
        ("look", "1"),
        ("axes", "beta~decay"),
        ("race", "same"),
    ),
    ("pin", "landscape=ravine&theta=kappa~10&w1=-3&w2=1&run=momentum~0.2"),
]
NUMBERS = {  # no number whatever the field
    "": "is not a number",
    "abc": "is not a number",
    "NaN": "is not a number",
    "inf": "is not a number",
    "1e400": "too large",
    "0x10": "is not a number",
    "1_000": "is not a number",
    "1" * 500: "500 characters long",
}
BAD_FIELDS = [
    *(("w1", text, words) for text, words in NUMBERS.items()),
    *(
        ("w2", "1000", "1000 is too far from the map: -9 to 9"),
        ("w1", "-27.1", "-27.1 is too far from the map: -27 to 27"),
    ),
    *(("steps", text, words) for text, words in NUMBERS.items()),
    *(("steps", "1000000000", "1e+09 is out of range: whole numbers from 1 to 5000"), ("steps", "0", "1 to 5000")),
    *(("steps", "-5", "1 to 5000"), ("steps", "2.5", "“2.5” is not a whole number"), ("steps", "5001", "1 to 5000")),
    *(("seed", "-1", "from 0 to"), ("seed", "0.5", "not a whole number"), ("seed", "4294967296", "to 4294967295")),
    *(("noise", "-1", "0 to 1e+06"), ("noise", "1e7", "0 to 1e+06"), ("noise", "x", "“x” is not a number")),
    *(("theta", "kappa~0.5", "kappa = 0.5 is out of range"), ("theta", "kappa~1001", "at most 1000")),
    *(("theta", "kappa", "is not a number"), ("theta", "kappa~NaN", "“NaN” is not a number")),
    *(("theta", "mu~3", "no parameter 'mu'"), ("theta", "~", "is not a number"), ("theta", "~3", "no parameter ''")),
    *(("domain", "3~1~-3~3", "from 3 to 1: it must rise"), ("domain", "1~1~-3~3", "from 1 to 1: it must rise")),
    *(
        ("domain", "1~2~3", "four numbers"),
        ("domain", "1~2~3~4~5", "four numbers"),
        ("domain", "1~2~3~x", "“x” is not"),
    ),
    *(("domain", "-1e308~1e308~0~1", "finite width"), ("domain", "", "is not a number")),
    *(("step", "201", "out of range: 0 to 200"), ("step", "-1", "0 to 200"), ("step", "1.5", "whole")),
    *(
        ("charts", text, "choose some of cost, slope, rate, step, anatomy")
        for text in ("", "cost~", "Cost", "~", "speed~cost")
    ),
    *(
        ("pin", text, f"pin: {words}")
        for text, words in {
            **{"steps=x": "steps: “x” is not a number", "landscape=nowhere": "landscape: “nowhere” is not known"},
            **{
                "run=nothing~1": "run nothing~1: this optimizer is not known",
                "pin=steps%3D7": "“pin” means nothing here",
            },
            **{"steps=7&step=3": "“step” means nothing here", "cost=log": "“cost” means nothing here"},
        }.items()
    ),
    *(("look", text, "out of range: 0 to 7") for text in ("8", "-1")),
    ("look", "1.5", "whole"),
    *(("axes", text, "is not two different ones of beta") for text in ("", "beta", "beta~beta", "beta~gamma", "a~b~c")),
    *(("race", text, "choose one of same, own") for text in ("", "Own", "fair")),
    *(("cost", "Log", "“Log” is not known; choose one of log, linear"), ("colours", "", "log, linear")),
]
BAD_RUNS = [
    ("nothing~0.1", "this optimizer is not known; choose one of"),
    ("", "not known"),
    ("adam", "a learning rate and then pairs"),
    ("adam~", "“” is not a number"),
    ("adam~off", "“off” is not a number"),
    ("adam~0.1~beta1", "pairs of a name and a value"),
    ("adam~0.1~beta1~0.9~decay", "pairs of a name and a value"),
    ("adam~NaN", "“NaN” is not a number"),
    ("adam~1e400", "too large"),
    ("adam~-0.1", "learning rate = -0.1 is out of range"),
    ("adam~0.1~beta~0.9", "Adam has no hyperparameter 'beta'"),
    ("adam~0.1~beta1~1", "beta1 = 1 is out of range: it must be at least 0 and below 1"),
    ("adam~0.1~beta1~x", "“x” is not a number"),
    ("adam~0.1~bias_correction~maybe", "'maybe' is not known; choose one of on, off"),
    ("momentum~0.1~bias_correction~on", "“on” is not a number"),
    ("adam~0.1~schedule~cosinus", "'cosinus' is not known; choose one of"),
    ("adam~0.1~decay~-1", "decay = -1 is out of range"),
    ("adam~0.1~schedule~constant~decay~1", "the constant schedule has no decay"),
    ("adam~0.1~schedule~exponential~decay~2", "at most 1"),
    ("adam~0.1~Off~off", "“off” is not a number"),
    ("adam~0.1" + "~beta1~0.5" * 100, "1008 characters long; at most 1000"),
]


def without(name):
    return [pair for pair in GOOD if pair[0] != name]


def named(problems, words):
    assert any(words in problem for problem in problems), problems
    assert all(len(problem) < 400 for problem in problems)


def test_the_undamaged_link_has_no_problems():
    assert decode(GOOD)[1] == ()


@pytest.mark.parametrize(("name", "text", "words"), BAD_FIELDS, ids=lambda part: part[:24])
def test_a_bad_field_is_named_and_the_rest_is_kept(name, text, words):
    damaged = [(other, text if other == name else value) for other, value in GOOD]
    view, problems = decode(urlencode(damaged))
    assert view == decode(without(name))[0]
    assert len(problems) == 1
    assert problems[0].startswith(name)
    named(problems, words)


@pytest.mark.parametrize(("text", "words"), BAD_RUNS, ids=lambda part: part[:24])
def test_a_bad_run_is_named_and_the_others_are_kept(text, words):
    view, problems = decode(urlencode([*GOOD, ("run", text)]))
    assert view == decode(GOOD)[0]
    assert len(problems) == 1
    assert problems[0].startswith(f"run {text[:40]}: ")
    named(problems, words)


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        *(("batch", text, words) for text, words in NUMBERS.items()),
        *(("batch", size, "whole numbers from 1 to 10") for size in ("0", "11", "-4", "1e9")),
        ("batch", "2.5", "not a whole number"),
        *(("counts", text, "choose one of epochs, steps") for text in ("", "epoch", "Steps", "x" * 500)),
    ],
    ids=lambda part: part[:24],
)
def test_a_bad_choice_of_batches_is_named_and_the_rest_is_kept(name, text, words):
    good = "landscape=two_crowds&seed=4&batch=3&counts=steps&steps=77"
    rest = "&".join(part for part in good.split("&") if not part.startswith(name))
    view, problems = decode(f"{rest}&{name}={text}")
    assert view == decode(rest)[0]
    assert len(problems) == 1
    assert problems[0].startswith(f"{name}: ")
    named(problems, words)


@pytest.mark.parametrize("landscape", ["ravine", "formula:w1"])
def test_a_batch_of_what_is_no_mean_is_named_and_the_rest_is_kept(landscape):
    view, problems = decode(f"landscape={landscape}&batch=4&steps=77")
    assert (view.experiment.batch_size, view.experiment.steps) == (None, 77)
    named(problems, "is not a mean over examples")
    assert len(problems) == 1


def test_a_run_gone_bad_leaves_the_other_rows_ticked_as_they_were():
    view, problems = decode("run=nobody~1&run=adam~0.1~off&run=momentum~0.2")
    assert [run.optimizer for run in view.experiment.runs] == ["adam", "momentum"]
    assert view.off == {0}
    named(problems, "run nobody~1")


def test_an_unknown_landscape_opens_himmelblau_and_names_those_like_it():
    view, problems = decode("landscape=rosenbrok&steps=77")
    assert view.experiment.surface.key == "himmelblau"
    assert view.experiment.steps == 77
    named(problems, f"landscape: “rosenbrok” is not known; choose one of the {len(LANDSCAPES)}, such as rosenbrock")


@pytest.mark.parametrize("formula", ["", "w1^", "w3", "w1**2)", "__import__('os')", "1" * 201, "(" * 99, "9^^9"])
def test_a_bad_formula_opens_himmelblau_and_says_where_it_went_wrong(formula):
    view, problems = decode(urlencode([("landscape", f"formula:{formula}"), ("steps", "77")]))
    assert view.experiment.surface.key == "himmelblau"
    assert view.experiment.steps == 77
    assert len(problems) == 1
    with pytest.raises(FormulaError) as caught:
        parse(formula)
    named(problems, f"landscape: {caught.value}")


def test_a_name_that_means_nothing_is_named_once_and_left_out():
    view, problems = decode([*GOOD, ("utm_source", "mail"), ("utm_source", "chat"), ("W1", "2")])
    assert view == decode(GOOD)[0]
    assert problems == ("“W1” means nothing here and was left out",)  # in silence: a tracker says nothing of the page


def test_of_a_field_that_stands_twice_the_last_counts():
    view, problems = decode("steps=100&steps=200&w1=1&w1=2&run=adam~0.1~beta1~0.5~beta1~0.6")
    assert problems == tuple(f"{name}: 2 values stand here; the last was read" for name in ("steps", "w1"))
    assert view.experiment.steps == 200
    assert view.experiment.origin[0] == 2
    assert view.experiment.runs[0].hyper == {"beta1": 0.6}


def test_of_too_many_runs_the_first_are_shown():
    view, problems = decode("&".join(f"run=adam~0.{i}" for i in range(1, 10)) + "&run=nothing~1")
    assert len(view.experiment.runs) == MOST_RUNS
    assert view.experiment.runs[-1].learning_rate == 0.8
    assert problems == ("run: 10 optimizers were asked for; the first 8 are shown",)


def test_several_bad_parts_are_named_each():
    view, problems = decode("landscape=ravine&steps=x&w1=y&run=nothing~1&run=adam~0.1&cost=z")
    assert [problem.split(":")[0] for problem in problems] == ["w1", "steps", "run nothing~1", "cost"]
    assert [run.optimizer for run in view.experiment.runs] == ["adam"]


@pytest.mark.parametrize("filling", ["x", "&", "~", "=", "%", "1", "&run=adam~1", "&theta=kappa~1", "\u0000", "𝛼"])
def test_ten_megabytes_are_read_to_a_limit_at_once(filling):
    query = "landscape=ravine&steps=77&" + filling * (10**7 // len(filling))
    began = time.thread_time()
    view, problems = decode(query)
    assert time.thread_time() - began < 1
    assert view.experiment.surface.key == "ravine"
    assert view.experiment.steps == 77
    named(problems, f"only the first {LONGEST} were read")


def test_ten_megabytes_in_one_value_of_an_address_are_refused_in_short():
    for name in dict(GOOD):
        view, problems = decode([*without(name), (name, "1" * 10**7)])
        assert isinstance(view, View)
        assert problems
        named(problems, "1" * 30)


def test_a_run_of_the_longest_text_is_read():
    text = f"adam~0.{'1' * 300}~beta1~0.{'5' * 300}~beta2~0."
    assert read_run(text + "5" * (LONGEST_RUN - len(text)))[0].optimizer == "adam"
    with pytest.raises(ValueError, match="characters long"):
        read_run(text + "5" * (LONGEST_RUN + 1 - len(text)))


@pytest.mark.parametrize(
    ("added", "said"),
    [
        (("w1", "5"), "w1: 2 values stand here; the last was read"),
        (("theta", "kappa~20"), "theta kappa: 2 values stand here; the last was read"),
    ],
)
def test_what_is_told_twice_is_said_and_never_taken_in_silence(added, said):
    assert said in decode(urlencode([*GOOD, added]))[1]
    assert decode(urlencode([*GOOD, GOOD[3], GOOD[1]]))[1] == ()  # the same twice is one

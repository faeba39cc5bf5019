"""A damaged link never raises: what is good in it is kept, and each bad part is named in a short sentence."""

import random
import time
from urllib.parse import parse_qsl, urlencode

import pytest

from components.share_link import LONGEST, MOST_RUNS, View, decode, encode, opening
from landscapes import CATALOGUE as LANDSCAPES
from optimizers import CATALOGUE as OPTIMIZERS
from optimizers import SCHEDULES

GOOD = [
    *(("landscape", "ravine"), ("theta", "kappa~10"), ("domain", "-9~9~-3~3"), ("w1", "-3"), ("w2", "1")),
    *(("steps", "200"), ("seed", "7"), ("noise", "0.5"), ("run", "momentum~0.3~decay~0.1~beta~0.8")),
    *(("run", "adam~0.2~off"), ("cost", "log"), ("colours", "linear")),
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
    *(("cost", "Log", "“Log” is not known; choose one of log, linear"), ("colours", "", "log, linear")),
]
BAD_RUNS = [
    ("sgd~0.1", "not known; choose one of " + ", ".join(OPTIMIZERS)),
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
    ("adam~0.1~schedule~cosin", "'cosin' is not known; choose one of " + ", ".join(SCHEDULES)),
    ("adam~0.1~decay~-1", "decay = -1 is out of range"),
    ("adam~0.1~schedule~constant~decay~1", "the constant schedule has no decay"),
    ("adam~0.1~schedule~exponential~decay~2", "at most 1"),
    ("adam~0.1~Off~off", "“off” is not a number"),
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
    assert problems[0].startswith(f"run {text}: ")
    named(problems, words)


def test_a_run_gone_bad_leaves_the_other_rows_ticked_as_they_were():
    view, problems = decode("run=nobody~1&run=adam~0.1~off&run=momentum~0.2")
    assert [run.optimizer for run in view.experiment.runs] == ["adam", "momentum"]
    assert view.off == {0}
    named(problems, "run nobody~1")


def test_an_unknown_landscape_opens_the_first_and_names_them_all():
    view, problems = decode("landscape=nowhere&steps=77")
    assert view.experiment.surface.key == "himmelblau"
    assert view.experiment.steps == 77
    named(problems, "landscape: “nowhere” is not known")
    assert all(key in problems[0] for key in LANDSCAPES)


def test_a_name_that_means_nothing_is_named_once_and_left_out():
    view, problems = decode([*GOOD, ("utm_source", "mail"), ("utm_source", "chat"), ("W1", "2")])
    assert view == decode(GOOD)[0]
    assert problems == ("“utm_source” means nothing here and was left out", "“W1” means nothing here and was left out")


def test_of_a_field_that_stands_twice_the_last_counts():
    view, problems = decode("steps=100&steps=200&w1=1&w1=2&run=adam~0.1~beta1~0.5~beta1~0.6")
    assert problems == ()
    assert view.experiment.steps == 200
    assert view.experiment.origin[0] == 2
    assert view.experiment.runs[0].hyper == {"beta1": 0.6}


def test_of_too_many_runs_the_first_are_shown():
    view, problems = decode("&".join(f"run=adam~0.{i}" for i in range(1, 10)) + "&run=sgd~1")
    assert len(view.experiment.runs) == MOST_RUNS
    assert view.experiment.runs[-1].learning_rate == 0.8
    assert problems == ("run: 10 optimizers were asked for; the first 8 are shown",)


def test_several_bad_parts_are_named_each():
    view, problems = decode("landscape=ravine&steps=x&w1=y&run=sgd~1&run=adam~0.1&cost=z")
    assert [problem.split(":")[0] for problem in problems] == ["w1", "steps", "run sgd~1", "cost"]
    assert [run.optimizer for run in view.experiment.runs] == ["adam"]


@pytest.mark.parametrize("filling", ["x", "&", "~", "=", "%", "1", "&run=adam~1", "&theta=kappa~1", "\u0000", "𝛼"])
def test_ten_megabytes_are_read_to_a_limit_at_once(filling):
    query = "landscape=ravine&steps=77&" + filling * (10**7 // len(filling))
    began = time.perf_counter()
    view, problems = decode(query)
    assert time.perf_counter() - began < 1
    assert view.experiment.surface.key == "ravine"
    assert view.experiment.steps == 77
    named(problems, f"only the first {LONGEST} were read")


def test_ten_megabytes_in_one_value_of_an_address_are_refused_in_short():
    for name in dict(GOOD):
        view, problems = decode([*without(name), (name, "1" * 10**7)])
        assert isinstance(view, View)
        assert problems
        named(problems, "1" * 30)


ALPHABET = "0123456789.,-+eE~=&%;#?/\\ _abcdwrunoff'\"<>$\u0000\n\u2212\u00e9\U0001d6fc\udc80"


def mutated(seeded, text):
    for _ in range(seeded.randint(1, 4)):
        i, j = sorted((seeded.randrange(len(text) + 1), seeded.randrange(len(text) + 1)))
        piece = "".join(seeded.choices(ALPHABET, k=seeded.randint(1, 6)))
        before, part, after = text[:i], text[i:j], text[j:]
        text = seeded.choice(
            (
                *(before + piece + part + after, before + piece + after, before + after),
                *(before + part + part + after, part + before + after, before + part[1:] + after),
            )
        )
    return text


@pytest.mark.parametrize("domain", ["1e308~1.7e308~0~1", "-8e307~8e307~0~1", "0~5e-324~0~1", "1e300~1.1e300~0~1"])
def test_a_map_at_the_edge_of_the_floats_raises_nothing(domain):
    view, problems = decode(f"domain={domain}")
    assert isinstance(view, View)
    assert all(isinstance(problem, str) for problem in problems)


def survives(query):
    view, problems = decode(query)
    assert isinstance(view, View)
    assert all(isinstance(problem, str) and 0 < len(problem) < 400 for problem in problems)
    assert decode(encode(view)) == (view, ()), query


@pytest.mark.parametrize("seed", range(6))
def test_any_damage_to_a_valid_link_leaves_a_page_that_returns(seed):
    seeded = random.Random(seed)
    links = [urlencode(GOOD), encode(opening()), "landscape=saddle&run=rmsprop~0.1~schedule~constant~beta~0.5"]
    for _ in range(500):
        query = mutated(seeded, seeded.choice(links))
        survives(query)
        survives(parse_qsl(query, keep_blank_values=True))


@pytest.mark.parametrize("seed", range(5))
def test_any_text_at_all_leaves_a_page_that_returns(seed):
    seeded = random.Random(seed)
    for _ in range(300):
        survives("".join(seeded.choices(ALPHABET, k=seeded.randrange(200))))
        survives(seeded.randbytes(100).decode("latin-1"))

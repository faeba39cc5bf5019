"""Seeded pages out and back, and seeded damage: whatever stands in a link, a page comes of it that returns."""

import random
from dataclasses import replace
from urllib.parse import parse_qsl

import pytest

from components.looks import CHARTS, MOST_RUNS, PACES, SCALES, TERMS
from components.share_link import View, decode, encode, opening, reach
from landscapes import CATALOGUE as LANDSCAPES
from landscapes import parse
from landscapes.points import own_points
from optimizers import CATALOGUE as OPTIMIZERS
from optimizers import SCHEDULES, Experiment, Run
from optimizers.scenes import SCENES
from optimizers.schedules import WARMUPS_FROM


def some(parameters, seeded):
    return {p.key: seeded.uniform(p.low, p.high) for p in parameters if seeded.random() < 0.5}


def any_run(seeded, examples=0):
    rule = OPTIMIZERS[seeded.choice(list(OPTIMIZERS))]
    schedule = seeded.choice(list(SCHEDULES))
    decay = SCHEDULES[schedule].decay
    return Run(
        rule.key,
        10 ** seeded.uniform(-9, 3),
        schedule=schedule,
        decay=None if decay is None or seeded.random() < 0.5 else seeded.uniform(decay.low, decay.high),
        schedule_parameters=some(SCHEDULES[schedule].parameters, seeded),
        warmup=seeded.choice((0, seeded.randrange(5000))),
        warmup_from=seeded.choice(list(WARMUPS_FROM)),
        clip_value=seeded.choice((None, 10 ** seeded.uniform(-9, 6))),
        clip_norm=seeded.choice((None, 10 ** seeded.uniform(-9, 6))),
        l2=seeded.choice((0.0, 10 ** seeded.uniform(-9, 6))),
        batch_size=seeded.choice((None, "all", seeded.randint(1, examples))) if examples else None,
        hyper=some(rule.hyperparameters, seeded),
        conventions={c.key: seeded.choice(c.choices).key for c in rule.conventions},
    )


def any_points(seeded):
    size = 10 ** seeded.uniform(-6, 3)
    count = seeded.randint(2, 40)
    return own_points([(seeded.uniform(-size, size), seeded.uniform(-1000, 1000)) for _ in range(count)])


def any_page(seeded):
    """A page that is as any, with or without pinned runs."""
    view = any_view(seeded)
    return replace(view, pinned=seeded.choice((None, any_view(seeded).with_pin().pinned, view.with_pin().pinned)))


def any_view(seeded):
    landscape = any_points(seeded) if seeded.random() < 0.2 else LANDSCAPES[seeded.choice(list(LANDSCAPES))]
    examples = landscape.data.count if landscape.data else 0
    domain = tuple(side.widened(10 ** seeded.uniform(-3, 3)) for side in landscape.domain)
    experiment = Experiment(
        landscape,
        theta=some(landscape.parameters, seeded),
        domain=domain if seeded.random() < 0.5 else None,
        steps=seeded.randint(1, 5000),
        seed=seeded.choice((0, seeded.randrange(2**32))),
        noise=seeded.choice((0.0, 10 ** seeded.uniform(-6, 2))),
        batch_size=seeded.choice((None, seeded.randint(1, examples))) if examples else None,
        counts=seeded.choice(("epochs", "steps")),
        runs=tuple(any_run(seeded, examples) for _ in range(seeded.randint(0, MOST_RUNS))),
    )
    start = tuple(seeded.uniform(side.low, side.high) for side in reach(experiment))
    off = frozenset(i for i in range(len(experiment.runs)) if seeded.random() < 0.3)
    scales = (seeded.choice((None, *SCALES)), seeded.choice((None, *SCALES)))
    step = seeded.choice((None, seeded.randrange(experiment.steps)))
    charts = tuple(name for name in CHARTS if seeded.random() < 0.4) or ("cost",)
    looked = seeded.randrange(MOST_RUNS)
    maps = (seeded.choice(((), ("beta1", "learning_rate"), ("decay", "epsilon"))), seeded.choice(TERMS))
    pace, scene = seeded.choice(PACES), seeded.choice(("", *SCENES))
    return View(replace(experiment, start=start), off, *scales, step, charts, looked, *maps, scene, pace)


@pytest.mark.sampled(2)
@pytest.mark.parametrize("seed", range(6))
def test_any_page_returns(seed):
    seeded = random.Random(seed)
    for _ in range(60):
        view = any_page(seeded)
        assert decode(encode(view)) == (view, ())
        assert decode(parse_qsl(encode(view))) == (view, ())


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


@pytest.mark.sampled(2)
@pytest.mark.parametrize("seed", range(4))
def test_any_damage_to_a_valid_link_leaves_a_page_that_returns(seed):
    seeded = random.Random(seed)
    links = [encode(opening()), encode(opening(parse("sin(2*w1)^2 + exp(-abs(w2 - 1)) / 3")))]
    links += [encode(opening(any_points(seeded)))]
    links += [encode(any_page(seeded)) for _ in range(8)]
    for _ in range(500):
        query = mutated(seeded, seeded.choice(links))
        survives(query)
        survives(parse_qsl(query, keep_blank_values=True))


@pytest.mark.sampled(1)
@pytest.mark.parametrize("seed", range(5))
def test_any_text_at_all_leaves_a_page_that_returns(seed):
    seeded = random.Random(seed)
    for _ in range(300):
        survives("".join(seeded.choices(ALPHABET, k=seeded.randrange(200))))
        survives(seeded.randbytes(100).decode("latin-1"))

"""A training's link: out and back the same, damaged it keeps what is good, and its plane is a landscape like others."""

import random
from urllib.parse import parse_qsl

import numpy as np
import pytest

from components import share_link
from components.looks import MOST_RUNS
from components.training_link import (
    LONGEST,
    TrainingView,
    decode,
    encode,
    opening,
    read_surface,
    read_training,
    spell_training,
    surface_key,
)
from landscapes.networks import ACTIVATIONS, DATASETS
from optimizers import CATALOGUE, SCHEDULES, Experiment, Run, perform
from optimizers.schedules import WARMUPS_FROM
from optimizers.training import TRAINABLE, Training, ready
from optimizers.training.plane import DIRECTIONS

SMALL = Training("xor", layers=(3,), epochs=4, batch_size=80, runs=(Run("adam", 0.01),))


def any_view(seed: int) -> TrainingView:
    """Some view, with any of what it can hold."""
    seeded = random.Random(seed)
    data = seeded.choice(list(DATASETS))
    m = Training(data, batch_size=1).count
    runs = tuple(
        Run(
            seeded.choice(TRAINABLE),
            seeded.uniform(0, 2),
            seeded.choice(list(SCHEDULES)),
            warmup=seeded.randrange(9),
            warmup_from=seeded.choice(list(WARMUPS_FROM)),
            clip_value=seeded.choice((None, seeded.uniform(0.1, 9))),
            clip_norm=seeded.choice((None, seeded.uniform(0.1, 9))),
            l2=seeded.choice((0.0, seeded.uniform(0, 2))),
        )
        for _ in range(seeded.randint(0, MOST_RUNS))
    )
    training = Training(
        data,
        layers=tuple(seeded.randint(1, 32) for _ in range(seeded.randint(1, 4))),
        activation=seeded.choice(ACTIVATIONS),
        epochs=seeded.randint(1, 1000),
        batch_size=seeded.randint(1, m),
        seed=seeded.randrange(2**32),
        runs=runs,
    )
    return TrainingView(
        training,
        off=frozenset(seeded.sample(range(len(runs)), seeded.randint(0, len(runs)))),
        plane=seeded.choice(DIRECTIONS),
        epoch=seeded.choice([None, seeded.randrange(training.epochs)]),
        looked=seeded.randrange(MOST_RUNS),
        scale=seeded.choice(["log", "linear"]),
    )


@pytest.mark.parametrize("seed", range(60))
def test_out_and_back_is_the_same(seed):
    view = any_view(seed)
    assert decode(encode(view)) == (view, ())
    assert decode(parse_qsl(encode(view))) == (view, ())
    assert read_training(spell_training(view.shown)) == view.shown
    assert set(encode(view)) <= set("abcdefghijklmnopqrstuvwxyz0123456789_.-~=&")


def test_the_fullest_link_is_read_whole():
    rule = max(CATALOGUE.values(), key=lambda rule: len(rule.hyperparameters) + len(rule.conventions))
    run = Run(
        *(rule.key, 1 / 3, "one_cycle", 1 / 3),
        hyper={p.key: p.default / 3 + p.low for p in rule.hyperparameters if p.key != "eta_plus"},
        conventions={c.key: c.choices[-1].key for c in rule.conventions},
        schedule_parameters={"start": 1 / 3, "end": 1 / 7},
        warmup=999,
    )
    view = TrainingView(Training(layers=(32,) * 4, runs=(run,) * MOST_RUNS), frozenset(range(MOST_RUNS)))
    assert len(encode(view)) < LONGEST
    assert len(share_link.LONGEST * "x") > len(encode(view)) + 1000


def test_nothing_spelled_is_the_opening_page():
    assert decode("") == (opening(), ())
    assert [run.optimizer for run in opening().shown.runs] == ["gradient_descent", "momentum", "rmsprop", "adam"]
    assert opening().training == Training(runs=opening().training.runs)


def test_the_contracts_example_is_read():
    link = (
        "data=breast_cancer&layers=8~8&activation=tanh&epochs=500&batch=32&seed=0&run=adam~0.001&run=momentum~0.1~off"
    )
    view, problems = decode(link)
    runs = (Run("adam", 0.001), Run("momentum", 0.1))
    assert problems == ()
    assert view == TrainingView(Training(activation="tanh", runs=runs), frozenset({1}))
    assert encode(view) == link
    assert view.shown.runs == runs[:1]


@pytest.mark.parametrize(
    ("pair", "words"),
    [
        ("data=iris", "data: “iris” is not known; choose one of breast_cancer"),
        ("layers=8~99", "layers: width of a layer = 99 is out of range: whole numbers from 1 to 32"),
        ("layers=", "layers: “” is not a number"),
        ("layers=1~1~1~1~1", "layers: 5 hidden layers are out of range: 1 to 4"),
        ("activation=sin", "activation: activation 'sin' is not known; choose one of relu, tanh"),
        ("epochs=0", "epochs: epochs = 0 is out of range: whole numbers from 1 to 1000"),
        ("epochs=2.5", "epochs: “2.5” is not a whole number"),
        ("epochs=1e400", "epochs: “1e400” is too large"),
        ("batch=321", "batch: batch size = 321 is out of range: whole numbers from 1 to 320"),
        ("seed=-1", "seed: seed = -1 is out of range"),
        ("run=newton~1", "run newton: Newton asks for the Hessian at every step"),
        ("run=adan", "run adan: it takes a learning rate"),
        ("plane=up", "plane: “up” is not known; choose one of pca, random"),
        ("epoch=9", "epoch: 9 is out of range: 0 to 4"),
        ("look=8", "look: 8 is out of range: 0 to 7"),
        ("cost=cubic", "cost: “cubic” is not known"),
        ("charts=loss", "“charts” means nothing here and was left out"),
        ("nonsense=1", "“nonsense” means nothing here and was left out"),
    ],
)
def test_a_damaged_part_is_named_and_the_rest_is_kept(pair, words):
    view = TrainingView(SMALL, plane="random", epoch=2)
    name = pair.partition("=")[0]
    rest = "&".join(part for part in encode(view).split("&") if part.partition("=")[0] != name or name == "run")
    found, problems = decode(f"{rest}&{pair}")
    assert len(problems) == 1
    assert problems[0].startswith(words)
    kept = {"data": "xor", "layers": (3,), "epochs": 4, "batch_size": 80, "runs": SMALL.runs}
    lost = {"batch": "batch_size", "run": ""}.get(name, name)
    for field, value in kept.items():
        if field != lost and name != "epochs":
            assert getattr(found.training, field) == value


def test_a_row_that_is_refused_does_not_untick_another():
    view, problems = decode("run=newton~1&run=adam~0.1~off&run=momentum~0.2")
    assert len(problems) == 1
    assert [run.optimizer for run in view.training.runs] == ["adam", "momentum"]
    assert [run.optimizer for run in view.shown.runs] == ["momentum"]


@pytest.mark.parametrize("seed", range(40))
def test_any_damage_is_read_without_an_error(seed):
    seeded = random.Random(seed)
    text = list(encode(any_view(seed)))
    for _ in range(seeded.randint(1, 12)):
        text[seeded.randrange(len(text))] = seeded.choice("&=~%.-🦙0aZ")
    view, _ = decode("".join(text))
    assert decode(encode(view)) == (view, ())


def test_what_is_too_long_is_cut_and_told():
    _, problems = decode("x" * 10**6)
    assert problems[0] == f"the link is 1000000 characters long; only the first {LONGEST} were read"


@pytest.mark.parametrize("directions", DIRECTIONS)
def test_a_plane_is_a_landscape_with_a_key_that_can_be_linked(directions):
    key = surface_key(SMALL, directions)
    surface = read_surface(key)
    assert ready(SMALL)
    assert surface.key == key
    assert read_surface(key) is surface
    view = share_link.opening(surface)
    assert share_link.decode(share_link.encode(view)) == (view, ())
    (path,) = perform(Experiment(surface, steps=3, runs=(Run("adam", 0.1),)))
    assert np.isfinite(path.cost).all()


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("network:", "“” is not known; choose one of pca, random"),
        ("network:up~data=xor&run=adam~0.1", "“up” is not known; choose one of pca, random"),
        ("network:pca~data=iris", "“iris” is not known"),
        ("network:pca~data=xor&run=none", "tick an optimizer"),
        ("network:pca~data=xor&layers=32~32~32~32&batch=1&epochs=1000" + "&run=adam~0.1" * 8, "would take about"),
    ],
)
def test_a_plane_that_cannot_be_is_told_in_words(key, words):
    view, problems = share_link.decode([("landscape", key)])
    assert words in problems[0]
    assert view.experiment.surface.key == "himmelblau"


def test_a_plane_is_pinned_as_other_landscapes_are():
    view = share_link.opening(read_surface(surface_key(SMALL, "pca"))).with_pin()
    assert share_link.decode(share_link.encode(view)) == (view, ())

"""Out and back: whatever a page can show is spelled in its link, and reads back as the same."""

from dataclasses import replace
from itertools import chain, combinations, product
from urllib.parse import parse_qsl

import pytest

from components.looks import MOST_RUNS, SCALES
from components.share_link import (
    LECTURE,
    LONGEST,
    View,
    decode,
    encode,
    opening,
)
from landscapes import CATALOGUE as LANDSCAPES
from landscapes import parse
from landscapes.base import Interval
from optimizers import CATALOGUE as OPTIMIZERS
from optimizers import SCHEDULES, Experiment, Run

HIMMELBLAU = opening()
each_landscape = pytest.mark.parametrize("landscape", LANDSCAPES.values(), ids=LANDSCAPES.keys())
each_optimizer = pytest.mark.parametrize("optimizer", OPTIMIZERS)


def shown(**changes):
    """The opening page with these fields of its experiment changed."""
    return replace(HIMMELBLAU, experiment=replace(HIMMELBLAU.experiment, **changes))


def returns(view):
    link = encode(view)
    assert decode(link) == (view, ())
    assert decode(parse_qsl(link)) == (view, ())
    assert encode(decode(link)[0]) == link


def values(parameter):
    """Numbers a parameter accepts, from end to end, and one that has no short spelling."""
    top = parameter.low + (parameter.high - parameter.low) * 0.999 if parameter.below else parameter.high
    return (parameter.low, parameter.default, (parameter.low + top) / 3, top)


def test_a_bare_address_is_himmelblau_with_the_four_ticked_and_500_steps():
    view, problems = decode("")
    assert problems == ()
    assert view == HIMMELBLAU
    assert view.experiment.surface.key == "himmelblau"
    assert view.experiment.steps == 500
    assert [run.optimizer for run in view.shown.runs] == ["gradient_descent", "momentum", "rmsprop", "adam"]


@each_landscape
def test_a_landscape_alone_opens_it_at_its_own_start_and_rates(landscape):
    view, problems = decode(f"landscape={landscape.key}")
    assert problems == ()
    assert view == opening(landscape)
    assert view.experiment.origin == landscape.start
    assert {run.optimizer: run.learning_rate for run in view.shown.runs} == {
        key: landscape.rates[key] for key in LECTURE
    }


@each_landscape
def test_every_landscape_returns(landscape):
    returns(opening(landscape))


@pytest.mark.parametrize(
    "formula",
    [
        "w1",
        "w1^2 + 3*w2^2",
        "w1**2+w2**2",
        "|w1 - w2| + 1e-3*exp(-w1*w2)",
        "min(w1, max(w2, 2)) / 7",
        "-w1^2^0.5",
        "pi*e",
    ],
)
def test_a_formula_returns(formula):
    returns(opening(parse(formula)))


@each_landscape
def test_every_theta_returns(landscape):
    view = opening(landscape)
    for theta in product(*(values(p) for p in landscape.parameters)):
        chosen = dict(zip((p.key for p in landscape.parameters), theta, strict=True))
        returns(replace(view, experiment=replace(view.experiment, theta=chosen)))


@each_landscape
def test_a_domain_of_ones_own_returns(landscape):
    across, up = landscape.domain
    for domain in ((across.widened(0.31), up), (across, up.widened(7)), (Interval(1e-3, 1e3), Interval(-1e5, 1e-5))):
        experiment = Experiment(landscape, domain=domain, start=(domain[0].centre, domain[1].low))
        returns(View(experiment, frozenset()))


@each_optimizer
@pytest.mark.parametrize("schedule", SCHEDULES)
def test_every_optimizer_returns_with_every_schedule_and_decay(optimizer, schedule):
    about = SCHEDULES[schedule].decay
    for decay in (None,) if about is None else (None, *values(about)):
        returns(shown(runs=(Run(optimizer, 0.03, schedule=schedule, decay=decay),)))


@each_optimizer
def test_every_optimizer_returns_with_every_convention(optimizer):
    switches = OPTIMIZERS[optimizer].conventions
    for choices in product(*(switch.choices for switch in switches)):
        conventions = {switch.key: choice.key for switch, choice in zip(switches, choices, strict=True)}
        returns(shown(runs=(Run(optimizer, 1e-5, conventions=conventions),)))


@each_optimizer
def test_every_optimizer_returns_with_every_hyperparameter(optimizer):
    numbers = OPTIMIZERS[optimizer].hyperparameters
    for chosen in product(*(values(p) for p in numbers)):
        hyper = {p.key: value for p, value in zip(numbers, chosen, strict=True)}
        returns(shown(runs=(Run(optimizer, 1 / 3, hyper=hyper),)))


def test_every_choice_of_ticked_rows_returns():
    rows = range(len(LECTURE))
    for off in chain.from_iterable(combinations(rows, n) for n in range(len(LECTURE) + 1)):
        returns(replace(HIMMELBLAU, off=frozenset(off)))


def test_a_page_without_rows_returns():
    returns(shown(runs=()))


@pytest.mark.parametrize(("cost", "colours"), list(product((None, *SCALES), repeat=2)))
def test_every_scale_returns(cost, colours):
    returns(replace(HIMMELBLAU, cost_scale=cost, colour_scale=colours))


@pytest.mark.parametrize(
    "change",
    [
        *({"steps": 1}, {"steps": 5000}, {"seed": 1}, {"seed": 2**32 - 1}, {"noise": 1e-9}, {"noise": 1e6}),
        {"counts": "steps"},
        *({"start": (-18.0, 18.0)}, {"start": (5e-324, 0.1 + 0.2)}, {"start": (-0.0, 1 / 3)}),
    ],
    ids=str,
)
def test_every_other_number_returns(change):
    returns(shown(**change))


@pytest.mark.parametrize("key", [key for key in LANDSCAPES if LANDSCAPES[key].data])
def test_every_batch_size_returns_and_that_of_all_examples_is_not_spelled(key):
    view, count = opening(LANDSCAPES[key]), LANDSCAPES[key].data.count
    for size in range(1, count + 1):
        for counts in ("epochs", "steps"):
            page = replace(view, experiment=replace(view.experiment, batch_size=size, counts=counts))
            returns(page)
            spelled = dict(parse_qsl(encode(page)))
            assert spelled.get("batch") == (str(size) if size < count else None)
            assert spelled.get("counts") == ("steps" if counts == "steps" else None)


def test_the_fullest_page_fits_in_what_is_read_and_needs_no_escape():
    rule = max(OPTIMIZERS.values(), key=lambda rule: len(rule.hyperparameters) + len(rule.conventions))
    hyper = {p.key: (p.low + p.high) / 3.000001 for p in rule.hyperparameters}
    conventions = {c.key: c.choices[-1].key for c in rule.conventions}
    run = Run(rule.key, 1 / 3, "inverse_sqrt", 2 / 3, hyper, conventions)
    view = replace(shown(runs=(run,) * MOST_RUNS), off=frozenset(range(MOST_RUNS)))
    assert len(encode(view)) < LONGEST / 2
    assert set(encode(view)) <= set("abcdefghijklmnopqrstuvwxyz0123456789_.-~=&")
    returns(view)


def test_what_runs_are_the_ticked_rows_in_order():
    assert [run.optimizer for run in replace(HIMMELBLAU, off=frozenset({0, 2})).shown.runs] == ["momentum", "adam"]


def test_a_rate_may_be_the_one_that_suits_the_surface():
    view, problems = decode("landscape=ravine&run=adam~suits~beta1~0.8&run=momentum~suits~off")
    assert problems == ()
    rates = LANDSCAPES["ravine"].rates
    assert view.experiment.runs == (
        Run("adam", rates["adam"], hyper={"beta1": 0.8}),
        Run("momentum", rates["momentum"]),
    )
    assert view.off == {1}
    assert decode(encode(view)) == (view, ())


def test_a_link_that_was_cut_before_a_rate_is_damaged():
    for cut in ("adam", "adam~", "adam~suit"):
        assert decode(f"landscape=ravine&run={cut}")[1]

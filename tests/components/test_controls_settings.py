"""The popover of a row: its schedule, hyperparameters and conventions change link, run and equation together."""

from dataclasses import replace

import pytest

from optimizers import CATALOGUE as OPTIMIZERS
from optimizers import SCHEDULES

CONVENTIONS = [
    pytest.param(rule, switch, choice, id=f"{rule.key}-{switch.key}-{choice.key}")
    for rule in OPTIMIZERS.values()
    for switch in rule.conventions
    for choice in switch.choices
]
HYPERPARAMETERS = [
    pytest.param(rule, about, id=f"{rule.key}-{about.key}")
    for rule in OPTIMIZERS.values()
    for about in rule.hyperparameters
]
each_rule = pytest.mark.parametrize("rule", OPTIMIZERS.values(), ids=OPTIMIZERS.keys())


def only(page):
    (run,) = page.view.experiment.runs
    return run


def shows(page, formula):
    return any(formula in equation for equation in page.equations)


@pytest.mark.sampled(4)
@each_rule
def test_it_shows_the_equation_the_lesson_and_the_source(open_page, rule):
    page = open_page(f"run={rule.key}~0.1")
    assert shows(page, rule.formula)
    assert any(rule.lesson in markdown.value for markdown in page.app.markdown)
    assert any(rule.source in caption.value for caption in page.app.caption)
    assert any(rule.note in caption.value for caption in page.app.caption)


@pytest.mark.sampled(12)
@each_rule
@pytest.mark.parametrize("schedule", SCHEDULES.values(), ids=SCHEDULES.keys())
def test_a_schedule_changes_the_link_the_equation_and_the_decay_at_once(open_page, rule, schedule):
    page = open_page(f"run={rule.key}~0.1~schedule~inverse_sqrt~decay~3")
    page.fill(f"{rule.title} schedule", schedule.key)
    assert only(page).schedule == schedule.key
    assert shows(page, schedule.formula)
    fields = {field.label: field.value for field in page.app.text_input}
    label = f"{rule.title} learning rate decay"
    if schedule.decay is None:
        assert label not in fields
    else:
        default = 3.0 if schedule.key == "inverse_sqrt" else schedule.decay.default
        assert float(fields[label]) == default
        page.fill(label, "0.25")
        assert only(page).decay == 0.25
        assert only(page).schedule == schedule.key


@pytest.mark.sampled(8)
@pytest.mark.parametrize(("rule", "about"), HYPERPARAMETERS)
def test_a_hyperparameter_is_turned_in_its_field(open_page, rule, about):
    page = open_page(f"run={rule.key}~0.1")
    label = f"{rule.title} {about.key}: {about.meaning}"
    assert float(page.text(label)) == about.default
    value = next(x for x in (0.25, 2.5) if about.low <= x <= about.high)
    page.fill(label, str(value).replace(".", ","))
    assert only(page).hyper == {about.key: value}
    assert f"~{about.key}~{value}" in page.link
    link = page.link
    page.fill(label, "-1")
    assert page.link == link
    assert f"{about.key} = -1 is out of range" in page.errors[0]
    page.fill(label, "abc")
    assert page.link == link
    assert page.text(label) == "abc"


@pytest.mark.sampled(4)
@pytest.mark.parametrize(("rule", "switch", "choice"), CONVENTIONS)
def test_a_convention_changes_the_link_and_the_equation(open_page, rule, switch, choice):
    page = open_page(f"run={rule.key}~0.1")
    page.fill(f"{rule.title}: {switch.title}", choice.key)
    default = choice == switch.choices[0]
    assert only(page).conventions == ({} if default else {switch.key: choice.key})
    equation = rule.equation({switch.key: choice.key})
    assert (equation == rule.formula) == default
    assert shows(page, equation)


@pytest.mark.sampled(4)
@pytest.mark.parametrize(("rule", "switch", "choice"), CONVENTIONS)
def test_a_convention_in_a_link_opens_its_page_and_returns(open_page, rule, switch, choice):
    page = open_page(f"run={rule.key}~0.1~{switch.key}~{choice.key}~off&run={rule.key}~0.2")
    called = f"{rule.title} α 0.1"  # beside the other row, of another rate
    assert page.text(f"{called}: {switch.title}") == choice.key
    page.fill(called, True)
    assert page.view.off == frozenset()
    assert page.view.experiment.runs[0].conventions.get(switch.key, switch.choices[0].key) == choice.key
    assert open_page(page.link).view == page.view


def test_the_settings_of_one_row_leave_the_others_alone(open_page):
    page = open_page()
    *others, adam = page.view.experiment.runs
    page.fill("Adam beta1: weight of the past gradients", "0.5")
    assert page.view.experiment.runs == (*others, replace(adam, hyper={"beta1": 0.5}))


def test_beside_momentum_the_page_says_which_convention_runs(open_page):
    page = open_page()
    assert any("(1−β) convention: like Keras's momentum at rate α(1−β)" in c.value for c in page.app.caption)

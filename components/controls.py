"""The controls of an experiment. Each takes a `View` and returns the edited one.

A field that cannot be read says what it got and what it accepts, and leaves the view as it was.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from random import uniform
from typing import Any

import streamlit as st

from components import state
from components.numbers import read_number, read_whole, spell
from components.share_link import View, own_start, reach, within
from components.words import plain
from landscapes import CATALOGUE as LANDSCAPES
from landscapes.base import Parameter
from optimizers import SCHEDULES, Run

LECTURE_RATE = 0.001
TITLES = {key: landscape.title for key, landscape in LANDSCAPES.items()}


def number(key: str, label: str, value: float, accept: Callable[[str], Any], say=st.error, **look: Any) -> Any:
    """A text field that shows `value`. Gives what `accept` makes of its text, or `value` and the reason to `say`."""
    state.show(key, value, spell(value))
    text = st.text_input(label, key=key, **look)
    try:
        new = accept(text or "")
    except ValueError as error:
        say(f"**{label}**: {plain(str(error))}")
        return value
    state.typed(key, new)
    return new


def choice(key: str, label: str, value: str, titles: Mapping[str, str], **look: Any) -> str:
    """A select box over the keys of `titles`; gives the key chosen."""
    state.show(key, value, value)
    picked = st.selectbox(label, tuple(titles), key=key, format_func=lambda k: titles.get(k, str(k)), **look)
    picked = picked if picked in titles else value
    state.typed(key, picked)
    return picked


def parameter(key: str, label: str, about: Parameter, value: float, **look: Any) -> float:
    """A field for a number in the range of `about`."""
    return number(key, label, value, lambda text: about.check(read_number(text)), **look)


def landscape(view: View) -> View:
    """Step 1: which surface, and its parameters."""
    key = choice("landscape", "Cost landscape", view.experiment.surface.key, TITLES)
    if key != view.experiment.surface.key:
        view = moved_to(view, key)
    surface = view.experiment.surface
    st.latex(rf"J = {surface.formula}")
    st.caption(f"{surface.lesson}  \n*{surface.source}*")
    theta = dict(surface.theta(view.experiment.theta))
    for about in surface.parameters:
        theta[about.key] = parameter(
            f"theta-{surface.key}-{about.key}",
            f"{about.key}: {about.meaning}, {about.low:g} to {about.high:g}",
            about,
            theta[about.key],
        )
    return with_experiment(view, theta=theta)


def moved_to(view: View, key: str) -> View:
    """`view` on another landscape: its start, and its rates for the rows whose rate suited the one before."""
    old, new = view.experiment.surface, LANDSCAPES[key]
    runs = tuple(
        replace(run, learning_rate=run.rule.suits(new)) if run.learning_rate == run.rule.suits(old) else run
        for run in view.experiment.runs
    )
    view = with_experiment(view, landscape=new, theta={}, domain=None, start=None, runs=runs)
    return replace(view, colour_scale=None)


def start(view: View) -> View:
    """Step 2: where the runs begin."""
    across, up = reach(view.experiment)
    w1, w2 = view.experiment.origin
    problems: list[str] = []
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        w1 = number("w1", "Start w1", w1, lambda text: within(across, read_number(text)), problems.append, width=110)
        w2 = number("w2", "Start w2", w2, lambda text: within(up, read_number(text)), problems.append, width=110)
        st.button("Random", on_click=random_start, help="A random start on the map")
        st.button("Reset", on_click=reset_start, help="The landscape's own start")
    for problem in problems:
        st.error(problem)
    return with_experiment(view, start=(w1, w2))


def optimizers(view: View) -> View:
    """Step 3: which optimizers, each with its learning rate and decay."""
    with st.container(key="optimizer-head", horizontal=True, gap="small"):
        st.caption("optimizer", width=145)
        st.caption("learning rate", width=90)
        st.caption("decay", width=70)
    for i in range(len(view.experiment.runs)):
        view = row(view, i)
    with st.container(horizontal=True, gap="xsmall"):
        st.button("Rates that suit", on_click=suited_rates, help="The rates chosen for this landscape, and no decay")
        st.button("Same rate for all", on_click=same_rate, help="Every row takes the first row's learning rate")
        st.button("The lecture's settings", on_click=lecture_settings, help="0.001 and decay 0 everywhere")
    return view


def row(view: View, i: int) -> View:
    """One optimizer: its checkbox, its two numbers, and a popover with all else."""
    run = view.experiment.runs[i]
    title = run.rule.title
    problems: list[str] = []
    look = {"label_visibility": "collapsed", "say": problems.append}
    with st.container(key=f"optimizer-row-{i}", horizontal=True, vertical_alignment="center", gap="small", wrap=False):
        ticked = i not in view.off
        state.show(f"on-{i}", ticked, ticked)
        ticked = st.checkbox(title, key=f"on-{i}", width=145)
        state.typed(f"on-{i}", ticked)
        rate = number(
            f"rate-{i}",
            f"{title} learning rate",
            run.learning_rate,
            lambda text: Run(run.optimizer, read_number(text)).learning_rate,
            width=90,
            **look,
        )
        run = replace(run, learning_rate=rate)
        beside = st.container(width=70)  # for the decay, whose meaning is chosen in the popover after it
        with st.popover("Equation and settings", icon=":material/tune:", key=f"settings-{i}"):
            run = settings(run, i)
        with beside:
            run = decay(run, i, **look)
    for problem in problems:
        st.error(problem)
    runs = (*view.experiment.runs[:i], run, *view.experiment.runs[i + 1 :])
    view = replace(view, off=view.off - {i} if ticked else view.off | {i})
    return with_experiment(view, runs=runs)


def decay(run: Run, i: int, **look: Any) -> Run:
    """The decay field of a row; a dash where the schedule has none."""
    about = run.how.decay
    if about is None:
        st.caption("–")
        return run
    label, now = f"{run.rule.title} learning rate decay", run.how.check(run.decay)
    new = parameter(f"decay-{i}-{run.schedule}", label, about, now, **look)
    return run if new == now else replace(run, decay=None if new == about.default else new)


def settings(run: Run, i: int) -> Run:
    """Inside a row's popover: the equation that runs, the schedule, the hyperparameters and the conventions."""
    rule = run.rule
    st.markdown(f"**{rule.title}**: {rule.lesson}")
    equation = st.container()
    schedule = choice(
        f"schedule-{i}",
        f"{rule.title} schedule",
        run.schedule,
        {key: schedule.title for key, schedule in SCHEDULES.items()},
    )
    if schedule != run.schedule:
        run = replace(run, schedule=schedule, decay=None)
    st.latex(run.how.formula)
    hyper = {
        about.key: parameter(
            f"hyper-{i}-{about.key}",
            f"{rule.title} {about.key}: {about.meaning}",
            about,
            rule.hyper(run.hyper)[about.key],
        )
        for about in rule.hyperparameters
    }
    conventions = {
        switch.key: choice(
            f"convention-{i}-{switch.key}",
            f"{rule.title}: {switch.title}",
            rule.settled(run.conventions)[switch.key],
            {option.key: option.title for option in switch.choices},
        )
        for switch in rule.conventions
    }
    run = replace(run, hyper=hyper, conventions=conventions)
    equation.latex(rule.equation(run.conventions))
    st.caption("  \n".join(part for part in (rule.note, f"*{rule.source}*") if part))
    return run


def steps(view: View) -> View:
    """How many updates each run makes."""

    def accept(text: str) -> int:
        return replace(view.experiment, steps=read_whole(text)).steps

    return with_experiment(view, steps=number("steps", "Steps", view.experiment.steps, accept, width=120))


def with_experiment(view: View, **changes: Any) -> View:
    """`view` with these fields of its experiment replaced."""
    return replace(view, experiment=replace(view.experiment, **changes))


# What the buttons do. They run before the page is drawn again, so they edit the state itself.


def random_start() -> None:
    """A start anywhere on the map, to four digits."""
    view = state.held().view
    w1, w2 = (float(f"{uniform(side.low, side.high):.4g}") for side in view.experiment.map_domain)
    state.rewrite("w1", "w2")
    state.change(with_experiment(view, start=(w1, w2)))


def reset_start() -> None:
    """The landscape's own start."""
    view = state.held().view
    state.rewrite("w1", "w2")
    state.change(with_experiment(view, start=own_start(view.experiment)))


def suited_rates() -> None:
    """The landscape's own rates, without decay."""
    surface = state.held().view.experiment.surface
    _each_run(lambda run: replace(run, learning_rate=run.rule.suits(surface), schedule="inverse_time", decay=None))


def same_rate() -> None:
    """The first row's rate everywhere."""
    runs = state.held().view.experiment.runs
    _each_run(lambda run: replace(run, learning_rate=runs[0].learning_rate))


def lecture_settings() -> None:
    """0.001 and decay 0 everywhere."""
    _each_run(lambda run: replace(run, learning_rate=LECTURE_RATE, schedule="inverse_time", decay=None))


def _each_run(edit: Callable[[Run], Run]) -> None:
    view = state.held().view
    for i, run in enumerate(view.experiment.runs):
        state.rewrite(f"rate-{i}", f"decay-{i}-{run.schedule}")
    state.change(with_experiment(view, runs=tuple(map(edit, view.experiment.runs))))

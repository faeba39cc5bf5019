"""What stands behind a row of step 3: the equation that runs, the schedule, the hyperparameters and the conventions."""

from dataclasses import replace

import streamlit as st

from components.controls.fields import choice, number, parameter
from components.figures.rates import rates_picture, rates_words
from components.numbers import read_whole
from components.theme import PALETTES
from optimizers import SCHEDULES, Run


def settings(run: Run, i: int, name: str, steps: int, counted: int) -> Run:
    """Inside the popover of row i: the equation that runs, the hyperparameters, the conventions and the schedule.

    It shows the rates of `steps` steps, `counted` of which share one n of the schedule.
    """
    rule = run.rule
    st.markdown(f"**{name}**: {rule.lesson}")
    equation = st.container(key=f"row-{i}-equation")
    hyper = {
        about.key: parameter(
            f"row-{i}-hyper-{about.key}",
            f"{name} {about.key}: {about.meaning}",
            about,
            rule.hyper(run.hyper)[about.key],
        )
        for about in rule.hyperparameters
    }
    conventions = {
        switch.key: choice(
            f"row-{i}-convention-{switch.key}",
            f"{name}: {switch.title}",
            rule.settled(run.conventions)[switch.key],
            {option.key: option.title for option in switch.choices},
        )
        for switch in rule.conventions
    }
    run = replace(run, hyper=hyper, conventions=conventions)
    equation.latex(rule.equation(run.conventions))
    st.caption("  \n".join(part for part in (rule.note, f"*{rule.source}*") if part))
    return schedule(run, i, name, steps, counted)


def schedule(run: Run, i: int, name: str, steps: int, counted: int) -> Run:
    """How the rate of row i changes: the choice, its formula and picture, and the numbers in it."""
    titles = {key: how.title for key, how in SCHEDULES.items()}
    key = choice(f"row-{i}-schedule", f"{name} schedule", run.schedule, titles)
    if key != run.schedule:
        run = replace(run, schedule=key, decay=None, schedule_parameters={})
    st.latex(run.how.formula)
    picture = st.container(key=f"row-{i}-picture")
    parameters = {
        about.key: parameter(
            f"row-{i}-schedule-{key}-{about.key}",
            f"{name} {about.key}: {about.meaning}",
            about,
            run.how.settled(run.schedule_parameters)[about.key],
        )
        for about in run.how.parameters
    }

    def accept(text: str) -> int:
        return replace(run, warmup=read_whole(text)).warmup

    warmup = number(
        f"row-{i}-warmup", f"{name} warm-up: steps in which the rate rises to its first", run.warmup, accept
    )
    run = replace(run, schedule_parameters=parameters, warmup=warmup)
    rates = run.rates(steps, counted)
    palette = PALETTES[st.context.theme.type or "light"]
    picture.image(rates_picture(rates, palette["runs"][i], palette["axis"]), width="stretch")
    picture.caption(rates_words(rates))
    return run

"""What stands behind a row of step 3: the equation that runs, the schedule, the hyperparameters and the conventions."""

from dataclasses import replace

import streamlit as st

from components import shown_values
from components.controls.bench import Bench
from components.controls.fields import choice, number, parameter
from components.controls.treatment import treatment
from components.figures.rates import rates_picture, rates_words
from components.numbers import read_whole
from components.run_spelling import read_batch, spell_batch
from components.theme import PALETTES
from components.words import plain
from landscapes.base import Interval
from optimizers import SCHEDULES, Run
from optimizers.experiment import ALL
from optimizers.schedules import WARMUPS_FROM
from optimizers.treatment import equation as treatment_equation


def settings(run: Run, i: int, name: str, bench: Bench) -> Run:
    """Inside the popover of row i: the equation that runs, the hyperparameters, the conventions and the schedule."""
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
    st.caption("  \n".join(part for part in (rule.note, f"*{rule.source}*") if part))
    run = treatment(run, i, name)
    if run.treatment:
        equation.latex(treatment_equation(run.treatment))
    equation.latex(rule.equation(run.conventions))
    return schedule(run, i, name, bench)


def batches(run: Run, i: int, name: str, count: int) -> Run:
    """The size of the run's own mini-batches, of `count` examples; none where the field is empty."""
    key, label = f"row-{i}-batch", f"{name} batch size: 1 to {count} examples a step, or empty: as set for all runs"
    shown = "" if run.batch_size is None else str(count) if run.batch_size == ALL else spell_batch(run.batch_size)
    as_shown = shown_values.show(key, (run.batch_size, count), shown)
    text = st.text_input(label, as_shown.default or "", key=as_shown.key) or ""
    try:
        size = read_batch(text) if text.strip() else None
        if size not in (None, ALL) and size not in Interval(1, count):
            raise ValueError(f"{size} is out of range: 1 to {count}")
        run = replace(run, batch_size=ALL if size == count else size)
    except ValueError as error:
        st.error(f"**{name} batch size**: {plain(str(error))}")
        return run
    shown_values.typed(key, (run.batch_size, count))
    return run


def schedule(run: Run, i: int, name: str, bench: Bench) -> Run:
    """How the rate of row i changes: the choice, its formula and picture, and the numbers in it."""
    titles = {key: how.title for key, how in SCHEDULES.items()}
    key = choice(f"row-{i}-schedule", f"{name} schedule", run.schedule, titles)
    if key != run.schedule:
        run = replace(run, schedule=key, decay=None, schedule_parameters={})
    st.latex(run.how.formula)
    if run.how.note:
        st.caption(run.how.note)
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

    if bench.examples is not None:
        run = batches(run, i, name, bench.examples)
    warmup = number(
        f"row-{i}-warmup", f"{name} warm-up: steps in which the rate rises to its first", run.warmup, accept
    )
    run = replace(run, schedule_parameters=parameters, warmup=warmup)
    if warmup:
        run = warmed(run, i, name)
    rates = run.rates(bench.steps, bench.counted(run))
    palette = PALETTES[st.context.theme.type or "light"]
    picture.image(rates_picture(rates, palette["runs"][i], palette["axis"]), width="stretch")
    picture.caption(rates_words(rates))
    return run


def warmed(run: Run, i: int, name: str) -> Run:
    """Where the warm-up of row i begins: the choice, its formula, and what libraries call the same."""
    titles = {key: begin.title for key, begin in WARMUPS_FROM.items()}
    key = choice(f"row-{i}-warmup-from", f"{name} warm-up of k = {run.warmup} from", run.warmup_from, titles)
    st.latex(WARMUPS_FROM[key].formula)
    st.caption(WARMUPS_FROM[key].note)
    return replace(run, warmup_from=key)

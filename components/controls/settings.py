"""What stands behind a row of step 3: the equation that runs, the schedule, the hyperparameters and the conventions."""

from dataclasses import replace

import streamlit as st

from components.controls.fields import choice, parameter
from optimizers import SCHEDULES, Run


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
        run = replace(run, schedule=schedule, decay=None, schedule_parameters={})
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

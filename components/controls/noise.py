"""What makes a gradient inexact: noise of a chosen size and, where J is a mean over examples, mini-batches of them."""

from dataclasses import replace
from math import ceil
from typing import Any

import streamlit as st

from components import shown_values
from components.controls.fields import choice, number, with_experiment
from components.numbers import read_number, read_whole
from components.share_link import View
from landscapes.base import Landscape
from optimizers import Experiment
from optimizers.experiment import COUNTS


def noise(view: View) -> View:
    """A popover with the gradient's noise, its seed and the mini-batches."""
    with st.popover("Noise and batches", key="noise-and-batches"), shown_values.folded():
        st.caption("Every optimizer meets the same errors and the same batches: the seed names them.")
        with st.container(key="noise-fields", horizontal=True):
            view = field(view, "Gradient noise", "noise", read_number)
            view = field(view, "Seed", "seed", read_whole)
        return batches(view)


def field(view: View, label: str, name: str, read: Any) -> View:
    """A field for the number `name` of the experiment."""

    def accept(text: str) -> float:
        return getattr(replace(view.experiment, **{name: read(text)}), name)

    return with_experiment(view, **{name: number(name, label, getattr(view.experiment, name), accept, width=150)})


def batches(view: View) -> View:
    """The size of the mini-batches, and what a schedule counts; nothing on a surface that is no mean over examples."""
    surface = view.experiment.surface
    if surface.data is None:
        st.caption("Mini-batches need examples: choose a landscape from data for them.")
        return view
    count = surface.data.count

    def accept(text: str) -> int:
        size = read_whole(text) if text.strip() else None
        return replace(view.experiment, batch_size=size).batch_size or count

    with st.container(key="batch-fields", horizontal=True):
        size = number(f"batch-{surface.key}", "Batch size", view.experiment.batch_size or count, accept, width=150)
        titles = {name: name for name in COUNTS}
        counts = choice("counts", "Decay counts", view.experiment.counts, titles, width=150)
    view = with_experiment(view, batch_size=size, counts=counts)
    st.caption(f"{in_words(view.experiment)}  \n{examples(surface)}")
    return view


def in_words(experiment: Experiment) -> str:
    """How many examples there are, and what that makes of a step and of the run."""
    data, steps = experiment.surface.data, experiment.steps
    assert data is not None
    if experiment.batch_size is None:
        return f"{data.count} examples, all of them in every step: a step is an epoch."
    epoch = ceil(data.count / experiment.batch_size)
    return (
        f"{data.count} examples, batches of {experiment.batch_size}: {epoch} steps an epoch, "
        f"{steps} steps are {steps / epoch:.4g} epochs."
    )


def examples(surface: Landscape) -> str:
    """The examples themselves."""
    assert surface.data is not None
    pairs = zip(surface.data.x, surface.data.y, strict=True)
    return "(x, y): " + ", ".join(f"({x:g}, {y:g})" for x, y in pairs)

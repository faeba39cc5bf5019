"""The controls of a training: data set, network and optimizers, and for how long and in what batches they train."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

import streamlit as st

from components import state
from components.controls.bench import Bench, Rows
from components.controls.buttons import LECTURE_RATE, at_rates, at_the_first_rate
from components.controls.fields import choice, field, number
from components.controls.optimizers import rate_button
from components.controls.rows import optimizer_rows
from components.numbers import read_whole
from components.training_link import TrainingView
from components.words import numbered, plain
from landscapes.networks import ACTIVATIONS, DATASETS
from optimizers.training import TRAINABLE, Training, affordable

TITLES = {"relu": "ReLU", "tanh": "tanh"}


def training_controls(own: state.Own[TrainingView]) -> TrainingView:
    """The three steps, from top to bottom, and whether what they ask for costs too much; the view as they then say."""
    view = own.value
    st.subheader("1 · Choose a data set", anchor=False)
    view = data_set(view)
    st.subheader("2 · Choose a network", anchor=False)
    view = network(view)
    st.subheader("3 · Choose optimizers", anchor=False)
    view = lengths(optimizers(view, own))
    if view.rows:
        # Only here: of a training that costs too much, every field can still be changed, one after the other.
        try:
            affordable(view.shown)
        except ValueError as error:
            st.error(plain(str(error)))
    return view


def changed(view: TrainingView, **changes: Any) -> TrainingView:
    """`view` with these fields of its training replaced; ValueError where they are out of range."""
    training = replace(view.training, **changes)
    view = replace(view, training=training)
    if view.epoch is not None and view.epoch >= training.epochs:
        view = replace(view, epoch=None)
    return view


def data_set(view: TrainingView) -> TrainingView:
    """Which examples, and what they are."""
    key = choice("data-set", "Data set", view.training.data, {key: each.title for key, each in DATASETS.items()})
    if key != view.training.data:
        batch = min(view.training.batch_size, Training(data=key).count)
        view = replace(view, training=replace(view.training, data=key, batch_size=batch))
    training = view.training
    about = training.dataset
    st.caption(
        f"{about.lesson}  \n{about.count} examples of {len(about.features)} features, standardised: "
        f"{training.count} to learn from, {training.held} held out.  \n*{about.source}*"
    )
    return view


def network(view: TrainingView) -> TrainingView:
    """The hidden layers and what stands between them."""

    def accept(text: str) -> tuple[int, ...]:
        widths = tuple(read_whole(part) for part in text.replace(";", ",").split(",") if part.strip())
        return changed(view, layers=widths).training.layers

    problems: list[str] = []
    with st.container(key="network-fields", horizontal=True, gap="small"):
        layers = field(
            "layers",
            "Hidden layers",
            view.training.layers,
            ", ".join(map(str, view.training.layers)),
            accept,
            problems.append,
            width=150,
            help="The widths of the hidden layers, one to four of them, each 1 to 32",
        )
        titles = {key: TITLES.get(key, key) for key in ACTIVATIONS}
        activation = choice("activation", "Activation", view.training.activation, titles, width=130)
    for problem in problems:
        st.error(problem)
    view = replace(view, training=replace(view.training, layers=layers, activation=activation))
    sizes = view.training.network.sizes
    st.caption(
        f"{' → '.join(map(str, sizes))}, one sigmoid unit at the end: **{view.training.network.parameters} weights**. "
        "The loss J is the mean binary cross-entropy."
    )
    return view


def optimizers(view: TrainingView, own: state.Own[TrainingView]) -> TrainingView:
    """Which optimizers, each with its learning rate and decay."""

    def change(edit: Callable[[Rows], Rows]) -> None:
        rows = edit(Rows(own.value.training.runs, own.value.off))
        own.value, own.problems = with_rows(own.value, rows), ()

    about = view.training.dataset
    bench = Bench(
        titles=numbered(view.training.runs),
        steps=view.training.epochs,
        counted=lambda run: 1,
        suits=lambda rule: rule.suits(about),
        change=change,
        offered=TRAINABLE,
        invitation="Add an optimizer to train the network with it.",
    )
    rows = optimizer_rows(Rows(view.training.runs, view.off), bench)
    with st.container(key="optimizer-buttons", horizontal=True, gap="xsmall"):
        suited = partial(at_rates, rate=lambda run: run.rule.suits(about))
        lecturing = partial(at_rates, rate=lambda run: LECTURE_RATE)
        lecture = f"{LECTURE_RATE:g} and decay 0 everywhere, as in the lecture's program"
        rate_button("Rates that suit", "The rates chosen for this data set, and no decay", suited, rows, bench)
        rate_button(
            "Same rate for all", "Every row takes the first row's learning rate", at_the_first_rate, rows, bench
        )
        rate_button("The lecture's settings", lecture, lecturing, rows, bench)
    try:
        return with_rows(view, rows)
    except ValueError as error:
        st.error(plain(str(error)))
        return view


def with_rows(view: TrainingView, rows: Rows) -> TrainingView:
    """`view` with these rows."""
    return replace(view, training=replace(view.training, runs=rows.runs), off=rows.off)


def lengths(view: TrainingView) -> TrainingView:
    """How many epochs, in what batches, and the seed of all that is drawn."""
    with st.container(key="training-lengths", horizontal=True, vertical_alignment="bottom", gap="small"):
        for label, name in (("Epochs", "epochs"), ("Batch size", "batch_size"), ("Seed", "seed")):

            def accept(text: str, name: str = name, view: TrainingView = view) -> int:
                return getattr(changed(view, **{name: read_whole(text)}).training, name)

            value = number(f"training-{name}", label, getattr(view.training, name), accept, width=100)
            view = changed(view, **{name: value})
    st.caption(
        f"{view.training.steps_per_epoch} steps an epoch. The seed draws the split, the first weights and the batches: "
        "the same for every optimizer."
    )
    return view

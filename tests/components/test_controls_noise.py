"""Noise and batches: their fields change link and run together, and batches are offered where there are examples."""

import numpy as np
import pytest

from landscapes import CATALOGUE as LANDSCAPES
from optimizers import perform

FROM_DATA = [key for key in LANDSCAPES if LANDSCAPES[key].data]
ONE = "&run=gradient_descent~0.1"


@pytest.fixture
def page(open_page):
    """The two crowds, with one run."""
    return open_page(f"landscape=two_crowds{ONE}")


def labels(page):
    return [label for label, _ in page.fields]


def captions(page):
    return "\n".join(caption.value for caption in page.app.caption)


@pytest.mark.parametrize(
    ("label", "text", "spelled"),
    [
        *(("Gradient noise", "0,5", "noise=0.5"), ("Seed", "12", "seed=12")),
        *(("Batch size", "4", "batch=4"), ("Decay counts", "steps", "counts=steps")),
    ],
)
def test_a_choice_is_what_the_page_and_its_address_hold(page, label, text, spelled):
    page.fill(label, text)
    assert spelled in page.link.split("&")
    assert page.errors == []


@pytest.mark.parametrize(("label", "text"), [("Gradient noise", "0.5"), ("Batch size", "4")])
def test_what_is_chosen_runs(page, label, text):
    before = page.table
    page.fill(label, text)
    (trajectory,) = perform(page.view.shown)
    assert page.table != before
    assert page.table[0]["final w1"] == f"{trajectory.w1[-1]:.6g}"
    first = page.table
    page.fill("Seed", "3")
    assert page.table != first


def test_what_a_schedule_counts_is_what_runs(open_page):
    page = open_page("landscape=two_crowds&batch=2&run=gradient_descent~0.1~decay~0.1")
    assert perform(page.view.shown)[0].learning_rate[4] == 0.1
    page.fill("Decay counts", "steps")
    np.testing.assert_allclose(perform(page.view.shown)[0].learning_rate[4], 0.1 / 1.4)


@pytest.mark.parametrize(
    ("label", "text", "words"),
    [
        *(("Gradient noise", "-1", "0 to 1e+06"), ("Gradient noise", "x", "“x” is not a number")),
        *(("Seed", "-1", "whole numbers from 0 to 4294967295"), ("Seed", "0.5", "not a whole number")),
        *(("Batch size", "11", "whole numbers from 1 to 10"), ("Batch size", "0", "whole numbers from 1 to 10")),
        *(("Batch size", "2.5", "not a whole number"), ("Batch size", "few", "“few” is not a number")),
    ],
)
def test_bad_text_is_named_stays_in_its_field_and_changes_nothing(page, label, text, words):
    page.fill("Start w1", "1")
    link, table = page.link, page.table
    page.fill(label, text)
    assert (page.link, page.table, page.text(label)) == (link, table, text)
    (error,) = page.errors
    assert error.startswith(f"**{label}**: ")
    assert words in error


def test_an_empty_batch_size_is_all_the_examples(page):
    assert page.text("Batch size") == "10"
    page.fill("Batch size", "3")
    assert page.view.experiment.batch_size == 3
    for text in ("", "10"):
        page.fill("Batch size", text)
        assert page.view.experiment.batch_size is None
        assert "batch" not in page.link
        assert page.errors == []
        page.fill("Batch size", "3")


def test_it_says_how_steps_and_epochs_compare(page):
    assert "10 examples, all of them in every step: a step is an epoch." in captions(page)
    page.fill("Batch size", "4")
    assert "10 examples, batches of 4: 3 steps an epoch, 500 steps are 166.7 epochs." in captions(page)
    page.fill("Steps", "30")
    assert "30 steps are 10 epochs." in captions(page)


@pytest.mark.parametrize("key", FROM_DATA)
def test_it_lists_the_examples(open_page, key):
    x, y = LANDSCAPES[key].data.x, LANDSCAPES[key].data.y
    page = open_page(f"landscape={key}&run=none")
    assert f"({x[0]:g}, {y[0]:g}), ({x[1]:g}, {y[1]:g})" in captions(page)
    assert page.text("Batch size") == str(len(x))


def test_without_examples_there_is_noise_and_no_batch(open_page):
    page = open_page("landscape=ravine&run=none")
    assert {"Gradient noise", "Seed"} <= set(labels(page))
    assert not {"Batch size", "Decay counts"} & set(labels(page))


@pytest.mark.parametrize("key", ["himmelblau", "logistic_regression", "tanh_neuron", "own"])
def test_another_landscape_begins_with_all_its_examples(open_page, key):
    page = open_page("landscape=two_crowds&batch=7&counts=steps&seed=5&noise=0.1&run=none")
    page.fill("Cost landscape", key)
    experiment = page.view.experiment
    assert (experiment.batch_size, experiment.counts) == (None, "epochs")
    assert (experiment.seed, experiment.noise) == (5, 0.1)
    assert page.errors == []


def test_a_batch_size_in_error_does_not_follow_to_another_landscape(page):
    page.fill("Batch size", "few")
    page.fill("Cost landscape", "tanh_neuron")
    assert page.errors == []
    assert page.text("Batch size") == "4"


def test_a_link_with_batches_opens_its_page(open_page):
    page = open_page(f"landscape=two_crowds&noise=0.25&seed=9&batch=3&counts=steps{ONE}")
    assert [page.text(label) for label in ("Gradient noise", "Seed", "Batch size", "Decay counts")] == [
        *("0.25", "9", "3", "steps")
    ]
    page.press("Reset everything")
    assert (page.text("Gradient noise"), page.text("Seed"), page.link) == ("0", "0", "")

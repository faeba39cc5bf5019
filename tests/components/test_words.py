"""Text of a stranger's, made to appear on the page exactly as it is; and what runs are called."""

import random
import re
import string

import pytest

from components.words import names, plain
from optimizers import Experiment, Run


@pytest.mark.parametrize("text", ["", "steps", "“7” ist keine Zahl", "α ≤ 10⁻⁶", "a, b; c?"])
def test_ordinary_words_stay_as_they_are(text):
    assert plain(text) == text


@pytest.mark.parametrize(
    ("text", "markdown"),
    {
        "**bold**": r"\*\*bold\*\*",
        "_it_": r"\_it\_",
        "[a](http://b)": r"\[a\]\(http\://b\)",
        "![a](b)": r"\!\[a\]\(b\)",
        "$x^2$": r"\$x^2\$",
        ":red[x] :smile:": r"\:red\[x\] \:smile\:",
        "<script>": r"\<script\>",
        "`code`": r"\`code\`",
        "a | b": r"a \| b",
        "# head": r"\# head",
        "- item": r"\- item",
        "1. item": r"1\. item",
        "back\\slash": r"back\\slash",
        "~~gone~~": r"\~\~gone\~\~",
    }.items(),
)
def test_every_sign_of_markdown_is_escaped(text, markdown):
    assert plain(text) == markdown


def test_without_the_escapes_it_is_the_same_text_again():
    seeded = random.Random(5)
    for _ in range(500):
        text = "".join(seeded.choices(string.printable + "αβ“”", k=30))
        assert re.sub(r"\\(.)", r"\1", plain(text)) == text


def called(*sizes, batch_size=None, optimizer="adam"):
    runs = (Run("momentum", 0.1), *(Run(optimizer, 0.1, batch_size=size) for size in sizes))
    return names(Experiment("two_crowds", batch_size=batch_size, runs=runs))[1:]


def test_runs_of_one_optimizer_are_told_apart_by_their_batches_where_these_differ():
    assert called(None, None) == ("Adam", "Adam 2")
    assert called(4, 4, batch_size=2) == ("Adam", "Adam 2")
    assert called("all", 4, 1) == ("Adam, full batch", "Adam, b = 4", "Adam, b = 1")
    assert called(None, 4, 4) == ("Adam, full batch", "Adam, b = 4", "Adam 2, b = 4")
    assert called(None, 4, batch_size=4) == ("Adam", "Adam 2")
    assert called(None, 10, batch_size=3) == ("Adam, b = 3", "Adam, full batch")
    assert called(3, optimizer="momentum") == ("Momentum, b = 3",)


def told(*runs):
    return names(Experiment("himmelblau", runs=runs))


def test_a_label_names_what_differs():
    assert told(*(Run("adam", rate) for rate in (0.1, 0.01, 0.001))) == ("Adam α 0.1", "Adam α 0.01", "Adam α 0.001")
    assert told(Run("adam", 0.1), Run("momentum", 0.01)) == ("Adam", "Momentum")
    assert told(Run("adam", 0.1), Run("adam", 0.1, hyper={"beta1": 0.5})) == ("Adam, β₁ 0.9", "Adam, β₁ 0.5")
    assert told(Run("adam", 0.1), Run("adam", 0.1, decay=0.1)) == ("Adam, k 0", "Adam, k 0.1")
    off = Run("adam", 0.1, conventions={"bias_correction": "off"})
    assert told(Run("adam", 0.1), off) == ("Adam, bias correction on", "Adam, bias correction off")
    assert told(Run("adam", 0.1), Run("adam", 0.1, "cosine"))[1] == "Adam, cosine"


def test_the_fewest_settings_that_tell_all_apart_are_named():
    two = [Run("adam", rate, hyper={"beta1": beta}) for rate, beta in ((0.1, 0.9), (0.01, 0.5))]
    assert told(*two) == ("Adam α 0.1", "Adam α 0.01")
    four = [Run("adam", rate, hyper={"beta1": beta}) for rate in (0.1, 0.01) for beta in (0.9, 0.5)]
    assert told(*four) == ("Adam α 0.1, β₁ 0.9", "Adam α 0.1, β₁ 0.5", "Adam α 0.01, β₁ 0.9", "Adam α 0.01, β₁ 0.5")


def test_runs_alike_in_everything_are_numbered():
    assert told(Run("adam", 0.1), Run("adam", 0.1), Run("adam", 0.2)) == ("Adam α 0.1", "Adam 2 α 0.1", "Adam α 0.2")


def test_no_two_labels_are_the_same():
    seeded = random.Random(3)
    for _ in range(200):
        runs = [
            Run("adam", seeded.choice((0.1, 0.2)), seeded.choice(("cosine", "step")), decay=seeded.choice((None, 0.3)))
            for _ in range(6)
        ]
        assert len(set(told(*runs))) == 6

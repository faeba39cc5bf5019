"""Text of a stranger's, made to appear on the page exactly as it is."""

import random
import re
import string

import pytest

from components.words import plain


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

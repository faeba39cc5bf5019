"""The formula the page prints is the formula that is run.

The LaTeX of each landscape is read as arithmetic on w1, w2 and theta, and its value compared with `cost`. This is no
contract of test_catalogue.py: comparing two copies of a formula would catch every changed number, whatever the facts.
"""

import re

import jax.numpy as jnp
import numpy as np
import pytest

from landscapes import CATALOGUE

LAYOUT = re.compile(r"\\(begin|end)\{aligned\}|\\\\|\\left|\\right|\\[,!;]|[&\s]")
FRACTION = re.compile(r"\\[dt]?frac\{([^{}]*)\}\{([^{}]*)\}")
SPELLED = {"w_1": " w1 ", "w_2": " w2 ", r"\cdot": "*", "[": "(", "]": ")", "{": "(", "}": ")", "^": "**"}
TOKEN = re.compile(r"\s*(?:(\d+(?:\.\d+)?|\)|w[12])|\\([a-z]+)|(\()|(\*\*|[-+*/]))\s*")
FUNCTIONS = {"exp", "cos", "sin", "log", "sqrt", "tanh"}


def arithmetic(latex):
    """The Python expression that `latex` prints, every product written out."""
    text = FRACTION.sub(r"((\1)/(\2))", LAYOUT.sub("", latex))
    for printed, written in SPELLED.items():
        text = text.replace(printed, written)
    words, ended, at = [], False, 0  # ended: the last word closed a value, so a value after it multiplies it
    while at < len(text):
        token = TOKEN.match(text, at)
        assert token, f"cannot read {text[at:]!r}"
        value, name, opening, _ = token.groups()
        if ended and (opening or name or (value and value != ")")):
            words.append("*")
        words.append(name or token[0].strip())
        ended = bool(value) or (bool(name) and name not in FUNCTIONS)
        at = token.end()
    return " ".join(words)


@pytest.mark.parametrize(
    ("latex", "python"),
    [
        (r"3 w_1", "3 * w1"),
        (r"w_1^2 - w_2", "w1 ** 2 - w2"),
        (r"\tfrac{1}{2}\,(w_1 + 2)", "( ( 1 ) / ( 2 ) ) * ( w1 + 2 )"),
        (r"2\cos(2\pi w_1) w_2", "2 * cos ( 2 * pi * w1 ) * w2"),
        (r"\left[w_1\right]^2 \cdot w_2", "( w1 ) ** 2 * w2"),
    ],
)
def test_latex_is_read_as_arithmetic(latex, python):
    assert arithmetic(latex) == python


@pytest.mark.parametrize("landscape", CATALOGUE.values(), ids=CATALOGUE.keys())
def test_the_printed_formula_is_the_cost(landscape):
    across, up = landscape.domain
    random = np.random.default_rng(seed=3)
    w1, w2 = random.uniform(across.low, across.high, 20), random.uniform(up.low, up.high, 20)
    printed = eval(arithmetic(landscape.formula), vars(jnp) | {"w1": w1, "w2": w2} | landscape.theta())
    np.testing.assert_allclose(printed, landscape.cost(w1, w2, **landscape.theta()), rtol=1e-12, atol=1e-12)

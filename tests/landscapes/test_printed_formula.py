"""The formula the page prints is the formula that is run.

The LaTeX of each landscape is read as arithmetic on w1, w2 and theta, and its value compared with `cost`. This is no
contract of test_catalogue.py: comparing two copies of a formula would catch every changed number, whatever the facts.
"""

import re

import jax
import jax.numpy as jnp
import numpy as np
import pytest

from landscapes import CATALOGUE

LAYOUT = re.compile(r"\\(begin|end)\{aligned\}|\\\\|\\left|\\right|\\[,!;]|[&\s]")
FRACTION = re.compile(r"\\[dt]?frac(?=\{)")
POWER_OF_FUNCTION = re.compile(r"(\\[a-z]+)\^(\d|\{\d+\})(?=\()")
SPELLED = {
    r"^\circ": r"\cdot\pi/180",
    "w_1": " w1 ",
    "w_2": " w2 ",
    "x_i": " x ",
    "y_i": " y ",
    r"\cdot": "*",
    r"\lvert": r"\abs(",
    r"\rvert": ")",
}
SPELLED |= {r"\min": r"\minimum", r"\max": r"\maximum", "[": "(", "]": ")", "{": "(", "}": ")", "^": "**"}
TOKEN = re.compile(r"\s*(?:(\d+(?:\.\d+)?|\)|w[12]|[exy])|\\([a-z]+)|(\()|(\*\*|[-+*/,]))\s*")
MEAN = re.compile(r"\\frac\{1\}\{(\d+)\} \\sum_\{i=1\}\^\{(\d+)\} ")
FUNCTIONS = {"abs", "exp", "cos", "sin", "log", "maximum", "minimum", "sqrt", "tanh"}


def after(text, opening):
    """The place after the bracket that closes the one at `opening`."""
    depth = 0
    for at in range(opening, len(text)):
        depth += (text[at] in "([{") - (text[at] in ")]}")
        if depth == 0:
            return at + 1
    raise AssertionError(f"nothing closes {text[opening:]!r}")


def in_line(text):
    r"""`text` with its fractions as quotients and its \sin^2(…) as (\sin(…))^2."""
    while found := FRACTION.search(text):
        top, bottom = found.end(), after(text, found.end())
        end = after(text, bottom)
        text = f"{text[: found.start()]}(({text[top:bottom]})/({text[bottom:end]})){text[end:]}"
    while found := POWER_OF_FUNCTION.search(text):
        end = after(text, found.end())
        text = f"{text[: found.start()]}({found[1]}{text[found.end() : end]})^{found[2]}{text[end:]}"
    return text


def arithmetic(latex):
    """The Python expression that `latex` prints, every product written out."""
    text = in_line(LAYOUT.sub("", latex))
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
        (r"\tfrac{1}{2}\,(w_1 + 2)", "( ( ( 1 ) ) / ( ( 2 ) ) ) * ( w1 + 2 )"),
        (r"2\cos(2\pi w_1) w_2", "2 * cos ( 2 * pi * w1 ) * w2"),
        (r"\left[w_1\right]^2 \cdot w_2", "( w1 ) ** 2 * w2"),
        (r"\frac{w_1^{2}}{\frac{e}{2}}", "( ( ( w1 ** ( 2 ) ) ) / ( ( ( ( ( e ) ) / ( ( 2 ) ) ) ) ) )"),
        (r"2\sin^{20}(\sin^2(w_1))", "2 * ( sin ( ( sin ( w1 ) ) ** 2 ) ) ** ( 20 )"),
        (r"3\left\lvert w_1\right\rvert w_2", "3 * abs ( w1 ) * w2"),
        (r"\min(w_1, w_2) \max(w_1, 1)", "minimum ( w1 , w2 ) * maximum ( w1 , 1 )"),
        (r"\sqrt{w_1}\,\cos(\phi^\circ)", "sqrt ( w1 ) * cos ( phi * pi / 180 )"),
    ],
)
def test_latex_is_read_as_arithmetic(latex, python):
    assert arithmetic(latex) == python


@pytest.mark.sampled(14)
@pytest.mark.parametrize("landscape", CATALOGUE.values(), ids=CATALOGUE.keys())
def test_the_printed_formula_is_the_cost(landscape):
    across, up = landscape.domain
    random = np.random.default_rng(seed=3)
    w1, w2 = random.uniform(across.low, across.high, 20), random.uniform(up.low, up.high, 20)
    names, formula = vars(jnp) | {"w1": w1, "w2": w2} | landscape.theta(), landscape.formula
    if landscape.data:
        said = MEAN.match(formula)
        assert said
        assert said[1] == said[2] == str(landscape.data.count)
        formula = formula[said.end() :]
        examples = zip(landscape.data.x, landscape.data.y, strict=True)
        printed = np.mean([eval(arithmetic(formula), names | {"x": x, "y": y}) for x, y in examples], axis=0)
    else:
        printed = eval(arithmetic(formula), names)
    cost = jax.vmap(lambda w1, w2: landscape.cost(w1, w2, **landscape.theta()))(w1, w2)
    np.testing.assert_allclose(printed, cost, rtol=1e-12, atol=1e-12)

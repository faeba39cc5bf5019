"""Backpropagation: the lines of the lecture with their numbers, each checked against JAX's own gradient."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

import numpy as np
import streamlit as st

from components import state
from components.backpropagation_link import decode, encode, opening
from components.controls.damage import damage
from components.controls.fields import choice, number
from components.numbers import read_number, read_whole
from components.pages.tables import markdown_table
from components.words import plain
from optimizers.backpropagation import (
    ACTIVATIONS,
    EXAMPLES,
    LOSSES,
    MISTAKES,
    Case,
    Line,
    backward,
    forward,
    inputs_of,
    weights_of,
)
from optimizers.backpropagation.case import HIGHEST_SEED, INPUTS, MOST_HIDDEN, TARGETS

WHAT_BACKPROPAGATION_IS = (
    "The gradient of a shallow network, **every line with its numbers**: by the formulas on one side, and on the other "
    "by JAX, which differentiates $J$ by itself and knows none of them. Break a line and see the check find it."
)
SPELLING = state.Spelling(opening, encode, decode)
NONE = "none"
RIGHT, WRONG = ":green[:material/check:]", ":red[:material/close:]"
HIDDEN_UNITS = {str(h): str(h) for h in range(1, MOST_HIDDEN + 1)}
HIDDEN = {  # why a mistake may change nothing
    "no_slope": "every hidden unit is on, where the slope is 1. Try another example, or tanh.",
    "slope_of_a": "a ReLU is on where its input is, and where its output is. Try tanh.",
    "other_loss": "this is the loss whose dz2 that is. Try the squared error.",
    "m_twice": "m is 1. Try a batch.",
    "no_sum": "there is one example to sum over. Try a batch.",
}


def backpropagation() -> None:
    """A page, top to bottom."""
    page = state.open_own("backpropagation", SPELLING)
    above = st.container(key="backpropagation-problems")
    case = edited(page.value)
    if case == page.value:
        damage(page.problems, above)
    worked = backward(case)
    verdict(case, worked)
    st.subheader("Forward", anchor=False)
    with st.container(key="backpropagation-forward", horizontal=True, vertical_alignment="center", gap="medium"):
        for line in (*given(case), *forward(case)):
            st.markdown(forward_line(line), width="content")
    st.subheader("Backward", anchor=False)
    with st.container(key="backpropagation-backward"):
        st.markdown(markdown_table([backward_row(line) for line in worked]))
    notes(case)
    state.close_own(page, case)


def edited(case: Case) -> Case:
    """The choices; one in error is named, and the last good one stays."""
    with st.container(key="backpropagation-choices", horizontal=True, vertical_alignment="bottom", gap="small"):
        case = replace(
            case,
            loss=choice("bp-loss", "Loss", case.loss, {key: loss.title for key, loss in LOSSES.items()}),
            activation=choice(
                "bp-activation", "Hidden activation", case.activation, {key: g.title for key, g in ACTIVATIONS.items()}
            ),
            hidden=int(
                choice(
                    "bp-hidden", "Hidden units", str(case.hidden), {str(h): str(h) for h in range(1, MOST_HIDDEN + 1)}
                )
            ),
        )
        sizes = {str(m): "one example" if m == 1 else f"a batch of {m}" for m in range(1, len(EXAMPLES) + 1)}
        batch = int(choice("bp-batch", "Examples at once", str(case.batch), sizes))
        case = replace(case, batch=batch, own=case.own if batch == 1 else None)
        firsts = {str(i): f"{i + 1}: x = ({x1:g}, {x2:g}), y = {y:g}" for i, (x1, x2, y) in enumerate(EXAMPLES)}
        example = int(choice("bp-example", "Example, a batch's first", str(case.example), firsts))
        if example != case.example:
            case = replace(case, example=example, own=None)
        mistakes = {NONE: "nothing", **MISTAKES}
        mistake = choice("bp-mistake", "Break it: the program …", case.mistake or NONE, mistakes)
        case = replace(case, mistake=None if mistake == NONE else mistake)
    said: list[str] = []
    with st.container(key="backpropagation-numbers", horizontal=True, vertical_alignment="bottom", gap="small"):

        def seed(text: str) -> int:
            return replace(case, seed=read_whole(text)).seed

        label = f"Seed of the weights, 0 to {HIGHEST_SEED}"
        case = replace(case, seed=number("bp-seed", label, case.seed, seed, said.append, width=210))
        if case.batch == 1:
            case = own_example(case, said.append)
    for problem in said:
        st.error(problem)
    return case


def own_example(case: Case, say: Callable[[str], None]) -> Case:
    """Fields for the one example; typed numbers other than those of the list make it the reader's own."""
    for place, (name, ends) in enumerate((("x1", INPUTS), ("x2", INPUTS), ("y", TARGETS))):
        accept = partial(accepted, case, place)
        label = f"{name}, {ends.low:g} to {ends.high:g}".replace("-", "−")
        value = number(f"bp-{name}", label, case.examples[0][place], accept, say, width=110)
        case = with_number(case, place, value)
    return case


def accepted(case: Case, place: int, text: str) -> float:
    """The number in `text` where the example of `case` may have it in this place; ValueError otherwise."""
    return with_number(case, place, read_number(text)).examples[0][place]


def with_number(case: Case, place: int, value: float) -> Case:
    """`case` with another number in its one example."""
    x1, x2, y = (value if i == place else old for i, old in enumerate(case.examples[0]))
    return replace(case, own=None if (x1, x2, y) == EXAMPLES[case.example] else (x1, x2, y))


def verdict(case: Case, lines: Sequence[Line]) -> None:
    """What the check finds, in a sentence."""
    wrong = [line for line in lines if not line.agrees]
    if wrong:
        named = ", ".join(line.name for line in wrong)
        st.error(f"**The check finds it.** Beside JAX these are wrong: {named}.", icon=":material/close:")
    elif case.mistake:
        st.warning(
            f"The program {plain(MISTAKES[case.mistake])}, and **here nobody can see it**: {HIDDEN[case.mistake]}",
            icon=":material/visibility_off:",
        )
    else:
        largest = max(line.difference or 0 for line in lines)
        st.success(
            f"**All six agree with JAX**: no number differs by more than ${in_latex(largest)}$, which is rounding.",
            icon=":material/check:",
        )


def given(case: Case) -> list[Line]:
    """What is given: the examples, one a column, and the weights."""
    x, y = inputs_of(case)
    parts = {"x": x, "y": y, **weights_of(case)._asdict()}
    return [Line(name, "_".join(name), value, None) for name, value in parts.items()]


def forward_line(line: Line) -> str:
    """One line on the way to the cost: its formula, its numbers and their shape; the cost beside JAX's."""
    equation = rf"{line.formula} = \underset{{{shape(line.value)}}}{{{matrix(line.value)}}}"
    return f"${equation}$" if line.expected is None else f"${equation}$, beside JAX's: {difference(line)}"


def backward_row(line: Line) -> dict[str, str]:
    """One line of the gradient, by the formula and by JAX."""
    assert line.expected is not None
    return {
        "line": f"${line.formula}$",
        "shape": f"${shape(line.value)}$",
        "by the formula": f"${matrix(line.value)}$",
        "by JAX": f"${matrix(line.expected)}$",
        "largest difference": difference(line),
    }


def difference(line: Line) -> str:
    """How far the two sides are apart."""
    assert line.expected is not None
    if line.value.shape != line.expected.shape:
        return f"{WRONG} its shape is not ${shape(line.expected)}$"
    return f"{RIGHT if line.agrees else WRONG} ${in_latex(line.difference or 0.0)}$"


def shape(value: np.ndarray) -> str:
    """Rows × columns, in LaTeX."""
    return r" \times ".join(map(str, value.shape))


def matrix(value: np.ndarray) -> str:
    """The numbers of a matrix to four places in LaTeX, a single one without brackets."""
    rows = [" & ".join(f"{x + 0:.4f}" for x in row) for row in value]
    inside = r" \\ ".join(rows)
    return inside if value.size == 1 else rf"\begin{{bmatrix}} {inside} \end{{bmatrix}}"


def in_latex(value: float) -> str:
    """A number of two digits in LaTeX, as 5.6 · 10⁻¹⁷ where it is small."""
    mantissa, _, exponent = f"{value:.1e}".partition("e")
    return "0" if value == 0 else f"{value:.2g}" if value >= 1e-3 else rf"{mantissa} \cdot 10^{{{int(exponent)}}}"


def notes(case: Case) -> None:
    """What a reader may stumble over."""
    many = (
        r"A column is an example. $dz$ belongs to one example each, hence the $\tfrac{1}{m}$ and the sum over the "
        r"columns in $dW$ and $db$. After the last example comes the first again. "
    )
    st.caption(
        (many if case.batch > 1 else "")
        + (r"$[z > 0]$ is 1 where that is so, else 0. " if case.activation == "relu" else "")
        + r"$dW$ stands for $\partial J / \partial W$, $\odot$ multiplies entry by entry. JAX is given $J$ and the "
        "weights, nothing else; both sides count in float64. The examples are made up, the weights are drawn evenly "
        "from −1 to 1."
    )
    st.link_button("Train a network by such gradients", "./network", icon=":material/hub:", type="tertiary")

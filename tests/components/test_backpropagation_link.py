"""The link of the page of backpropagation: out and back gives the same page, and any damage is named."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.backpropagation_link import decode, encode, opening
from optimizers.backpropagation import ACTIVATIONS, LOSSES, MISTAKES, Case

CASES = [Case(loss, activation) for loss, activation in product(LOSSES, ACTIVATIONS)]
CASES += [Case(mistake=mistake, batch=3, example=5, hidden=1, seed=9999) for mistake in MISTAKES]
CASES += [Case(own=(0.5, -1e-7, 0.25), example=2), Case(batch=6, hidden=4)]
BAD = {
    "loss=hinge": "loss: “hinge” is not known; choose one of cross_entropy, squared_error",
    "activation=": "activation: “” is not known; choose one of tanh, relu, sigmoid",
    "mistake=typo": "mistake: “typo” is not known; choose one of no_slope",
    "mistake=": "mistake: “” is not known; choose one of no_slope",
    "hidden=5": "hidden: 5 is out of range: 1 to 4",
    "hidden=two": "hidden: “two” is not a number",
    "hidden=1.5": "hidden: “1.5” is not a whole number",
    "seed=-1": "seed: -1 is out of range: 0 to 9999",
    "seed=1e300": "seed: ",
    "batch=0": "batch: 0 is out of range: 1 to 6",
    "example=6": "example: 6 is out of range: 0 to 5",
    "own=1~2": "own: it takes three numbers: x1, x2 and y",
    "own=1~2~3~4": "own: it takes three numbers",
    "own=9~0~1": "own: 9 is out of range: -5 to 5",
    "own=0~0~2": "own: 2 is out of range: 0 to 1",
    "own=x~0~1": "own: “x” is not a number",
    "own=0~0~1&batch=2": "own: an example of one's own is x1, x2 and y, and stands alone",
    "series=price": "“series” means nothing here and was left out",
}


@pytest.mark.parametrize("case", CASES, ids=encode)
def test_out_and_back_is_the_same_page(case):
    assert decode(encode(case)) == (case, ())


def test_the_opening_page_has_an_empty_link():
    assert encode(opening()) == ""
    assert decode("") == (opening(), ())
    assert encode(Case(own=(1.0, 2.0, 0.0), seed=7)) == "seed=7&own=1~2~0"


@pytest.mark.parametrize(("link", "words"), BAD.items(), ids=BAD)
def test_a_damaged_part_is_named_and_the_rest_is_shown(link, words):
    case, problems = decode(f"{link}&" + ("loss=squared_error" if "loss" not in link else "hidden=2"))
    assert len(problems) == 1
    assert problems[0].startswith(words)
    assert len(problems[0]) < 200
    assert case.hidden == 2 if "loss" in link else case.loss == "squared_error"


NAMES = st.sampled_from(["loss", "activation", "hidden", "seed", "batch", "example", "own", "mistake", "x"])
TEXTS = st.one_of(st.text(alphabet="0123456789.~-e", max_size=8), st.sampled_from([*LOSSES, *ACTIVATIONS, *MISTAKES]))


@given(st.lists(st.tuples(NAMES, TEXTS), max_size=6))
def test_whatever_a_link_says_it_is_decoded(pairs):
    case, problems = decode(pairs)
    assert decode(encode(case)) == (case, ())
    assert all(problems)

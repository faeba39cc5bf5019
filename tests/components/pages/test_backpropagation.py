"""The page of backpropagation without a browser: its fields, its tables, what the check finds, its link."""

from urllib.parse import parse_qs, urlencode

import pytest
from streamlit.testing.v1 import AppTest

from components.backpropagation_link import decode, encode
from components.pages.backpropagation import HIDDEN, in_latex, matrix
from optimizers.backpropagation import MISTAKES, Case, backward

SCRIPT = "from components.pages.backpropagation import backpropagation\nbackpropagation()"


class Page:
    """The page in a session of its own. Every action runs the script and fails on an exception."""

    def __init__(self, link=""):
        self.app = AppTest.from_string(SCRIPT, default_timeout=60)
        for name, values in parse_qs(link, keep_blank_values=True).items():
            self.app.query_params[name] = values
        self.run()

    def run(self):
        self.app.run()
        assert [error.value for error in self.app.exception] == []

    @property
    def case(self):
        found, problems = decode(urlencode(self.app.query_params, doseq=True))
        assert problems == ()
        return found

    def fill(self, label, value):
        fields = [*self.app.selectbox, *self.app.text_input]
        next(field for field in fields if field.label.startswith(label)).set_value(value)
        self.run()

    def text(self, label):
        return next(field.value for field in self.app.text_input if field.label.startswith(label))

    @property
    def table(self):
        found = [text.value for text in self.app.markdown if text.value.startswith("| line |")]
        return [row.split(" | ") for row in found[0].split("\n")[2:]]


@pytest.mark.long
def test_it_opens_with_six_lines_that_agree_with_jax():
    page = Page()
    assert page.case == Case()
    assert "All six agree with JAX" in page.app.success[0].value
    assert not page.app.error
    assert [row[0].split(" = ")[0] for row in page.table] == [
        "| $dz_2",
        "| $dW_2",
        "| $db_2",
        "| $dz_1",
        "| $dW_1",
        "| $db_1",
    ]
    assert all("check" in row[4] for row in page.table)
    for row, line in zip(page.table, backward(Case()), strict=True):
        assert row[2] == f"${matrix(line.value)}$"
        assert row[3] == f"${matrix(line.expected)}$"


@pytest.mark.long
def test_every_choice_stands_in_the_link():
    page = Page()
    page.fill("Loss", "squared_error")
    page.fill("Hidden activation", "relu")
    page.fill("Hidden units", "2")
    page.fill("Examples at once", "4")
    page.fill("Example,", "5")
    page.fill("Seed", "7")
    assert page.case == Case("squared_error", "relu", 2, 7, 4, 5)
    assert "All six agree" in page.app.success[0].value
    again = Page(encode(page.case))
    assert again.table == page.table


@pytest.mark.long
def test_an_example_of_ones_own_is_typed_and_given_up_for_another():
    page = Page()
    page.fill("x1", "1,25")
    assert page.case.own == (1.25, 1.0, 1.0)
    page.fill("y", "0")
    assert page.case.own == (1.25, 1.0, 0.0)
    page.fill("Example,", "2")
    assert page.case == Case(example=2)
    assert page.text("x1") == "1.5"
    page.fill("x2", "3")
    page.fill("x2", "-0.5")  # the example's own number again
    assert page.case == Case(example=2)
    page.fill("x2", "3")
    page.fill("Examples at once", "2")
    assert page.case == Case(example=2, batch=2)
    assert not any(field.label.startswith("x1") for field in page.app.text_input)


@pytest.mark.parametrize(
    ("field", "text", "words"),
    [
        ("x1", "six", "“six” is not a number"),
        ("x2", "6", "6 is out of range: -5 to 5"),
        ("y", "2", "2 is out of range: 0 to 1"),
        ("Seed", "-1", "-1 is out of range: 0 to 9999"),
        ("Seed", "", "“” is not a number"),
    ],
)
def test_a_number_in_error_is_named_and_the_last_good_one_stays(field, text, words):
    page = Page("x=1&seed=3&own=1~2~1")
    page.fill(field, text)
    assert words in page.app.error[0].value.replace("\\", "")
    assert page.text(field) == text
    assert page.app.session_state["own-backpropagation"].value == Case(seed=3, own=(1.0, 2.0, 1.0))


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_broken_line_is_found(mistake):
    page = Page("loss=squared_error&batch=4")
    page.fill("Break it", mistake)
    assert "The check finds it" in page.app.error[0].value
    wrong = [line.name for line in backward(page.case) if not line.agrees]
    assert page.app.error[0].value.endswith(f"wrong: {', '.join(wrong)}.")
    assert ["close" in row[4] for row in page.table] == [not line.agrees for line in backward(page.case)]


@pytest.mark.parametrize("mistake", ["other_loss", "m_twice", "no_sum"])
def test_a_mistake_that_changes_nothing_is_said_to(mistake):
    page = Page(f"mistake={mistake}")
    assert HIDDEN[mistake] in page.app.warning[0].value
    assert set(HIDDEN) == set(MISTAKES)


def test_a_damaged_link_is_named():
    page = Page("loss=hinge&hidden=2")
    assert "loss: “hinge” is not known" in page.app.warning[0].value.replace("\\", "")
    assert page.app.session_state["own-backpropagation"].value == Case(hidden=2)


def test_numbers_in_latex():
    shown = [in_latex(value) for value in (0.0, 5.6e-17, 0.31, 0.0012)]
    assert shown == ["0", r"5.6 \cdot 10^{-17}", "0.31", "0.0012"]
    assert matrix(backward(Case())[0].value).count("bmatrix") == 0

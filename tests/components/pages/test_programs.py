"""The section of programs: closed it works nothing out; open it shows the chosen run in the chosen library."""

import pytest
from streamlit.testing.v1 import AppTest

from components.pages import programs as section
from components.share_link import decode
from optimizers.programs import LIBRARIES, program

SCRIPT = """
from components.share_link import decode
from components.pages.programs import programs_of
import streamlit as st
programs_of(decode(st.query_params["link"])[0])
"""
TRAINING = """
from components.pages.programs import programs_of_training
from optimizers import Run
from optimizers.training.spec import Training
runs = (Run("adam", 0.1), Run("rmsprop", 0.01))
programs_of_training(Training("blobs", (3,), epochs=2, runs=runs), ("First", "Second"))
"""
LINK = "landscape=ravine&run=adam~0.25&run=momentum~0.05~off&run=adam~0.1&steps=20"


@pytest.fixture
def page():
    page = AppTest.from_string(SCRIPT, default_timeout=60)
    page.query_params["link"] = LINK
    return page


def opened(page, **chosen):
    page.session_state["programs-run"] = True
    for name, value in chosen.items():
        page.session_state[f"programs-run-{name}"] = value
    page.run()
    assert [error.value for error in page.exception] == []
    return page


def test_nothing_is_worked_out_before_it_is_opened(page, monkeypatch):
    monkeypatch.setattr(section, "written_out", lambda *_: 1 / 0)
    page.run()
    assert [error.value for error in page.exception] == []
    assert [each.label for each in page.expander] == ["The same in your own library"]
    assert list(page.code) == []


def test_there_is_no_section_without_a_run(page):
    page.query_params["link"] = "landscape=ravine&run=adam~0.25~off"
    page.run()
    assert list(page.expander) == []


def test_it_opens_on_the_first_run_in_numpy_and_offers_the_ticked_ones(page):
    opened(page)
    view, _ = decode(LINK)
    assert page.selectbox[0].options == ["Adam α 0.25", "Adam α 0.1"]
    assert [code.value for code in page.code] == [program(view.shown, 0, "numpy").text.strip()]
    assert [button.proto.label for button in page.get("download_button")] == ["Download"]


@pytest.mark.parametrize("library", LIBRARIES)
def test_it_shows_the_chosen_run_in_the_chosen_library(page, library):
    opened(page, title="Adam α 0.1", library=library)
    expected = program(decode(LINK)[0].shown, 1, library)
    assert "0.1" in expected.text
    assert [code.value for code in page.code] == [expected.text.strip()]
    said = page.markdown[0].value.replace("\\", "")
    assert section.badge(expected, "step")
    assert said.startswith(section.badge(expected, "step"))
    assert said.endswith(expected.note)


def test_a_trainings_runs_are_shown_too():
    page = AppTest.from_string(TRAINING, default_timeout=60)
    page.session_state["programs-training"] = True
    page.session_state["programs-training-title"] = "Second"
    page.run()
    assert [error.value for error in page.exception] == []
    (code,) = page.code
    assert code.value.startswith("# RMSprop trains a network with 3 hidden units (relu) on “Two blobs”: 2 epochs")


def test_the_workbench_has_it_below_the_results(open_page):
    page = open_page("landscape=ravine&run=adam~0.25")
    assert "The same in your own library" in [each.label for each in page.app.expander]

"""A page with a link of its own: a link that must leave something out is written once, and a file is news once."""

import pytest
from streamlit.runtime.state.query_params_proxy import QueryParamsProxy
from streamlit.testing.v1 import AppTest

LOSSY = """
import streamlit as st
from components import shown_values, state

# The link holds the first letter alone.
decode = lambda pairs: (dict(pairs).get("letter", "a"), ())
spelling = state.Spelling(lambda: "a", lambda value: f"letter={value[0]}", decode)
own = state.open_own("letters", spelling)
state.close_own(own, "bcd")
st.text(own.value)
st.text(f"{shown_values.news('file', 'one')} {shown_values.news('other', st.number_input('n', 0, 9))}")
"""


@pytest.fixture
def written(monkeypatch):
    """The links that are written."""
    links, write = [], QueryParamsProxy.from_dict
    monkeypatch.setattr(QueryParamsProxy, "from_dict", lambda self, link: (links.append(link), write(self, link))[1])
    return links


def test_a_link_that_leaves_something_out_is_written_once(written):
    page = AppTest.from_string(LOSSY).run()
    for _ in range(3):
        page.run()
    assert not page.exception
    assert page.text[0].value == "bcd"
    assert written == [{"letter": ["b"]}]


def test_what_a_field_brings_is_news_once():
    page = AppTest.from_string(LOSSY).run()
    assert page.text[1].value == "True True"
    assert page.run().text[1].value == "False False"
    page.number_input[0].set_value(3).run()
    assert page.text[1].value == "False True"

"""The Streamlit script: page config, style, the heading with the way to every page, and the page itself.

It stands among the pages and not above them: beside a folder `pages` Streamlit would take the files there for pages.
"""

from pathlib import Path

import streamlit as st

from components import state
from components.pages import PAGES

st.set_page_config(page_title="Optiscape", page_icon=str(Path(__file__).parent / "icon.svg"), layout="wide")
st.html(Path(__file__).parent / "site.css")

pages = [
    st.Page(page.show, title=page.title, icon=page.icon, url_path=page.path, default=page is PAGES[0]) for page in PAGES
]
here = st.navigation(pages, position="hidden")
with st.container(key="site-heading", horizontal=True, vertical_alignment="center"):
    st.title("Optiscape", anchor=False, width="content")
    ways = st.container(key="site-pages", horizontal=True, gap="xsmall", width="content")
    st.markdown(next(page.about for page, shown in zip(PAGES, pages, strict=True) if shown == here))
here.run()
with ways:  # when the page is known, for its link goes with the reader
    for page, shown in zip(PAGES, pages, strict=True):
        if page.home:
            state.way(shown, page.home(state.held().view, shown != here))
        else:
            state.way_to_own(shown, page.path)

"""The Streamlit script: page config, style, the heading with the way to every page, and the page itself.

It stands among the pages and not above them: beside a folder `pages` Streamlit would take the files there for pages.
"""

from pathlib import Path

import streamlit as st

from components import state
from components.pages import FIRST, PAGES

st.set_page_config(page_title="Optiscape", page_icon=str(Path(__file__).parent / "icon.svg"), layout="wide")
st.html(Path(__file__).parent / "site.css")

pages = {
    page.path: st.Page(
        page.show, title=page.title, icon=page.icon, url_path=page.path, default=page.path == PAGES[FIRST].path
    )
    for page in PAGES
}
here = st.navigation(list(pages.values()), position="hidden")
state.know(pages)
with st.container(key="site-heading", horizontal=True, vertical_alignment="center"):
    st.title("Optiscape", anchor=False, width="content")
    ways = st.container(key="site-pages", horizontal=True, gap="xsmall", width="content")
with st.container(key="site-about"):
    st.markdown(next(page.about for page in PAGES if pages[page.path] == here))
here.run()
with ways:  # when the page is known, for its link goes with the reader
    for page in PAGES:
        away = pages[page.path] != here
        with st.container(key=f"site-to-{page.path}" if away else "site-here", width="content"):
            if page.home:
                state.way(page.path, page.home(state.held().view, away))
            else:
                state.way_to_own(page.path)

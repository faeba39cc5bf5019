"""The Streamlit script: page config, style, navigation."""

from pathlib import Path

import streamlit as st

from components.pages import PAGES

st.set_page_config(page_title="Optiscape", page_icon=str(Path(__file__).parent / "icon.svg"), layout="wide")
st.html(Path(__file__).parent / "site.css")

pages = [
    st.Page(page.show, title=page.title, icon=page.icon, url_path=page.path, default=page is PAGES[0]) for page in PAGES
]
st.navigation(pages, position="top" if len(pages) > 1 else "hidden").run()

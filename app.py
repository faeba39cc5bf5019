"""Optiscape: see how gradient-based optimizers walk a cost landscape, live while you drag their start.

Run with `streamlit run app.py`: the Streamlit script and the live backend share one process.
"""

from pathlib import Path

import streamlit as st

from components.backend import ROUTES, lifespan

app = st.App(Path(__file__).parent / "components" / "site.py", routes=ROUTES, lifespan=lifespan)

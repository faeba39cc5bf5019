"""Optiscape: see how gradient-based optimizers walk a cost landscape, live while you drag their start.

Run with `streamlit run app.py`: the Streamlit script and the live backend share one process.
"""

from pathlib import Path

import streamlit as st

from components.admission import HOSTS
from components.backend import MIDDLEWARE, ROUTES, lifespan
from components.backend.kept import keep_compiled

SCRIPT = Path(__file__).parent / "components" / "pages" / "site.py"

keep_compiled()

app = st.App(SCRIPT, routes=ROUTES, middleware=(HOSTS, *MIDDLEWARE), lifespan=lifespan)

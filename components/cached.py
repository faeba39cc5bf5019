"""What pages keep between visits: nothing else of the script caches, and every cache has a bound."""

import streamlit as st

from optimizers.findings import FINDINGS
from optimizers.findings.base import Numbers


@st.cache_data(max_entries=256, show_spinner="Running the sweeps …")
def checked(finding: str, place: int) -> Numbers:
    """The numbers of a finding's evidence, the first of it at place 0. The same for every visitor."""
    return FINDINGS[finding].evidence[place].check()

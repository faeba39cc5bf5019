"""Findings: claims that are often heard of optimizers, what the sweeps say of each, and the maps that show it."""

import streamlit as st

from components import state
from components.cached import checked
from components.share_link import View, encode
from components.words import plain
from optimizers.findings import FINDINGS, Evidence, Finding

WHAT_FINDINGS_ARE = (
    "Often said of optimizers: **when is it so, and when not?** Open the evidence: every number in it is what the "
    "sweeps give; then open its map, and doubt it. A run *arrives* when $J - J^*$ is a thousandth of what it was at "
    "the start."
)


def as_it_is(view: View, came: bool) -> View:
    """`view`: this page shows none, and leaves it to the others."""
    return view


def findings() -> None:
    """A card for each claim."""
    state.begin("findings", as_it_is)
    with st.container(key="findings-cards"):
        for finding in FINDINGS.values():
            card(finding)
    state.finish()


@st.fragment
def card(finding: Finding) -> None:
    """The claim and its verdict; the evidence is worked out when somebody opens it."""
    with st.container(key=f"findings-card-{finding.key}", border=True):
        st.subheader(f"“{finding.claim}”", anchor=False)
        st.caption(plain(finding.said))
        st.markdown(f"**{plain(finding.verdict)}**")
        speaking_for = sum(each.supports for each in finding.evidence)
        label = f"The evidence: {speaking_for} for, {len(finding.evidence) - speaking_for} against"
        shown = st.expander(label, key=f"findings-open-{finding.key}", type="compact", on_change="rerun")
        if shown.open:
            with shown:
                for place, each in enumerate(finding.evidence):
                    evidence(finding, place, each)


def evidence(finding: Finding, place: int, each: Evidence) -> None:
    """One sentence with its numbers, and the ways to see for oneself."""
    told = each.told(checked(finding.key, place))
    sentence = plain(told).replace(" = ", "\u00a0=\u00a0")  # a value stays with its name
    st.markdown(f":green-badge[For] {sentence}" if each.supports else f":orange-badge[Against] {sentence}")
    with st.container(key=f"findings-ways-{finding.key}-{place}", horizontal=True, gap="small"):
        # From this page's own address, wherever the app is mounted; a new tab, so that the claim stays at hand.
        for label, page, charts, icon in (
            ("Open the map", "./maps", (each.panel,), ":material/map:"),
            ("Open on Explore", "./", ("cost",), ":material/explore:"),
        ):
            link = encode(View(each.experiment, charts=charts))
            st.link_button(label, f"{page}?{link}", icon=icon, type="tertiary")

"""Averages: the exponentially weighted average of a measured series, and what its β does."""

import streamlit as st

from components import shown_values, state
from components.averages import KEY, averages_component, read_choice
from components.averages_link import OWN, AveragesView, decode, encode, fits_a_link, opening
from components.choice import refused_serial
from components.controls.damage import damage
from components.pasted import ACCEPTED, read_readings, written
from components.share_link import View
from components.share_link import encode as encode_workbench
from components.words import plain
from landscapes import CATALOGUE as LANDSCAPES
from landscapes.series import SERIES
from optimizers import Experiment, Run

WHAT_AVERAGES_ARE = (
    r"$V_t = \beta V_{t-1} + (1-\beta)\,\theta_t$ from $V_0 = 0$: **an average that forgets.** It looks back over "
    r"about $1/(1-\beta)$ days, since $\beta^{1/(1-\beta)} \approx 1/e$. Move a β and see what it follows, and how "
    "late."
)
RAVINE = LANDSCAPES["ravine"]
SPELLING = state.Spelling(opening, encode, decode)
MOMENTUM = View(
    Experiment("ravine", runs=(Run("momentum", RAVINE.rates["momentum"]), Run("adam", RAVINE.rates["adam"]))),
    charts=("cost", "averages"),
)
TITLES = {**{key: series.title for key, series in SERIES.items()}, OWN: "Your own"}


def averages() -> None:
    """A page, top to bottom."""
    page = state.open_own("averages", SPELLING)
    above = st.container(key="averages-problems")
    view = chosen_series(chosen_curves(page))
    if view == page.value:
        damage(page.problems, above)
    if view.readings is None:
        st.info(
            "This link is of somebody's own series, too long to stand in it. Paste or upload that series here, "
            "and it is shown as the link says."
        )
    else:
        averages_component(view, view.readings, page.serial, state.held().session)
        explained(view)
    state.close_own(page, view)


def chosen_curves(page: state.Own[AveragesView]) -> AveragesView:
    """What the page shows after what the reader chose in the component. Of a malformed choice only its number is
    taken, so that the component shows again what the page holds."""
    choice = state.chosen(KEY)
    try:
        serial, view = read_choice(choice, page.value)
    except (TypeError, ValueError, KeyError):
        page.serial = refused_serial(choice, page.serial)
        return page.value
    if serial == page.serial:
        return page.value
    page.serial, state.held().elsewhere = serial, True
    return view


def chosen_series(view: AveragesView) -> AveragesView:
    """The series: one of the shipped, or what was pasted or uploaded. The last good one stays until another is."""
    with st.container(key="averages-series"):
        shown_values.show("averages-which", view.series, view.series)
        which = st.segmented_control(
            "Series",
            tuple(TITLES),
            format_func=TITLES.__getitem__,
            key="averages-which",
            required=True,
            label_visibility="collapsed",
        )
        if which == OWN:
            return own_series(view)
        shown_values.typed("averages-which", which)
        return view.of(which) if which else view


def own_series(view: AveragesView) -> AveragesView:
    """A field for the text of a series and one for a file, whose text then stands in the field."""
    beside = st.container(key="averages-own", horizontal=True, gap="medium")
    field, file = beside.container(key="averages-own-text"), beside.container(key="averages-own-file")
    upload = file.file_uploader(
        "or upload it",
        type=["csv", "txt", "tsv"],
        key="averages-file",
        max_upload_size=1,
        help=f"Accepted: {ACCEPTED}.",
    )
    if view.own is not None:
        shown_values.show("averages-text", view.own, written(view.own))
    if upload and shown_values.news("averages-file", upload.file_id):
        try:
            shown_values.show("averages-text", upload.file_id, upload.getvalue().decode("utf-8-sig"))
        except UnicodeDecodeError:
            st.error(f"**{plain(upload.name)}** is no text in UTF-8; accepted is {ACCEPTED}.")
    text = field.text_area(
        "Paste your own series",
        key="averages-text",
        height=110,
        persist_state="session",
        placeholder="date,value\n2016-01-01,36\n2016-01-02,39",
    )
    if not text or not text.strip():
        st.caption(f"Accepted: {ACCEPTED}. It stays in this session, and in the link where it is short enough.")
        return view
    try:
        own = read_readings(text)
    except ValueError as error:
        st.error(f"**Your own series**: {plain(str(error))}")
        return view
    shown_values.typed("averages-text", own)
    shown_values.typed("averages-which", OWN)
    if not fits_a_link(own):
        st.caption("It is too long to stand in the link: who opens that is asked to paste it.")
    return view.of(OWN, own)


def explained(view: AveragesView) -> None:
    """Below the picture: where the values are from, what traders mean by N, and the way on to momentum."""
    series = SERIES.get(view.series)
    if series:
        st.caption(series.source)
    if view.series != "temperature":
        st.markdown(
            r"**Traders' EMA of N days** is the same average with $\beta = 1 - \frac{2}{N+1}$. Their $N$ is not the "
            r"window: $\beta = 0.9$ is $N = 19$, and looks back over $1/(1-\beta) = 10$ days, for "
            r"$\frac{1}{1-\beta} = \frac{N+1}{2}$." + (" A day is a trading day here." if series else "")
        )
    st.markdown(
        r"The older a value, the less it weighs: $V_t = \sum_k (1-\beta)\,\beta^k\,\theta_{t-k}$. At first most of the "
        r"weight lies on $V_0 = 0$, and $V_t$ is too small; **bias correction** divides by the weight that the days "
        r"really have: $\hat V_t = V_t / (1-\beta^t)$."
    )
    with st.container(key="averages-way", horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown("**Momentum is this average of gradients**, and Adam corrects its bias just so.", width="content")
        link = encode_workbench(MOMENTUM)
        st.link_button("See it on Explore", f"./?{link}", icon=":material/explore:", type="tertiary")

"""The link of the page of averages: out and back gives the same page, and any damage is named."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.averages_link import MOST_SPELLED, OWN, AveragesView, decode, encode, fits_a_link, opening
from components.share_link import LONGEST
from landscapes.series import SERIES, Readings

DAILY = Readings(("2016-02-28", "2016-02-29", "2016-03-01"), (3.0, -4.5, 1e-7))
GAPS = Readings(("2016-02-26", "2016-02-29", "2016-03-01"), (3.0, -4.5, 1e22))
VIEWS = [
    AveragesView(),
    AveragesView(series="price", betas=(0.9, 0.98), corrected=True, day=37, span=(1, 50)),
    AveragesView(betas=(0.0,), looked=0),
    AveragesView(betas=(0.1, 0.2, 0.3, 0.4, 0.5, 0.999), looked=5, day=365, span=(2, 365)),
    AveragesView(series=OWN, own=Readings((), (1.0, 2.0)), day=2, span=(1, 2)),
    AveragesView(series=OWN, own=DAILY),
    AveragesView(series=OWN, own=GAPS, betas=(0.25, 0.75), looked=0),
    AveragesView(series=OWN, betas=(0.7,), looked=0, day=1200),
]
BAD = {
    "series=gold": "series: “gold” is not known; choose one of temperature, price, own",
    "beta=": "beta: “” is not a number",
    "beta=x~0.9": "beta: “x” is not a number",
    "beta=1": "beta: 1 is out of range: 0 to 0.999",
    "beta=-0.1": "beta: -0.1 is out of range",
    "beta=1e999": "beta: “1e999” is too large",
    "beta=0.1~0.2~0.3~0.4~0.5~0.6~0.7": "beta: 7 averages were asked for; it takes 1 to 6",
    "beta=" + "0.1~" * 900: "beta: ",
    "look=3": "look: 3 is out of range: 0 to 2",
    "look=-1": "look: -1 is out of range",
    "corrected=yes": "corrected: “yes” is not known; choose one of on, off",
    "day=0": "day: day 0 is out of range: 1 to 365",
    "day=366": "day: day 366 is out of range: 1 to 365",
    "day=1.5": "day: “1.5” is not a whole number",
    "span=5": "span: it takes two days: the first and the last",
    "span=5~5": "span: days 5 to 5 are no part of 1 to 365",
    "span=1~366": "span: days 1 to 366 are no part of 1 to 365",
    "span=1~2~3": "span: it takes two days",
    "values=1~2": "values: it belongs to series=own",
    "series=own&values=1": "values: a series of one's own has 2 to 10000 values",
    "series=own&values=1~x": "values: “x” is not a number",
    "series=own&values=" + "1~" * MOST_SPELLED + "1": f"values: a link holds at most {MOST_SPELLED} values",
    "series=own&values=1~2~3&dates=2016-01-01~1": "values: 3 values take a first date and 2 steps of whole days",
    "series=own&values=1~2&dates=2016-01-01~0": "values: 2 values take a first date",
    "series=own&values=1~2&dates=9999-12-31": "values: date value out of range",
    "series=own&values=1~2&dates=2016-01-01~1e300": "values: ",
    "series=own&values=1~2&dates=soon": "values: Invalid isoformat string",
    "bogus=1": "“bogus” means nothing here and was left out",
}


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: encode(view) or "the opening page")
def test_out_and_back_is_the_same_page(view):
    assert decode(encode(view)) == (view, ())


def test_it_reads_as_the_page_says_it_does():
    link = "series=price&beta=0.9~0.98&corrected=on&day=37"
    view = AveragesView(series="price", betas=(0.9, 0.98), corrected=True, day=37)
    assert decode(link) == (view, ())
    assert encode(view) == link
    assert encode(opening()) == ""
    assert encode(VIEWS[5]) == "series=own&values=3~-4.5~1e-7&dates=2016-02-28"
    assert encode(VIEWS[6]).endswith("dates=2016-02-26~3~1")


@pytest.mark.parametrize(("link", "words"), BAD.items(), ids=[link[:40] for link in BAD])
def test_a_damaged_part_is_named_and_the_rest_is_shown(link, words):
    view, problems = decode(link + ("" if "corrected" in link else "&corrected=on"))
    assert len(problems) == 1
    assert problems[0].startswith(words)
    assert len(problems[0]) < 200
    assert view.corrected is ("corrected" not in link)


def test_a_long_series_is_left_out_of_the_link_and_asked_for_where_it_is_opened():
    own = SERIES["price"].load()
    view = AveragesView(series=OWN, own=own, betas=(0.9,), looked=0, day=1200)
    assert not fits_a_link(own)
    found, problems = decode(encode(view))
    assert problems == ()
    assert found == replace(view, own=None)
    assert found.readings is None


def test_the_fullest_link_is_read_whole():
    dates = tuple(f"2016-{month:02}-{day:02}" for month in range(1, 13) for day in range(1, 29))
    own = Readings(dates[:320], tuple(-1234.5678 - i for i in range(320)))
    view = AveragesView(
        series=OWN, own=own, betas=(0.12345678901234,) * 6, looked=5, corrected=True, day=300, span=(9, 99)
    )
    assert fits_a_link(own)
    assert len(encode(view)) <= LONGEST
    assert decode(encode(view)) == (view, ())


@pytest.mark.parametrize("own", [DAILY, Readings((), tuple(map(float, range(MOST_SPELLED))))], ids=["three", "many"])
def test_a_short_series_fits(own):
    assert fits_a_link(own)


def test_another_series_is_seen_whole():
    view = AveragesView(betas=(0.7,), looked=0, corrected=True, day=300, span=(200, 300))
    assert view.of("price") == AveragesView(series="price", betas=(0.7,), looked=0, corrected=True)
    assert view.of("temperature") is view
    assert view.of(OWN, DAILY).readings == DAILY


def test_after_a_change_in_ones_own_series_the_same_days_are_seen_where_they_are_there():
    view = AveragesView(series=OWN, own=DAILY, day=2, span=(1, 3))
    assert view.of(OWN, GAPS) == replace(view, own=GAPS)
    assert view.of(OWN, Readings((), (1.0, 2.0))) == AveragesView(series=OWN, own=Readings((), (1.0, 2.0)))
    assert AveragesView(series=OWN, day=3).of(OWN, DAILY) == AveragesView(series=OWN, own=DAILY, day=3)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"betas": ()}, "0 averages"),
        ({"betas": (float("nan"),)}, "nan is out of range"),
        ({"own": DAILY}, "of one's own"),
        ({"looked": 1.5}, "1.5 is out of range"),
    ],
)
def test_a_view_that_cannot_be_shown_is_refused(changes, words):
    with pytest.raises(ValueError, match=words):
        AveragesView(**changes)


PARTS = st.sampled_from(["series", "beta", "look", "corrected", "day", "span", "values", "dates", "x"])


@given(st.lists(st.tuples(PARTS, st.text(alphabet="0123456789.~-eownprice", max_size=12)), max_size=6))
def test_whatever_a_link_says_it_is_decoded(pairs):
    view, problems = decode(pairs)
    assert decode(encode(view))[0] == view
    assert all(problems)

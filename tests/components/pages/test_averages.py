"""The page of averages without a browser: its series, what is pasted, what the component chooses, its link."""

import json
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from streamlit.testing.v1 import AppTest

from components.averages import KEY, averages_data, read_choice
from components.averages_link import OWN, AveragesView, decode, encode, opening
from components.share_link import decode as decode_workbench
from landscapes.series import SERIES, Readings

SCRIPT = "from components.pages.averages import averages\naverages()"


class Page:
    """The page in a session of its own. Every action runs the script and fails on an exception."""

    def __init__(self, link=""):
        self.app = AppTest.from_string(SCRIPT, default_timeout=60)
        for name, values in parse_qs(link).items():
            self.app.query_params[name] = values
        self.run()

    def run(self):
        self.app.run()
        assert [error.value for error in self.app.exception] == []
        return self

    @property
    def link(self):
        return urlencode(self.app.query_params, doseq=True)

    @property
    def view(self):
        return self.app.session_state["own-averages"].value

    def choose(self, series):
        self.app.button_group[0].set_value(series)
        self.run()

    def paste(self, text):
        self.app.text_area[0].set_value(text)
        self.run()

    def report(self, serial, link):
        """What the component tells when the reader's hand rests."""
        self.tell({"serial": serial, "link": link})

    def tell(self, choice):
        told = {"session": self.app.session_state["held"].session} | choice if isinstance(choice, dict) else choice
        self.app.session_state[KEY] = {"choice": told}
        self.run()


def test_it_opens_on_a_year_of_temperatures_with_the_lectures_three_averages():
    page = Page()
    assert page.view == opening() == AveragesView("temperature", (0.5, 0.9, 0.98))
    assert page.link == ""
    assert page.app.button_group[0].options == ["Temperature", "Share price", "Your own"]
    assert any("bokeh-sampledata" in caption.value for caption in page.app.caption)


def test_a_link_opens_what_it_spells_and_stays():
    link = "series=price&beta=0.9~0.98&look=0&corrected=on&day=37&span=1~50"
    page = Page(link)
    assert page.view == decode(link)[0]
    assert decode(page.link) == (page.view, ())
    assert any("EMA" in text.value for text in page.app.markdown)


def test_a_damaged_link_is_named_and_stays_until_a_change():
    page = Page("series=price&beta=2&day=37")
    assert "beta: 2 is out of range" in page.app.warning[0].value.replace("\\", "")
    assert (page.view.series, page.view.day, page.view.betas) == ("price", 37, opening().betas)
    assert "beta=2" in page.link
    page.report(1, "series=price&beta=0.7&look=0")
    assert not page.app.warning
    assert page.link == "series=price&beta=0.7"


def test_what_the_component_chooses_is_the_pages_and_is_taken_once():
    page = Page()
    page.report(3, "series=temperature&beta=0.5~0.93&look=1&corrected=on&day=200&span=150~250")
    assert page.view == AveragesView(betas=(0.5, 0.93), corrected=True, day=200, span=(150, 250))
    page.choose("price")
    assert page.view == AveragesView("price", (0.5, 0.93), corrected=True)  # the day and the span were the other's
    page.run()
    assert page.view.day is None


@pytest.mark.sampled(6)
@pytest.mark.parametrize(
    "choice",
    [
        *(None, 7, "x", {}, {"serial": 1}, {"serial": 1.5, "link": ""}, {"serial": -1, "link": ""}),
        *({"serial": 9, "link": link} for link in ("beta=2", "series=price&day=3", "x=1", None, 7, "day=9999")),
        *({"serial": serial, "link": "beta=0.3&look=0"} for serial in ("1", None, float("nan"), 2**60, [1])),
    ],
    ids=str,
)
def test_a_malformed_choice_changes_nothing(choice):
    page = Page("beta=0.7&day=12")
    before = page.view
    page.tell(choice)
    assert page.view == before
    assert page.link == "beta=0.7&day=12"


def test_a_pasted_series_is_shown_and_stands_in_the_link():
    page = Page()
    page.choose(OWN)
    assert page.view == opening()  # until there is another, the last good one stays
    page.paste("date,value\n2016-01-01,3\n2016-01-02,5\n2016-01-05,4")
    own = Readings(("2016-01-01", "2016-01-02", "2016-01-05"), (3, 5, 4))
    assert page.view == AveragesView(OWN, own=own)
    assert page.link == urlencode(parse_qs(encode(page.view)), doseq=True)
    assert Page(page.link).view == page.view
    assert Page(page.link).app.text_area[0].value == "2016-01-01,3\n2016-01-02,5\n2016-01-05,4"


def test_an_error_names_the_line_keeps_the_text_and_the_last_good_series():
    page = Page("series=own&values=3~5~4")
    good = page.view
    page.paste("3\n5\nfour\n2")
    assert "line 3: “four” is not a number" in page.app.error[0].value.replace("\\", "")
    assert page.app.text_area[0].value == "3\n5\nfour\n2"
    assert page.view == good
    assert decode(page.link) == (good, ())
    page.run()
    assert page.app.text_area[0].value == "3\n5\nfour\n2"
    page.paste("3\n5\n4\n2")
    assert not page.app.error
    assert page.view.own == Readings((), (3, 5, 4, 2))


def test_a_long_series_is_kept_in_the_session_and_a_stranger_is_asked_for_it():
    page = Page()
    page.choose(OWN)
    page.paste("\n".join(map(str, range(1000))))
    assert page.view.count == 1000
    assert "values" not in page.link
    assert any("too long to stand in the link" in caption.value for caption in page.app.caption)
    page.report(1, "series=own&beta=0.7&look=0&day=900")
    assert (page.view.day, page.view.count) == (900, 1000)
    elsewhere = Page(page.link)
    assert elsewhere.view.own is None
    assert "Paste or upload that series" in elsewhere.app.info[0].value
    elsewhere.paste("\n".join(map(str, range(1000))))
    assert not elsewhere.app.info
    assert elsewhere.view.own == page.view.own
    assert elsewhere.view.betas == (0.7,)
    assert elsewhere.view.day == 900


def test_the_text_is_there_again_after_a_look_at_another_series():
    page = Page()
    page.choose(OWN)
    page.paste("1\n2\n3")
    page.choose("price")
    assert page.view.series == "price"
    page.choose(OWN)
    assert page.app.text_area[0].value == "1\n2\n3"
    assert page.view.own == Readings((), (1, 2, 3))


def test_the_way_on_opens_momentum_with_its_averages():
    way = urlsplit(Page().app.get("link_button")[0].proto.url)
    view, problems = decode_workbench(way.query)
    assert problems == ()
    assert view.charts == ("cost", "averages")
    assert [run.optimizer for run in view.experiment.runs][view.looked] == "momentum"


@pytest.mark.parametrize(
    "view", [opening(), AveragesView("price", span=(1, 50)), AveragesView(OWN, own=Readings((), (1.0, 2.0)))]
)
def test_the_browser_is_told_all_it_draws_as_json(view):
    told = averages_data(view, view.readings, 4)
    assert json.loads(json.dumps(told)) == told
    assert len(told["series"]["values"]) == view.count
    assert len(told["markers"]) >= 6
    assert told["series"]["traded"] is (view.series != "temperature")


def test_a_choice_is_read_onto_the_series_that_is_shown():
    own = Readings((), tuple(map(float, range(2000))))
    view = AveragesView(OWN, own=own)
    assert read_choice({"serial": 2, "link": "series=own&day=1999"}, view) == (2, AveragesView(OWN, own=own, day=1999))
    with pytest.raises(ValueError, match="day 2001 is out of range: 1 to 2000"):
        read_choice({"serial": 2, "link": "series=own&day=2001"}, view)
    assert set(SERIES) == {"temperature", "price"}

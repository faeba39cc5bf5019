"""The Findings page: every claim at once, the evidence when it is opened, and links that open its maps."""

from urllib.parse import urlsplit

import pytest
from streamlit.testing.v1 import AppTest

from components.cached import checked
from components.pages import PAGES
from components.pages.findings import as_it_is, findings
from components.share_link import decode, opening
from optimizers.findings import FINDINGS, Evidence

SCRIPT = "from components.pages.findings import findings\nfindings()"


@pytest.fixture
def page():
    return AppTest.from_string(SCRIPT, default_timeout=60)


def opened(page, key):
    """The page with the evidence of one claim open, and the sentences in it."""
    page.session_state[f"findings-open-{key}"] = True
    page.run()
    assert [error.value for error in page.exception] == []
    return [each.value for each in page.markdown if "-badge[" in each.value]


def links(page):
    return [button.proto.url for button in page.get("link_button")]


def test_it_stands_after_the_maps():
    paths = [page.path for page in PAGES]
    assert paths.index("findings") == paths.index("maps") + 1
    shown = PAGES[paths.index("findings")]
    assert (shown.title, shown.show) == ("Findings", findings)


def test_every_claim_has_its_verdict_and_nothing_is_worked_out_before_it_is_asked_for(page, monkeypatch):
    checked.clear()
    monkeypatch.setattr(Evidence, "check", lambda _: 1 / 0)
    page.run()
    assert [error.value for error in page.exception] == []
    assert [head.value for head in page.subheader] == [f"“{finding.claim}”" for finding in FINDINGS.values()]
    assert len(page.expander) == len(FINDINGS)
    assert links(page) == []


@pytest.mark.sampled(1)
@pytest.mark.parametrize("key", FINDINGS)
def test_opened_evidence_says_the_numbers_of_the_sweeps_and_every_link_decodes(page, key):
    sentences, evidence = opened(page, key), FINDINGS[key].evidence
    assert len(sentences) == len(evidence)
    for place, (sentence, each) in enumerate(zip(sentences, evidence, strict=True)):
        assert sentence.startswith(":green-badge[For]" if each.supports else ":orange-badge[Against]")
        told = each.told(checked(key, place))
        assert sentence.replace("\\", "").replace("\u00a0", " ").endswith(told)
    ways = [urlsplit(link) for link in links(page)]
    assert [way.path for way in ways] == ["./maps", "./"] * len(evidence)
    for way, (each, charts) in zip(ways, [(e, c) for e in evidence for c in ((e.panel,), ("cost",))], strict=True):
        view, problems = decode(way.query)
        assert problems == ()
        assert (view.experiment, view.charts) == (each.experiment, charts)


def test_the_view_of_the_session_survives_a_visit(page):
    link = {"landscape": "ravine", "run": "adam~0.25", "charts": "slope"}
    for name, value in link.items():
        page.query_params[name] = value
    page.run()
    opened(page, "faster")
    assert page.session_state["held"].view == decode("landscape=ravine&run=adam~0.25&charts=slope")[0]
    assert {name: page.query_params[name] for name in link} == link


def test_it_shows_every_view_as_it_is():
    assert as_it_is(opening(), True) == as_it_is(opening(), False) == opening()

"""The page of findings: the evidence is worked out when it is opened, and its map opens by a link."""

import pytest


@pytest.mark.smoke
def test_the_evidence_of_a_claim_opens_with_its_numbers_and_its_map(open_page):
    page = open_page("findings", drawn=False)
    claim = page.get_by_text("Momentum is faster than gradient descent")
    claim.wait_for()
    page.wait_for_function("() => !document.querySelector('[data-test-script-state=running]')")
    assert page.get_by_role("link", name="Open the map").count() == 0
    page.locator("summary").first.click()
    link = page.get_by_role("link", name="Open the map").first
    link.wait_for()
    with page.expect_popup() as opened:
        link.click()
    there = opened.value
    there.wait_for_selector("[data-drawn-start]")
    there.locator(".map-panel:visible").first.wait_for()
    assert "/maps?" in there.url
    assert there.get_by_text("This link is damaged").count() == 0


@pytest.mark.smoke
def test_a_visit_to_the_findings_keeps_the_runs(open_page):
    page = open_page("?landscape=ravine&run=adam~0.25")
    page.get_by_role("link", name="Findings").click()
    page.get_by_text("Momentum is faster than gradient descent").wait_for()
    page.get_by_role("link", name="Explore").click()
    page.wait_for_selector("[data-drawn-start]")
    assert "landscape=ravine" in page.url
    assert page.get_by_role("textbox", name="Adam learning rate", exact=True).input_value() == "0.25"

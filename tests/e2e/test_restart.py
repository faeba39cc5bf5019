"""A server that goes away during a drag: what was chosen meanwhile is the page's when one is back."""

from urllib.parse import parse_qs, urlsplit

import pytest
from browser import free_port, serving


@pytest.mark.long
def test_what_is_chosen_while_the_server_is_away_is_taken_in_by_the_one_that_comes_back(context, pixel_of, start_of):
    port = free_port()
    page = context(False, False).new_page()
    with serving(port=port) as (address, _):
        page.goto(address + "?w1=0&w2=-3&steps=100")
        page.wait_for_selector("[data-drawn-start='0,-3']")
        page.wait_for_selector("[data-test-script-state=notRunning]")
        page.mouse.move(*pixel_of(page, 0, -3))
        page.mouse.down()
        page.mouse.move(*pixel_of(page, -1, -2.9), steps=4)
    page.mouse.move(*pixel_of(page, -2, -2), steps=4)
    page.mouse.up()
    there = start_of(page)
    assert there != (0, -3)
    with serving(port=port):
        page.wait_for_url(lambda url: parse_qs(urlsplit(url).query).get("w1") != ["0"])
        page.wait_for_selector("[data-test-script-state=notRunning]")
        assert start_of(page) == there
        link = parse_qs(urlsplit(page.url).query)
        assert (float(link["w1"][0]), float(link["w2"][0])) == there
        assert float(page.get_by_label("Start w1", exact=True).input_value()) == there[0]
        assert float(page.get_by_label("Start w2", exact=True).input_value()) == there[1]
    page.close()

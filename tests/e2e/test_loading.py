"""What a page says of what could not be loaded, and which failures are Streamlit's own."""

import re
import subprocess
import sys
import time
import urllib.request

import pytest
from browser import free_port

BARE = """
import streamlit as st
st.navigation([st.Page(lambda: st.text("one"), title="One", url_path="one", default=True),
               st.Page(lambda: st.text("two"), title="Two", url_path="two")]).run()
"""


@pytest.mark.smoke
@pytest.mark.sampled(1)
@pytest.mark.parametrize("lacking", ["player/main.mjs", "player/plotly.min.js"])
def test_a_page_names_what_could_not_be_loaded(chromium, address, lacking):
    context = chromium.new_context()
    page = context.new_page()
    page.route(f"**/{lacking}", lambda route: route.abort())
    page.goto(address)
    said = page.get_by_role("alert").filter(has_text="could not be loaded")
    said.wait_for(timeout=60_000)
    assert re.search(rf"lacks {re.escape(address)}browser/\w+/{re.escape(lacking)}\.$", said.text_content())
    context.close()


def refused(chromium, address, name):
    """What a browser asks the server in vain for as it opens the page `name` directly."""
    context = chromium.new_context()
    page, found = context.new_page(), set()
    page.on("response", lambda reply: found.add(reply.url.removeprefix(address)) if reply.status == 404 else None)
    page.goto(address + name)
    page.get_by_test_id("stMain").locator("> *").first.wait_for(timeout=60_000)
    context.close()
    return found


def test_what_a_sub_page_asks_for_in_vain_is_what_any_app_of_streamlit_s_asks_for(chromium, address, tmp_path):
    script, port = tmp_path / "bare.py", free_port()
    script.write_text(BARE)
    options = ("--server.port", str(port), "--server.headless", "true", "--server.address", "127.0.0.1")
    process = subprocess.Popen([sys.executable, "-m", "streamlit", "run", str(script), *options], cwd=tmp_path)
    bare = f"http://127.0.0.1:{port}/"
    try:
        for _ in range(300):
            try:
                urllib.request.urlopen(bare + "_stcore/health", timeout=5).close()
                break
            except OSError:
                time.sleep(0.1)
        asked = refused(chromium, bare, "two")
    finally:
        process.terminate()
        process.wait(timeout=20)
    assert asked == {"two/_stcore/health", "two/_stcore/host-config"}
    assert refused(chromium, address, "maps") == {name.replace("two", "maps") for name in asked}

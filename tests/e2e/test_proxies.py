"""The app behind a real nginx: a prefix kept or stripped, Host rewritten, and Streamlit's socket upgraded alone."""

import os
import re
import shutil
import subprocess
import time
import urllib.request
from contextlib import contextmanager

import pytest
from browser import free_port, serving
from playwright.sync_api import expect

NGINX = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin:/usr/local/sbin")
UPGRADE = """
            proxy_http_version 1.1;
            proxy_set_header Upgrade $http_upgrade;
            proxy_set_header Connection "upgrade";"""
CONFIG = """
daemon off;
pid {folder}/pid;
error_log {folder}/error.log;
events {{ }}
http {{
    access_log off;
    client_body_temp_path {folder}; proxy_temp_path {folder}; fastcgi_temp_path {folder};
    uwsgi_temp_path {folder}; scgi_temp_path {folder};
    server {{
        listen 127.0.0.1:{port};
        {locations}
    }}
}}
"""


def location(path, upstream, host="$http_host", upgraded=True):
    return f"""
        location {path} {{
            proxy_pass {upstream};
            proxy_set_header Host {host};{UPGRADE if upgraded else ""}
        }}"""


@pytest.fixture(scope="module", autouse=True)
def _nginx_is_there():
    if NGINX is None:
        message = "NO NGINX: nothing in tests/e2e/test_proxies.py was tested. Install the package nginx."
        if os.environ.get("CI"):
            pytest.fail(message)
        pytest.skip(message)


@pytest.fixture(scope="module")
def prefixed(tmp_path_factory):
    with serving(tmp_path_factory.mktemp("app") / "log", "--server.baseUrlPath", "teaching", prefix="teaching/") as (
        at,
        _,
    ):
        yield at


@pytest.fixture(scope="module")
def log(tmp_path_factory):
    return tmp_path_factory.mktemp("app") / "log"


@pytest.fixture(scope="module")
def plain(log):
    with serving(log) as (at, _):
        yield at


@contextmanager
def proxy(folder, locations):
    port = free_port()
    config = folder / "nginx.conf"
    config.write_text(CONFIG.format(folder=folder, port=port, locations=locations))
    process = subprocess.Popen([NGINX, "-p", str(folder), "-c", str(config)], stderr=subprocess.DEVNULL)
    try:
        for _ in range(100):
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=5).close()
                break
            except urllib.error.HTTPError:
                break
            except OSError:
                time.sleep(0.1)
        yield f"http://localhost:{port}/"
    finally:
        process.terminate()
        process.wait(timeout=10)


def local(address):
    return address.replace("localhost", "127.0.0.1").rstrip("/")


def drawn_and_dragged(chromium, address):
    """Open a page, see its paths drawn, move the dot by keys, and see the paths follow; what failed to load."""
    context = chromium.new_context(viewport={"width": 1440, "height": 900})
    failed = []
    page = context.new_page()
    page.set_default_timeout(60_000)
    # Streamlit's browser half asks for its server below a page's own address first, where it is not: its own doing.
    page.on(
        "response",
        lambda reply: (
            failed.append(f"{reply.status} {reply.url}")
            if reply.status >= 400 and not re.search(r"/\w+/_stcore/", reply.url)
            else None
        ),
    )
    page.goto(address)
    page.wait_for_selector("[data-drawn-start]")
    player = page.get_by_test_id("descent-player")
    before = player.get_attribute("data-drawn-start")
    page.get_by_role("slider", name="Start point").press("ArrowRight")
    page.wait_for_function(
        """(before) => {
          const root = document.querySelector("[data-testid=descent-player]");
          return root.dataset.drawnStart !== before && root.dataset.drawnStart === root.dataset.start;
        }""",
        arg=before,
    )
    said = page.locator("[role=alert]").all_text_contents()
    context.close()
    return failed, said


@pytest.mark.parametrize("page", ["", pytest.param("maps", marks=pytest.mark.long)])
def test_under_a_prefix_that_the_proxy_keeps(chromium, prefixed, tmp_path, page):
    with proxy(tmp_path, location("/teaching/", local(prefixed))) as address:
        assert drawn_and_dragged(chromium, f"{address}teaching/{page}") == ([], [])


@pytest.mark.parametrize("page", ["maps", pytest.param("", marks=pytest.mark.long)])
def test_under_a_prefix_that_the_proxy_strips(chromium, plain, tmp_path, page):
    with proxy(tmp_path, location("/teaching/", f"{local(plain)}/")) as address:
        assert drawn_and_dragged(chromium, f"{address}teaching/{page}") == ([], [])


@pytest.mark.smoke
def test_where_only_streamlits_socket_is_upgraded_the_paths_come_by_plain_http(chromium, plain, tmp_path):
    locations = location("/_stcore/stream", local(plain)) + location("/", local(plain), upgraded=False)
    with proxy(tmp_path, locations) as address:
        failed, said = drawn_and_dragged(chromium, address)
        assert said == []
        assert [reply for reply in failed if "/api/live" not in reply] == []


def test_where_only_streamlits_socket_is_upgraded_a_network_is_trained_by_plain_http(chromium, plain, tmp_path):
    locations = location("/_stcore/stream", local(plain)) + location("/", local(plain), upgraded=False)
    with proxy(tmp_path, locations) as address:
        context = chromium.new_context()
        page = context.new_page()
        page.goto(f"{address}network?epochs=30")
        trainer = page.get_by_test_id("network-trainer")
        expect(trainer).to_have_attribute("data-state", "done")
        expect(trainer).to_have_attribute("data-known", "30")
        assert page.get_by_text("last good one").count() == 0
        context.close()


def test_where_host_is_rewritten_whom_streamlit_admits_is_admitted(chromium, plain, tmp_path):
    with proxy(tmp_path, location("/", local(plain), host="inside.test")) as address:
        assert drawn_and_dragged(chromium, address) == ([], [])

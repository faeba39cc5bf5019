"""One server and one browser for all tests here; every page is watched for errors until its test ends."""

import os
import re
import sys
from collections.abc import Callable, Generator, Iterator
from functools import cache
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Error, Page, expect

sys.path.insert(0, str(Path(__file__).parent))

from browser import NoBrowserError, executable, launched, serving

FAILED = pytest.StashKey[bool]()
PATIENCE = 60_000  # ms that a condition may take: a busy machine is slow, and no fault
LAPTOP, PHONE = {"width": 1440, "height": 900}, {"width": 390, "height": 844}


OUTPUT = Path(__file__).parents[1] / "output"  # pictures and consoles of what failed


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Let the fixtures know how their test went."""
    report = yield
    if report.when == "call":
        item.stash[FAILED] = report.failed
    return report


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    try:
        executable()
    except NoBrowserError as error:
        message = f"NO BROWSER: nothing in tests/e2e was tested. Install Chromium or Chrome. ({error})"
        if os.environ.get("CI"):
            pytest.fail(message)
        pytest.skip(message)
    expect.set_options(timeout=PATIENCE)
    with launched() as browser:
        yield browser


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """The running app's address, and its log."""
    log = tmp_path_factory.mktemp("server") / "log"
    with serving(log) as (address, _):
        yield address, log


@pytest.fixture(scope="session")
def context(chromium: Browser) -> Iterator[Callable[[bool, bool], BrowserContext]]:
    """`context(phone, dark)`: one for all tests that ask for the same, so that what was fetched need not be again."""

    @cache
    def context(phone: bool, dark: bool) -> BrowserContext:
        made = chromium.new_context(
            viewport=PHONE if phone else LAPTOP,
            has_touch=phone,
            is_mobile=phone,
            color_scheme="dark" if dark else "light",
            permissions=["clipboard-read", "clipboard-write"],
        )
        made.set_default_timeout(PATIENCE)
        return made

    yield context
    for each in chromium.contexts:
        each.close()


@pytest.fixture
def address(server: tuple[str, Path]) -> Iterator[str]:
    """The running app. What it writes into its log during a test must be clean."""
    address, log = server
    before = log.stat().st_size
    yield address
    with log.open(encoding="utf-8", errors="replace") as lines:
        lines.seek(before)
        written = lines.read()
    assert not re.search(r"Traceback|ERROR|Exception", written), written[-4000:]


@pytest.fixture
def open_page(
    request: pytest.FixtureRequest, context: Callable[[bool, bool], BrowserContext], address: str
) -> Iterator[Callable[..., Page]]:
    """`open_page(query, phone=…, dark=…)` gives a page whose paths are drawn. `before` has it before it is opened.

    None may report an error.
    """
    pages, errors, console = [], [], []

    def said(message: ConsoleMessage) -> None:
        console.append(f"{message.type}: {message.text}")
        if message.type == "error" and not tried(message):
            errors.append(message.text)

    def open_(
        query: str = "",
        phone: bool = False,
        dark: bool = False,
        drawn: bool = True,
        before: Callable[[Page], object] | None = None,
    ) -> Page:
        page = context(phone, dark).new_page()
        pages.append(page)
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("console", said)
        if before:
            before(page)
        page.goto(address + query)
        if drawn:
            page.wait_for_selector("[data-drawn-start]")
            at_rest(page)
        return page

    yield open_
    if errors or request.node.stash.get(FAILED, False):
        keep(request.node.nodeid, pages, console + errors)
    for used in {page.context for page in pages}:
        leave(used)
    assert errors == []


def leave(context: BrowserContext) -> None:
    """Close the pages of a context, also those that a link opened; keep nothing of them but what was fetched."""
    for page in context.pages:
        if not page.is_closed() and page.url.startswith("http"):
            page.evaluate("() => { try { localStorage.clear(); } catch { /* storage may be blocked */ } }")
        page.close()
    context.clear_cookies()


def keep(test: str, pages: list[Page], console: list[str]) -> None:
    """Put pictures of the pages of a test that failed, and what their consoles say, into the folder of the output."""
    OUTPUT.mkdir(exist_ok=True)
    name = re.sub(r"[^\w-]+", "_", test.rpartition("/")[2])[:120]
    for i, page in enumerate(pages):
        picture = OUTPUT / f"{name}-{i}.png"
        try:
            page.screenshot(path=picture, timeout=5000)
            print(f"picture: {picture}")
        except Error as error:  # a page that hangs or was closed has none
            print(f"no picture of {page.url}: {error.message.splitlines()[0]}")
    text = OUTPUT / f"{name}.txt"
    text.write_text("\n".join(console), encoding="utf-8")
    print(f"console: {text}")


def tried(said: ConsoleMessage) -> bool:
    """Whether Streamlit's browser half tried where its server is: below a page's own address first, where it is not."""
    return bool(re.search(r"/[a-z]+/_stcore/", said.location["url"]))


def at_rest(page: Page) -> None:
    """Wait until the drawn paths start where the dot is and the script has finished."""
    page.wait_for_function(
        """() => {
          const root = document.querySelector("[data-testid=descent-player]");
          const running = document.querySelector("[data-test-script-state=running]");
          return root && !running && root.dataset.start === root.dataset.drawnStart;
        }"""
    )
    page.wait_for_timeout(150)


@pytest.fixture
def rest() -> Callable[[Page], None]:
    return at_rest


@pytest.fixture
def start_of() -> Callable[[Page], tuple[float, float]]:
    """Where the dot is."""

    def start(page: Page) -> tuple[float, float]:
        w1, w2 = page.get_by_test_id("descent-player").get_attribute("data-start").split(",")
        return float(w1), float(w2)

    return start


@pytest.fixture
def pixel_of() -> Callable[..., tuple[float, float]]:
    """The place on the screen of a point of the map, by Plotly's own axes."""

    def pixel(page: Page, w1: float, w2: float) -> tuple[float, float]:
        x, y = page.evaluate(
            """([w1, w2]) => {
              const plot = document.querySelector(".js-plotly-plot");
              const { left, top } = plot.getBoundingClientRect();
              const { xaxis, yaxis } = plot._fullLayout;
              return [left + xaxis._offset + xaxis.l2p(w1), top + yaxis._offset + yaxis.l2p(w2)];
            }""",
            [w1, w2],
        )
        return x, y

    return pixel

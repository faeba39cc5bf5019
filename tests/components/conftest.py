"""The page, run without a browser: its fields by the names a reader sees, and its address."""

import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlencode

import pytest
from streamlit.components.v2 import manifest_scanner
from streamlit.testing.v1 import AppTest

from components.share_link import View, decode

SITE = Path(__file__).parents[2] / "components" / "pages" / "site.py"

# By way of a script of its own: AppTest takes a folder named `pages` beside the script it is given for Streamlit's own
# kind of pages, and opens those files from the second run on.
SCRIPT = f"import runpy\nrunpy.run_path({str(SITE)!r})"

# For every session Streamlit reads the metadata of all installed packages, a third of a session's time. Once will do.
manifest_scanner.scan_component_manifests = cache(manifest_scanner.scan_component_manifests)


class Page:
    """The site in a session of its own, opened by a link. Every action runs the script and fails on an exception."""

    def __init__(self, link: str = "") -> None:
        self.app = AppTest.from_string(SCRIPT, default_timeout=60)
        for name, values in parse_qs(link, keep_blank_values=True).items():
            self.app.query_params[name] = values
        self.run()

    def run(self) -> None:
        self.app.run()
        assert [error.value for error in self.app.exception] == []

    @property
    def link(self) -> str:
        """What stands in the address bar."""
        return urlencode(self.app.query_params, doseq=True)

    @property
    def view(self) -> View:
        """What the address bar spells."""
        return decode(self.link)[0]

    def field(self, label: str) -> Any:
        """The text field, checkbox, select box or button of this name."""
        widgets = (*self.app.text_input, *self.app.checkbox, *self.app.selectbox, *self.app.button)
        named = [widget for widget in widgets if widget.label == label]
        assert named, f"no field is named {label!r}; there are {[widget.label for widget in widgets]}"
        return named[0]

    def text(self, label: str) -> str:
        """What a field shows."""
        return self.field(label).value

    def fill(self, label: str, value: Any) -> None:
        """Type into a field, tick a checkbox or choose in a select box."""
        self.field(label).set_value(value)
        self.run()

    def press(self, label: str) -> None:
        self.field(label).click()
        self.run()

    def choose_in_player(self, choice: Any) -> None:
        """What the player's browser half reports when the reader lets the dot go, or asks for another scale."""
        told = {"session": self.app.session_state["held"].session} | choice if isinstance(choice, dict) else choice
        self.app.session_state["player"] = {"choice": told}
        self.run()

    @property
    def fields(self) -> list[tuple[str, Any]]:
        """Every field by its name, with what it shows."""
        widgets = (*self.app.text_input, *self.app.checkbox, *self.app.selectbox)
        return [(widget.label, widget.value) for widget in widgets]

    @property
    def errors(self) -> list[str]:
        return [_as_read(error.value) for error in self.app.error]

    @property
    def warnings(self) -> list[str]:
        return [_as_read(warning.value) for warning in self.app.warning]

    @property
    def equations(self) -> list[str]:
        return [latex.value for latex in self.app.latex]

    @property
    def table(self) -> list[dict[str, str]]:
        """The rows of the results table."""
        for markdown in self.app.markdown:
            if markdown.value.startswith("| Optimizer |"):
                head, _, *rows = (
                    [cell.strip() for cell in line.split("|")[1:-1]] for line in markdown.value.split("\n")
                )
                return [dict(zip(head, row, strict=True)) for row in rows]
        return []


def _as_read(markdown: str) -> str:
    """Markdown without its escapes, as it appears on the page."""
    return re.sub(r"\\(.)", r"\1", markdown)


@pytest.fixture(scope="session")
def open_page() -> Callable[..., Page]:
    """open_page(link): the page as that link opens it."""
    return Page

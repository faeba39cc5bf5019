"""Components of our own: each is a module that runs in the browser, and the JSON text that Python hands to it."""

import json
from typing import Any

from streamlit.components.v2 import component
from streamlit.components.v2.types import ComponentRenderer

from components.backend.assets import base

# A few lines only, for Streamlit sends them again on every run; the modules come from a route and stay cached.
_SCRIPT = """
// A full address, for this text runs from a blob: below the page's own, wherever the app is mounted.
const address = new URL(".{address}", document.baseURI).href;
const module = import(address);
export default function (component) {{
  module.then((made) => made.render(component), () => address).then((lacking) => {{
    if (!lacking) return;
    const said = document.createElement("p");
    said.setAttribute("role", "alert");
    said.textContent = `This picture could not be loaded: the server, or a proxy before it, lacks ${{lacking}}.`;
    component.parentElement.replaceChildren(said);
  }});
  return () => module.then((made) => made.unmount(component.parentElement), () => {{}});
}}
"""


def register(name: str, module: str) -> ComponentRenderer:
    """The component `name`, whose module of this path below components/ exports `render(component)` and
    `unmount(parent)`; components/player/mounted.mjs makes both."""
    # Shadow DOM off: Plotly's style lives in the document's head.
    return component(name, js=_SCRIPT.format(address=f"{base()}/{module}"), isolate_styles=False)


def mount(registered: ComponentRenderer, key: str, page: dict[str, Any]) -> None:
    """Draw it with `page` as JSON text in `component.data.page`. What it reports as its state `choice` is found under
    `key` in the session's state."""
    # As one text: Streamlit would look for data frames among lists and mappings, and import pandas for that.
    registered(key=key, data={"page": json.dumps(page)}, on_choice_change=lambda: None)

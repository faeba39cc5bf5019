"""Streamlit's own settings of the host, for our routes: under which path, and who may open a socket."""

from starlette.middleware import Middleware
from streamlit import config
from streamlit.web.server.server_util import is_url_from_allowed_origins
from streamlit.web.server.starlette.starlette_websocket import is_host_allowed

from components.backend.hosts import Hosts, same_origin


def prefix() -> str:
    """Return `server.baseUrlPath` with a slash before it and none behind, "" for none."""
    path = str(config.get_option("server.baseUrlPath") or "").strip("/")
    return f"/{path}" if path else ""


def admits(origin: str | None, host: str | None) -> bool:
    """Return whether Streamlit would open its own socket: `server.allowedHosts`, the same origin, or an allowed one."""
    if not is_host_allowed(host):
        return False
    return same_origin(origin, host) or (origin is not None and is_url_from_allowed_origins(origin))


HOSTS = Middleware(Hosts, prefix=prefix, admits=admits)

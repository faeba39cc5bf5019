"""The served files: whole, typed, cached for good, and none but the components' own."""

import gzip
import re
from importlib.resources import files

import plotly
import pytest

from components.backend import assets as served
from components.backend.assets import COMPONENTS, PLOTLY, assets, base

OURS = sorted(
    path.relative_to(COMPONENTS).as_posix()
    for folder in COMPONENTS.iterdir()
    if folder.name != "pages"  # whose style Streamlit reads
    for path in folder.rglob("*")
    if path.suffix in (".mjs", ".css")
)
each = pytest.mark.parametrize("name", [*OURS, PLOTLY])


def source(name):
    return (files(plotly) / "package_data" / "plotly.min.js" if name == PLOTLY else COMPONENTS / name).read_bytes()


def test_the_modules_the_style_and_plotly_are_served_and_nothing_else():
    assert sorted(assets()) == sorted([*OURS, PLOTLY])
    assert "player/main.mjs" in OURS
    assert "player/player.css" in OURS


@each
def test_a_file_arrives_whole(get, name):
    reply = get(f"{base()}/{name}")
    assert reply.status == 200
    assert reply.body == source(name)
    assert "content-encoding" not in reply.headers


@each
def test_a_compressed_file_is_the_same_and_smaller(get, name):
    reply = get(f"{base()}/{name}", headers={"Accept-Encoding": "br, gzip, deflate"})
    assert reply.headers["content-encoding"] == "gzip"
    assert reply.headers["content-length"] == str(len(reply.body))
    assert len(reply.body) < len(source(name))
    assert gzip.decompress(reply.body) == source(name)


@each
def test_a_file_is_kept_for_good_and_apart_by_its_encoding(get, name):
    headers = get(f"{base()}/{name}").headers
    assert headers["cache-control"] == "public, max-age=31536000, immutable"
    assert headers["vary"] == "Accept-Encoding"


@each
def test_a_file_has_the_type_a_browser_insists_on(get, name):
    kind = get(f"{base()}/{name}").headers["content-type"].split(";")[0]
    assert kind == ("text/css" if name.endswith(".css") else "text/javascript")


@pytest.mark.parametrize(
    "path",
    [
        "/browser/x/player/nothing.mjs",
        "/browser/x/player/__init__.py",
        "/browser/x/",
        "/browser/x",
        "/browser//player/main.mjs",
        "/browser/x/../player/main.mjs",
        "/browser/x/../../app.py",
        "/browser/x/backend/assets.py",
        "/browser/x/..",
        "/browser/x/%2e%2e%2fapp.py",
        "/browser/x//etc/passwd",
        "/browser/x/C:\\Windows\\win.ini",
        "/browser/x/player/main.mjs/",
        "/browser/x/player/main.mjs\x00.css",
        "/browser/x/player/MAIN.MJS",
    ],
)
def test_any_other_name_is_not_found(get, path):
    reply = get(path)
    assert reply.status in (307, 404)
    assert len(reply.body) < 50
    assert reply.headers.get("location", "").count("..") == 0


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
def test_a_file_is_only_read(get, method):
    assert get(f"{base()}/player/main.mjs", method=method).status == 405


def test_every_address_holds_one_digest_of_all_the_files():
    assert re.fullmatch(r"/browser/[0-9a-f]{12}", base())


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A player of two files, served instead of ours."""
    (tmp_path / "a.mjs").write_text("one")
    (tmp_path / "b.css").write_text("two")
    monkeypatch.setattr(served, "COMPONENTS", tmp_path)
    return tmp_path


def digest():
    return base.__wrapped__()


def test_the_digest_changes_with_what_a_file_says(folder):
    before = digest()
    assert digest() == before
    (folder / "a.mjs").write_text("two")
    assert digest() != before


def test_the_digest_changes_with_the_name_of_a_file(folder):
    before = digest()
    (folder / "a.mjs").rename(folder / "aa.mjs")  # the order of the files stays the same
    assert digest() != before


def test_the_digest_changes_with_plotly(folder, monkeypatch):
    before = digest()
    monkeypatch.setattr(plotly, "__version__", "0.0.1")
    assert digest() != before


def test_the_digest_is_blind_to_files_that_are_not_served(folder):
    before = digest()
    (folder / "__init__.py").write_text("served to nobody")
    assert digest() == before

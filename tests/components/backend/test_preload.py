"""The middleware that names the player's files in the page: in pages only, in every one, and once."""

import gzip

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.responses import FileResponse, HTMLResponse, JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from components.backend.assets import Preload, assets, base

PAGE = "<html><head><title>Ω</title></head><body>" + "text " * 500 + "</head> in the text</body></html>"
BROWSER = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8", "Accept-Encoding": "gzip, br"}


async def page(request):
    return HTMLResponse(PAGE, headers={"X-Kept": "yes"})


async def in_pieces(request):
    return StreamingResponse((PAGE[i : i + 7] for i in range(0, len(PAGE), 7)), media_type="text/html")


async def headless(request):
    return HTMLResponse("<p>nothing to hold a tag</p>")


async def script(request):
    return Response("const end = '</head>';", media_type="text/javascript")


async def numbers(request):
    return JSONResponse({"html": "</head>"})


async def moved(request):
    return Response(status_code=304, headers={"ETag": '"1"'})


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """A site behind the middleware, which compresses what it may."""
    path = tmp_path_factory.mktemp("site") / "index.html"
    path.write_text(PAGE)

    async def index(request):
        return FileResponse(path)

    routes = [Route(f"/{view.__name__}", view) for view in (page, in_pieces, headless, script, numbers, moved, index)]
    return Starlette(routes=routes, middleware=[Middleware(Preload), Middleware(GZipMiddleware, minimum_size=10)])


def tags(body):
    """How often each file of the player is named."""
    return [body.count(f'".{base()}/{name}"') for name in assets() if name.startswith("player/")]


@pytest.mark.parametrize("path", ["/page", "/in_pieces", "/index"])
def test_a_page_names_every_file_once_at_the_end_of_its_head(get, site, path):
    reply = get(path, headers=BROWSER, app=site)
    body = reply.body.decode()
    assert reply.status == 200
    assert set(tags(body)) == {1}
    head, _, rest = body.partition("</head>")
    assert set(tags(head)) == {1}
    assert head.startswith("<html><head><title>Ω</title><")
    assert rest == PAGE.partition("</head>")[2]
    assert reply.headers["content-length"] == str(len(reply.body))
    assert "content-encoding" not in reply.headers


def test_modules_are_preloaded_plotly_is_read_early_and_the_style_is_linked(get, site):
    body = get("/page", headers=BROWSER, app=site).body.decode()
    assert f'<link rel="modulepreload" href=".{base()}/player/main.mjs">' in body
    assert f'<script async src=".{base()}/player/plotly.min.js"></script>' in body
    assert f'<link rel="stylesheet" href=".{base()}/player/player.css">' in body


def test_the_other_headers_of_a_page_are_kept(get, site):
    assert get("/page", headers=BROWSER, app=site).headers["x-kept"] == "yes"


def test_a_page_without_a_head_stays_as_it_is(get, site):
    assert get("/headless", headers=BROWSER, app=site).body == b"<p>nothing to hold a tag</p>"


def test_a_page_the_browser_has_is_sent_again_for_its_tags_may_be_of_an_older_version(get, site):
    headers = get("/index", headers=BROWSER, app=site).headers
    known = {"If-None-Match": headers["etag"], "If-Modified-Since": headers["last-modified"]}
    reply = get("/index", headers={**BROWSER, **known}, app=site)
    assert reply.status == 200
    assert set(tags(reply.body.decode())) == {1}


def test_a_part_of_a_page_is_the_whole_page(get, site):
    reply = get("/index", headers={**BROWSER, "Range": "bytes=0-5"}, app=site)
    assert reply.status == 200
    assert set(tags(reply.body.decode())) == {1}


@pytest.mark.parametrize(
    ("path", "body"), [("/script", b"const end = '</head>';"), ("/numbers", b'{"html":"</head>"}')]
)
def test_what_is_no_page_is_left_alone_though_a_browser_asks_for_one(get, site, path, body):
    reply = get(path, headers=BROWSER, app=site)
    assert reply.body == body
    assert reply.headers["content-length"] == str(len(body))


def test_an_answer_without_a_body_is_left_alone(get, site):
    reply = get("/moved", headers=BROWSER, app=site)
    assert reply.status == 304
    assert reply.body == b""
    assert "content-length" not in reply.headers


def test_a_program_that_asks_for_no_page_gets_it_untouched_and_compressed(get, site):
    reply = get("/page", headers={"Accept": "*/*", "Accept-Encoding": "gzip"}, app=site)
    assert reply.headers["content-encoding"] == "gzip"
    assert gzip.decompress(reply.body).decode() == PAGE


def test_the_head_of_a_page_alone_is_left_alone(get, site):
    assert get("/index", headers=BROWSER, app=site, method="HEAD").body == b""


def test_our_own_files_stay_whole_for_a_browser_that_opens_one_as_a_page(get):
    for name, asset in assets().items():
        assert get(f"{base()}/{name}", headers={"Accept": "text/html"}).body == asset.plain

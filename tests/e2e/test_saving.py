"""A saved picture is true, says where it is from, keeps a question a question; a printed page is whole."""

import re
import struct
import zlib
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pytest

from optimizers import Experiment, Run, perform

SVG = "{http://www.w3.org/2000/svg}"
SOURCE = "{http://purl.org/dc/elements/1.1/}source"
RUNS = (Run("gradient_descent", 0.01), Run("momentum", 0.05), Run("rmsprop", 0.03), Run("adam", 0.1))


def saved(page, kind, **boxes):
    """The bytes of the picture that the page saves, its boxes ticked as named."""
    button = page.get_by_role("button", name="Save picture")
    if button.get_attribute("aria-expanded") == "false":
        button.press("Enter")
    for name, yes in boxes.items():
        page.get_by_label(name.replace("_", " ").capitalize()).set_checked(yes)
    with page.expect_download() as download:
        page.get_by_role("group", name="Save picture").get_by_role("button", name=kind, exact=True).click()
    assert download.value.suggested_filename.endswith(f".{kind.lower()}")
    page.locator(".said").get_by_text("Saved").wait_for()
    return Path(download.value.path()).read_bytes()


def translation(text):
    """The (x, y) of the `translate` in a transform."""
    found = re.search(r"translate\((-?[\d.]+)[, ]+(-?[\d.]+)\)", text or "")
    return np.array([float(found[1]), float(found[2])] if found else [0.0, 0.0])


def placed(root):
    """Every element of a picture with where its origin is."""
    todo = [(root, np.zeros(2))]
    while todo:
        element, at = todo.pop()
        at = at + translation(element.get("transform"))
        if element.tag == f"{SVG}svg" and element is not root:
            at = at + np.array([float(element.get("x")), float(element.get("y"))])
        yield element, at
        todo += [(child, at) for child in element]


def axes(root):
    """Of each axis how a place in the picture becomes a weight, (slope, offset), by its lowest and its highest tick."""
    found = []
    for side, name in enumerate(("xtick", "ytick")):
        groups = [element for element, _ in placed(root) if element.get("class") == name and element.tag == f"{SVG}g"]
        inside = {id(text) for group in groups for text in group}
        ticks = [
            (float("".join(text.itertext()).replace("−", "-")), at[side])
            for text, at in placed(root)
            if id(text) in inside
        ]
        (low, start), (high, end) = min(ticks), max(ticks)
        slope = (high - low) / (end - start)
        found.append((slope, low - slope * start))
    return found


def lines(root):
    """The paths of the runs in the picture's own pixels."""
    found = {}
    for element, at in placed(root):
        if element.get("class") in ("js-line", "js-line by-rounding"):
            points = re.findall(r"[ML](-?[\d.]+),(-?[\d.]+)", element.get("d"))
            found[element] = np.array([[float(x), float(y)] for x, y in points]) + at
    return [found[element] for element in root.iter() if element in found]


@pytest.mark.smoke
def test_the_paths_of_a_saved_svg_are_those_that_perform_computes(open_page):
    page = open_page()
    root = ElementTree.fromstring(saved(page, "SVG"))
    (right, left), (up, low) = axes(root)
    drawn = lines(root)
    assert len(drawn) == len(RUNS)
    for line, trajectory in zip(drawn, perform(Experiment("himmelblau", start=(0, -3), runs=RUNS)), strict=True):
        found = line * [right, up] + [left, low]
        assert np.abs(found - np.stack([trajectory.w1, trajectory.w2], axis=1)).max() < 1e-3 * 12
    assert root.find(f".//{SOURCE}").text == page.url
    words = {text.text for text in root.iter(f"{SVG}text")}
    assert {"Gradient descent, α = 0.01", "Momentum, α = 0.05", "RMSprop, α = 0.03", "Adam, α = 0.1"} <= words
    assert "step n" in words  # the chart is in it too
    assert not any(value.startswith("var(") for element in root.iter() for value in element.attrib.values())


def chunks(png):
    """The chunks of a PNG by their types, their check sums found right."""
    at, found = 8, {}
    while at < len(png):
        (length,) = struct.unpack_from(">I", png, at)
        assert struct.unpack_from(">I", png, at + 8 + length)[0] == zlib.crc32(png[at + 4 : at + 8 + length])
        found.setdefault(png[at + 4 : at + 8], []).append(png[at + 8 : at + 8 + length])
        at += 12 + length
    return found


def test_a_saved_png_has_twice_the_screens_pixels_and_the_link(open_page):
    page = open_page("?landscape=booth&w1=1&w2=2")
    found = chunks(saved(page, "PNG", link_under_it=True))
    texts = dict(text.decode().split("\0\0\0\0\0") for text in found[b"iTXt"])
    assert texts["Source"] == page.url
    width, _ = struct.unpack_from(">II", found[b"IHDR"][0])
    part = page.locator(".stage").evaluate("element => element.getBoundingClientRect().width")
    assert 1.8 * part < width < 2.2 * part


def test_a_picture_of_a_dark_page_can_have_a_light_background_and_the_page_stays_dark(open_page):
    page = open_page(dark=True)
    before = page.locator(".js-line").first.evaluate("line => getComputedStyle(line).stroke")
    dark = ElementTree.fromstring(saved(page, "SVG", light_background=False))
    light = ElementTree.fromstring(saved(page, "SVG", light_background=True))
    assert light.find(f"{SVG}rect").get("fill") == "#ffffff" != dark.find(f"{SVG}rect").get("fill")
    assert page.locator(".js-line").first.evaluate("line => getComputedStyle(line).stroke") == before
    assert all(np.allclose(a, b) for a, b in zip(lines(light), lines(dark), strict=True))


def test_a_picture_is_copied_as_an_image(open_page):
    page = open_page()
    page.get_by_role("button", name="Save picture").click()
    page.get_by_role("button", name="Copy as image").click()
    page.locator(".said").get_by_text("Copied").wait_for()
    types = page.evaluate("async () => (await navigator.clipboard.read()).flatMap((item) => item.types)")
    assert types == ["image/png"]


def test_a_failure_is_told_in_words_and_escape_closes_the_menu(open_page):
    page = open_page(before=lambda page: page.add_init_script("window.ClipboardItem = undefined"))
    button = page.get_by_role("button", name="Save picture")
    button.press("Enter")
    page.get_by_role("button", name="Copy as image").click()
    page.get_by_text("This browser copies no images here. Save the picture instead.").wait_for()
    page.keyboard.press("Escape")
    assert button.get_attribute("aria-expanded") == "false"
    assert button.evaluate("element => element === document.activeElement")


def test_a_scene_that_still_asks_saves_no_path(open_page):
    page = open_page("scenes")
    root = ElementTree.fromstring(saved(page, "SVG"))
    assert all(len(line) == 0 for line in lines(root))
    assert not any(element.get("class") == "end-mark" for element in root.iter())


@pytest.mark.parametrize("place", ["averages", "network"])
def test_pages_without_a_map_of_two_weights_save_their_charts(open_page, place):
    page = open_page(place, drawn=False)
    ready = {"averages": ".averages-plot .lines path", "network": "[data-state=done]"}[place]
    page.wait_for_selector(ready)
    root = ElementTree.fromstring(saved(page, "SVG"))
    assert len([path for path in root.iter(f"{SVG}path") if path.get("d")]) > 10


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_a_printed_page_has_the_picture_the_rows_and_the_results_one_below_another(open_page, dark):
    page = open_page(dark=dark)
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print", color_scheme="dark" if dark else "light")
    picture = page.locator("svg.printed")
    picture.wait_for()
    assert picture.locator("path[data-part^=js-line]").count() == len(RUNS)
    assert all(
        len(d) > 100
        for d in picture.locator("path[data-part^=js-line]").evaluate_all("all => all.map((a) => a.getAttribute('d'))")
    )
    places = [picture, page.locator(".st-key-optimizer-row-3"), page.locator(".st-key-explore-results")]
    boxes = [place.bounding_box() for place in places]
    assert all(a["y"] + a["height"] <= b["y"] for a, b in pairwise(boxes))
    assert page.locator(".optiscape-player .map").is_hidden()
    for across in (False, True):
        assert len(re.findall(rb"/Type */Page\b", page.pdf(format="A4", landscape=across))) in (2, 3, 4)
    page.emulate_media(media="screen")
    picture.wait_for(state="detached")
    assert page.locator(".optiscape-player .map").is_visible()

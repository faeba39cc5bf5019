"""What the eye needs of the map, measured on the pixels of the screen: bands, lines, labels and paths."""

import re
from io import BytesIO

import numpy as np
import pytest
from PIL import Image

from landscapes import CATALOGUE

SURFACES = (
    *("himmelblau", "rosenbrock", "rastrigin", "beale", "eggholder"),
    *("branin", "saddle", "sphere", "hills", "six_hump_camel"),
)
STARTS = {"rastrigin": "&w1=-3.6&w2=3.6&run=momentum~0.004~0~0.99"}  # a path long enough to be measured
FLAT = 0.002  # of the map that has just one colour: that is a band's, not an edge's
# Points along every path of a selector, on the screen, each with the direction along it, `every` pixels.
ALONG = """([selector, every]) => [...document.querySelectorAll(selector)].map(path => {
  const matrix = path.getScreenCTM();
  const length = path.getTotalLength();
  const at = s => { const p = path.getPointAtLength(s).matrixTransform(matrix); return [p.x, p.y]; };
  return Array.from({ length: Math.min(400, Math.floor(length / every)) }, (_, i) => {
    const s = (i + 0.5) * every;
    const [[x, y], [a, b], [c, d]] = [at(s), at(s - 1), at(s + 1)];
    return [x, y, c - a, d - b];
  });
})"""
BOX = """() => {
  const { left, top, width, height } = document.querySelector(".nsewdrag").getBoundingClientRect();
  return [left, top, width, height];
}"""
COVERS = """() => [...document.querySelectorAll(".zoom button")].map(button => {
  const { left, top, right, bottom } = button.getBoundingClientRect();
  return [left, top, right, bottom];
})"""
MARKS = """() => [...document.querySelectorAll(".handle i, .end-mark, .points [role=listitem]")].map(mark => {
  const { left, top, width, height } = mark.getBoundingClientRect();
  return [left + width / 2, top + height / 2];
})"""
LABELS = """() => [...document.querySelectorAll(".heights text")].map(text => {
  const { left, top, width, height } = text.getBoundingClientRect();
  return [left + width / 2, top + height / 2, text.textContent];
})"""


def luminance(rgb):
    linear = np.where(rgb <= 0.04045 * 255, rgb / 255 / 12.92, ((rgb / 255 + 0.055) / 1.055) ** 2.4)
    return linear @ [0.2126, 0.7152, 0.0722]


def lightness(rgb):
    y = luminance(rgb)
    return np.where(y > 0.008856, 116 * np.cbrt(y) - 16, 903.3 * y)


def contrast(one, other):
    one, other = luminance(one), luminance(other)
    return (np.maximum(one, other) + 0.05) / (np.minimum(one, other) + 0.05)


class Screen:
    """A screenshot of a page, its map, and which of its colours are bands'."""

    def __init__(self, page):
        self.pixels = np.asarray(Image.open(BytesIO(page.screenshot())).convert("RGB"), float)
        self.left, self.top, self.width, self.height = page.evaluate(BOX)
        self.covers = page.evaluate(COVERS)
        colours, counts = np.unique(self.map.reshape(-1, 3), axis=0, return_counts=True)
        self.flat = {tuple(c) for c in colours[counts > FLAT * counts.sum()]}

    @property
    def map(self):
        x, y = round(self.left), round(self.top)
        return self.pixels[y : y + round(self.height), x : x + round(self.width)]

    def at(self, x, y):
        return self.pixels[np.floor(y).astype(int), np.floor(x).astype(int)]

    def across(self, points, offsets):
        """The colours at so many pixels to the side of every point, (points, offsets, 3), of those within the map."""
        x, y, dx, dy = np.asarray(points, float).reshape(-1, 4).T
        room = 8
        inside = (x > self.left + room) & (x < self.left + self.width - room)
        inside &= (y > self.top + room) & (y < self.top + self.height - room) & (np.hypot(dx, dy) > 0)
        for left, top, right, bottom in self.covers:
            inside &= (x < left - room) | (x > right + room) | (y < top - room) | (y > bottom + room)
        x, y, dx, dy = (column[inside, None] for column in (x, y, dx, dy))
        far = np.hypot(dx, dy)
        return self.at(x - dy / far * offsets, y + dx / far * offsets)

    def is_flat(self, colours):
        return np.array([tuple(colour) in self.flat for colour in colours.reshape(-1, 3)]).reshape(colours.shape[:-1])


def costs(key, w1, w2):
    landscape = CATALOGUE[key]
    return np.vectorize(lambda a, b: float(landscape.cost(a, b, **landscape.theta())))(w1, w2)


def mode(pixels):
    colours, counts = np.unique(pixels, axis=0, return_counts=True)
    return colours[counts.argmax()]


@pytest.mark.smoke
@pytest.mark.sampled(2)
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("key", SURFACES)
def test_bands_lines_labels_and_paths_stand_out(open_page, key, dark):
    page = open_page(f"?landscape={key}{STARTS.get(key, '')}", dark=dark)
    page.wait_for_timeout(500)  # for the saddles
    screen = Screen(page)
    across, up = CATALOGUE[key].domain
    assert abs(screen.width / across.width / (screen.height / up.width) - 1) < 0.01  # a unit is a unit
    assert max(screen.width, screen.height) >= 520

    # The lowest and the highest hundredths of the map: how far apart their colours are.
    n = 97
    part = (np.arange(n) + 0.5) / n
    a, b = np.meshgrid(across.low + part * across.width, up.low + part * up.width)
    cost = costs(key, a, b)
    seen = screen.at(
        screen.left + (a - across.low) / across.width * screen.width,
        screen.top + (up.high - b) / up.width * screen.height,
    )
    ends = [mode(seen[chosen]) for chosen in (cost <= np.quantile(cost, 0.01), cost >= np.quantile(cost, 0.95))]
    assert abs(lightness(ends[0]) - lightness(ends[1])) >= 45

    # Major lines against the bands on both sides, wherever nothing lies on them.
    seen = []
    for line in page.evaluate(ALONG, [".contourlevel.major path", 5]):
        colours = screen.across(line, np.array([-4, -1, 0, 1, 4]))
        colours = colours[screen.is_flat(colours[:, [0, 4]]).all(axis=1)]
        if len(colours) < 8:
            continue
        ink = colours[:, 1:4]
        clearest = luminance(ink).argmax(axis=1) if dark else luminance(ink).argmin(axis=1)
        ink = ink[np.arange(len(ink)), clearest]
        both = np.minimum(contrast(ink, colours[:, 0]), contrast(ink, colours[:, 4]))
        assert np.median(both) >= 1.5, f"{np.quantile(both, [0, 0.1, 0.5])} of {len(both)} on a line"
        seen.append(both)
    assert len(seen) >= 2
    assert np.quantile(np.concatenate(seen), 0.1) >= 1.5

    # The labels say what J is where they stand.
    labels = page.evaluate(LABELS)
    assert len(labels) >= 2
    low, high = cost.min(), cost.max()
    for x, y, text in labels:
        aside = np.array([-6, 0, 6])  # pixels: the lines are as fine as the grid behind them
        w1 = across.low + (x + aside - screen.left) / screen.width * across.width
        w2 = up.high - (y + aside - screen.top) / screen.height * up.width
        near, J = costs(key, *np.meshgrid(w1, w2)), float(re.sub("−", "-", text))
        room = 0.1 * (J - low) + 0.01 * (high - low)
        assert near.min() - room <= J <= near.max() + room, text

    # Paths, wherever no later one and no mark lies on them: core against casing, and the better of the two against the
    # band beside.
    runs = [np.reshape(run, (-1, 4)) for run in page.evaluate(ALONG, [".scatterlayer .casing", 3])]
    marks = np.reshape(page.evaluate(MARKS), (-1, 2))
    measured = 0
    for i, run in enumerate(runs):
        over = np.concatenate([marks, *(later[:, :2] for later in runs[i + 1 :])])
        far = np.hypot(*(run[:, None, :2] - over).transpose(2, 0, 1)).min(axis=1) > 18
        colours = screen.across(run[far], np.arange(-7, 7.5, 0.5))
        if len(colours) < 5:
            continue
        core, casing = colours[:, 12:17], colours[:, [9, 10, 11, 17, 18, 19]]
        between = contrast(core[:, :, None], casing[:, None]).max(axis=(1, 2))
        assert np.median(between) >= 4, np.quantile(between, [0, 0.1, 0.5])
        measured += 1
        bands = colours[:, [0, -1]]
        free = screen.is_flat(bands).all(axis=1) & (between >= 4)
        better = [contrast(part[:, :, None], bands[:, None]).max(axis=1) for part in (core, casing)]
        beside = np.maximum(*better).min(axis=1)[free]
        assert len(beside) < 5 or np.quantile(beside, 0.02) >= 2, np.quantile(beside, [0, 0.02, 0.5])
    assert measured


RANGES = """() => {
  const { xaxis, yaxis } = document.querySelector(".js-plotly-plot")._fullLayout;
  return [...xaxis.range, ...yaxis.range];
}"""


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_where_j_is_undefined_the_map_is_hatched_and_the_key_says_so(open_page, dark):
    page = open_page("?landscape=formula:ln(x)%2By^2", dark=dark)
    assert "J undefined" in page.locator(".readout .key").text_content()
    left = Screen(page).map[200:500, 20:200].reshape(-1, 3)
    ground = mode(left)
    share = (contrast(left, ground) > 1.5).mean()
    assert 0.05 < share < 0.5  # stripes


def test_a_map_that_is_zoomed_moves_by_keys_and_comes_back_by_one(open_page):
    page = open_page()
    page.locator(".zoom button").first.focus()
    page.keyboard.press("+")
    page.wait_for_function(f"String(({RANGES})()) === '-3,3,-4.5,1.5'")  # the dot at (0, −3) stays where it is
    page.keyboard.press("ArrowRight")
    page.wait_for_function(f"Math.abs(({RANGES})()[0] + 2.4) < 1e-9")
    page.keyboard.press("0")
    page.wait_for_function(f"String(({RANGES})()) === '-6,6,-6,6'")


def test_two_fingers_zoom_and_move_the_map_of_a_phone_and_keep_its_shape(open_page, pixel_of):
    page = open_page(phone=True)
    page.locator(".optiscape-player .map").scroll_into_view_if_needed()
    x, y = pixel_of(page, 0, 0)
    hand = page.context.new_cdp_session(page)

    def touch(kind, *points):
        hand.send(
            "Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": x + a, "y": y + b} for a, b in points]}
        )

    touch("touchStart", (-30, 0), (30, 0))
    touch("touchMove", (-60, 0), (60, 0))
    touch("touchEnd")
    page.wait_for_function(f"Math.abs(({RANGES})()[0] + 3) < 0.1")
    left, right, low, high = page.evaluate(RANGES)
    assert right - left == pytest.approx(6, abs=0.1)
    assert high - low == pytest.approx(6, abs=0.1)
    page.get_by_role("button", name="Whole map").tap()
    page.wait_for_function(f"String(({RANGES})()) === '-6,6,-6,6'")

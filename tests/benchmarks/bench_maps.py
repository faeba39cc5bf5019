"""How live the maps are: a slider's move to the repainted basins, the dot's to the strip, and the drag beside them.

    uv run python tests/benchmarks/bench_maps.py [moves]

Starts the app and a headless Chromium, moves a slider of the page of maps, then the dot, with real input, and prints
the figures beside their targets.
"""

import statistics
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "e2e"))

from bench_drag import WATCH, drag
from browser import launched, serving

# In the page: when a slider or the pointer moved, and when a map was painted after that.
NOTE = """
(what) => {
  const log = (window.mapLog = { moved: null, coarse: [], fine: [], strip: [] });
  const painted = (then) => requestAnimationFrame(() => {
    const channel = new MessageChannel();
    channel.port1.onmessage = then;
    channel.port2.postMessage(0);
  });
  addEventListener(what, (event) => { log.moved = event.timeStamp; }, { capture: true });
  const put = CanvasRenderingContext2D.prototype.putImageData;
  CanvasRenderingContext2D.prototype.putImageData = function (image, ...rest) {
    const at = log.moved;
    const list = image.width <= 32 ? log.coarse : log.fine;
    if (at !== null) painted(() => list.push(performance.now() - at));
    return put.call(this, image, ...rest);
  };
  const strip = document.querySelector(".panel-rates .chart");
  new MutationObserver(() => {
    const at = log.moved;
    if (at !== null) painted(() => log.strip.push(performance.now() - at));
  }).observe(strip, { childList: true });
}
"""


def line(name: str, values: list[float], target: str) -> None:
    p95 = statistics.quantiles(values, n=20)[18]
    print(f"{name:42} median {statistics.median(values):6.1f} ms   p95 {p95:6.1f}   target {target}   ({len(values)})")


def opened(browser, address: str, query: str):
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    page.goto(f"{address}maps?{query}")
    page.wait_for_selector("[data-drawn-start]")
    page.wait_for_timeout(3500)  # and compiled
    return page


def basins(browser, address: str, moves: int) -> None:
    """The slider is held and moved a little at a time, each time after the map of the move before is fine."""
    page = opened(browser, address, "charts=basins&run=adam~0.1")
    box = page.get_by_label("Adam β₁").bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.wait_for_timeout(800)
    page.evaluate(NOTE, "input")
    for i in range(moves):
        fine = page.evaluate("mapLog.fine.length")
        page.mouse.move(x + (i * 7) % 23 - 11, y)
        page.wait_for_function("n => mapLog.fine.length > n", arg=fine)
        page.wait_for_timeout(100)
    page.mouse.up()
    log = page.evaluate("mapLog")
    line("slider → basins, 32 × 32 starts", log["coarse"], "≤ 40")
    line("slider → basins, 128 × 128 × 500", log["fine"], "≤ 100")
    page.close()


def strip(browser, address: str, moves: int) -> None:
    """The dot is dragged in circles, and the strip of the opening page's four optimizers with it."""
    page = opened(browser, address, "charts=rates")
    drag(page, 30)
    page.wait_for_timeout(800)
    page.evaluate(NOTE, "pointermove")
    page.evaluate(WATCH)
    drag(page, moves)
    page.wait_for_timeout(500)
    line("dot → paths, the strip following", page.evaluate("dragLog.paths.map(one => one.latency)"), "p95 ≤ 80")
    page.close()


def strip_alone(browser, address: str, moves: int) -> None:
    """The dot is held and moved a little at a time."""
    page = opened(browser, address, "charts=rates")
    box = page.get_by_role("slider", name="Start point").bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 5, y)
    page.wait_for_timeout(800)
    page.evaluate(NOTE, "pointermove")
    lasts = []
    for i in range(moves):
        page.evaluate("() => { mapLog.strip = []; }")
        page.mouse.move(x + 20 + (i * 7) % 23, y - 40)
        page.wait_for_timeout(400)
        lasts.append(page.evaluate("mapLog.strip.at(-1)"))  # it is drawn with the paths, and last with its own answer
    page.mouse.up()
    line("dot → strip, 4 × 256 rates × 500", lasts, "≤ 60")
    page.close()


def main(moves: int = 40) -> None:
    with serving() as (address, _), launched() as browser:
        basins(browser, address, moves)
        strip_alone(browser, address, moves)
        strip(browser, address, 6 * moves)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:2]))

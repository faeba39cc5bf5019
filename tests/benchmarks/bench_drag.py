"""How the drag feels: latency from pointer move to new paths on the screen, updates a second, server CPU per move.

    uv run python tests/benchmarks/bench_drag.py [moves]

Starts the app and a headless Chromium, drags the dot in circles with real pointer events, and prints the figures beside
the targets of the design. The steady figure on a noisy machine is the ratio of two latencies of one run: paths / dot.
"""

import math
import os
import statistics
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "e2e"))

from browser import launched, serving

# In the page: when a pointer moved, when its paths were written, and when the frame that shows them was presented.
WATCH = """
() => {
  const root = document.querySelector("[data-testid=descent-player]");
  const log = (window.dragLog = { dot: [], paths: [], moved: new Map(), events: 0 });
  const painted = (then) => requestAnimationFrame(() => {
    const channel = new MessageChannel();
    channel.port1.onmessage = then;
    channel.port2.postMessage(0);
  });
  addEventListener("pointermove", (event) => {
    log.events += 1;
    const at = event.timeStamp;
    queueMicrotask(() => {
      const start = root.dataset.start;
      if (log.moved.has(start)) return;
      log.moved.set(start, at);
      painted(() => log.dot.push(performance.now() - at));
    });
  }, { capture: false });
  new MutationObserver(() => {
    const at = log.moved.get(root.dataset.drawnStart);
    if (at !== undefined) painted(() => log.paths.push({ latency: performance.now() - at, when: performance.now() }));
  }).observe(root, { attributeFilter: ["data-drawn-start"] });
}
"""


def cpu_seconds(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def drag(page, moves: int) -> None:
    """Circles about the start, one move each 60th of a second."""
    box = page.get_by_role("slider", name="Start point").bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    began = time.perf_counter()
    for i in range(moves):
        angle = 2 * math.pi * i / 120
        page.mouse.move(x + 90 * math.sin(angle), y - 90 + 90 * math.cos(angle) + i % 7)
        time.sleep(max(0.0, began + (i + 1) / 60 - time.perf_counter()))
    page.mouse.up()


def main(moves: int = 480) -> None:
    with serving() as (address, pid), launched() as browser:
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        page.goto(address)
        page.wait_for_selector("[data-drawn-start]")
        page.wait_for_timeout(1500)
        drag(page, 60)  # warm
        page.wait_for_timeout(800)
        page.evaluate(WATCH)
        before, began = cpu_seconds(pid), time.perf_counter()
        drag(page, moves)
        page.wait_for_timeout(300)
        took = time.perf_counter() - began - 0.3
        cpu = cpu_seconds(pid) - before
        log = page.evaluate("({dot: dragLog.dot, paths: dragLog.paths})")
    latencies = [entry["latency"] for entry in log["paths"]]
    halves = latencies[: len(latencies) // 2], latencies[len(latencies) // 2 :]
    p95 = statistics.quantiles(latencies, n=20)[18]
    print(f"{moves} moves in {took:.1f} s, 4 optimizers × 500 steps")
    print(f"move → paths painted   median {statistics.median(latencies):5.1f} ms   p95 {p95:5.1f}    target ≤ 33, ≤ 50")
    print(f"move → dot painted     median {statistics.median(log['dot']):5.1f} ms")
    print(f"paths / dot            {statistics.median(latencies) / statistics.median(log['dot']):.2f}")
    print(f"updates                {len(latencies) / took:.1f} /s                   target ≥ 40")
    lag = statistics.median(halves[1]) / statistics.median(halves[0])
    print(f"lag, 2nd / 1st half    {lag:.2f}                      no growth")
    print(f"server CPU per move    {1000 * cpu / moves:.2f} ms (rerun on release included)   target ≤ 3")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:2]))

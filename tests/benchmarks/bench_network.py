"""How prompt a training is: how soon it is told of, how long it takes, how soon an end is felt, and its plane.

    uv run python tests/benchmarks/bench_network.py

Speaks to the routes directly, without a browser or a port, and prints what it measured beside the targets. It reports
and always exits with 0.
"""

import asyncio
import json
import struct
import sys
from itertools import pairwise
from pathlib import Path
from statistics import median
from time import perf_counter

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from starlette.applications import Starlette

from components.backend import MIDDLEWARE, ROUTES

ROUNDS = 5
LINK = (
    "data=breast_cancer&layers=8~8&activation=relu&epochs=500&batch=32&seed={}"
    "&run=gradient_descent~0.1&run=momentum~0.1&run=rmsprop~0.001&run=adam~0.001"
)
LONG = "data=breast_cancer&layers=16~16&epochs=1000&batch=4&run=adam~0.001&run=rmsprop~0.001"
HEADERS = [(b"host", b"bench")]
APP = Starlette(routes=ROUTES, middleware=MIDDLEWARE)


def line(name: str, seconds: list[float], target: str) -> None:
    print(f"{name:58} median {median(seconds):7.3f} s   most {max(seconds):7.3f}   target {target}   ({len(seconds)})")


async def get(path: str, query: str) -> bytes:
    scope = {
        **{"type": "http", "http_version": "1.1", "method": "GET", "scheme": "http", "server": ("bench", 80)},
        **{"path": path, "raw_path": path.encode(), "query_string": query.encode(), "headers": HEADERS},
    }
    parts: list[bytes] = []
    asked = iter([{"type": "http.request", "body": b"", "more_body": False}])

    async def receive() -> dict:
        return next(asked, None) or await asyncio.Event().wait()

    async def send(message: dict) -> None:
        assert message.get("status", 200) == 200
        parts.append(message.get("body", b""))

    await APP(scope, receive, send)
    return b"".join(parts)


class Peer:
    """The browser's end of the training's socket."""

    def __init__(self) -> None:
        self.to, self.heard = asyncio.Queue(), asyncio.Queue()
        self.to.put_nowait({"type": "websocket.connect"})
        scope = {
            **{"type": "websocket", "http_version": "1.1", "scheme": "ws", "server": ("bench", 80), "state": {}},
            **{"path": "/api/training", "raw_path": b"/api/training", "query_string": b"", "headers": HEADERS},
        }
        self.served = asyncio.create_task(APP(scope, self.to.get, self.heard.put))

    def say(self, text: str) -> None:
        self.to.put_nowait({"type": "websocket.receive", "text": text})

    async def hear(self) -> dict:
        """The next text or the head of the next frame."""
        message = await self.heard.get()
        if message["type"] == "websocket.accept":
            return await self.hear()
        if message.get("text"):
            return json.loads(message["text"])
        _, length = struct.unpack_from("<2I", message["bytes"])
        return json.loads(message["bytes"][8 : 8 + length])

    async def leave(self) -> None:
        self.to.put_nowait({"type": "websocket.disconnect", "code": 1001})
        await self.served


async def train(seed: int) -> tuple[float, float, float]:
    """The seconds to the first word, of the longest silence between two frames, and to the end."""
    peer, begin = Peer(), perf_counter()
    peer.say(f"1 {LINK.format(seed)}")
    said = []
    while not said or said[-1][1].get("training") != "done":
        news = await peer.hear()
        said.append((perf_counter() - begin, news))
    await peer.leave()
    frames = [at for at, news in said if "training" in news]
    silence = max(b - a for a, b in pairwise(frames))
    return said[0][0], silence, frames[-1]


async def cancel(epochs: int) -> float:
    """The seconds from “cancel” to its answer, after so many epochs."""
    peer = Peer()
    peer.say(f"1 {LONG}")
    while (await peer.hear()).get("to", -1) < epochs:
        pass
    begin = perf_counter()
    peer.say("2 cancel")
    while "cancelled" not in await peer.hear():
        pass
    took = perf_counter() - begin
    await peer.leave()
    return took


async def timed(path: str, query: str) -> float:
    begin = perf_counter()
    await get(path, query)
    return perf_counter() - begin


async def main() -> None:
    first = await train(0)
    print(f"The first training in this process: told of after {first[0]:.3f} s, done after {first[2]:.3f} s")
    rounds = [await train(seed) for seed in range(1, ROUNDS + 1)]
    line("4 optimizers × 500 epochs, compiled", [done for *_, done in rounds], "≤ 1")
    line("  the first word of it", [told for told, *_ in rounds], "≤ 0.5")
    line("  the longest silence between two frames", [silence for _, silence, _ in rounds], "≤ 0.2")
    line("cancel → its answer", [await cancel(epochs) for epochs in (0, 1, 5, 20, 60)], "≤ 0.3")
    for directions in ("pca", "random"):
        seeds = range(1, ROUNDS + 1)
        query = "{}&side=101&directions=" + directions
        line(
            f"the plane, {directions}, 101 × 101, and the ways of 4 runs",
            [await timed("/api/training/plane", query.format(LINK.format(seed))) for seed in seeds],
            "≤ 2",
        )
    boundaries = [await timed("/api/training/boundary", f"{LINK.format(1)}&of={of}") for of in range(4)]
    line("the boundary, 60 × 60", boundaries, "–")


if __name__ == "__main__":
    asyncio.run(main())

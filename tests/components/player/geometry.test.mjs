// Axes, rounding, clipping and the nearest iterate.

import assert from "node:assert/strict";
import { test } from "node:test";
import { axisOf, clip, inside, lastFinite, nearest, roundToPixel, toPixel, toValue } from "../../../components/player/geometry.mjs";

const BOX = { left: 0, top: 0, right: 100, bottom: 50 };
const SAME = { m: 1, b: 0 }; // pixels are values
const clipped = (...segment) => clip(...segment, BOX.left, BOX.top, BOX.right, BOX.bottom);
const close = (got, expected, within = 1e-9) => assert.ok(Math.abs(got - expected) <= within, `${got} is not ${expected}`);

// Numbers in [0, 1) that are the same in every run.
function* numbers(seed = 1) {
  for (let state = seed; ; ) yield (state = (state * 16807) % 2147483647) / 2147483647;
}

test("an axis shows its low end at its offset and its high end a length further", () => {
  const axis = axisOf([-2, 6], 30, 400);
  close(toPixel(axis, -2), 30);
  close(toPixel(axis, 2), 230);
  close(toPixel(axis, 6), 430);
});

test("an upward axis shows its high end at its offset", () => {
  const axis = axisOf([-2, 6], 30, 400, true);
  close(toPixel(axis, 6), 30);
  close(toPixel(axis, 2), 230);
  close(toPixel(axis, -2), 430);
});

test("a pixel and its value lead to each other, on axes of both directions", () => {
  for (const up of [false, true]) {
    const axis = axisOf([-1e-3, 4e-3], 12, 560, up);
    for (const pixel of [-50, 0, 12, 333.25, 572]) close(toPixel(axis, toValue(axis, pixel)), pixel);
  }
});

test("a dragged number is within a twentieth of a pixel of where the finger was", () => {
  const random = numbers();
  for (let exponent = -6; exponent <= 13; exponent += 0.25) {
    for (const sign of [1, -1]) {
      const axis = { m: sign * 10 ** exponent, b: 7 };
      const value = (random.next().value - 0.5) * 2 * 10 ** Math.max(0, 2 - exponent);
      close(Math.abs(axis.m) * roundToPixel(axis, value), Math.abs(axis.m) * value, 0.05 * (1 + 1e-9) + 1e-15 * 10 ** exponent);
    }
  }
});

test("a dragged number has no more digits than the pixels call for", () => {
  assert.equal(roundToPixel({ m: 50, b: 0 }, 1.23456789), 1.235); // 0.001 is 0.05 pixels, 0.01 would be 0.5
  assert.equal(roundToPixel({ m: -50, b: 0 }, -1.23456789), -1.235);
  assert.equal(roundToPixel({ m: 0.001, b: 0 }, 1234.5678), 1235);
  assert.equal(roundToPixel({ m: 1, b: 0 }, 0.1 + 0.2), 0.3);
});

test("a number zoomed in on beyond fifteen digits is left as it is", () => {
  for (const m of [1e18, 1e120]) assert.equal(roundToPixel({ m, b: 0 }, 0.12345678901234567), 0.12345678901234567);
});

test("a box holds its edges and nothing without a place", () => {
  assert.ok(inside(0, 0, BOX) && inside(100, 50, BOX) && inside(40, 20, BOX));
  assert.ok(!inside(100.1, 20, BOX) && !inside(40, -0.1, BOX) && !inside(NaN, 20, BOX) && !inside(40, NaN, BOX));
});

test("a segment inside the box is left whole", () => {
  assert.deepEqual(clipped(10, 10, 90, 40), [10, 10, 90, 40]);
});

test("a segment that leaves the box is cut at the edge it leaves by", () => {
  assert.deepEqual(clipped(50, 25, 150, 25), [50, 25, 100, 25]);
  assert.deepEqual(clipped(50, 25, -50, 25), [50, 25, 0, 25]);
  assert.deepEqual(clipped(50, 25, 50, 125), [50, 25, 50, 50]);
  assert.deepEqual(clipped(50, 25, 50, -75), [50, 25, 50, 0]);
});

test("a segment that crosses the box keeps its direction", () => {
  assert.deepEqual(clipped(-100, 25, 300, 25), [0, 25, 100, 25]);
  assert.deepEqual(clipped(300, 25, -100, 25), [100, 25, 0, 25]);
});

test("a segment parallel to an edge is inside, on the edge, or nowhere", () => {
  assert.deepEqual(clipped(-10, 50, 110, 50), [0, 50, 100, 50]);
  assert.equal(clipped(-10, 50.1, 110, 50.1), null);
  assert.equal(clipped(-1, -10, -1, 60), null);
});

test("a segment that passes by a corner is not in the box", () => {
  assert.equal(clipped(-30, 20, 20, -30), null);
  assert.equal(clipped(110, 10, 200, 40), null);
});

test("a segment without length is its point or nowhere", () => {
  assert.deepEqual(clipped(30, 30, 30, 30), [30, 30, 30, 30]);
  assert.equal(clipped(130, 30, 130, 30), null);
});

test("a segment with an end that is not finite is nowhere", () => {
  for (const bad of [NaN, Infinity, -Infinity]) {
    assert.equal(clipped(bad, 10, 20, 20), null);
    assert.equal(clipped(20, 20, 10, bad), null);
  }
});

test("of any segment exactly the part in the box is kept", () => {
  const random = numbers(2);
  const draw = (width) => (random.next().value * 3 - 1) * width;
  for (let k = 0; k < 2000; k++) {
    const [x0, y0, x1, y1] = [draw(100), draw(50), draw(100), draw(50)];
    const part = clipped(x0, y0, x1, y1);
    const shares = Array.from({ length: 101 }, (_, i) => i / 100); // how far along the segment
    const within = shares.filter((t) => inside(x0 + t * (x1 - x0), y0 + t * (y1 - y0), BOX));
    if (!part) {
      assert.equal(within.length, 0);
      continue;
    }
    const length = Math.hypot(x1 - x0, y1 - y0);
    const along = (x, y) => ((x - x0) * (x1 - x0) + (y - y0) * (y1 - y0)) / length ** 2;
    for (const [x, y] of [part.slice(0, 2), part.slice(2)]) {
      close(((x - x0) * (y1 - y0) - (y - y0) * (x1 - x0)) / length, 0);
      assert.ok(x > -1e-9 && x < 100 + 1e-9 && y > -1e-9 && y < 50 + 1e-9);
    }
    const [from, to] = [along(part[0], part[1]), along(part[2], part[3])];
    for (const t of within) assert.ok(t >= from - 1e-9 && t <= to + 1e-9);
    assert.ok(to - from <= 0.01 * (within.length + 1) + 1e-9); // and hardly more than the points found within
  }
});

test("the last finite row is found before a tail that is not", () => {
  assert.equal(lastFinite([1, 2, 3], [1, 2, 3]), 2);
  assert.equal(lastFinite([1, 2, Infinity, NaN], [1, 2, 3, 4]), 1);
  assert.equal(lastFinite([1, 2, 3], [1, NaN, NaN]), 0);
  assert.equal(lastFinite([NaN, NaN], [NaN, NaN]), 0);
});

test("the nearest iterate is found among all runs", () => {
  const runs = [{ w1: [0, 10, 20], w2: [0, 0, 0] }, { w1: [0, 10, 20], w2: [9, 9, 9] }];
  assert.deepEqual(nearest(runs, SAME, SAME, 11, 8, 12), { run: 1, step: 1, distance: Math.hypot(1, 1) });
});

test("distances to iterates are measured in pixels", () => {
  const runs = [{ w1: [0.1, 0.3], w2: [0.4, 0.2] }];
  assert.equal(nearest(runs, { m: 1000, b: 0 }, { m: -10, b: 0 }, 120, 3, 30).step, 0);
});

test("of iterates equally near, the first run and its first step are named", () => {
  const resting = { w1: [0, 5, 5, 5], w2: [0, 5, 5, 5] };
  assert.deepEqual(nearest([resting, resting], SAME, SAME, 5, 5, 12), { run: 0, step: 1, distance: 0 });
});

test("an iterate is found at the reach and not beyond it", () => {
  const runs = [{ w1: [0], w2: [0] }];
  assert.equal(nearest(runs, SAME, SAME, 12, 0, 12).distance, 12);
  assert.equal(nearest(runs, SAME, SAME, 12.01, 0, 12), null);
  assert.equal(nearest([], SAME, SAME, 0, 0, 12), null);
});

test("rows that are not finite are never the nearest", () => {
  const runs = [{ w1: [NaN, Infinity, 8, 0], w2: [0, 0, 0, NaN] }];
  assert.equal(nearest(runs, SAME, SAME, 0, 0, 12).step, 2);
  assert.equal(nearest([{ w1: [NaN], w2: [NaN] }], SAME, SAME, 0, 0, Infinity), null);
});

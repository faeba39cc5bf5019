// The lines and the dots of a path as SVG path data, read back into points.

import assert from "node:assert/strict";
import { test } from "node:test";
import { dotsAt, lineThrough } from "../../../components/player/geometry.mjs";

const SAME = { m: 1, b: 0 }; // pixels are values
const BOX = { left: 0, top: 0, right: 100, bottom: 50 };
const line = (points, X = SAME, Y = SAME) => lineThrough(points.map(([x]) => x), points.map(([, y]) => y), X, Y);
const dots = (points) => dotsAt(points.map(([x]) => x), points.map(([, y]) => y), SAME, SAME, BOX);

// "M1,2L3,4M5,6" -> [[[1, 2], [3, 4]], [[5, 6]]]; refuses whatever else a path may hold.
function strokes(d) {
  assert.match(d, /^(M-?\d+(\.\d+)?,-?\d+(\.\d+)?(L-?\d+(\.\d+)?,-?\d+(\.\d+)?)*)*$/);
  return d.split("M").slice(1).map((stroke) => stroke.split("L").map((point) => point.split(",").map(Number)));
}

// How far `point` lies from the straight line through `a` and `b`, measured from `a`.
function off([x, y], a, b) {
  const length = Math.hypot(b[0] - a[0], b[1] - a[1]);
  return Math.abs((x - a[0]) * ((b[1] - a[1]) / length) - (y - a[1]) * ((b[0] - a[0]) / length));
}

function* numbers(seed = 1) {
  for (let state = seed; ; ) yield (state = (state * 16807) % 2147483647) / 2147483647;
}

test("no point is no line, and one point is a place", () => {
  assert.equal(line([]), "");
  assert.equal(line([[3, 4]]), "M3,4");
});

test("a line runs straight from point to point", () => {
  assert.equal(line([[1, 2], [3.5, 4], [-5, 6.25]]), "M1,2L3.5,4L-5,6.25");
});

test("a line is drawn on its axes", () => {
  assert.equal(line([[0, 0], [1, 2]], { m: 10, b: 5 }, { m: -10, b: 100 }), "M5,100L15,80");
});

test("every point of a long path is drawn, within a hundredth of a pixel", () => {
  const points = Array.from({ length: 2000 }, (_, i) => [300 + 250 * Math.cos(i / 7) * 0.999 ** i, 200 + 150 * Math.sin(i / 5)]);
  const [stroke, ...others] = strokes(line(points));
  assert.equal(others.length, 0);
  assert.equal(stroke.length, points.length);
  stroke.forEach(([x, y], i) => assert.ok(Math.hypot(x - points[i][0], y - points[i][1]) <= 0.01));
});

test("tiny numbers are written without an exponent", () => {
  assert.deepEqual(strokes(line([[1e-9, -1e-9], [1e-300, 0.01]])), [[[0, 0], [0, 0.01]]]);
});

test("a point that is not finite ends the line, and the next one begins another", () => {
  for (const bad of [NaN, Infinity, -Infinity]) {
    assert.equal(line([[1, 2], [3, 4], [bad, 5], [6, 7], [8, 9]]), "M1,2L3,4M6,7L8,9");
    assert.equal(line([[1, 2], [3, 4], [5, bad]]), "M1,2L3,4");
    assert.equal(line([[bad, bad], [6, 7]]), "M6,7");
  }
});

test("a path that is nowhere finite has no line", () => {
  assert.equal(line([[NaN, NaN], [Infinity, 0], [NaN, 1]]), "");
});

test("a segment that goes far away is cut out of sight, on the segment", () => {
  for (const far of [[3e5, 4e5], [-7e7, 2e6], [1e12, -3e12], [3e38, 1e38]]) {
    const [[first, cut], ...others] = strokes(line([[200, 100], far]));
    assert.equal(others.length, 0);
    assert.deepEqual(first, [200, 100]);
    assert.ok(off(cut, [200, 100], far) <= 0.01, `${cut} is off the segment to ${far}`);
    assert.ok(Math.max(...cut.map(Math.abs)) >= 1e4 && Math.max(...cut.map(Math.abs)) <= 1e6);
    assert.ok(cut[0] * far[0] > 0 && cut[1] * far[1] > 0);
  }
});

test("a segment that comes back from far away begins on the segment", () => {
  for (const far of [[3e5, 4e5], [-7e7, 2e6], [1e12, -3e12], [3e38, 1e38]]) {
    const [[cut, last], ...others] = strokes(line([far, [200, 100]]));
    assert.equal(others.length, 0);
    assert.deepEqual(last, [200, 100]);
    assert.ok(off(cut, [200, 100], far) <= 0.01, `${cut} is off the segment from ${far}`);
    assert.ok(Math.max(...cut.map(Math.abs)) >= 1e4 && Math.max(...cut.map(Math.abs)) <= 1e6);
  }
});

test("a path that leaves and returns is two strokes, and the way between its far points is not made up", () => {
  const points = [[10, 10], [20, 20], [5e5, 30], [6e5, 9e5], [40, 40], [50, 50]];
  const [out, back, ...others] = strokes(line(points));
  assert.equal(others.length, 0);
  assert.deepEqual(out.slice(0, 2), points.slice(0, 2));
  assert.deepEqual(back.slice(1), points.slice(4));
  assert.ok(off(out[2], points[1], points[2]) <= 0.01);
  assert.ok(off(back[0], points[4], points[3]) <= 0.01);
});

test("a segment between two points too far away to know is not drawn", () => {
  assert.equal(line([[3e7, 0], [3e7, 5e7], [-2e7, 5e7]]), "");
  assert.equal(line([[1, 2], [3, 2], [NaN, 0], [9e7, 9e7], [-9e7, -9e7]]), "M1,2L3,2");
});

test("a long step across the map, as one deep in a zoom sees it, is drawn", () => {
  assert.equal(line([[9e5, 7], [-9e5, 7]]), "M100000,7L-100000,7");
});

test("a point far away that leads to one that is not finite draws nothing", () => {
  assert.equal(line([[1, 2], [3, 4], [NaN, 0], [9e5, 9e5], [Infinity, 0]]), "M1,2L3,4");
});

test("whatever float32 can hold, the path data is plain numbers within reach", () => {
  const random = numbers(3);
  const odd = [NaN, Infinity, -Infinity, 0, -0, 3.4e38, -3.4e38, 1e-45];
  const any = () => {
    const [kind, size] = [random.next().value, 10 ** (random.next().value * 80 - 41)];
    return Math.fround(kind < 0.2 ? odd[Math.floor(kind * 40)] : (kind - 0.6) * size);
  };
  for (let k = 0; k < 5000; k++) {
    const points = Array.from({ length: 6 }, () => [any(), any()]);
    const read = strokes(line(points, { m: 80, b: 320 }, { m: -60, b: 240 }));
    assert.ok(read.flat(2).every((value) => Math.abs(value) <= 1e6));
  }
});

test("a dot stands on every iterate and none on the start", () => {
  assert.equal(dots([[1, 2], [10, 20], [30.126, 40]]), "M10,20h0M30.13,40h0");
  assert.equal(dots([[1, 2]]), "");
});

test("iterates within half a pixel share a dot until the path has left it", () => {
  assert.equal(dots([[0, 0], [10, 10], [10.3, 10.4], [10.49, 9.6], [10.5, 10], [11, 10]]), "M10,10h0M10.5,10h0M11,10h0");
});

test("a path that creeps gets a dot for each half pixel of its way", () => {
  const creeping = Array.from({ length: 101 }, (_, i) => [10 + i / 10, 20]);
  assert.equal(dots(creeping).split("M").length - 1, 20);
});

test("iterates outside the box or nowhere have no dot", () => {
  assert.equal(dots([[1, 1], [100.1, 20], [NaN, 20], [20, Infinity], [20, -1], [100, 50]]), "M100,50h0");
});

test("an iterate that comes back to its dot from outside needs no second one", () => {
  assert.equal(dots([[1, 1], [99, 20], [130, 20], [99.2, 20]]), "M99,20h0");
});

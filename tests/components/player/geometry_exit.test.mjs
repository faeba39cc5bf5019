// Where a path leaves the map, for the arrow at its edge. Pixels grow downwards, and so do the angles.

import assert from "node:assert/strict";
import { test } from "node:test";
import { axisOf, lastExit } from "../../../components/player/geometry.mjs";

const SAME = { m: 1, b: 0 }; // pixels are values
const BOX = { left: 0, top: 0, right: 100, bottom: 50 }; // its middle is (50, 25)
const exit = (...points) => lastExit(points.map(([x]) => x), points.map(([, y]) => y), SAME, SAME, BOX);

function leaves(found, x, y, angle) {
  assert.ok(found, "the path leaves nowhere");
  for (const [key, expected] of Object.entries({ x, y, angle })) {
    assert.ok(Math.abs(found[key] - expected) < 1e-6, `${key} is ${found[key]} instead of ${expected}`);
  }
}

test("a path that ends inside leaves nowhere, wherever it was before", () => {
  assert.equal(exit([10, 10], [20, 20]), null);
  assert.equal(exit([10, 10]), null);
  assert.equal(exit([10, 10], [500, 20], [-300, 20], [60, 20]), null);
  assert.equal(exit([10, 10], [100, 50]), null);
});

test("a path leaves by the edge its last segment crosses", () => {
  leaves(exit([50, 25], [150, 25]), 100, 25, 0);
  leaves(exit([50, 25], [50, 75]), 50, 50, 90);
  leaves(exit([50, 25], [50, -75]), 50, 0, -90);
  leaves(exit([50, 25], [-50, 25]), 0, 25, 180);
});

test("the exit lies on the segment, and the angle is the segment's", () => {
  leaves(exit([60, 10], [140, 50]), 100, 30, (Math.atan2(40, 80) * 180) / Math.PI);
});

test("steps outside do not move the exit", () => {
  leaves(exit([50, 25], [150, 25], [160, 90], [-400, 300]), 100, 25, 0);
});

test("a path that leaves, returns and leaves again has its exit where it left last", () => {
  leaves(exit([50, 25], [150, 25], [50, 25], [50, 75], [70, 95]), 50, 50, 90);
});

test("a path that shoots across the box leaves at the other side", () => {
  leaves(exit([50, 25], [150, 25], [-50, 25], [-80, 25]), 0, 25, 180);
});

test("a path never inside points from the middle to its last point", () => {
  leaves(exit([250, 125], [300, 125]), 100, 45, (Math.atan2(100, 250) * 180) / Math.PI);
  leaves(exit([300, 25]), 100, 25, 0);
});

test("a path never inside that ends far away is pointed at where it is", () => {
  leaves(exit([1e9, 2e7], [1e9 + 50, 2e7 + 25]), 100, 26, (Math.atan2(2e7, 1e9) * 180) / Math.PI);
  leaves(exit([50, 3e38]), 50, 50, 90);
});

test("a path whose tail is not finite leaves where its last finite way left", () => {
  leaves(exit([50, 25], [150, 25], [1e30, 25], [Infinity, 25], [NaN, NaN]), 100, 25, 0);
});

test("a path that is finite only inside has its arrow at its last finite point", () => {
  leaves(exit([50, 25], [60, 25], [Infinity, NaN], [NaN, NaN]), 60, 25, 0);
});

test("a path finite at its start alone has its arrow there, away from the middle", () => {
  leaves(exit([50, 45], [NaN, NaN]), 50, 45, 90);
});

test("a stroke between two points too far away to know is not drawn, and so is no exit", () => {
  leaves(exit([50, 25], [5e7, 25], [-9e7, 25]), 100, 25, 0);
});

test("a path that is nowhere finite leaves nowhere", () => {
  assert.equal(exit([NaN, NaN], [Infinity, NaN]), null);
});

test("a path that doubles and turns at every step leaves at an edge and never beyond it", () => {
  const X = axisOf([-4, 4], 0, 640);
  const Y = axisOf([-4, 4], 0, 480, true);
  const box = { left: 0, top: 0, right: 640, bottom: 480 };
  for (const factor of [-1.5, -2, -2.0003, -3]) {
    const grown = (start) => Array.from({ length: 400 }, (_, i) => Math.fround(start * factor ** i)); // ends in ±∞
    const { x, y } = lastExit(grown(1.1), grown(-0.7), X, Y, box);
    const [toSide, toEnd] = [Math.min(Math.abs(x), Math.abs(x - 640)), Math.min(Math.abs(y), Math.abs(y - 480))];
    assert.ok(Math.min(toSide, toEnd) < 0.01 && x > -0.01 && x < 640.01 && y > -0.01 && y < 480.01, `(${x}, ${y})`);
  }
});

// The shapes of a step's anatomy on the map.

import assert from "node:assert/strict";
import { test } from "node:test";

import { arrow, eigen, ellipse, roundingOf, scaleOf } from "../../../components/player/glyphs.mjs";

const even = { X: { m: 100, b: 0 }, Y: { m: -100, b: 400 } };
const close = (a, b, by = 1e-9) => assert.ok(Math.abs(a - b) < by, `${a} is not ${b}`);
const points = (d) => d.slice(1, -1).split("L").map((pair) => pair.split(",").map(Number));

test("eigenvalues and directions of a symmetric pair", () => {
  const { values, axes } = eigen([2, 1, 2]);
  close(values[0], 3);
  close(values[1], 1);
  close(Math.abs(axes[0][0]), Math.SQRT1_2);
  close(axes[0][0], axes[0][1]);
  const steep = eigen([1, 0, 9]);
  close(Math.abs(steep.axes[0][1]), 1);
});

test("the curvature's ellipse is long where J is flat: axes as 1/√λ", () => {
  const corners = points(ellipse([1, 0, 16], [0, 0], even));
  const width = Math.max(...corners.map(([x]) => x));
  const height = Math.max(...corners.map(([, y]) => y));
  close(width / height, 4, 1e-6);
  close(width, 46, 1e-6);
});

test("no curvature, or none that is finite, draws no ellipse", () => {
  assert.equal(ellipse([0, 0, 0], [0, 0], even), "");
  assert.equal(ellipse([NaN, 0, 1], [0, 0], even), "");
});

test("the common scale is a round number, and the longest arrow at most as long as it says", () => {
  const scale = scaleOf([[3, 4], [0.1, 0]], even);
  assert.equal(scale, 0.1); // 78 px / 500 px = 0.156
  assert.equal(scaleOf([[0, 0]], even), null);
  assert.equal(scaleOf([[NaN, 1]], even), null);
});

test("an arrow ends where its step ended", () => {
  assert.ok(arrow([10, 20], [30, 40]).startsWith("M10,20L40,60"));
  assert.equal(arrow([0, 0], [0, 0]), "");
  assert.equal(arrow([0, 0], [NaN, 1]), "");
});

test("at a minimum a gradient of rounding counts as none, and a small one elsewhere does not", () => {
  const axes = { ...even, box: { left: 0, right: 1200, top: 0, bottom: 1200 } };
  const least = roundingOf({ from: [3, 2], hessian: [74, 20, 34] }, axes);
  assert.ok(1e-14 < least && least < 1e-9);
  // Far out on a plateau the gradient is as small, and so is the curvature beside it.
  assert.ok(roundingOf({ from: [4.5, 4.5], hessian: [2e-16, 2e-16, 2e-16] }, axes) < 1e-27);
});

// The camera of the 3-D view, and the heights its paths run at.

import assert from "node:assert/strict";
import { test } from "node:test";

import { describe } from "../../../components/player/levels.mjs";
import { turned } from "../../../components/player/relief.mjs";

const far = ({ x, y, z }) => Math.hypot(x, y, z);

test("a quarter turn about the axis of heights keeps height and distance", () => {
  const eye = turned({ x: 1, y: 0, z: 1 }, Math.PI / 2, 0, 1);
  assert.ok(Math.abs(eye.x) < 1e-12 && Math.abs(eye.y - 1) < 1e-12 && Math.abs(eye.z - 1) < 1e-12);
});

test("the eye goes neither under the ground nor over the top", () => {
  assert.ok(turned({ x: 1, y: 0, z: 0.1 }, 0, -3, 1).z > 0);
  const top = turned({ x: 1, y: 0, z: 1 }, 0, 3, 1);
  assert.ok(top.z < far(top) && top.x > 0);
});

test("nearer is nearer", () => {
  assert.ok(Math.abs(far(turned({ x: 3, y: 0, z: 4 }, 0, 0, 0.5)) - 2.5) < 1e-12);
});

test("a path runs at J on a linear surface, at log10(J − J*) on a logarithmic one", () => {
  const grid = { n: 2, cost: Float32Array.of(1, 10, 100, 1000) };
  const run = { cost: Float32Array.of(100, 7), gap: Float32Array.of(100, 1e-9) };
  assert.deepEqual([...describe(grid, 0, "linear").height(run)], [100, 7]);
  assert.deepEqual([...describe(grid, 0, "log").height(run)], [2, 0]); // 0: the lowest of the grid is J = 1
});

// The rectangle that shows where a path went.

import assert from "node:assert/strict";
import { test } from "node:test";

import { fitted } from "../../../components/player/fit.mjs";

const view = [[-1, 1], [-1, 1]];
const run = (w1, w2 = w1.map(() => 0)) => ({ w1: Float32Array.from(w1), w2: Float32Array.from(w2) });
const holds = ([[left, right], [low, high]], w1, w2) => left < w1 && w1 < right && low < w2 && w2 < high;

test("a path that stays shows the view as it is", () => {
  assert.deepEqual(fitted(run([0, 0.5, -0.5]), view), view);
});

test("a path that leaves a little is seen whole, with room about it, and the other sides stay", () => {
  const box = fitted(run([0, 3, 2], [0, 0, 0.5]), view);
  assert.ok(holds(box, 3, 0) && box[0][1] < 3.5);
  assert.equal(box[0][0], -1);
  assert.deepEqual(box[1], [-1, 1]);
});

test("a path that runs away is followed as far as twenty views, then from there", () => {
  const away = run([0, 5, 30, 1e4, 1e9, Infinity, NaN]);
  const first = fitted(away, view);
  assert.ok(holds(first, 30, 0) && !holds(first, 1e4, 0));
  const second = fitted(away, first);
  assert.ok(holds(second, 1e4, 0) && !holds(second, 1e9, 0));
});

test("a first step far away is shown, however far", () => {
  assert.ok(holds(fitted(run([0, 1e6, 1e20]), view), 1e6, 0));
});

test("where nothing is finite the view stays", () => {
  assert.deepEqual(fitted(run([NaN, 3]), view), view);
});

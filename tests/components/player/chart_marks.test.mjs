// Where the marks on a chart's lines stand.

import assert from "node:assert/strict";
import { test } from "node:test";
import { spots } from "../../../components/player/chart_marks.mjs";

const long = Float32Array.from({ length: 101 }, (_, i) => 100 - i);

test("three marks along a line, those of the next run a little further", () => {
  assert.deepEqual(spots(long, 0, () => true), [10, 42, 78]);
  assert.deepEqual(spots(long, 2, () => true), [17, 49, 85]);
});

test("where the line is out of sight the mark stands where it was last seen, and no two at one place", () => {
  assert.deepEqual(spots(long, 0, (y) => y > 70), [10, 29]);
  assert.deepEqual(spots(long, 0, (y) => y > 95), [4]);
});

test("a line that is nowhere to be seen has no mark, nor has one of a single row", () => {
  assert.deepEqual(spots(long, 0, () => false), []);
  assert.deepEqual(spots(long.subarray(0, 1), 0, () => true), []);
});

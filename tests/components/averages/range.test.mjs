// Which days come into view, and where labels stand.

import assert from "node:assert/strict";
import { test } from "node:test";

import { heightsOf, lastApart, spread } from "../../../components/averages/plot.mjs";
import { moved, zoomed } from "../../../components/averages/range.mjs";

test("an end of the part follows the hand, and leaves five days in view at least", () => {
  assert.deepEqual(moved([10, 50], "first", 20, 100), [20, 50]);
  assert.deepEqual(moved([10, 50], "first", 90, 100), [46, 50]);
  assert.deepEqual(moved([10, 50], "first", -3, 100), [1, 50]);
  assert.deepEqual(moved([10, 50], "last", 1e9, 100), [10, 100]);
  assert.deepEqual(moved([10, 50], "last", 3.4, 100), [10, 14]);
});

test("the whole part moves with its width, to the ends and no further", () => {
  assert.deepEqual(moved([10, 50], "whole", 30, 100), [30, 70]);
  assert.deepEqual(moved([10, 50], "whole", 99, 100), [60, 100]);
  assert.deepEqual(moved([10, 50], "whole", -5, 100), [1, 41]);
});

test("a zoom keeps its day where it is, and ends at all days", () => {
  assert.deepEqual(zoomed([1, 101], 0.5, 51, 365), [26, 76]);
  assert.deepEqual(zoomed([26, 76], 2, 51, 365), [1, 101]);
  assert.deepEqual(zoomed([1, 365], 2, 50, 365), [1, 365]);
  assert.deepEqual(zoomed([10, 14], 0.5, 12, 365), [10, 14]);
  assert.deepEqual(zoomed([1, 3], 0.5, 2, 3), [1, 3]);
});

test("the heights are of the days in view alone", () => {
  const [low, high] = heightsOf([[0, 5, 9, 100], [4, 4, 4, 4]], [2, 3]);
  assert.ok(low < 4 && low > 3 && high > 9 && high < 10);
  assert.ok(heightsOf([[7, 7]], [1, 2])[0] < 7);
});

test("two columns are apart up to their last day of another value", () => {
  assert.equal(lastApart([1, 2, 3, 4], [1, 2.5, 3.1, 4], 0.25), 2);
  assert.equal(lastApart([1, 2, 3, 4], [1, 2.5, 3.1, 4], 0.01), 3);
  assert.equal(lastApart([1, 2], [1, 2], 0.1), 0);
});

test("labels keep apart and inside, in their order", () => {
  assert.deepEqual(spread([10, 50, 90], 13, 100), [10, 50, 90]);
  assert.deepEqual(spread([50, 49, 51], 13, 100), [62, 49, 75]);
  assert.deepEqual(spread([95, 99], 13, 100), [87, 100]);
});

// How a run ended, in words.

import assert from "node:assert/strict";
import { test } from "node:test";
import { freeHeight, outcome } from "../../../components/player/marks.mjs";

const ended = (lost, w1, w2, more) => outcome({ lost, w1: Float32Array.from(w1), w2: Float32Array.from(w2), ...more });

test("without a verdict a run says where it ends, to three digits and with a true minus", () => {
  assert.equal(ended(null, [0, 1, 2.5], [0, 1, 0.125]), "ends at (2.5, 0.125)");
  assert.equal(ended(null, [9, -3.77931], [9, -3.28319]), "ends at (−3.78, −3.28)");
});

test("without a verdict a run that is lost says from which step on, and no place", () => {
  assert.equal(ended(1, [0, 1e30, NaN], [0, -1e30, NaN]), "beyond all bounds from step 1 on");
});

test("a run with a verdict says that", () => {
  assert.equal(ended(null, [0, 3, 3], [0, 2, 2], { said: { short: "converged at step 1" } }), "converged at step 1");
});

test("a run of no step ends where it starts", () => {
  assert.equal(ended(null, [1], [-1]), "ends at (1, −1)");
});

test("a run shown up to a step says which", () => {
  assert.equal(ended(null, [0], [0], { at: 37, said: { short: "converged at step 1" } }), "at step 37");
});

const BOX = { top: 0, bottom: 600 };

test("a label stands at its arrow where nothing is in the way, and within the map", () => {
  assert.equal(freeHeight(200, BOX, []), 200);
  assert.equal(freeHeight(-900, BOX, []), 14);
  assert.equal(freeHeight(NaN, BOX, [100]), NaN);
});

// Eight labels at one edge end: those in the middle of the map once had nowhere to go.
for (const y of [0, 7, 290, 295, 300, 305, 310, 600]) {
  test(`eight labels about ${y} all find a place of their own`, () => {
    const taken = [];
    for (let i = 0; i < 8; i += 1) taken.push(freeHeight(y + i, BOX, taken));
    const apart = taken.toSorted((a, b) => a - b);
    for (let i = 1; i < 8; i += 1) assert.ok(apart[i] - apart[i - 1] >= 15, String(apart));
    assert.ok(apart[0] >= 0 && apart[7] <= 600);
  });
}

// How a run ended, in words.

import assert from "node:assert/strict";
import { test } from "node:test";
import { freeHeight, outcome } from "../../../components/player/marks.mjs";

const ended = (name, outcomeStep, w1, w2) =>
  outcome({ outcome: name, outcomeStep, w1: Float32Array.from(w1), w2: Float32Array.from(w2) });

test("a run that still moves says where it ends", () => {
  assert.equal(ended("moving", 2, [0, 1, 2.5], [0, 1, 0.125]), "ends at (2.5, 0.125)");
});

test("a run that converged says at which step and where to", () => {
  assert.equal(ended("converged", 1, [0, 3, 3], [0, 2, 2]), "converged at step 1 to (3, 2)");
});

test("a run that diverged says at which step, and no place", () => {
  assert.equal(ended("diverged", 1, [0, 1e30, NaN], [0, -1e30, NaN]), "diverged at step 1");
});

test("the place is the last row's, to three digits and with a true minus", () => {
  assert.equal(ended("converged", 0, [9, -3.77931], [9, -3.28319]), "converged at step 0 to (−3.78, −3.28)");
});

test("a run of no step ends where it starts", () => {
  assert.equal(ended("moving", 0, [1], [-1]), "ends at (1, −1)");
});

test("a run shown up to a step says which", () => {
  assert.equal(outcome({ outcome: "converged", outcomeStep: 1, at: 37, w1: [0], w2: [0] }), "at step 37");
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

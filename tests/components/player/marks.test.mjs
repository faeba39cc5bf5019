// How a run ended, in words.

import assert from "node:assert/strict";
import { test } from "node:test";
import { outcome } from "../../../components/player/marks.mjs";

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

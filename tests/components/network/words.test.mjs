// What is said of a training, and of a plane that shows it.

import assert from "node:assert/strict";
import { test } from "node:test";

import { aboutInputs } from "../../../components/network/boundary.mjs";
import { shadowsOf, upTo } from "../../../components/network/shadows.mjs";
import { aboutPlane, offPlane, outcome, progress, shadowed } from "../../../components/network/words.mjs";

const facts = { milliseconds: 1234, weights: 329, training: 455, held: 114 };

test("progress says the epoch, how many there are and the time", () => {
  assert.equal(progress({ state: "training", known: 120, epochs: 500 }, 800), "Epoch 120 of 500 · 0.8 s");
  assert.match(progress({ state: "preparing", known: -1, epochs: 500 }, 300), /^Preparing.* 0\.3 s$/);
  assert.match(progress({ state: "waiting", known: -1, epochs: 500 }, 300), /another training/);
  assert.equal(progress({ state: "done", known: 500, epochs: 500, facts }, 0), "500 epochs in 1.2 s · 329 weights, 455 examples to learn from, 114 held out");
  assert.match(progress({ state: "done", known: 500, epochs: 500, facts: { ...facts, milliseconds: 3 } }, 0), /^500 epochs trained before/);
});

test("what ended it is said: where it was cancelled, or what the server says", () => {
  assert.equal(progress({ state: "cancelled", known: 7, epochs: 9 }, 0), "Cancelled at epoch 7 of 9.");
  assert.match(progress({ state: "cancelled", known: -1, epochs: 9 }, 0), /before the first/);
  assert.equal(progress({ state: "failed", known: -1, epochs: 9 }, 0, "too many"), "too many");
});

test("a run that diverged says from which epoch on", () => {
  assert.equal(outcome({ diverged: 12, loss: NaN, heldLoss: NaN }), "diverged: no finite loss from epoch 12 on");
  assert.equal(outcome({ diverged: null, loss: 0.1, heldLoss: 0.2 }), "");
  assert.match(outcome({ diverged: null, loss: 0.1, heldLoss: Infinity }), /held-out/);
});

test("the plane through the runs says what it holds of their variance; one at random says whose end it goes through", () => {
  assert.match(aboutPlane({ directions: "pca", explained: [0.687, 0.193], runs: ["Adam"] }), /68\.7 %.*19\.3 %.*88 % together/);
  assert.match(aboutPlane({ directions: "pca", explained: [null, null], runs: ["Adam"] }), /no run has moved/);
  assert.match(aboutPlane({ directions: "random", explained: null, runs: ["Adam", "RMSprop"], through: 1 }), /final weights of RMSprop/);
});

test("how far a run lies off the plane is said beside how long its way is", () => {
  const [one, lost] = offPlane({ runs: ["Adam", "Momentum"], off: [{ largest: 3, end: 1.5, length: 12 }, { largest: null, end: null, length: null }] });
  assert.equal(one, "Adam lies up to 3 off the plane, 25 % of its path's length 12; 1.5 at the end.");
  assert.match(lost, /Momentum: .*not finite/);
});

test("the true loss stands beside the one in the picture", () => {
  assert.equal(shadowed("Adam", 40, 0.08, 0.21), "At epoch 40 the picture shows J = 0.21 where the true loss of Adam is 0.08.");
  assert.match(shadowed("Adam", 40, NaN, NaN), /no finite loss/);
});

test("of more than two inputs it is said that their plane is a slice", () => {
  assert.match(aboutInputs({ plane: ["x1", "x2"], explained: null }), /x1 and x2/);
  assert.match(aboutInputs({ plane: ["first", "second"], explained: 0.63 }), /principal components.*63 %/);
});

const answer = {
  head: { runs: ["Adam", "Momentum"], domain: [[0, 1], [0, 1]] },
  arrays: {
    cost: Float32Array.of(1, 2, 3, 4),
    paths: Float64Array.of(0, 10, 1, 11, 2, 12, 5, 50, 6, 60, NaN, NaN),
    off: new Float64Array(6), loss: Float64Array.of(9, 8, 7, 9, 8, NaN), shadow: Float64Array.of(3, 2, 1, 6, 5, NaN),
  },
};

test("the shadows of each run are read run by run, up to where there are any", () => {
  const { frame, grid, loss } = shadowsOf(answer);
  assert.equal(grid.n, 2);
  assert.deepEqual([[...frame.runs[0].w1], [...frame.runs[0].w2], [...frame.runs[0].cost]], [[0, 1, 2], [10, 11, 12], [3, 2, 1]]);
  assert.deepEqual([...frame.runs[1].w2], [50, 60]);
  assert.deepEqual([...loss[1]], [9, 8, NaN]);
});

test("a frame up to an epoch ends there, and one run over stays as it is", () => {
  const cut = upTo(shadowsOf(answer).frame, 1);
  assert.deepEqual([cut.rows, cut.runs[0].w1.length, upTo(shadowsOf(answer).frame, 2).runs[1].w1.length], [2, 2, 2]);
});

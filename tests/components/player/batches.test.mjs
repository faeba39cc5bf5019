// Examples that are moved, runs of different paces, and what an epoch costs.

import assert from "node:assert/strict";
import { test } from "node:test";

import { nearestPoint, ranges } from "../../../components/player/batches/data.mjs";
import { costOf } from "../../../components/player/batches/epochs.mjs";
import { family, kept, keyOf, leastSquares, looks, spelled, withPoints } from "../../../components/player/batches/examples.mjs";
import { differ, epochs, ownBatch, paces, rowsAt, stepOf } from "../../../components/player/batches/pace.mjs";
import { upTo } from "../../../components/player/frame.mjs";

const LINK = "landscape=points%3A1~2&steps=660&run=gradient_descent~0.04~batch~all&run=gradient_descent~0.04~batch~4&run=adam~0.1~beta1~0.5";
const ANSCOMBE = [[10, 8.04], [8, 6.95], [13, 7.58], [9, 8.81], [11, 8.33], [14, 9.96], [6, 7.24], [4, 4.26], [12, 10.84], [7, 4.82], [5, 5.68]];
const PAGE = {
  points: [[1, 2], [3, 4]], editable: true, landscape: "points:1~2~3~4", domain: [[-1, 2], [0, 0.5]], examples: 2, minima: [], lowest: 0, steps: 9,
  runs: [{ row: 1, title: "Adam", marker: "star", settings: [] }],
};

test("a run's batch is its own, else the experiment's, else every example", () => {
  const each = (link, examples) => paces(link, examples).map(({ batch, steps }) => [batch, steps]);
  assert.deepEqual(each(LINK, 11), [[11, 1], [4, 3], [11, 1]]);
  assert.deepEqual(each(`${LINK}&batch=1`, 11), [[11, 1], [4, 3], [1, 11]]);
  assert.deepEqual(each(`${LINK}&batch=1`, null), [[null, 1], [null, 1], [null, 1]]);
  assert.deepEqual(each("run=none", 11), []);
  assert.equal(ownBatch("adam~0.1~schedule~step~batch~7~off"), "7");
  assert.equal(ownBatch("adam~0.1~schedule~batch"), null); // a value of that name is no name
});

test("at the same epoch each run has taken its own steps of it, at the end all that are whole", () => {
  const each = paces(`${LINK}&batch=1`, 11);
  assert.deepEqual(rowsAt(each, "epoch", null, 660), [60, 180, 660]);
  assert.deepEqual(rowsAt(each, "epoch", 11, 660), [1, 3, 11]);
  assert.deepEqual(rowsAt(each, "epoch", 10, 660), [0, 2, 10]);
  assert.equal(rowsAt(each, "step", 10, 660), null);
  assert.equal(rowsAt(each.slice(0, 1), "epoch", 10, 660), null);
  assert.equal(differ(each), true);
  assert.equal(epochs(each, 659), 59);
});

test("the clock finds the step at which a run shows a row of its own", () => {
  const each = paces(`${LINK}&batch=1`, 11);
  for (const i of [0, 1, 2]) for (let n = 0; n <= 60; n++) assert.equal(rowsAt(each, "epoch", stepOf(each, "epoch", n, i), 660)[i], n);
  assert.equal(stepOf(each, "step", 7, 0), 7);
});

test("a frame is cut for each run at its own row, which is then its `at`", () => {
  const column = Float32Array.from({ length: 5 }, (_, i) => i);
  const run = Object.fromEntries(["w1", "w2", "cost", "gap", "slope", "rate", "moved"].map((name) => [name, column]));
  const cut = upTo({ rows: 5, runs: [run, run] }, null, [1, 4]);
  assert.deepEqual(cut.runs.map(({ w1, at }) => [w1.length, at]), [[2, 1], [5, undefined]]);
  assert.equal(upTo({ rows: 5, runs: [run] }, null, null).runs[0], run);
});

test("the line of least squares is the published one, and level where all x are equal", () => {
  const { b, w, cost } = leastSquares(ANSCOMBE);
  for (const [got, want] of [[b, 3.00009090909], [w, 0.50009090909], [cost, 1.25115363636]]) assert.ok(Math.abs(got - want) < 1e-10);
  assert.deepEqual(leastSquares([[2, 1], [2, 5]]), { b: 3, w: 0, cost: 4 });
});

test("points are spelled as the page spells them", () => {
  assert.equal(keyOf([[1, -2.5], [0.00001, 3]]), "points:1~-2.5~0.00001~3");
  assert.deepEqual(spelled([[1, 2]], [[-1, 2], [0, 0.5]]), { landscape: "points%3A1~2", domain: "-1~2~0~0.5" });
  assert.equal(kept(1 / 3), 0.333333);
  assert.equal(kept(-4321), -1000);
});

test("a page with other points has their minimum and the map it had", () => {
  const made = withPoints(PAGE, [[0, 1], [2, 5]]);
  assert.deepEqual(made.minima, [[1, 2, 0]]);
  assert.deepEqual([made.lowest, made.examples, made.domain, made.steps], [0, 2, PAGE.domain, 9]);
  assert.equal(made.surface, "landscape=points%3A0~1~2~5&domain=-1~2~0~0.5");
});

test("pictures of moved points are kin, of more points, other runs or another map they are not", () => {
  const [one, moved] = [looks({ ...PAGE, surface: "a" }), withPoints(PAGE, [[0, 1], [2, 5]])];
  assert.equal(one.kin, moved.kin);
  assert.notEqual(one.look, moved.look);
  assert.notEqual(withPoints(PAGE, [[0, 1], [2, 5], [3, 3]]).kin, one.kin);
  assert.notEqual(looks({ ...PAGE, domain: [[0, 1], [0, 1]] }).kin, one.kin);
  assert.notEqual(looks({ ...PAGE, runs: [] }).kin, one.kin);
  assert.equal(looks({ ...PAGE, editable: false }).kin, null);
  assert.equal(family({ landscape: "ravine", examples: null }), "ravine");
});

test("the range stays while a point moves within it, and follows one that leaves or a cloud that shrinks", () => {
  const before = ranges([[0, 0], [10, 5]]);
  assert.deepEqual(before, [[-1.7999999999999998, 11.8], [-0.8999999999999999, 5.9]]);
  assert.equal(ranges([[0, 0], [9, 5.5]], before)[0], before[0]);
  assert.ok(ranges([[0, 0], [20, 5]], before)[0][1] > 20);
  assert.ok(ranges([[0, 0], [1, 5]], before)[0][1] < 2);
  assert.ok(ranges([[3, 3], [3, 3]])[0][0] < 3); // points on one place have a range as well
});

test("the point under a finger is the nearest within 22 pixels", () => {
  const pixels = [[0, 0], [30, 0], [100, 100]];
  assert.equal(nearestPoint(pixels, 14, 0), 0);
  assert.equal(nearestPoint(pixels, 16, 0), 1);
  assert.equal(nearestPoint(pixels, 60, 50), null);
});

test("an epoch evaluates every example once, in however many steps", () => {
  assert.equal(costOf({ batch: 4, steps: 3 }, 11, 1, 60), "b = 4: 3 steps and 11 gradient evaluations an epoch (180 and 660 in 60 epochs)");
  assert.equal(costOf({ batch: 11, steps: 1 }, 11, 2, 0), "full batch: 1 step and 22 gradient evaluations an epoch");
});

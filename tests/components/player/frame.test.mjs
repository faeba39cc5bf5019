// The binary answers, built by hand as components/backend/frame.py lays them out.

import assert from "node:assert/strict";
import { test } from "node:test";
import { OUTCOMES, readSurface, readTrajectories } from "../../../components/player/frame.mjs";

// Little-endian words: whole numbers, then float32 numbers.
function words(integers, floats) {
  const view = new DataView(new ArrayBuffer(4 * (integers.length + floats.length)));
  integers.forEach((value, i) => view.setUint32(4 * i, value, true));
  floats.forEach((value, i) => view.setFloat32(4 * (integers.length + i), value, true));
  return view.buffer;
}

// Two runs of three rows: the first converged at step 2, the second diverged at step 1. Every number is its own.
const COLUMNS = [[1, 2, 3], [4, 5, 6], [7, 8, 9], [10, 11, 12], [-1, -2, Infinity], [-4, -5, NaN], [-7, -8, -9], [NaN, NaN, NaN]];
const two = () => readTrajectories(words([7, 2, 3, 1, 2, 2, 1], COLUMNS.flat()));

test("the outcomes stand in the backend's order", () => {
  assert.deepEqual(OUTCOMES, ["moving", "converged", "diverged"]);
});

test("a frame says which request it answers and how many rows it has", () => {
  const { sequence, rows, runs } = two();
  assert.deepEqual([sequence, rows, runs.length], [7, 3, 2]);
});

test("the largest sequence number is read without a sign", () => {
  assert.equal(readTrajectories(words([2 ** 32 - 1, 0, 0], [])).sequence, 2 ** 32 - 1);
});

test("each run has its own outcome and outcome step", () => {
  assert.deepEqual(two().runs.map((run) => [run.outcome, run.outcomeStep]), [["converged", 2], ["diverged", 1]]);
});

test("each run has its own columns, non-finite rows included", () => {
  const read = two().runs.flatMap((run) => [run.w1, run.w2, run.cost, run.gap]);
  assert.deepEqual(read.map((column) => [...column]), COLUMNS);
});

test("the columns are views of the answer, not copies", () => {
  const buffer = words([1, 1, 2, 0, 2], [1, 2, 3, 4, 5, 6, 7, 8]);
  const [run] = readTrajectories(buffer).runs;
  for (const column of [run.w1, run.w2, run.cost, run.gap]) {
    assert.ok(column instanceof Float32Array);
    assert.equal(column.buffer, buffer);
  }
});

test("an experiment without runs is a frame without runs", () => {
  assert.deepEqual(readTrajectories(words([5, 0, 0], [])), { sequence: 5, rows: 0, runs: [] });
});

test("a surface is its side and its costs, row by row", () => {
  const { n, cost } = readSurface(words([2], [1.5, -2, 3, Infinity]));
  assert.equal(n, 2);
  assert.deepEqual([...cost], [1.5, -2, 3, Infinity]);
});

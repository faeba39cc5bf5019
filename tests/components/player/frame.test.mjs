// The binary answers, built by hand as components/backend/frame.py lays them out.

import assert from "node:assert/strict";
import { test } from "node:test";
import { COLUMNS, readSurface, readTrajectories, upTo, walked } from "../../../components/player/frame.mjs";

// Little-endian words: whole numbers, then float32 numbers.
function words(integers, floats) {
  const view = new DataView(new ArrayBuffer(4 * (integers.length + floats.length)));
  integers.forEach((value, i) => view.setUint32(4 * i, value, true));
  floats.forEach((value, i) => view.setFloat32(4 * (integers.length + i), value, true));
  return view.buffer;
}

// Two runs of three rows, the second lost from row 1 on. Every number is its own.
const FIRST = [[1, 2, 3], [4, 5, 6], [7, 8, 9], [10, 11, 12], [13, 14, 15], [16, 17, NaN], [18, 19, NaN]];
const SECOND = [[-1, -2, Infinity], [-4, -5, NaN], [-7, -8, -9], [NaN, NaN, NaN], [-10, NaN, NaN], [-11, -12, NaN], [-13, Infinity, NaN]];
const two = () => readTrajectories(words([7, 2, 3, 3, 1], [FIRST, SECOND].flat(2)));

test("a frame says which request it answers and how many rows it has", () => {
  const { sequence, rows, runs } = two();
  assert.deepEqual([sequence, rows, runs.length], [7, 3, 2]);
});

test("the largest sequence number is read without a sign", () => {
  assert.equal(readTrajectories(words([2 ** 32 - 1, 0, 0], [])).sequence, 2 ** 32 - 1);
});

test("each run has the row from which it is lost, or none", () => {
  assert.deepEqual(two().runs.map((run) => run.lost), [null, 1]);
});

test("each run has its own columns, non-finite rows included", () => {
  const read = two().runs.map(({ w1, w2, cost, gap, slope, rate, moved }) => [w1, w2, cost, gap, slope, rate, moved].map((c) => [...c]));
  assert.deepEqual(read, [FIRST, SECOND]);
});

test("the columns are views of the answer, not copies", () => {
  const buffer = words([1, 1, 2, 2], Array.from({ length: 14 }, (_, i) => i));
  const [run] = readTrajectories(buffer).runs;
  for (const column of COLUMNS.map((name) => run[name])) {
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

test("a frame up to a step has each run's rows so far, and says which step", () => {
  const { rows, runs } = upTo(two(), 1);
  assert.equal(rows, 2);
  assert.deepEqual(runs.map((run) => run.at), [1, 1]);
  assert.deepEqual([...runs[0].w2], [4, 5]);
  assert.deepEqual(COLUMNS.map((name) => runs[1][name].length), COLUMNS.map(() => 2));
});

test("up to its end, or beyond, a frame is itself, and none stays none", () => {
  const frame = two();
  for (const step of [null, 2, 3]) assert.equal(upTo(frame, step), frame);
  assert.equal(upTo(null, 1), null);
});

test("a run walks to the first point at which J is undefined, and one whose J is only too large to its end", () => {
  const run = (...cost) => ({ w1: Float32Array.of(1, 2, 3, 4), w2: Float32Array.of(5, 6, 7, 8), cost: Float32Array.from(cost) });
  const points = ({ w1, w2 }) => [[...w1], [...w2]];
  assert.deepEqual(points(walked(run(4, NaN, NaN, 3))), [[1, 2], [5, 6]]);
  assert.deepEqual(points(walked(run(NaN, NaN, NaN, NaN))), [[1], [5]]);
  assert.deepEqual(points(walked(run(4, Infinity, 3, 2))), [[1, 2, 3, 4], [5, 6, 7, 8]]);
});

// The course of a training: what is known of it, epoch by epoch.

import assert from "node:assert/strict";
import { test } from "node:test";

import { begun, diverged, standings, take } from "../../../components/network/course.mjs";

const RUNS = [{ row: 0, title: "Adam", marker: "circle" }, { row: 2, title: "Momentum", marker: "diamond" }];
const asked = (epochs) => begun({ link: "data=moons", told: "Two moons", epochs, runs: RUNS });

// An answer about the epochs from `from` on, with these losses of each run, and others made of them.
export function answer(from, losses, more = {}) {
  const columns = Float64Array.from(losses.flat());
  const head = { training: "progress", from, to: from + losses[0].length - 1, milliseconds: 5, weights: 105, m_train: 320, m_test: 80, ...more };
  return { head, arrays: { loss: columns, held_loss: columns.map((x) => 2 * x), accuracy: columns.map((x) => 1 - x), held_accuracy: columns.map((x) => 0.5 - x) } };
}

test("what is not known yet is no number, and nothing is known at first", () => {
  const course = asked(3);
  assert.equal(course.known, -1);
  assert.ok(course.runs.every((run) => run.loss.length === 4 && run.loss.every(Number.isNaN)));
  assert.ok(Number.isNaN(standings(course)[0].loss));
  assert.equal(standings(course)[0].diverged, null);
});

test("answers are written where their epochs are, each run into its own columns", () => {
  const course = asked(3);
  take(course, answer(0, [[0.7], [0.7]]));
  take(course, answer(1, [[0.5, 0.4], [0.6, 0.3]]));
  assert.deepEqual([...course.runs[1].loss], [0.7, 0.6, 0.3, NaN]);
  assert.deepEqual([...course.runs[0].heldLoss], [1.4, 1, 0.8, NaN]);
  assert.deepEqual([course.known, course.state], [2, "training"]);
  take(course, answer(3, [[0.1], [0.2]], { training: "done" }));
  assert.deepEqual([course.known, course.state, course.facts.held], [3, "done", 80]);
});

test("a run has diverged from the first of its last epochs without a finite loss", () => {
  const course = asked(4);
  take(course, answer(0, [[1, Infinity, 2, 1], [1, 2, NaN, NaN]]));
  assert.deepEqual(course.runs.map((run) => diverged(course, run)), [null, 2]);
});

test("standings are of the epoch asked for, or of the last one known", () => {
  const course = asked(9);
  take(course, answer(0, [[0.9, 0.8, NaN], [0.7, 0.6, 0.5]]));
  const at = (epoch) => standings(course, epoch).map(({ loss, diverged: left }) => [loss, left]);
  assert.deepEqual(at(1), [[0.8, null], [0.6, null]]);
  assert.deepEqual(at(null), [[NaN, 2], [0.5, null]]);
  assert.deepEqual(at(7), at(null));
});

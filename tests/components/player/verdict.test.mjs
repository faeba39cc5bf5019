// What is said of a step holds in its numbers.

import assert from "node:assert/strict";
import { test } from "node:test";

import { verdicts } from "../../../components/player/verdict.mjs";

const bowl = { hessian: [2, 0, 2], average: null, squares: null, before: null, rate: 0.1 };
const said = (step) => verdicts({ ...bowl, ...step }).map(({ text, because }) => `${text} ${because}`);
const says = (step, ...words) => words.every((word) => said(step).some((line) => line.includes(word)));

test("plain descent goes straight down", () => {
  assert.ok(says({ gradient: [2, 0], moved: [-0.2, 0], cost: [1, 0.64] }, "straight down the gradient", "ΔW = −α g"));
});

test("too long a step is named with its αλmax, and a step within the bound is not", () => {
  const far = { gradient: [2, 0], moved: [-2.6, 0], cost: [1, 2.56] };
  assert.ok(says({ ...far, rate: 1.3 }, "further away than it set out", "αλmax = 2.6 > 2", "The cost rose"));
  assert.ok(!says({ gradient: [2, 0], moved: [-1.8, 0], cost: [1, 0.64], rate: 0.9 }, "further away"));
});

test("an average that points the old way is set against the gradient", () => {
  const step = { gradient: [1, 0], average: [-1, 0.2], moved: [0.1, -0.02], cost: [1, 1.2] };
  assert.ok(says(step, "Momentum still points along the old way", "> 90°", "carries the step uphill", "g · ΔW = 0.1 > 0"));
});

test("uneven squares say which coordinate they shorten", () => {
  assert.ok(says({ gradient: [10, 1], moved: [-0.1, -0.1], squares: [100, 1], cost: [1, 0.9] }, "along w1 10 times more", "√s = (10, 1)"));
  assert.ok(!says({ gradient: [1, 1], moved: [-0.1, -0.1], squares: [1, 1], cost: [1, 0.9] }, "times more"));
});

test("numbers that left what a computer holds are all that is said", () => {
  assert.deepEqual(said({ gradient: [Infinity, 0], moved: [NaN, 0], cost: [1, NaN] }).length, 1);
});

test("a step of no length is one", () => {
  assert.ok(says({ gradient: [0, 0], moved: [0, 0], cost: [1, 1] }, "Nothing moved"));
});

test("a rule that rescales without an average is not taken for plain descent", () => {
  const newton = { gradient: [50, 0], moved: [-1, 0], hessian: [50, 0, 1], rate: 1, cost: [25, 0] };
  assert.ok(!says(newton, "further away") && !says(newton, "ΔW = −α g"));
});

test("below rounding nothing moved and no direction is told", () => {
  const rounded = { from: [3, 2], gradient: [-1.8e-15, 1e-15], average: [1e-15, 0], hessian: [74, 20, 34], rounding: 1e-11 };
  assert.deepEqual(said({ ...rounded, moved: [0, 0], cost: [1e-30, 1e-30] }), ["Nothing moved. g = 0, as far as rounding lets one see"]);
  assert.deepEqual(said({ ...rounded, moved: [4.4e-16, 0], cost: [1e-30, 1e-30] }), ["Nothing moved. g = 0, as far as rounding lets one see"]);
  assert.deepEqual(said({ ...rounded, moved: [0.1, 0], cost: [1e-30, 1] }), ["J is level here. g = 0, as far as rounding lets one see"]);
});

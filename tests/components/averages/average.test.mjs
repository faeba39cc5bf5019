// The average against what it is by definition: a sum of all days, each with its weight.

import assert from "node:assert/strict";
import { test } from "node:test";

import { average, betaOfEma, corrected, daysOfEma, shareOf, sumOfWeights, weight, windowOf } from "../../../components/averages/average.mjs";

const values = [40, 49, 45, 44, -3, 0.25];
const betas = [0, 0.5, 0.9, 0.98, 0.999];
const near = (a, b, within = 1e-12) => assert.ok(Math.abs(a - b) <= within * Math.max(1, Math.abs(b)), `${a} is not ${b}`);

test("the lecture's first days: V_1 = 0.1 · 40, V_2 = 0.9 V_1 + 0.1 · 49", () => {
  const V = average(values, 0.9);
  near(V[0], 4);
  near(V[1], 0.9 * 4 + 4.9);
});

test("every V_t is the sum of (1−β) βᵏ θ_{t−k}", () => {
  for (const beta of betas) {
    const V = average(values, beta);
    V.forEach((value, i) => near(value, values.slice(0, i + 1).reduce((sum, theta, j) => sum + weight(beta, i - j) * theta, 0)));
  }
});

test("β = 0 gives the values themselves, corrected or not", () => {
  assert.deepEqual([...average(values, 0)], values);
  assert.deepEqual([...corrected(average(values, 0), 0)], values);
});

test("corrected, a constant series is that constant from the first day on", () => {
  for (const beta of betas) for (const V of corrected(average([7, 7, 7, 7], beta), beta)) near(V, 7);
});

test("the weights of t days add up to 1 − βᵗ, also close to β = 1", () => {
  for (const beta of betas) near(sumOfWeights(beta, 30), Array.from({ length: 30 }, (_, k) => weight(beta, k)).reduce((a, b) => a + b));
  near(sumOfWeights(1 - 2 ** -40, 1), 2 ** -40, 1e-14 * 2 ** -40);
});

test("the last 1/(1−β) days have a share of the weight that nears 1 − 1/e from above", () => {
  near(windowOf(0.9), 10);
  near(shareOf(0.9, 10), 1 - 0.9 ** 10);
  const over = [0.5, 0.9, 0.98, 0.999].map((beta) => shareOf(beta, Math.round(windowOf(beta))) - (1 - 1 / Math.E));
  assert.ok(over.every((excess, i) => excess > 0 && (i === 0 || excess < over[i - 1])), String(over));
});

test("the traders' N is another number than the window", () => {
  near(daysOfEma(0.9), 19);
  near(betaOfEma(19), 0.9);
  near(betaOfEma(daysOfEma(0.98)), 0.98);
  assert.equal(daysOfEma(0), 1);
});

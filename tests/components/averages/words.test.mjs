// What is said of a day: the numbers in it are the sum's own.

import assert from "node:assert/strict";
import { test } from "node:test";

import { average, corrected, sumOfWeights } from "../../../components/averages/average.mjs";
import { correction, fixed, lowered, percent, placesOf, raised, recursion, short } from "../../../components/averages/words.mjs";

const values = [40, 49, -45, 44];

test("the recursion of a day with its numbers", () => {
  assert.equal(recursion(0.9, 2, values, average(values, 0.9), 2), "V₂ = 0.9 · V₁ + 0.1 · θ₂ = 0.9 · 4.00 + 0.1 · 49.00 = 8.50");
});

test("the first day starts from V₀ = 0, and what is negative stands in brackets", () => {
  assert.equal(recursion(0.98, 1, values, average(values, 0.98), 1), "V₁ = 0.98 · V₀ + 0.02 · θ₁ = 0.98 · 0 + 0.02 · 40.0 = 0.8");
  assert.match(recursion(0.5, 3, values, average(values, 0.5), 0), /0\.5 · 35 \+ 0\.5 · \(−45\) = −5$/);
});

test("the correction divides by what the weights add up to", () => {
  const V = average(values, 0.9);
  const text = correction(0.9, 1, V[0], sumOfWeights(0.9, 1), corrected(V, 0.9)[0], 2);
  assert.equal(text, "V̂₁ = V₁ / (1 − 0.9¹) = 4.00 / 0.1 = 40.00");
});

test("a sum of weights below one is not said to be one", () => {
  assert.match(correction(0.9, 180, 12, sumOfWeights(0.9, 180), 12, 2), / 0\.9999… = /);
  assert.match(correction(0, 5, 12, 1, 12, 2), / 12\.00 \/ 1 = /);
});

test("places follow the largest value", () => {
  assert.deepEqual([[12.3], [806.19], [0.0012, -0.5], [1e6], [0]].map(placesOf), [2, 2, 4, 2, 2]);
});

test("numbers are written as people read them", () => {
  assert.equal(fixed(-1.5, 2), "−1.50");
  assert.deepEqual([lowered(180), raised(37), short(1 - 0.9), short(1 - 0.98)], ["₁₈₀", "³⁷", "0.1", "0.02"]);
  assert.deepEqual([percent(0.6513), percent(0.99999), percent(1, true), percent(1), percent(0.0001)], ["= 65.1 %", "> 99.9 %", "= 100.0 %", "> 99.9 %", "< 0.1 %"]);
});

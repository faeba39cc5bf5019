// The bars are the weights, each told whether it lies inside the window; the sliders turn places into β and back.

import assert from "node:assert/strict";
import { test } from "node:test";

import { betaAt, placeOf, typed } from "../../../components/averages/curves.mjs";
import { barsOf, sentences } from "../../../components/averages/weights.mjs";

test("each bar is (1−β) βᵏ, the window's are inside and those before the first day fall on V₀", () => {
  const bars = barsOf(0.5, 2, 5, 300);
  assert.deepEqual(bars.map((bar) => bar.weight), [0.5, 0.25, 0.125, 0.0625, 0.03125, 0.015625, 0.0078125, 0.00390625]);
  assert.deepEqual(bars.map((bar) => bar.part), ["inside", "inside", ...Array(3).fill("outside"), ...Array(3).fill("before")]);
});

test("where there are more days than pixels, as many bars as fit are true ones", () => {
  const bars = barsOf(0.999, 1000, 2000, 300);
  assert.ok(bars.length <= 300 && bars.length > 200);
  for (const bar of bars) assert.equal(bar.weight, (1 - 0.999) * 0.999 ** bar.k);
});

test("the shares in words are computed", () => {
  assert.deepEqual(sentences(0.9, 10, 5), [
    "The last 10 days carry 1 − 0.9¹⁰ = 65.1 % of all weight; 1 − 1/e = 63.2 %.",
    "On day 5 the weights of the 5 days add up to 1 − 0.9⁵ = 41.0 %; the rest lies on V₀ = 0.",
  ]);
  assert.match(sentences(0, 1, 1)[0], /^The last day carries 1 − 0¹ = 100\.0 %/);
  assert.match(sentences(0.9, 10, 300)[1], /add up to 1 − 0\.9³⁰⁰ > 99\.9 %\.$/);
});

test("a place of the slider and its β are one, from 0 to 0.999", () => {
  for (const place of [0, 1, 200, 340, 599, 600]) assert.equal(placeOf(betaAt(place)), place);
  assert.deepEqual([0, 200, 400, 600].map(betaAt), [0, 0.9, 0.99, 0.999]);
  for (let place = 1; place <= 600; place++) assert.ok(betaAt(place) > betaAt(place - 1) && betaAt(place) <= 0.999);
});

test("a typed number counts where it is one in range", () => {
  assert.deepEqual(["0.95", "0,95", " .5 ", "9e-1", "0"].map((text) => typed(text, 0, 0.999)), [0.95, 0.95, 0.5, 0.9, 0]);
  assert.deepEqual(["99/100", "1/100", "10^-2", "10⁻²", "9*10^-1"].map((text) => typed(text, 0, 0.999)), [0.99, 0.01, 0.01, 0.01, 0.9]);
  assert.deepEqual(["1000", "1e3", "10^3", "1,5", "1,000"].map((text) => typed(text, 1, 1999)), [1000, 1000, 1000, 1.5, null]);
  for (const text of ["", "x", "1", "-0.1", "−0.1", "0x1", "1e999", "0.9.1", "NaN"]) assert.equal(typed(text, 0, 0.999), null, text);
});

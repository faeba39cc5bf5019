// The arithmetic of a step as it is shown, on a small made run.

import assert from "node:assert/strict";
import { test } from "node:test";
import { given, working } from "../../../components/player/working.mjs";

const ANATOMY = {
  steps: 12,
  lines: [
    ["v", "{beta1}·{v-} + (1 − {beta1})·{g}"],
    ["v_hat", "{v} / (1 − {beta1}^{n})"],
    ["s", "{s-} + {g}² / √{epsilon}"],
    ["det", "{h.1}·{h.2} − |{g.2}|"],
    ["d.2", "{g} − {g-} if {n} > 1, else 0"],
    ["step", "−{alpha}·{v_hat} / (√{s} + {epsilon}^({n} + 1))"],
    ["w", "{w-} + {step}"],
  ],
  symbols: {
    n: "n", alpha: "α", beta1: "β₁", epsilon: "ε", g: "g", "g-": "gₙ₋₁", v: "v", v_hat: "v̂", s: "s", d: "d",
    "h.1": "h₁₁", h: "h", det: "det", step: "Δw", w: "w",
  },
  constants: { beta1: 0.9, epsilon: 1e-8 },
  columns: Object.fromEntries(Object.entries({
    "w.1": 7, "w.2": -3.25, "g.1": -52.123456, "g.2": 4, "v.1": 2, "v.2": -0.5, "v_hat.1": 20, "v_hat.2": -5, "s.1": 16,
    "s.2": -1e-7, "det.1": 1, "det.2": 1, "d.1": 0.1, "d.2": 0.2, "step.1": -0.25, "step.2": 0.5, "h.1": 3, "h.2": -4, alpha: 0.1,
  }).map(([name, value]) => [name, Float64Array.from({ length: 13 }, (_, n) => (n ? value * n : /^[gd]|alpha/.test(name) ? NaN : 0))])),
};
const line = (name, n, k) => working(ANATOMY, n, k).find((line) => line.name === name);

test("a line is its symbol, its formula, the formula with the step's numbers, and what it comes to", () => {
  assert.deepEqual(line("v", 3, 1), {
    name: "v", symbol: "v", formula: "β₁·v + (1 − β₁)·g", numbers: "0.9·4 + (1 − 0.9)·(−156.37)", result: "6",
  });
});

test("each coordinate has its own numbers", () => {
  assert.equal(line("v", 3, 2).numbers, "0.9·(−1) + (1 − 0.9)·12");
  assert.equal(line("v", 3, 2).result, "−1.5");
});

test("lines come in the order in which they are computed, the step and w last", () => {
  assert.deepEqual(working(ANATOMY, 1, 1).map((line) => line.name), ["v", "v_hat", "s", "det", "d.2", "step", "w"]);
});

test("a power is written as by hand, unless it is a sum", () => {
  assert.deepEqual([line("v_hat", 12, 1).formula, line("v_hat", 12, 1).numbers], ["v / (1 − β₁ⁿ)", "24 / (1 − 0.9¹²)"]);
  assert.equal(line("step", 2, 1).formula, "−α·v̂ / (√s + ε^(n + 1))");
});

test("what would be misread stands in parentheses, and nothing else", () => {
  assert.equal(line("s", 2, 1).numbers, "16 + (−104.25)² / √(1e−8)");
  assert.equal(line("step", 2, 2).numbers, "−0.2·(−10) / (√(−2e−7) + (1e−8)^(2 + 1))");
  assert.equal(line("w", 2, 2).numbers, "−3.25 + 1");
  assert.equal(line("w", 2, 1).numbers, "7 + (−0.5)");
});

test("a named coordinate is the same for both, with a subscript unless it has a symbol of its own", () => {
  for (const k of [1, 2]) assert.equal(line("det", 1, k).numbers, "3·(−4) − |4|");
  assert.equal(line("det", 1, 1).formula, "h₁₁·h₂ − |g₂|");
  assert.deepEqual([line("d.2", 1, 1).symbol, line("d.2", 1, 1).result], ["d₂", "0.2"]);
});

test("before the first step there was none", () => {
  assert.equal(line("d.2", 1, 1).formula, "g − gₙ₋₁ if n > 1, else 0");
  assert.equal(line("d.2", 1, 1).numbers, "−52.123 − none if 1 > 1, else 0");
  assert.equal(line("d.2", 2, 2).numbers, "8 − 4 if 2 > 1, else 0");
});

test("a number that is none says so, in parentheses behind a sign", () => {
  const lost = { ...ANATOMY, columns: { ...ANATOMY.columns, "g.1": new Float64Array(13).fill(NaN) } };
  assert.equal(working(lost, 3, 1)[0].numbers, "0.9·4 + (1 − 0.9)·(not a number)");
});

test("what the lines start from is told apart: neither hyperparameters nor what they work out", () => {
  assert.deepEqual(given(ANATOMY, 2, 1), [
    { name: "g", symbol: "g", result: "−104.25" }, { name: "h.1", symbol: "h₁₁", result: "6" }, { name: "h.2", symbol: "h₂", result: "−8" },
    { name: "g.2", symbol: "g₂", result: "8" }, { name: "alpha", symbol: "α", result: "0.2" },
  ]);
});

test("there is nothing at the start, nor beyond the end", () => {
  for (const n of [0, -1, 13, NaN, null]) assert.deepEqual([working(ANATOMY, n, 1), given(ANATOMY, n, 1)], [[], []]);
});

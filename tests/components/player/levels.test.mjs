// The described levels of a contour map. J* is the lowest cost known.

import assert from "node:assert/strict";
import { test } from "node:test";
import { runInNewContext } from "node:vm";
import { describe, suits } from "../../../components/player/levels.mjs";

// f(), or an error where it takes over a second: what would count for ever fails instead.
const ending = (f) => runInNewContext("f()", { f }, { timeout: 1000 });

// J on an n × n grid over [-reach, reach]².
function grid(J, n = 41, reach = 4) {
  const at = (i) => -reach + (2 * reach * i) / (n - 1);
  return { n, cost: Float32Array.from({ length: n * n }, (_, k) => J(at(k % n), at(Math.floor(k / n)))) };
}
const bowl = (a, b) => a * a + 3 * b * b;
const ravine = (a, b) => 100 * (b - a * a) ** 2 + (1 - a) ** 2;
const rastrigin = (a, b) => 20 + a * a + b * b - 10 * (Math.cos(2 * Math.PI * a) + Math.cos(2 * Math.PI * b));
const lines = ({ start, end, size }) => Math.floor((end - start) / size + 1e-9) + 1;

test("linear levels colour J itself, row by row from the grid", () => {
  const { n, cost } = grid(bowl, 5);
  const { z, title } = describe({ n, cost }, null, "linear");
  assert.equal(title, "J");
  assert.deepEqual(z.map((row) => [...row]), Array.from({ length: 5 }, (_, row) => [...cost.subarray(5 * row, 5 * row + 5)]));
});

test("linear levels lie within the costs, at multiples of a nice size", () => {
  const { start, end, size, tickvals, ticktext } = describe(grid((a, b) => bowl(a, b) + 1), null, "linear");
  assert.deepEqual([start, end, size], [5, 65, 5]);
  assert.deepEqual(tickvals, [10, 20, 30, 40, 50, 60]);
  assert.deepEqual(ticktext, ["10", "20", "30", "40", "50", "60"]);
});

test("costs below zero are labelled with a true minus", () => {
  assert.equal(describe(grid((a) => 10 * a), null, "linear").ticktext[0], "−40");
});

test("logarithmic levels are powers of ten of J − J*", () => {
  const { n, cost } = grid((a, b) => bowl(a, b) - 78.5 + 1e-3);
  const levels = describe({ n, cost }, -78.5, "log");
  assert.equal(levels.title, "J − J*");
  levels.z.forEach((row, j) => row.forEach((z, i) => assert.ok(Math.abs(z - Math.log10(cost[j * n + i] + 78.5)) < 1e-5)));
});

test("where J* is zero the colour bar says J", () => {
  assert.equal(describe(grid(bowl), 0, "log").title, "J");
});

test("logarithmic levels lie within the costs, at a fraction of a decade", () => {
  for (const J of [(a, b) => bowl(a, b) + 0.5, ravine, rastrigin]) {
    const { n, cost } = grid(J);
    const levels = describe({ n, cost }, 0, "log");
    const [low, high] = [Math.min(...cost), Math.max(...cost)].map((c) => Math.log10(Math.max(c, 1e-30)));
    assert.ok(levels.start >= low - 1e-9 && levels.end <= high + 1e-9);
    assert.ok([1 / 8, 1 / 4, 1 / 2, 1].includes(levels.size));
    assert.ok(levels.tickvals.every((value) => value >= levels.start - levels.size && value <= levels.end));
  }
});

test("logarithmic ticks name the cost, not its logarithm", () => {
  const few = describe({ n: 2, cost: Float32Array.of(1, 10, 50, 200) }, 0, "log");
  assert.deepEqual([few.tickvals, few.ticktext], [[0, 0.5, 1, 1.5, 2], ["1", "3.2", "10", "32", "100"]]);
  const many = describe({ n: 2, cost: Float32Array.of(8e-4, 1, 10, 1e4) }, 0, "log");
  assert.deepEqual([many.tickvals, many.ticktext], [[-3, -2, -1, 0, 1, 2, 3, 4], ["10⁻³", "0.01", "0.1", "1", "10", "100", "1000", "10⁴"]]);
});

test("there are enough lines to see a surface and not too many to read", () => {
  for (const J of [bowl, ravine, rastrigin, (a, b) => a + b, (a, b) => 1e20 * bowl(a, b), (a, b) => 1e-20 * bowl(a, b)]) {
    for (const scale of ["linear", "log"]) {
      const levels = describe(grid(J), scale === "log" ? -1e-30 : null, scale);
      assert.ok(lines(levels) >= 7 && lines(levels) <= 23, `${lines(levels)} ${scale} lines of ${J}`);
    }
  }
});

test("without a known J* logarithmic levels fall back to linear", () => {
  const { height, ...levels } = describe(grid(bowl), null, "log");
  const { height: other, ...linear } = describe(grid(bowl), null, "linear");
  assert.deepEqual(levels, linear);
  assert.equal(height({ cost: 5 }), other({ cost: 5 }));
});

test("a node exactly at the minimum, or below it by rounding, has a finite colour seven decades or more down", () => {
  for (const J of [bowl, (a, b) => bowl(a, b) - 1e-6]) {
    const levels = describe(grid(J), 0, "log");
    assert.ok(levels.z.every((row) => row.every(Number.isFinite)));
    assert.ok(levels.z[20][20] <= levels.end - 7);
    assert.ok(levels.start >= levels.end - 7 - 1e-9);
  }
});

test("costs that are not finite leave the levels of the others alone", () => {
  for (const [lowest, scale] of [[null, "linear"], [0, "log"]]) {
    const { start, end, size } = describe({ n: 2, cost: Float32Array.of(1, 5, 30, 100) }, lowest, scale);
    const holed = describe({ n: 3, cost: Float32Array.of(1, 5, NaN, 30, 100, Infinity, NaN, NaN, NaN) }, lowest, scale);
    assert.deepEqual([holed.start, holed.end, holed.size], [start, end, size]);
  }
});

test("a constant surface of any height has a size and few ticks", () => {
  for (const J of [0, 5, -3, 1000, -77777, 3e30]) {
    for (const [lowest, scale] of [[null, "linear"], [J, "log"], [J - 1, "log"]]) {
      const levels = ending(() => describe(grid(() => J, 3), lowest, scale));
      assert.ok(levels.size > 0 && [levels.start, levels.end, levels.size].every(Number.isFinite));
      assert.ok(levels.tickvals.length <= 23 && levels.z.every((row) => row.every(Number.isFinite)));
    }
  }
});

test("a surface that is nowhere finite has finite levels all the same", () => {
  const levels = describe(grid(() => NaN, 3), null, "linear");
  assert.ok([levels.start, levels.end, levels.size].every(Number.isFinite) && levels.size > 0);
});

test("a narrow range of costs, as in a map zoomed in on, has logarithmic lines and ticks too", () => {
  const levels = describe(grid((a, b) => 100 + a + b), 0, "log");
  assert.ok(lines(levels) >= 7 && lines(levels) <= 23, `${lines(levels)} lines`);
  assert.ok(levels.tickvals.length >= 2);
  levels.tickvals.forEach((z, i) => assert.ok(Math.abs(Number(levels.ticktext[i]) - 10 ** z) < 1e-6 * 10 ** z));
});

test("a tick says where it stands, so that no two read alike", () => {
  for (const base of [0.3, 10000, -2e6]) {
    const { tickvals, ticktext } = describe(grid((a, b) => base + a + b), null, "linear");
    tickvals.forEach((J, i) => assert.ok(Math.abs(Number(ticktext[i].replaceAll("−", "-")) - J) < 1e-6, ticktext.join(" ")));
  }
});

test("costs that crowd at the bottom suit logarithmic colours, others linear ones", () => {
  assert.equal(suits(grid(ravine).cost, 0), "log");
  assert.equal(suits(grid(bowl).cost, 0), "linear");
  assert.equal(suits(grid(rastrigin).cost, 0), "linear");
  for (const lift of [-500, 1e5]) {
    assert.equal(suits(grid((a, b) => ravine(a, b) + lift).cost, lift), "log");
    assert.equal(suits(grid((a, b) => bowl(a, b) + lift).cost, lift), "linear");
  }
});

test("a flat surface, or one without a known J*, suits linear colours", () => {
  assert.equal(suits(grid(() => 3).cost, 3), "linear");
  assert.equal(suits(grid(ravine).cost, null), "linear");
});

test("what suits a surface is read off without changing it", () => {
  const { cost } = grid(ravine);
  const before = [...cost];
  suits(cost, 0);
  assert.deepEqual([...cost], before);
});

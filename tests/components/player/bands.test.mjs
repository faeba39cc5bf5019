// The bands of the map, on surfaces of every kind.

import assert from "node:assert/strict";
import { test } from "node:test";
import { bandsOf, heightsOf, isMajor, labelsOf, levelsOf, rounded, spread } from "../../../components/player/bands.mjs";

const RAMP = Array.from({ length: 11 }, (_, i) => `#${i.toString(16).repeat(6)}`);
function grid(J, n = 61, reach = 4) {
  const at = (i) => -reach + (2 * reach * i) / (n - 1);
  return { n, cost: Float32Array.from({ length: n * n }, (_, k) => J(at(k % n), at(Math.floor(k / n)))) };
}
const bowl = (a, b) => a * a + 3 * b * b;
const himmelblau = (a, b) => (a * a + b - 11) ** 2 + (a + b * b - 7) ** 2;
const ravine = (a, b) => 100 * (b - a * a) ** 2 + (1 - a) ** 2;
const rastrigin = (a, b) => 20 + a * a + b * b - 10 * (Math.cos(2 * Math.PI * a) + Math.cos(2 * Math.PI * b));
const rises = (levels) => levels.every((level, i) => i === 0 || level > levels[i - 1]);

test("on every surface there are eight to ten levels, and none of the bands takes half of the map", () => {
  for (const J of [bowl, himmelblau, ravine, rastrigin, (a, b) => a + b, (a, b) => 1e20 * bowl(a, b), (a, b) => 1e-20 * bowl(a, b)]) {
    for (const [lift, lowest] of [[0, 0], [0, null], [-77, -77]]) {
      const { cost } = grid((a, b) => J(a, b) + lift);
      const levels = levelsOf(cost, lowest);
      if (lift && Math.max(...cost.map(Math.abs)) < 78) continue; // lost in the rounding of the lift
      assert.ok(levels.length >= 8 && levels.length <= 10 && rises(levels), `${levels} of ${J} + ${lift}`);
      const count = new Map();
      for (const height of heightsOf(cost, levels)) {
        const band = Math.min(Math.max(Math.floor(height), 0), levels.length);
        count.set(band, (count.get(band) ?? 0) + 1);
      }
      assert.ok(Math.max(...count.values()) < cost.length / 2, `${J}`);
    }
  }
});

test("where J* is nought the levels are 1, 1.5, 2, 3, 4, 5, 6, 8 times a power of ten", () => {
  for (const J of [bowl, himmelblau, ravine]) {
    for (const level of levelsOf(grid(J).cost, 0)) {
      const digit = Number((level / 10 ** Math.floor(Math.log10(level) + 1e-9)).toPrecision(3));
      assert.ok([1, 1.5, 2, 3, 4, 5, 6, 8].includes(digit), `${level}`);
    }
  }
  assert.deepEqual([0.97, 1.2, 1.3, 2.4, 7.2, 9.3, 460, 0.0071].map(rounded), [1, 1, 1.5, 2, 8, 10, 500, 0.008]);
});

test("on a lifted surface it is J that is round, as it is what the lines say", () => {
  const { cost } = grid((a, b) => himmelblau(a, b) - 959.64);
  for (const text of labelsOf(levelsOf(cost, -959.64))) assert.ok(text.replace(/[−.]/g, "").length <= 4, text);
});

test("far from the minimum, as in a map zoomed in on, the levels are those of the view", () => {
  const levels = levelsOf(grid((a, b) => 100 + a + b).cost, 0);
  assert.ok(levels.length >= 8 && levels[0] > 92 && levels.at(-1) < 108);
  assert.equal(new Set(labelsOf(levels)).size, levels.length); // no two lines read alike
});

test("a height is whole on a level, rises with J, and turns no corner at a level", () => {
  const levels = [1, 3, 10, 11];
  assert.deepEqual(heightsOf(Float32Array.of(1, 3, 10, 11, NaN, Infinity, -Infinity), levels), [1, 2, 3, 4, null, 5, 0]);
  const at = Float64Array.from({ length: 1301 }, (_, i) => i / 100);
  const heights = heightsOf(at, levels);
  assert.ok(rises(heights));
  const turn = (i) => Math.abs(heights[i + 1] - 2 * heights[i] + heights[i - 1]) / (heights[i + 1] - heights[i - 1]);
  for (const level of levels) assert.ok(turn(100 * level) < 0.05, `${level}`);
  assert.ok(rises(heightsOf([-5, 0, 2, 2.5, 9], [2])));
});

test("a flat surface, one that is nowhere defined and one of a single cost have one band and no line", () => {
  for (const J of [() => 0, () => 5, () => -77777, () => 3e30, () => NaN, (a) => (a > 0 ? 2 : NaN), () => Infinity]) {
    for (const by of [null, "linear", "log"]) {
      const bands = bandsOf(grid(J, 5), 0, by, RAMP);
      assert.deepEqual([bands.levels, bands.colours], [[], ["#555555"]]);
      assert.ok(bands.z.flat().every((z) => z === 0.5 || z === null));
    }
  }
});

test("a part where J is undefined or infinite leaves the levels of the rest alone, and only the first is a hole", () => {
  const { n, cost } = grid(bowl);
  const holed = cost.map((J, k) => (k % n < 5 ? NaN : J));
  assert.deepEqual(levelsOf(holed, 0), levelsOf(cost.filter((_, k) => k % n >= 5), 0));
  assert.equal(bandsOf({ n, cost: holed }, 0, null, RAMP).holed, true);
  assert.equal(bandsOf({ n, cost: cost.map((J, k) => (k ? J : Infinity)) }, 0, null, RAMP).holed, false);
});

test("levels chosen as even or by decades are so, and as many at most", () => {
  const even = levelsOf(grid(bowl).cost, 0, "linear");
  assert.deepEqual(even, [10, 20, 30, 40, 50, 60]);
  const decades = levelsOf(grid((a, b) => ravine(a, b)).cost, 0, "log");
  assert.ok(decades.length <= 10 && decades.includes(100) && decades.includes(1000));
  assert.deepEqual(levelsOf(grid(bowl).cost, null, "log"), levelsOf(grid(bowl).cost, null)); // no logarithm without a J*
});

test("the ramp is spread from end to end over however many bands there are", () => {
  assert.deepEqual(spread(RAMP, 11), RAMP);
  assert.deepEqual(spread(RAMP, 2), [RAMP[0], RAMP[10]]);
  assert.deepEqual(spread(RAMP, 6), [0, 2, 4, 6, 8, 10].map((i) => RAMP[i]));
});

test("every second line is a major one, and never the lowest", () => {
  assert.deepEqual([1, 2, 3, 4].map(isMajor), [false, true, false, true]);
});

// What the cost chart shows of the runs: heights, the visible range, and the points kept of long columns.

import assert from "node:assert/strict";
import { test } from "node:test";
import { runInNewContext } from "node:vm";
import { heights, range, thinned } from "../../../components/player/chart.mjs";
import { MEASURES } from "../../../components/player/measures.mjs";
import { multiples, niceStep } from "../../../components/player/numbers.mjs";

const column = (...values) => Float32Array.from(values);
const run = (...cost) => ({ cost: column(...cost), gap: column(...cost) }); // J* = 0
const of = (scale, ...runs) => range({ runs }, scale);
const holds = ([low, high], ...values) => values.forEach((y) => assert.ok(low <= y && y <= high, `${y} is not in [${low}, ${high}]`));

test("any other measure has heights of its own, logarithmic without a lowest value", () => {
  const { slope, rate, step } = MEASURES;
  const all = { slope: column(5, 1, 0), rate: column(0.1, 0.01, NaN), moved: column(1, 1e-3, NaN) };
  assert.deepEqual(heights(all, "linear", slope), all.slope);
  assert.deepEqual(heights(all, "log", slope), column(Math.log10(5), 0, NaN));
  assert.deepEqual(heights(all, "linear", rate), all.rate);
  assert.deepEqual(heights(all, "log", step), column(0, Math.log10(all.moved[1]), NaN));
  assert.deepEqual(range({ runs: [all] }, "log", slope), [0, 1]);
});

test("linear heights are J", () => {
  assert.deepEqual(heights({ cost: column(3, 2, NaN), gap: column(9, 9, 9) }, "linear"), column(3, 2, NaN));
});

test("logarithmic heights are powers of ten of J − J*", () => {
  assert.deepEqual(heights({ cost: column(7, 7, 7), gap: column(100, 1, 0.5) }, "log"), column(2, 0, Math.log10(0.5)));
});

test("J at its minimum, or below it by rounding, has no logarithmic height", () => {
  assert.deepEqual(heights({ gap: column(10, 0, -1e-9, NaN) }, "log"), column(1, NaN, NaN, NaN));
});

test("the linear range holds every cost, with little room around", () => {
  const [low, high] = of("linear", run(10, 4, 2), run(10, 11, 7));
  holds([low, high], 2, 11);
  assert.ok(low > 1 && high < 12);
});

test("the logarithmic range is of whole decades", () => {
  assert.deepEqual(of("log", run(50, 3, 0.2), run(50, 70, 9)), [-1, 2]);
});

test("a run far above where all began leaves the chart at its top", () => {
  const [low, high] = of("linear", run(10, 4, 2), run(10, 1e6, 1e30));
  holds([low, high], 2, 10);
  assert.ok(high > 13 && high < 20);
  assert.deepEqual(of("log", run(10, 4, 2), run(10, 1e6, 1e30)), [0, 3]);
});

test("a run that falls without end does not let another one out at the top", () => {
  const [, high] = of("linear", run(10, -1e20, -1e30), run(10, 1e20, 1e30));
  assert.ok(high < 1e9, `up to ${high}`);
});

test("rounding sixteen decades below the highest cost stays out of the chart", () => {
  assert.deepEqual(of("log", run(100, 1, 1e-30)), [-14, 2]);
});

test("a chart without any finite height has a range all the same", () => {
  for (const scale of ["linear", "log"]) {
    assert.deepEqual(of(scale), [0, 1]);
    assert.deepEqual(of(scale, run(NaN, NaN)), [0, 1]);
  }
  assert.deepEqual(of("log", run(0, 0, 0)), [0, 1]);
  assert.deepEqual(of("log", { cost: column(1, 2), gap: column(NaN, NaN) }), [0, 1]);
});

test("infinite costs do not make the range infinite", () => {
  for (const scale of ["linear", "log"]) {
    for (const runs of [[run(10, 1e20, Infinity, NaN)], [run(Infinity, 3, 2)], [run(5, -1e30, -Infinity)], [run(-Infinity, NaN)]]) {
      assert.ok(of(scale, ...runs).every(Number.isFinite), `${scale} ${runs[0].cost}`);
    }
  }
});

test("a single row, and a run at rest, have room above and below", () => {
  for (const J of [0, 0.001, 24.2, 500, 1000, 1e9, -78.3]) {
    for (const costs of [[J], [J, J, J]]) {
      const [low, high] = of("linear", run(...costs));
      assert.ok(low < J && J < high && high - low > 1e-6 * Math.abs(J), `[${low}, ${high}] around ${J}`);
    }
  }
  assert.deepEqual(of("log", run(10)), [1, 2]);
});

test("runs that only climb are seen to climb", () => {
  for (const J of [3, 24.2, 181.6, 1500, 4000, 1e5]) {
    const [low, high] = of("linear", run(J, 3 * J, 9 * J, 27 * J));
    holds([low, high], Math.fround(J));
    assert.ok(high - low > 1e-3 * J, `[${low}, ${high}] from ${J}`);
  }
});

test("every range can be cut by ticks that come to an end", () => {
  for (const J of [0, 3, 181.6, 500, 1500, 4000, 1e5, -1e5]) {
    for (const costs of [[J], [J, J], [J, J + 1, J + 1e9], [J, J - 1e-3]]) {
      const [low, high] = of("linear", run(...costs));
      const ticks = () => multiples(low, high, niceStep(high - low, 5));
      const { length } = runInNewContext("ticks()", { ticks }, { timeout: 1000 });
      assert.ok(length >= 2 && length <= 7, `${length} ticks in [${low}, ${high}]`);
    }
  }
});

test("a short column is kept whole", () => {
  const values = column(1, NaN, 3);
  assert.deepEqual(thinned(values, 300), { steps: [0, 1, 2], values });
  assert.deepEqual(thinned(column(...Array(399).keys()), 100).steps.length, 399);
});

test("of a long column each part keeps its first, lowest, highest and last", () => {
  const values = column(5, 9, 1, 6, 7, 2, 2, 2, 8, 3);
  assert.deepEqual(thinned(values, 2), { steps: [0, 1, 2, 4, 5, 8, 9], values: [5, 9, 1, 7, 2, 8, 3] });
});

test("the points kept are in order, no step is named twice, and there are few to a pixel", () => {
  const values = Float32Array.from({ length: 20001 }, (_, i) => Math.sin(i / 3) * 0.9999 ** i);
  const { steps, values: kept } = thinned(values, 200);
  assert.equal(steps[0], 0);
  assert.equal(steps.at(-1), 20000);
  steps.slice(1).forEach((step, i) => assert.ok(step > steps[i]));
  kept.forEach((value, i) => assert.equal(value, values[steps[i]]));
  assert.ok(steps.length <= 4 * 1.25 * 200);
});

test("a peak of one step is never lost", () => {
  for (let peak = 0; peak < 1000; peak += 7) {
    const values = new Float32Array(1000).fill(1);
    values[peak] = 50;
    assert.ok(thinned(values, 50).steps.includes(peak));
  }
});

test("rows without a height hide no peak, wherever they stand", () => {
  for (let hole = 0; hole < 8; hole++) {
    const values = column(5, 5, 9, 5, 1, 5, 5, 5);
    if (values[hole] !== 5) continue;
    values[hole] = NaN;
    const { values: kept } = thinned(values, 1);
    assert.ok(kept.includes(9) && kept.includes(1), `${kept} with a hole at ${hole}`);
  }
});

test("a column without any height stays without", () => {
  const { steps, values } = thinned(new Float32Array(100).fill(NaN), 10);
  assert.deepEqual([steps[0], steps.at(-1)], [0, 99]);
  assert.ok(values.every(Number.isNaN));
});

test("a chart without width thins to a single part", () => {
  assert.deepEqual(thinned(column(3, 1, 4, 1, 5, 9, 2, 6), 0).steps, [0, 1, 5, 7]);
});

test("the axis holds all of a run that is not lost, from a start at the lowest J too", () => {
  const kept = (...cost) => ({ ...run(...cost), lost: null });
  holds(of("linear", kept(0, 0.63, 0.2, 0)), 0, 0.63);
  holds(of("linear", kept(1e-17, 0.63, 0.2, 0)), 0, 0.63);
  holds(of("linear", kept(10, 4, 90, 2), { ...run(10, 1e6, 1e30), lost: 2 }), 2, 90);
  assert.ok(of("linear", kept(10, 4, 90, 2), { ...run(10, 1e6, 1e30), lost: 2 })[1] < 100);
  holds(of("log", kept(1e-9, 0.63, 0.2)), -9, Math.log10(0.63));
});

test("the default axis ends six decades below the start, and holds all that lies above", () => {
  const frame = { runs: [run(100, 1, 1e-12), run(100, 5000, 3)] };
  assert.deepEqual(range(frame, "log", MEASURES.cost, 6), [-4, 4]);
  assert.deepEqual(range(frame, "log", MEASURES.cost), [-12, 4]); // all digits
  assert.deepEqual(range({ runs: [run(100, 50, 20)] }, "log", MEASURES.cost, 6), [1, 2]); // no more than there is
});

test("a start at J = 0 leaves the peak and the ground on the axis, on both scales", () => {
  const frame = { runs: [run(0, 0.63, 0.2), run(0, 1e-3, 0.1)] };
  holds(range(frame, "linear"), 0, 0.63);
  holds(range(frame, "log", MEASURES.cost, 6), Math.log10(0.63), -3);
  holds(range({ runs: [run(0, 0, 0), run(0, 0.63, 0)] }, "linear"), 0, 0.63);
  const away = { ...run(0, 0.63, -2, NaN), lost: 3 };
  holds(range({ runs: [away] }, "linear"), 0, 0.63);
});

test("where every run lies far below the highest, the axis still holds some of each", () => {
  const [low, high] = range({ runs: [run(1e-9, 1e-10, 1e-11)] }, "log", MEASURES.cost, 6);
  holds([low, high], -9, -11);
});

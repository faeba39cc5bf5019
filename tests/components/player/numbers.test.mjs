// Numbers as text, and where ticks stand.

import assert from "node:assert/strict";
import { test } from "node:test";
import { runInNewContext } from "node:vm";
import { multiples, niceStep, power, show } from "../../../components/player/numbers.mjs";

// f(), or an error where it takes over a second: what would count for ever fails instead.
const ending = (f) => runInNewContext("f()", { f }, { timeout: 1000 });

test("a number is shown to four significant digits", () => {
  assert.equal(show(12.34567), "12.35");
  assert.equal(show(0.00123449), "0.001234");
  assert.equal(show(98765), "98770");
  assert.equal(show(0.5), "0.5");
});

test("a number is shown to as many digits as are asked for", () => {
  assert.equal(show(Math.PI, 1), "3");
  assert.equal(show(Math.PI, 3), "3.14");
  assert.equal(show(Math.PI, 6), "3.14159");
  assert.equal(show(1234567, 2), "1.2e6");
  assert.equal(show(2e5, 1), "2e5");
});

test("zero has no sign", () => {
  assert.equal(show(0), "0");
  assert.equal(show(-0), "0");
});

test("a minus is a true minus, in the exponent too", () => {
  assert.equal(show(-3.7793), "−3.779");
  assert.equal(show(-1.234e-7, 2), "−1.2e−7");
  assert.ok(!show(-1e-9).includes("-"));
});

test("large and small numbers have an exponent without a plus", () => {
  assert.equal(show(123456), "1.235e5");
  assert.equal(show(1e5), "1e5");
  assert.equal(show(99999), "100000");
  assert.equal(show(0.0001), "0.0001");
  assert.equal(show(0.00009876), "9.876e−5");
  assert.equal(show(3.4e38), "3.4e38");
  assert.equal(show(1e-45), "1e−45");
});

test("zeros that carry the size stay, zeros that carry nothing go", () => {
  assert.equal(show(10), "10");
  assert.equal(show(1000), "1000");
  assert.equal(show(100000), "1e5");
  assert.equal(show(1e-7), "1e−7");
  assert.equal(show(1e10), "1e10");
  assert.equal(show(2e100), "2e100");
  assert.equal(show(1.05e6, 3), "1.05e6");
  assert.equal(show(1.5), "1.5");
  assert.equal(show(Math.fround(0.1)), "0.1");
});

test("what is no finite number says so", () => {
  assert.equal(show(NaN), "not a number");
  assert.equal(show(Infinity), "∞");
  assert.equal(show(-Infinity), "−∞");
});

test("powers of ten near one are written out, the others raised", () => {
  const texts = [-12, -3, -2, -1, 0, 1, 3, 4, 10].map(power);
  assert.deepEqual(texts, ["10⁻¹²", "10⁻³", "0.01", "0.1", "1", "10", "1000", "10⁴", "10¹⁰"]);
});

test("a nice step is one, two or five times a power of ten", () => {
  assert.equal(niceStep(10, 10), 1);
  assert.equal(niceStep(10, 5), 2);
  assert.equal(niceStep(10, 2), 5);
  assert.equal(niceStep(10, 9), 2);
  assert.equal(niceStep(9, 1), 10);
});

test("a nice step makes at most as many parts as asked for, and not far fewer", () => {
  for (let exponent = -30; exponent < 38; exponent += 0.37) {
    for (const count of [3, 5, 22]) {
      const parts = 10 ** exponent / niceStep(10 ** exponent, count);
      assert.ok(parts <= count * (1 + 1e-8) && parts > count / 2.5 - 1e-8, `${parts} of ${count} parts of 1e${exponent}`);
    }
  }
});

test("multiples fill the range, ends included", () => {
  assert.deepEqual(multiples(0, 10, 5), [0, 5, 10]);
  assert.deepEqual(multiples(-7, 7, 5), [-5, 0, 5]);
  assert.deepEqual(multiples(1, 4, 5), []);
  assert.deepEqual(multiples(5, 5, 5), [5]);
});

test("multiples do not drift, and zero among them is zero", () => {
  assert.deepEqual(multiples(-0.3, 0.3, 0.1).map(String), ["-0.3", "-0.2", "-0.1", "0", "0.1", "0.2", "0.3"]);
  const many = multiples(0, 1000, 0.1);
  assert.equal(many.length, 10001);
  assert.equal(many[7777], 777.7);
  assert.equal(many.at(-1), 1000);
});

test("an end that rounding put just inside or outside is still an end", () => {
  assert.deepEqual(multiples(0.1 + 0.2, 0.9, 0.3), [0.3, 0.6, 0.9]);
  assert.deepEqual(multiples(0, 0.3 - 1e-12, 0.1), [0, 0.1, 0.2, 0.3]);
});

test("a range turned around, empty or without a place has no multiples", () => {
  assert.deepEqual(multiples(3, 1, 1), []);
  assert.deepEqual(multiples(Infinity, -Infinity, 1), []);
  assert.deepEqual(multiples(NaN, NaN, NaN), []);
});

test("steps too fine for the numbers they divide come to an end", () => {
  assert.ok(ending(() => multiples(1000, 1000, 1e-13)).length <= 1);
  assert.ok(ending(() => multiples(-4096, -4096 + 1e-12, 1e-13)).length <= 10);
});

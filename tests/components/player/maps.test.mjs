// The maps' questions, answers and colours.

import assert from "node:assert/strict";
import { test } from "node:test";

import { readMap } from "../../../components/player/maps/answer.mjs";
import { createAsker } from "../../../components/player/maps/asker.mjs";
import { colourOf } from "../../../components/player/maps/basin_colours.mjs";
import { pixels, shares } from "../../../components/player/maps/basins.mjs";
import { area } from "../../../components/player/maps/cloud.mjs";
import { axisOver, shades } from "../../../components/player/maps/plane.mjs";
import { blanked, respelled, rounded, without } from "../../../components/player/maps/question.mjs";
import { placed, valueAt } from "../../../components/player/maps/sliders.mjs";
import { heightsOf } from "../../../components/player/maps/strip.mjs";

function frame(sequence, head, ...arrays) {
  const text = new TextEncoder().encode(JSON.stringify(head));
  const even = (n) => Math.ceil(n / 8) * 8;
  const size = arrays.reduce((at, array) => even(at + array.byteLength), even(8 + text.length));
  const buffer = new ArrayBuffer(size);
  new Uint32Array(buffer, 0, 2).set([sequence, text.length]);
  new Uint8Array(buffer, 8).set(text);
  let at = even(8 + text.length);
  for (const array of arrays) {
    new Uint8Array(buffer, at).set(new Uint8Array(array.buffer));
    at = even(at + array.byteLength);
  }
  return buffer;
}

test("an answer's arrays are read where they lie", () => {
  const head = { arrays: [{ name: "label", shape: [1, 3], type: "i4" }, { name: "cost", shape: [2], type: "f8" }] };
  const { sequence, arrays } = readMap(frame(7, head, Int32Array.of(1, -1, 2), Float64Array.of(0.5, Infinity)));
  assert.equal(sequence, 7);
  assert.deepEqual([...arrays.label], [1, -1, 2]);
  assert.deepEqual([...arrays.cost], [0.5, Infinity]);
});

test("a run is respelled in its own order, whatever it had said", () => {
  assert.equal(respelled("adam~0.1", "learning_rate", 0.3), "adam~0.3");
  assert.equal(respelled("adam~0.1~beta1~0.8~decay~2", "beta1", 0.5), "adam~0.1~beta1~0.5~decay~2");
  assert.equal(respelled("adam~0.1~decay~2", "beta2", 0.5), "adam~0.1~decay~2~beta2~0.5");
  assert.equal(respelled("adam~0.1~off", "decay", 1), "adam~0.1~decay~1~off");
});

test("what a map goes through is no part of its key", () => {
  const key = (link) => blanked(without(link, "w1"), ["learning_rate"]);
  assert.equal(key("w1=1&run=adam~0.1&run=momentum~2"), key("w1=5&run=adam~7&run=momentum~9"));
  assert.notEqual(key("run=adam~0.1"), key("run=adam~0.1~beta1~0.5"));
});

test("coarse comes before fine, and a newer question ends the older", () => {
  const socket = { readyState: 1, sent: [], send: (text) => socket.sent.push(text), close() {} };
  const seen = [];
  const asker = createAsker({ answer: ({ head }) => seen.push(head.side), error: () => {} }, () => socket);
  asker.ready();
  const answers = (side) => socket.onmessage({ data: frame(socket.sent.length, { side, arrays: [] }) });
  asker.ask("a", ["a32", "a128"]);
  asker.ask("a", ["a32", "a128"]); // the same: nothing more
  assert.deepEqual(socket.sent, ["1 a32"]);
  answers(32);
  assert.deepEqual(socket.sent, ["1 a32", "2 a128"]);
  asker.ask("b", ["b32", "b128"]);
  answers(128);
  assert.deepEqual(socket.sent.slice(2), ["3 b32"]); // and not a's next
  assert.deepEqual(seen, [32, 128]);
});

test("the lowest w2 is the lowest row of pixels, and minima differ in colour", () => {
  const image = pixels({ label: Int32Array.of(0, 0, 1, 1), steps: Int32Array.of(1, 1, 1, 1) }, 2, 10, false);
  const at = (row, column) => [...image.slice(4 * (2 * row + column), 4 * (2 * row + column) + 3)];
  assert.deepEqual(at(1, 0), at(1, 1));
  assert.notDeepEqual(at(0, 0), at(1, 0));
  assert.deepEqual(at(1, 0), colourOf(0, Math.round((63 * Math.log1p(1)) / Math.log1p(10)) / 63, 0, 0, false)); // of 64 shades
});

test("slower is darker, and neither lost nor unfinished looks like a minimum", () => {
  const sum = (colour) => colour.reduce((a, b) => a + b);
  assert.ok(sum(colourOf(0, 1, 0, 0, false)) < sum(colourOf(0, 0, 0, 0, false)));
  assert.notDeepEqual(colourOf(-2, 0, 0, 0, false), colourOf(-2, 0, 2, 0, false)); // stripes
  assert.notDeepEqual(colourOf(-3, 0, 0, 0, false), colourOf(-3, 0, 2, 0, false)); // and the other way where J is undefined
});

test("shares are told by letter, in one order on every map; of many the largest, the rest together; nothing that has none", () => {
  const minima = Array.from({ length: 9 }, (_, i) => [i, 0, 0]);
  const found = Object.fromEntries(minima.map((_, i) => [i, i === 8 ? 0 : 0.1]));
  const told = (more) => shares({ minima, shares: { ...found, diverged: 0.05, undefined: 0, unfinished: 0, ...more } }).map(({ text }) => text);
  assert.deepEqual(told({ 7: 0.15 }), ["A (0, 0) 10 %", "B (1, 0) 10 %", "C (2, 0) 10 %", "D (3, 0) 10 %", "E (4, 0) 10 %", "H (7, 0) 15 %", "2 more minima 20 %", "diverged 5.0 %"]);
});

test("a diverged rate has no height, and steps that were not taken none either", () => {
  const answer = { head: {}, arrays: { learning_rates: [1, 2, 3], cost: Float64Array.of(1, 100, 9), steps_to_tolerance: Int32Array.of(5, -1, -1), outcome: Int32Array.of(1, 0, 2) } };
  assert.deepEqual(heightsOf(answer, 0, "cost", 0), [0, 2, NaN]);
  assert.deepEqual(heightsOf(answer, 0, "steps", 0), [5, NaN, NaN]);
});

test("a band is closed, and leaves out what has no place", () => {
  const one = { m: 1, b: 0 };
  assert.equal(area([0, NaN, 1], [2, 2, 3], one, one), "M0,2L2,3L2,1L0,0Z");
  assert.equal(area([NaN], [1], one, one), "");
});

test("a plane runs from its lowest to its highest, stripes apart", () => {
  const { low, high } = shades(Float64Array.of(1, 5, 99, NaN), Int32Array.of(0, 0, 2, 0), 2, false);
  assert.deepEqual([low, high], [1, 5]);
});

test("a value stands in the middle of its cell, and comes back from there, up and across", () => {
  for (const up of [false, true]) {
    const axis = axisOver([0.001, 0.01, 0.1, 1], up);
    assert.equal(axis.at(0.01), up ? 187.5 : 112.5); // of 300, in four cells
    for (const value of [0.001, 0.05, 0.1, 1]) assert.ok(Math.abs(axis.from(axis.at(value)) - value) < 1e-12);
  }
});

test("of very many minima the deepest is named, whatever its share", () => {
  const minima = Array.from({ length: 40 }, (_, i) => [i, 0, i === 7 ? -1 : 0]);
  const found = Object.fromEntries(minima.map((_, i) => [i, i === 7 ? 0.01 : 0.02]));
  assert.ok(shares({ minima, shares: found }).some(({ text }) => text === "H deepest (7, 0) 1.0 %"));
});

test("a slider gives back the value at its place, on every scale", () => {
  for (const [setting, value] of [[{ scale: "log", low: 1e-4, high: 1 }, 0.01], [{ scale: "linear", low: 0, high: 2 }, 0.5], [{ scale: "log_one_minus", low: 0, high: 0.9999 }, 0.9]]) {
    const back = valueAt(setting, placed(setting, value));
    assert.ok(Math.abs(back - value) <= 0.05 * value, `${back} for ${value}`);
  }
});

test("a weight near 1 is never rounded to 1", () => {
  for (const beta of [0.9, 0.999, 0.99996, 0.9999987]) {
    const short = rounded(beta, "log_one_minus");
    assert.ok(short < 1 && Math.abs((1 - short) / (1 - beta) - 1) < 5e-3, `${short} for ${beta}`);
  }
  assert.equal(rounded(0.012345, "log"), 0.0123);
});

function askedOf(answers) {
  const socket = { readyState: 1, sent: [], send: (text) => socket.sent.push(text), close() {} };
  const waits = [];
  const said = [];
  const asker = createAsker({ answer: () => said.push("map"), error: (text) => said.push(text) }, () => socket, (again) => waits.push(again));
  asker.ready();
  asker.ask("a", ["a32", "a128"]);
  for (const answer of answers) {
    const data = answer ? JSON.stringify({ sequence: socket.sent.length, error: answer }) : frame(socket.sent.length, { arrays: [] });
    socket.onmessage({ data });
  }
  return { asker, socket, waits, said };
}

test("a server that was busy is asked again", () => {
  const { socket, waits, said } = askedOf(["the server is busy; ask again later"]);
  waits.forEach((again) => again());
  assert.deepEqual(socket.sent, ["1 a32", "2 a32"]);
  assert.equal(said.length, 1);
});

test("a fine map that is too dear leaves the coarse one as it is, and is not asked for again", () => {
  const { asker, socket, said } = askedOf([null, "more than one map may cost"]);
  assert.deepEqual(said, ["map"]);
  assert.equal(asker.ask("a", ["a32", "a128"]), false);
  assert.equal(socket.sent.length, 2);
});

test("lost, unfinished and each of very many minima keep their colours apart", () => {
  const n = 13;
  const label = Int32Array.from({ length: n * n }, (_, i) => (i % 3 === 0 ? -1 : i % 3 === 1 ? -2 : i % 121));
  const image = pixels({ label, steps: new Int32Array(n * n).fill(-1) }, n, 10, false);
  label.forEach((minimum, i) => {
    const [row, column] = [Math.floor(i / n), i % n];
    const at = 4 * ((n - 1 - row) * n + column);
    assert.deepEqual([...image.slice(at, at + 3)], [...Uint8ClampedArray.from(colourOf(minimum, 1, column, row, false))]);
  });
});

// The line of one half and the tints of probabilities.

import assert from "node:assert/strict";
import { test } from "node:test";

import { placedIn } from "../../../components/network/boundary.mjs";
import { lineAt, tints } from "../../../components/network/level.mjs";

const grid = (n, f) => Float32Array.from({ length: n * n }, (_, at) => f((at % n) / (n - 1), Math.floor(at / n) / (n - 1)));
const points = (d) => [...d.matchAll(/[ML](-?[\d.]+),(-?[\d.]+)/g)].map(([, x, y]) => [Number(x), Number(y)]);

test("of a plane the line lies exactly where it takes the value, between the nodes as well", () => {
  const d = lineAt(grid(7, (x, y) => 0.2 + 0.5 * x + 0.1 * y), 7, 0.5, 100, 100);
  assert.ok(points(d).length > 6);
  for (const [x, y] of points(d)) assert.ok(Math.abs(0.2 + 0.005 * x + 0.001 * (100 - y) - 0.5) < 6e-4, `${x},${y}`);
});

test("the lowest row is at the bottom", () => {
  const [[, y]] = points(lineAt(grid(3, (_, up) => (up < 0.25 ? 1 : 0)), 3, 0.5, 90, 90));
  assert.ok(y > 45);
});

test("a circle closes: every crossing is met from both sides", () => {
  const met = points(lineAt(grid(21, (x, y) => Math.hypot(x - 0.51, y - 0.48)), 21, 0.3, 210, 210));
  const here = ([x, y]) => met.filter(([a, b]) => Math.hypot(a - x, b - y) < 0.2).length; // to the rounding of a `d`
  assert.ok(met.length > 40);
  assert.ok(met.every((point) => here(point) % 2 === 0));
});

test("there is no line where nothing crosses, nor where nothing is known", () => {
  assert.equal(lineAt(grid(4, () => 0.9), 4, 0.5, 10, 10), "");
  assert.equal(lineAt(Float32Array.of(0, NaN, 1, 1), 2, 0.5, 10, 10), "");
});

test("both lines of a saddle are drawn, and its high corners stay apart where the middle is low", () => {
  const d = lineAt(Float32Array.of(0.7, 0, 0, 0.7), 2, 0.5, 100, 100);
  assert.equal(points(d).length, 4);
  const ends = points(d);
  for (const k of [0, 2]) { // each line cuts off one high corner: low left and up right
    const [x, y] = [(ends[k][0] + ends[k + 1][0]) / 2, (ends[k][1] + ends[k + 1][1]) / 2];
    assert.ok((x < 50 && y > 50) || (x > 50 && y < 50), `${x},${y}`);
  }
});

test("one half has the colour of the ground, and the surer the likelier class the more of its colour", () => {
  const image = tints(Float32Array.of(0.5, 0.75, 1, 0), 2, ["#800000", "#000080"], "#ffffff");
  const at = (row, column) => [...image.slice(4 * (2 * row + column), 4 * (2 * row + column) + 4)];
  assert.deepEqual(at(1, 0), [255, 255, 255, 255]); // the lowest row is the last of the pixels
  const [red, , blue] = at(1, 1);
  assert.ok(red < blue);
  assert.ok(at(0, 0)[0] < red); // surer still
  assert.ok(at(0, 1)[0] > at(0, 1)[2]);
});

test("what is no probability is left empty", () => {
  assert.equal(tints(Float32Array.of(NaN, 1, 1, 1), 2, ["#800000", "#000080"], "#ffffff")[4 * 2 + 3], 0);
});

test("inputs stand where the box says, the higher the further up", () => {
  assert.deepEqual(placedIn([[-1, 1], [0, 10]], -1, 0), [0, 300]);
  assert.deepEqual(placedIn([[-1, 1], [0, 10]], 0, 10), [150, 0]);
});

// Where labels stand along a contour line.

import assert from "node:assert/strict";
import { test } from "node:test";
import { places } from "../../../components/player/contours.mjs";

const straight = (s) => [s, 50];
const ring = (radius) => (s) => [radius * Math.cos(s / radius), radius * Math.sin(s / radius)];

test("a line too short for its label, or too bent, has none", () => {
  assert.deepEqual(places(straight, 60, 30, () => true), []);
  assert.deepEqual(places(ring(12), 2 * Math.PI * 12, 24, () => true), []);
  assert.equal(places(ring(80), 2 * Math.PI * 80, 24, () => true).length, 1);
});

test("a label stands where there is room, and lies along its line, never upside down", () => {
  const [label] = places(straight, 400, 24, (x) => x > 300);
  assert.ok(label.x > 300 && label.y === 50 && label.angle === 0);
  for (const { angle } of places((s) => [400 - s, 50], 400, 24, () => true)) assert.equal(Math.abs(angle), 0);
  assert.deepEqual(places(straight, 400, 24, () => false), []);
});

test("a long line is labelled more than once, far apart", () => {
  const found = places(straight, 2000, 24, () => true);
  assert.equal(found.length, 3);
  found.forEach((a, i) => found.slice(i + 1).forEach((b) => assert.ok(Math.abs(a.x - b.x) > 150)));
});

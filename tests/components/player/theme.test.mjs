// How light a colour is, by which the player tells a dark page from a light one.

import assert from "node:assert/strict";
import { test } from "node:test";
import { luminance } from "../../../components/player/theme.mjs";

test("luminance runs from zero at black to one at white", () => {
  assert.equal(luminance([0, 0, 0]), 0);
  assert.ok(Math.abs(luminance([255, 255, 255]) - 1) < 1e-12);
});

test("a grey is as light as its share of white", () => {
  assert.ok(Math.abs(luminance([51, 51, 51]) - 0.2) < 1e-12);
});

test("green is lighter than red, and red than blue", () => {
  const [red, green, blue] = [[255, 0, 0], [0, 255, 0], [0, 0, 255]].map(luminance);
  assert.ok(green > red && red > blue && blue > 0);
});

test("Streamlit's dark background is dark and its light one light", () => {
  assert.ok(luminance([14, 17, 23]) < 0.5);
  assert.ok(luminance([240, 242, 246]) > 0.5);
});

test("opacity, a fourth number, does not count", () => {
  assert.equal(luminance([10, 20, 30, 0.5]), luminance([10, 20, 30]));
});

// The shape of the map.

import assert from "node:assert/strict";
import { test } from "node:test";
import { axisOf } from "../../../components/player/geometry.mjs";
import { pinched, room, shapeOf, widened, zoomed } from "../../../components/player/square.mjs";

const plot = ({ width, height, margin: { l, r, t, b } }) => [width - l - r, height - t - b];

test("a unit of w1 is as long as a unit of w2, up to three times as long a side; beyond, the map is a square", () => {
  assert.equal(shapeOf([[-5, 5], [-5, 5]]), 1);
  assert.equal(shapeOf([[0, 6], [0, 2]]), 3);
  assert.equal(shapeOf([[0, 6.1], [0, 2]]), 1);
  assert.equal(shapeOf([[0, 1], [0, 4]]), 1);
});

test("the map has its shape in an element of any other", () => {
  for (const [width, height] of [[600, 600], [900, 400], [300, 900], [40, 40]]) {
    for (const view of [[[-5, 5], [-5, 5]], [[0, 6], [0, 3]], [[0, 1], [0, 2.5]]]) {
      const [w, h] = plot(room({ clientWidth: width, clientHeight: height }, view));
      assert.ok(w > 0 && h > 0 && w <= width && h <= height);
      if (width > 100) assert.ok(Math.abs(w / h / shapeOf(view) - 1) < 0.01, `${w} × ${h}`);
    }
  }
});

test("a view of another shape is widened about its middle, so that units stay alike", () => {
  const domain = [[-5, 5], [-5, 5]];
  assert.deepEqual(widened([[0, 2], [0, 2]], 1, domain), [[0, 2], [0, 2]]);
  assert.deepEqual(widened([[0, 2], [0, 4]], 1, domain), [[-1, 3], [0, 4]]);
  assert.deepEqual(widened([[0, 4], [0, 1]], 1, domain), [[0, 4], [-1.5, 2.5]]);
});

test("a map of unlike units keeps their proportion", () => {
  const [[left, right], [low, high]] = widened([[0, 100], [0, 1]], 1, [[0, 1000], [0, 1]]);
  assert.deepEqual([left, right, low, high], [-450, 550, 0, 1]);
});

test("a zoom keeps the point it is about, or the middle where that is out of view", () => {
  assert.deepEqual(zoomed([[-4, 4], [-4, 4]], 0.5, [2, -2]), [[-1, 3], [-3, 1]]);
  assert.deepEqual(zoomed([[-4, 4], [-4, 4]], 0.5, [5, 0]), [[-2, 2], [-2, 2]]);
  assert.deepEqual(zoomed([[-4, 4], [0, 4]], 2), [[-8, 8], [-2, 6]]);
});

test("two fingers keep what is under them", () => {
  const axes = { X: axisOf([0, 10], 0, 100), Y: axisOf([0, 10], 0, 100, true) };
  const view = [[0, 10], [0, 10]];
  const near = (found, wanted) => found.flat().forEach((side, i) => assert.ok(Math.abs(side - wanted.flat()[i]) < 1e-9, `${found}`));
  near(pinched(view, [[40, 50], [60, 50]], [[50, 60], [70, 60]], axes), [[-1, 9], [1, 11]]); // moved right and down
  near(pinched(view, [[40, 50], [60, 50]], [[30, 50], [70, 50]], axes), [[2.5, 7.5], [2.5, 7.5]]); // spread
  near(pinched(view, [[0, 100], [20, 100]], [[0, 100], [10, 100]], axes), [[0, 20], [0, 20]]); // closed about a corner
});

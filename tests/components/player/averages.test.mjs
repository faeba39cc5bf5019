// The curves of the averages' charts.

import assert from "node:assert/strict";
import { test } from "node:test";

import { curves } from "../../../components/player/averages.mjs";

const inks = { quiet: "grey", plain: "black", strong: "red" };
const column = (...values) => Float64Array.from(values);
const inside = {
  columns: { "g.1": column(NaN, 1), "g.2": column(NaN, 2), "v.1": column(0, 0.1), "v.2": column(0, 0.2), "v_hat.1": column(NaN, 1), "v_hat.2": column(NaN, 2), "s.1": column(0, 1), "s.2": column(0, 4) },
  symbols: { v_hat: "v̂" }, average: "v_hat", squares: "s",
};
const titles = (...args) => curves(...args).map((curve) => curve.title);

test("g, v and v̂ of the coordinate asked for", () => {
  assert.deepEqual(titles(inside, "average", 2, inks), ["g", "v", "v̂"]);
  assert.deepEqual(curves(inside, "average", 2, inks).map((curve) => curve.values[1]), [2, 0.2, 2]);
});

test("an average without a correction stands once, and one that there is not, not at all", () => {
  assert.deepEqual(titles(inside, "squares", 1, inks), ["s"]);
  assert.deepEqual(titles({ ...inside, squares: null }, "squares", 1, inks), []);
  assert.deepEqual(titles({ ...inside, average: null }, "average", 1, inks), ["g"]);
});

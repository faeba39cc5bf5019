// What is said of a run that rounding decides, and of one that it does not.

import assert from "node:assert/strict";
import { test } from "node:test";

import { captionOf } from "../../../components/player/maps/basins.mjs";
import { rounded } from "../../../components/player/rounding.mjs";

test("a run that rounding decides is told with the step, in words for the ear and on its map", () => {
  assert.equal(rounded({ decidedFrom: 92 }), "; from step 92 on, rounding decides");
  assert.match(captionOf({ decidedFrom: 92 }), /^Rounding decides .* from step 92 on/);
});

test("of another, and while it is not known, nothing is said", () => {
  for (const run of [{ decidedFrom: null }, {}]) {
    assert.equal(rounded(run), "");
    assert.equal(captionOf(run), "");
  }
});

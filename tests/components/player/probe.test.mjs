// What the probe's card says.

import assert from "node:assert/strict";
import { test } from "node:test";
import { lines } from "../../../components/player/probe.mjs";

const RAVINE = { J: 29.5, gradient: [3, -4], eigenvalues: [1, 50], condition: 50, stable_rate: 0.04, kind: "minimum" };

test("it says the point, J, the gradient, the eigenvalues, κ, the highest stable rate and the kind", () => {
  assert.deepEqual(lines([3, -1], RAVINE), [
    "(3, −1)", "J = 29.5", "∇J = (3, −4), ‖∇J‖ = 5", "λ = 1, 50", "κ = 50, 2/λmax = 0.04",
    "J bends up both ways, as at a minimum.",
  ]);
});

test("what is not finite is said to be so", () => {
  const said = lines([0, 0], { J: null, gradient: [null, 1], eigenvalues: [null, null], condition: null, stable_rate: null, kind: null });
  assert.deepEqual(said.slice(1), ["J = not finite", "∇J = (not finite, 1), ‖∇J‖ = not finite", "λ = not finite, not finite", "κ = ∞, 2/λmax = ∞"]);
});

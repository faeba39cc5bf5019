// Whether the colours of basins are told apart by everyone: through the matrices of Machado, Oliveira and Fernandes
// (2009) for a full loss of one kind of cone, as distances by CIEDE2000 (Sharma, Wu and Dalal 2005).

import assert from "node:assert/strict";
import { test } from "node:test";
import { BASE, colourOf, isStripe, swatch } from "../../../components/player/maps/basin_colours.mjs";

const SEEN = {
  all: [1, 0, 0, 0, 1, 0, 0, 0, 1],
  protanopia: [0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998],
  deuteranopia: [0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.01182, 0.04294, 0.968881],
  tritanopia: [1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.3039],
};
const times = (M, v) => [0, 3, 6].map((i) => M[i] * v[0] + M[i + 1] * v[1] + M[i + 2] * v[2]);

function lab(rgb, matrix) {
  const linear = rgb.map((c) => c / 255).map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
  const met = times(matrix, linear).map((c) => Math.min(Math.max(c, 0), 1));
  const [x, y, z] = times([0.4124564, 0.3575761, 0.1804375, 0.2126729, 0.7151522, 0.072175, 0.0193339, 0.119192, 0.9503041], met)
    .map((c, i) => c / [0.95047, 1, 1.08883][i]).map((c) => (c > 0.008856 ? Math.cbrt(c) : 7.787 * c + 16 / 116));
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}

const rad = (degrees) => (degrees * Math.PI) / 180;
function difference([L1, a1, b1], [L2, a2, b2]) {
  const mean = ((Math.hypot(a1, b1) + Math.hypot(a2, b2)) / 2) ** 7;
  const G = 0.5 * (1 - Math.sqrt(mean / (mean + 25 ** 7)));
  const [C1, C2] = [Math.hypot(a1 * (1 + G), b1), Math.hypot(a2 * (1 + G), b2)];
  const hue = (a, b) => (a || b ? ((Math.atan2(b, a * (1 + G)) * 180) / Math.PI + 360) % 360 : 0);
  const [h1, h2] = [hue(a1, b1), hue(a2, b2)];
  const turn = C1 * C2 === 0 ? 0 : ((h2 - h1 + 540) % 360) - 180;
  const dH = 2 * Math.sqrt(C1 * C2) * Math.sin(rad(turn / 2));
  const [L, C] = [(L1 + L2) / 2, (C1 + C2) / 2];
  const h = C1 * C2 === 0 ? h1 + h2 : h1 + turn / 2;
  const T = 1 - 0.17 * Math.cos(rad(h - 30)) + 0.24 * Math.cos(rad(2 * h)) + 0.32 * Math.cos(rad(3 * h + 6)) - 0.2 * Math.cos(rad(4 * h - 63));
  const around = ((h % 360) + 360) % 360;
  const R = -2 * Math.sqrt(C ** 7 / (C ** 7 + 25 ** 7)) * Math.sin(rad(60 * Math.exp(-(((around - 275) / 25) ** 2))));
  const l = (L2 - L1) / (1 + (0.015 * (L - 50) ** 2) / Math.sqrt(20 + (L - 50) ** 2));
  const c = (C2 - C1) / (1 + 0.045 * C);
  const d = dH / (1 + 0.015 * C * T);
  return Math.sqrt(l * l + c * c + d * d + R * c * d);
}

test("the distance is the published one", () => { // pairs 1, 7, 17 and 25 of Sharma, Wu and Dalal
  for (const [one, other, told] of [
    [[50, 2.6772, -79.7751], [50, 0, -82.7485], 2.0425], [[50, 0, 0], [50, -1, 2], 2.3669],
    [[50, 2.5, 0], [73, 25, -18], 27.1492], [[60.2574, -34.0099, 36.2677], [60.4626, -34.1751, 39.4387], 1.2644],
  ]) assert.ok(Math.abs(difference(one, other) - told) < 1e-4, `${difference(one, other)} for ${told}`);
});

test("six basins are ten apart by ΔE2000 at any shades, for everyone", () => {
  for (const [kind, matrix] of Object.entries(SEEN)) {
    for (let a = 0; a < BASE.length; a++) {
      for (let b = 0; b < a; b++) {
        for (const s of [0, 0.5, 1]) {
          for (const t of [0, 0.5, 1]) {
            const apart = difference(lab(colourOf(a, s, 0, 0, false), matrix), lab(colourOf(b, t, 0, 0, false), matrix));
            assert.ok(apart >= 10, `${a} and ${b}: ${apart.toFixed(1)} with ${kind}`);
          }
        }
      }
    }
  }
});

test("no basin is near the red of the dot", () => {
  for (let label = 0; label < BASE.length; label++) {
    assert.ok(difference(lab(colourOf(label, 0.5, 0, 0, false), SEEN.all), lab([0xe4, 0, 0x2b], SEEN.all)) > 30);
  }
});

test("from the seventh on basins have stripes, which everyone sees against their ground, one way and then another", () => {
  const places = Array.from({ length: 144 }, (_, i) => [i % 12, Math.floor(i / 12)]);
  const pattern = (label) => places.map(([column, row]) => Number(isStripe(label, column, row))).join("");
  assert.ok(places.every(([column, row]) => !isStripe(5, column, row)));
  assert.equal(new Set([0, 6, 12, 18, 24].map(pattern)).size, 5);
  for (const matrix of Object.values(SEEN)) {
    for (let label = 6; label < 12; label++) {
      assert.ok(difference(lab(colourOf(label, 0.5, 0, 0, false), matrix), lab(colourOf(label, 0.5, 3, 0, false), matrix)) >= 10, `${label}`);
    }
  }
});

test("a legend shows the stripes as well", () => {
  assert.match(swatch(0), /^rgb/);
  for (const label of [6, -2, -3]) assert.match(swatch(label), /^repeating-linear-gradient/);
});

// Parts of the player that are answered before they were given the picture which the answer is about.

import assert from "node:assert/strict";
import { test } from "node:test";

import { createAnatomy } from "../../../components/player/anatomy.mjs";
import { createDoctor } from "../../../components/player/doctor.mjs";
import { createBasins } from "../../../components/player/maps/basins.mjs";
import { createCloud } from "../../../components/player/maps/cloud.mjs";
import { createPlane } from "../../../components/player/maps/plane.mjs";
import { createRace } from "../../../components/player/maps/race.mjs";
import { createStrip } from "../../../components/player/maps/strip.mjs";
import { fakeDocument, settled } from "./fake_document.mjs";

const MADE = { runs: 8, steps: 2, milliseconds: 1, query: "" };
const NAMES = ["learning_rate", "beta"];
const link = (count) => ["w1=0&w2=0", ...Array.from({ length: count }, (_, i) => `run=momentum~0.${i + 1}`)].join("&");

// A picture of so many runs.
function picture(count) {
  const settings = NAMES.map((key) => ({ key, name: key, value: 0.5, scale: "linear", low: 0, high: 1 }));
  const runs = Array.from({ length: count }, (_, row) => ({ row, title: `Run ${row}`, optimizer: "momentum", colour: "red", marker: "circle", spelled: `momentum~0.${row + 1}`, settings, decay: null }));
  const column = Float64Array.of(0, 1, 2);
  return {
    link: link(count), scene: { runs, lowest: null, domain: [[0, 1], [0, 1]], minima: [[0, 0, 0]], examples: null },
    palette: { text: "black", dark: false }, start: [0, 0], looked: 0, axes: [], terms: "own",
    frame: { rows: 3, runs: runs.map(() => ({ w1: column, w2: column, cost: column })) },
  };
}

const ones = (count) => Float64Array.from({ length: count }, (_, i) => 1 + i);
const ANSWERS = {
  rates: (count) => ({
    head: { ...MADE, stable: Array(count).fill(null), best: Array(count).fill(1) },
    arrays: { learning_rates: Float64Array.of(0.01, 0.1, 1), cost: ones(3 * count), steps_to_tolerance: new Int32Array(3 * count), outcome: new Int32Array(3 * count) },
  }),
  race: (count) => ({ head: { ...MADE, words: "the best rate", rows: Array.from({ length: count }, (_, i) => ({ rank: i + 1, learning_rate: 0.1, J: 1, steps: 2, evaluations: 2, outcome: "moving", run: "momentum~1" })) } }),
  basins: () => ({ head: { ...MADE, minima: [[0, 0, 0]], shares: { 0: 1 }, arrays: ["label", "steps"].map((name) => ({ name, shape: [2, 2], type: "i4" })) }, arrays: { label: new Int32Array(4), steps: new Int32Array(4) } }),
  plane: ([x, y] = NAMES) => ({
    head: { ...MADE, stable: null, axes: { x: { key: x, scale: "linear" }, y: { key: y, scale: "linear" } } },
    arrays: { x: Float64Array.of(0, 1), y: Float64Array.of(0, 1), cost: ones(4), steps: new Int32Array(4), outcome: new Int32Array(4) },
  }),
  noise: () => ({ head: { ...MADE, levels: [0.05, 0.5, 0.95] }, arrays: { quantiles: ones(9), w1: ones(3), w2: ones(3) } }),
};

// A panel that is shown and, where it does so, asks for its map before the first picture.
function shown(panel, count = 2) {
  panel.shown(true);
  panel.ask?.(link(count));
  return panel;
}

test("the strip, answered before it has a picture, draws the answer with the first", () => {
  const { sockets } = fakeDocument();
  const strip = shown(createStrip({}));
  sockets[0].answers(ANSWERS.rates(2));
  assert.equal(strip.element.querySelectorAll(".curve").length, 0);
  strip.draw(picture(2));
  assert.equal(strip.element.querySelectorAll(".curve").length, 2);
  assert.match(strip.element.textContent, /8 runs × 2 steps/);
});

for (const [told, count] of [[1, 3], [3, 1]]) {
  test(`the strip of ${told} runs is drawn with a picture of ${count}, until its own comes`, () => {
    const { sockets } = fakeDocument();
    const strip = shown(createStrip({}), told);
    sockets[0].answers(ANSWERS.rates(told));
    strip.draw(picture(count));
    assert.equal(strip.element.querySelectorAll(".curve").length, count);
    sockets[0].answers(ANSWERS.rates(count));
    assert.equal(strip.element.querySelectorAll(".best").length, count);
  });
}

test("the race, answered while it asks, is of now and no old one", () => {
  fakeDocument(() => ANSWERS.race(2));
  const race = shown(createRace({}));
  race.draw(picture(2));
  assert.equal(race.element.querySelector("tbody").children.length, 2);
  assert.ok(!race.element.querySelector("table").classList.contains("stale"));
});

test("a race of other runs than the picture's shows none of them", () => {
  fakeDocument(() => ANSWERS.race(3));
  const race = shown(createRace({}));
  race.draw(picture(2));
  assert.equal(race.element.querySelector("tbody").children.length, 0);
});

test("the basins, answered while they ask, are painted, each with the name of its run", () => {
  fakeDocument(ANSWERS.basins);
  const basins = shown(createBasins({}));
  basins.draw(picture(2));
  const frames = basins.element.querySelectorAll(".basin");
  assert.deepEqual(frames.map((frame) => frame.getAttribute("aria-label")), ["Run 0: A (0, 0) 100 %", "Run 1: A (0, 0) 100 %"]);
  assert.deepEqual(frames.map((frame) => frame.querySelector("canvas").paintings), [1, 1]); // the newest alone
});

test("a basin whose run is gone when its answer comes is left out", () => {
  const { sockets } = fakeDocument();
  const basins = shown(createBasins({}));
  basins.draw(picture(2));
  basins.draw(picture(1));
  for (const socket of [...sockets].reverse()) socket.answers(ANSWERS.basins());
  assert.equal(basins.element.querySelectorAll(".share").length, 1);
});

test("the map of two settings, answered while it asks, is painted with the mark on it", () => {
  fakeDocument(() => ANSWERS.plane());
  const plane = shown(createPlane({}));
  plane.draw(picture(1));
  assert.equal(plane.element.querySelector("canvas").paintings, 1); // the newest alone
  assert.equal(plane.element.querySelectorAll(".dot").length, 1);
  assert.match(plane.element.textContent, /Final J from 1/);
});

test("a map of settings that the run has not has no mark", () => {
  fakeDocument(() => ANSWERS.plane(["beta1", "beta2"]));
  const plane = shown(createPlane({}));
  plane.draw(picture(1));
  assert.equal(plane.element.querySelectorAll(".dot").length, 0);
});

test("the clouds, answered while they ask, are drawn, each with its bands", () => {
  fakeDocument(ANSWERS.noise);
  const { panel: cloud } = createCloud(document.createElement("svg"), {});
  shown(cloud).draw(picture(2));
  assert.deepEqual(["spread", "curve"].map((name) => cloud.element.querySelectorAll(`.${name}`).length), [2, 2]);
});

test("a cloud whose run is gone when its answer comes is left out", () => {
  const { sockets } = fakeDocument();
  const { panel: cloud } = createCloud(document.createElement("svg"), {});
  shown(cloud).draw(picture(2));
  cloud.draw(picture(1));
  for (const socket of [...sockets].reverse()) socket.answers(ANSWERS.noise());
  assert.equal(cloud.element.querySelectorAll(".curve").length, 1);
});

test("no slider of the noise can be moved before there is a picture it is of", () => {
  fakeDocument();
  const { panel: cloud } = createCloud(document.createElement("svg"), {});
  assert.ok(cloud.element.querySelectorAll("label").every((label) => label.hidden));
});

// The bytes of an anatomy of two steps.
function dissected() {
  const columns = ["w.1", "w.2", "g.1", "g.2", "h11", "h12", "h22", "alpha"];
  const head = { steps: 2, columns, lines: [], symbols: {}, constants: {}, windows: {}, switches: [], average: null, squares: null };
  const text = new TextEncoder().encode(JSON.stringify(head));
  const start = Math.ceil((4 + text.length) / 8) * 8;
  const buffer = new ArrayBuffer(start + 8 * 3 * columns.length);
  new DataView(buffer).setUint32(0, text.length, true);
  new Uint8Array(buffer, 4).set(text);
  new Float64Array(buffer, start).set(columns.flatMap(() => [0, 1, 2]));
  return buffer;
}

test("the numbers of a step that come before its path follow with it", async () => {
  const { fetched } = fakeDocument();
  const anatomy = createAnatomy(document.createElement("svg"), {});
  const { element, draw, shown: show } = anatomy.panels.anatomy;
  show(true);
  draw({ ...picture(1), frame: null });
  anatomy.seek();
  fetched[0].answers(dissected());
  await settled();
  assert.match(element.querySelector(".verdict").textContent, /numbers follow/);
  draw(picture(1));
  assert.match(element.querySelector(".working").textContent, /g = ∇J at \(0, 0\)/);
});

test("the doctor, answered before it knows of any path, takes its cards for those of now, until it is told of others", async () => {
  fakeDocument();
  const doctor = createDoctor({}, async () => [{ kind: "stalls", step: 3, cause_step: null, sentence: "It stalls.", remedy: null }, null, { kind: "crawls" }]);
  await doctor.see("a", picture(2).scene.runs);
  const buttons = () => doctor.element.querySelectorAll("button").map((button) => Boolean(button.disabled));
  assert.match(doctor.element.textContent, /Run 0 stalls.*It stalls/);
  assert.deepEqual([buttons(), doctor.element.hasAttribute("aria-busy")], [[false], false]);
  doctor.leave("a");
  assert.deepEqual(buttons(), [false]);
  doctor.leave("b");
  assert.deepEqual([buttons(), doctor.element.hasAttribute("aria-busy")], [[true], true]);
});

// What the reader has chosen, while the page's answers come late.

import assert from "node:assert/strict";
import { test } from "node:test";

import { createChoices } from "../../../components/player/choices.mjs";

const PAGE = {
  session: "here", serial: 0, place: "ravine", start: [1, 2], scales: { cost: null, colours: null }, charts: ["cost"], looked: 0, axes: [], terms: "own", at: "step",
  link: "landscape=ravine&w1=1&w2=2&steps=9&run=adam~0.1&run=momentum~0.3", runs: [{ row: 0 }, { row: 2 }],
};

function made(wait = () => {}) {
  const told = [];
  const component = { setStateValue: (_, choice) => told.push(choice) };
  const choices = createChoices(() => 7, wait, () => {});
  choices.take(component, PAGE, false);
  return { choices, told, component };
}

test("a choice is told with all that is chosen and the next serial", () => {
  const { choices, told } = made();
  choices.now.start = [3, 4];
  choices.make();
  assert.deepEqual(told, [{ session: "here", place: "ravine", start: [3, 4], serial: 1, cost: null, colours: null, step: 7, charts: ["cost"], looked: 0, axes: [], terms: "own", at: "step" }]);
});

test("an answer to an older choice undoes nothing, one to the newest is taken", () => {
  const { choices, component } = made();
  choices.begin();
  choices.now.start = [3, 4];
  assert.equal(choices.take(component, PAGE, false), false);
  assert.deepEqual(choices.now.start, [3, 4]);
  assert.equal(choices.take(component, { ...PAGE, serial: 1, start: [3.5, 4] }, false), true);
  assert.deepEqual(choices.now.start, [3.5, 4]);
});

test("what was chosen on a place is over when the page has gone to another", () => {
  const { choices, told, component } = made();
  choices.now.start = [3, 4];
  choices.make({ pin: true });
  assert.equal(choices.take(component, { ...PAGE, place: "hills", start: [7, 8] }, false), true); // and answers no choice
  choices.make();
  assert.deepEqual(told.map(({ place, start, pin }) => [place, start, pin]), [["ravine", [3, 4], true], ["hills", [7, 8], undefined]]);
});

test("what is held keeps the place it was taken hold of on", () => {
  const { choices, told, component } = made();
  choices.begin();
  choices.take(component, { ...PAGE, place: "hills" }, true);
  choices.report();
  assert.equal(told.at(-1).place, "ravine");
});

test("what is held is not moved by an answer", () => {
  const { choices, component } = made();
  choices.now.start = [3, 4];
  assert.equal(choices.take(component, PAGE, true), true);
  assert.deepEqual(choices.now.start, [3, 4]);
});

test("other settings of a run are told again until the page has them, for it may see the newest choice alone", () => {
  const { choices, told, component } = made();
  choices.make({ run: { row: 2, run: "momentum~0.5" } });
  choices.make();
  assert.deepEqual(told.at(-1).run, { row: 2, run: "momentum~0.5" });
  choices.take(component, { ...PAGE, serial: 2 }, false);
  choices.make();
  assert.equal(told.at(-1).run, undefined);
});

test("the link has the start and what a slider holds, by the rows of the page", () => {
  const { choices, component } = made();
  choices.now.start = [-5, 0.25];
  choices.tune(2, "momentum~0.9");
  choices.set("noise", 3);
  assert.equal(choices.link(PAGE), "landscape=ravine&w1=-5&w2=0.25&steps=9&run=adam~0.1&run=momentum~0.9&noise=3");
  choices.set("noise", 4);
  assert.match(choices.link({ ...PAGE, link: `${PAGE.link}&noise=1` }), /momentum~0\.9&noise=4$/);
  choices.take(component, { ...PAGE, serial: 3 }, false); // and not after the page has taken it in
  assert.equal(choices.link(PAGE), PAGE.link);
});

test("a move in the history is told once, and again under the same number where nobody answers", () => {
  const waits = [];
  const { choices, told } = made((again) => waits.push(again));
  choices.travel(-1);
  waits.at(-1)();
  choices.make();
  assert.deepEqual(told.map(({ serial, history }) => [serial, history]), [[1, -1], [1, -1], [2, undefined]]);
});

// A choice is told when the hand rests, and an older answer of the page does not take it back.

import assert from "node:assert/strict";
import { test } from "node:test";

import { createChoice, spelled } from "../../../components/averages/choice.mjs";

const series = (key = "price", count = 9) => ({ key, values: Array(count).fill(1), dates: [] });
const sent = (more = {}) => ({ session: "here", serial: 0, series: series(), betas: [0.5, 0.9], looked: 1, corrected: false, day: 4, span: [2, 7], ...more });

function made() {
  const told = [];
  const waits = [];
  const choice = createChoice((f) => waits.push(f), () => {});
  const component = { setStateValue: (name, value) => told.push([name, value]) };
  choice.take(component, sent());
  return { choice, component, told, rest: () => waits.at(-1)() };
}

test("what is chosen is spelled as in a link, and only what was chosen", () => {
  assert.equal(spelled({ betas: [0.9, 0.98], looked: 0, corrected: true, day: 37, span: [1, 50] }, "own"),
    "series=own&beta=0.9~0.98&look=0&corrected=on&day=37&span=1~50");
  assert.equal(spelled({ betas: [0], looked: 0, corrected: false, day: null, span: null }, "price"), "series=price&beta=0&look=0");
});

test("it is told once the hand rests, with the newest of everything", () => {
  const { choice, told, rest } = made();
  choice.change({ betas: [0.6] });
  choice.change({ betas: [0.7], looked: 0 });
  assert.equal(told.length, 0);
  rest();
  assert.deepEqual(told, [["choice", { session: "here", serial: 2, link: "series=price&beta=0.7&look=0&day=4&span=2~7" }]]);
});

test("an answer to an older choice undoes nothing, the answer to the newest is taken", () => {
  const { choice, component } = made();
  choice.change({ betas: [0.7], looked: 0 });
  choice.take(component, sent());
  assert.deepEqual(choice.now.betas, [0.7]);
  choice.take(component, sent({ serial: 1, betas: [0.8], looked: 0 }));
  assert.deepEqual(choice.now.betas, [0.8]);
});

test("another series is shown from its own day, whatever was chosen meanwhile", () => {
  const { choice, component, told, rest } = made();
  choice.change({ day: 9, betas: [0.7], looked: 0 });
  choice.take(component, sent({ series: series("temperature"), day: null, span: null }));
  assert.deepEqual([choice.now.day, choice.now.span, choice.now.betas], [null, null, [0.7]]);
  rest();
  assert.match(told[0][1].link, /^series=temperature&beta=0\.7&look=0$/);
});

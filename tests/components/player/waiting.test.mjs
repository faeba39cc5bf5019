// What is said while an answer is not there, and when.

import assert from "node:assert/strict";
import { test } from "node:test";
import { createWaiting, words } from "../../../components/player/waiting.mjs";

const page = (landscape, title, ...runs) => ({ landscape, title, runs: runs.map((run) => ({ title: run })) });
const drawn = page("beale", "Beale", "Adam", "Momentum");

const cases = [
  ["other numbers on the same surface are computed", drawn, drawn, "Computing…"],
  ["so is a row less", page("beale", "Beale", "Adam"), drawn, "Computing…"],
  ["a rule that is new is named with its surface", page("beale", "Beale", "Adam", "RMSprop"), drawn, "Preparing RMSprop on Beale…"],
  ["of several new ones the number is", page("beale", "Beale", "Lion", "RMSprop", "RMSprop"), drawn, "Preparing 2 optimizers on Beale…"],
  ["another surface is named", page("eggholder", "Eggholder", "Adam", "Momentum"), drawn, "Preparing Eggholder…"],
  ["with one rule both are", page("eggholder", "Eggholder", "Adam"), drawn, "Preparing Adam on Eggholder…"],
  ["without any it is alone", page("eggholder", "Eggholder"), drawn, "Preparing Eggholder…"],
  ["a typed formula is the reader's own", page("formula:w1*w2", "Your formula", "Adam", "Lion"), drawn, "Preparing your formula…"],
  ["the first picture is prepared as well", drawn, null, "Preparing Beale…"],
];
for (const [title, next, before, text] of cases) test(title, () => assert.equal(words(next, before), text));

// A map that keeps its attributes and a clock that stands until it is told.
function watched(t) {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const busy = new Map();
  const told = [];
  const map = { setAttribute: (key, value) => busy.set(key, value), removeAttribute: (key) => busy.delete(key) };
  return { waiting: createWaiting(map, (text) => told.push(text)), told, busy, pass: (ms) => t.mock.timers.tick(ms) };
}

test("a quick answer leaves no word", (t) => {
  const { waiting, told, busy, pass } = watched(t);
  for (const text of ["Computing…", "Preparing Beale…"]) {
    waiting.begin(text);
    pass(100);
    waiting.end();
    pass(1000);
  }
  assert.deepEqual(told, []);
  assert.equal(busy.size, 0);
});

test("a slow one has its word and a busy map until it is there", (t) => {
  const { waiting, told, busy, pass } = watched(t);
  waiting.begin("Preparing Beale…");
  pass(200);
  assert.deepEqual([told, busy.get("aria-busy")], [["Preparing Beale…"], "true"]);
  waiting.end();
  assert.deepEqual([told, busy.size], [["Preparing Beale…", ""], 0]);
});

test("further questions of the same kind start no new wait", (t) => {
  const { waiting, told, pass } = watched(t);
  for (let i = 0; i < 5; i++) {
    waiting.begin("Computing…");
    pass(90);
  }
  assert.deepEqual(told, ["Computing…"]);
});

test("what is waited for may change", (t) => {
  const { waiting, told, busy, pass } = watched(t);
  waiting.begin("Preparing Beale…");
  pass(200);
  waiting.begin("Preparing Booth…");
  pass(200);
  assert.deepEqual(told.filter(Boolean), ["Preparing Beale…", "Preparing Booth…"]);
  assert.equal(busy.get("aria-busy"), "true");
});

test("an end without a beginning takes no other word away", (t) => {
  const { waiting, told } = watched(t);
  waiting.end();
  assert.deepEqual(told, []);
});

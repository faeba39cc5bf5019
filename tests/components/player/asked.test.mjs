// One question about what is shown, and answers about what is shown no more undo nothing.

import assert from "node:assert/strict";
import { test } from "node:test";

import { createAsked } from "../../../components/player/asked.mjs";

// What is shown, and a server whose answers come when they are let go.
function page(link) {
  const shown = { link };
  const [questions, changes] = [[], []];
  const ask = (address) => new Promise((resolve, reject) => questions.push({ address, resolve, reject }));
  const asked = createAsked("./api/said", { shown: () => shown, changed: () => changes.push(asked.answer()) }, ask);
  return { shown, questions, changes, asked };
}

test("what is shown is asked about once, and its answer is told", async () => {
  const { asked, questions, changes } = page("a");
  const seen = asked.see();
  await asked.see();
  assert.deepEqual(questions.map(({ address }) => address), ["./api/said?a"]);
  assert.equal(asked.answer(), null);
  questions[0].resolve(["converged"]);
  await seen;
  assert.deepEqual(changes, [["converged"]]);
});

test("an answer about other paths than those shown is not told", async () => {
  const { asked, questions, changes, shown } = page("a");
  const seen = asked.see();
  shown.link = "b";
  questions[0].resolve(["converged"]);
  await seen;
  assert.deepEqual(changes, []);
  assert.equal(asked.answer(), null);
  shown.link = "a";
  assert.deepEqual(asked.answer(), ["converged"]); // it is known where they are shown again
});

test("after a question that failed it is asked again at the next rest", async () => {
  const { asked, questions, changes } = page("a");
  const seen = asked.see();
  questions[0].reject(new Error("away"));
  await seen;
  const again = asked.see();
  questions[1].resolve([null]);
  await again;
  assert.deepEqual(changes, [[null]]);
});

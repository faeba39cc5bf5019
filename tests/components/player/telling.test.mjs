// A choice reaches the session that answers the page, also where another one has taken the page over.

import assert from "node:assert/strict";
import { test } from "node:test";

import { createTelling } from "../../../components/player/telling.mjs";

const page = (session, serial) => ({ session, serial });

function made() {
  const told = [];
  const component = { setStateValue: (_, choice) => told.push(choice) };
  const waits = [];
  const telling = createTelling(() => telling.tell({ start: "newest" }), (f, ms) => waits.push({ f, ms }) - 1, (i) => { if (i !== null) waits[i] = null; });
  telling.take(component, page("first", 0));
  return { telling, told, waits: () => waits.filter((each) => each), take: (...sent) => telling.take(component, page(...sent)) };
}

function choose(telling) {
  telling.count();
  telling.tell({ start: "newest" });
}

test("a choice is told with its number and to the session that answers", () => {
  const { telling, told } = made();
  choose(telling);
  assert.deepEqual(told, [{ start: "newest", session: "first", serial: 1 }]);
});

test("an answer to an older choice is not one, that to the newest is", () => {
  const { telling, take } = made();
  choose(telling);
  choose(telling);
  assert.equal(take("first", 1), false);
  assert.equal(take("first", 2), true);
});

test("a choice that nobody took in is told again to the session that takes the page over, once", () => {
  const { telling, told, take } = made();
  choose(telling);
  assert.equal(take("second", 0), false);
  assert.deepEqual(told.at(-1), { start: "newest", session: "second", serial: 1 });
  assert.equal(take("second", 0), false);
  assert.equal(told.length, 2);
  assert.equal(take("second", 1), true);
});

test("one that was taken in is not told again, and the new session's numbers count from then on", () => {
  const { telling, told, take } = made();
  choose(telling);
  choose(telling);
  take("first", 2);
  assert.equal(take("second", 0), true);
  assert.equal(told.length, 2);
  choose(telling);
  assert.deepEqual(told.at(-1), { start: "newest", session: "second", serial: 1 });
});

test("while nobody answers it is told again, ever less often, and not once it is answered", () => {
  const { telling, told, waits, take } = made();
  choose(telling);
  const after = [];
  for (let i = 0; i < 4; i++) {
    const [{ f, ms }] = waits();
    after.push(ms);
    f();
  }
  assert.deepEqual(after, [3000, 6000, 10_000, 10_000]);
  assert.equal(told.length, 5);
  assert.ok(told.every((each) => each.serial === 1));
  take("first", 1);
  assert.deepEqual(waits(), []);
});

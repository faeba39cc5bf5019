// What is told before there is anything it could be about.

import assert from "node:assert/strict";
import { test } from "node:test";

import { createInbox } from "../../../components/player/inbox.mjs";

test("what comes too early is kept, the newest alone, and what comes later is handed on at once", () => {
  const seen = [];
  const inbox = createInbox((answer) => seen.push(answer));
  inbox.receive("first");
  inbox.receive("second");
  assert.deepEqual(seen, []);
  inbox.open();
  assert.deepEqual(seen, ["second"]);
  inbox.receive("third");
  inbox.open(); // again: nothing is told twice
  assert.deepEqual(seen, ["second", "third"]);
});

test("where nothing came too early nothing is handed on", () => {
  const seen = [];
  createInbox((answer) => seen.push(answer)).open();
  assert.deepEqual(seen, []);
});

// The live socket's manners: what is sent, in which order, and whom an answer is for.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { connect } from "../../../components/player/live.mjs";
import { opened, page } from "./fake_page.mjs";

test("a page opens one socket for binary answers and says when it is open", () => {
  const made = page();
  assert.equal(made.sockets.length, 1);
  assert.equal(made.sockets[0].binaryType, "arraybuffer");
  assert.deepEqual(made.told.status, []);
  made.opens();
  assert.deepEqual(made.told.status, ["open"]);
  assert.deepEqual(made.sent(), []);
});

test("a request is its sequence number, a space and its link", () => {
  const made = opened();
  made.ask("landscape=beale&w1=1");
  assert.deepEqual(made.sent(), ["1 landscape=beale&w1=1"]);
});

test("what is asked before the socket is open is sent when it opens", () => {
  const made = page();
  made.ask("a", "b");
  assert.deepEqual(made.sent(), []);
  made.opens();
  assert.deepEqual(made.sent(), ["1 b"]);
});

test("an answer comes with the request it answers", () => {
  const made = opened();
  made.ask("a");
  made.answers(1);
  made.ask("b");
  made.answers(2);
  assert.deepEqual(made.told.frames, [[1, "a"], [2, "b"]]);
});

test("one request is in flight, and of those that wait the newest wins", () => {
  const made = opened();
  made.ask("a", "b", "c", "d");
  assert.deepEqual(made.sent(), ["1 a"]);
  made.answers(1);
  assert.deepEqual(made.sent(), ["1 a", "2 d"]);
  made.answers(2);
  assert.deepEqual(made.sent(), ["1 a", "2 d"]);
  assert.deepEqual(made.told.frames, [[1, "a"], [2, "d"]]);
});

test("the next request is on its way before the answer is drawn", () => {
  let sentWhenDrawn = 0;
  const made = opened((open, on, later) => connect(open, { ...on, frame: () => (sentWhenDrawn = made.sent().length) }, later));
  made.ask("a", "b");
  made.answers(1);
  assert.equal(sentWhenDrawn, 2);
});

test("a page is busy from the question to the last answer", () => {
  const made = opened();
  assert.equal(made.live.busy(), false);
  made.ask("a", "b");
  assert.equal(made.live.busy(), true);
  made.answers(1);
  assert.equal(made.live.busy(), true);
  made.answers(2);
  assert.equal(made.live.busy(), false);
});

test("an error is told with its request, and the next request is still sent", () => {
  const made = opened();
  made.ask("a", "b");
  made.refuses(1, "steps = 0 is out of range");
  assert.deepEqual(made.told.errors, [["steps = 0 is out of range", "a"]]);
  assert.deepEqual(made.sent(), ["1 a", "2 b"]);
  made.answers(2);
  assert.deepEqual(made.told.frames, [[2, "b"]]);
});

test("an answer to another request is not shown", () => {
  const made = opened();
  made.answers(9);
  made.ask("a");
  made.answers(9);
  assert.deepEqual(made.told.frames, []);
});

test("an answer to another request does not stand for the one awaited", () => {
  const made = opened();
  made.ask("a", "b");
  made.answers(9);
  assert.deepEqual(made.sent(), ["1 a"]);
  made.answers(1);
  assert.deepEqual(made.told.frames, [[1, "a"]]);
});

// No test can ask four thousand million times; so the module is read with its counter near the end.
test("the sequence number stays below 2³²", async () => {
  const source = await readFile(new URL("../../../components/player/live.mjs", import.meta.url), "utf8");
  const late = source.replace("let sequence = 0;", "let sequence = 2 ** 32 - 2;");
  assert.notEqual(late, source, "the counter is not where this test looks for it");
  const made = opened((await import(`data:text/javascript,${encodeURIComponent(late)}`)).connect);
  made.ask("a", "b");
  made.answers(2 ** 32 - 1);
  made.answers(0);
  assert.deepEqual(made.sent(), ["4294967295 a", "0 b"]);
  assert.deepEqual(made.told.frames, [[2 ** 32 - 1, "a"], [0, "b"]]);
});

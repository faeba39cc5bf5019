// The live socket's connection: lost, made again, closed.

import assert from "node:assert/strict";
import { test } from "node:test";
import { opened, page } from "./fake_page.mjs";

test("a lost connection is told and made again after waits that grow up to a bound", () => {
  const made = page();
  const waits = Array.from({ length: 7 }, () => {
    made.drops();
    const [{ wait }] = made.waits;
    made.waited();
    return wait;
  });
  assert.deepEqual(waits.slice(0, 5).toSorted((a, b) => a - b), waits.slice(0, 5));
  assert.ok(waits[0] > 0 && waits[0] < waits[4] && waits[4] <= 10_000);
  assert.deepEqual(waits.slice(5), [waits[4], waits[4]]);
  assert.equal(made.sockets.length, 8);
  assert.deepEqual(made.told.status, Array(7).fill("lost"));
});

test("once open again, the waits start from the shortest", () => {
  const made = page();
  made.drops();
  const [{ wait }] = made.waits;
  made.waited();
  made.drops();
  made.waited();
  made.opens();
  made.drops();
  assert.equal(made.waits[0].wait, wait);
});

test("a request the lost connection never answered is asked again, with a number of its own", () => {
  const made = opened();
  made.ask("a");
  made.drops();
  assert.equal(made.live.busy(), true);
  made.waited();
  made.opens();
  assert.deepEqual(made.sent(), ["2 a"]);
  made.answers(2);
  assert.deepEqual(made.told.frames, [[2, "a"]]);
});

test("of the requests that outlive a connection only the newest is asked again", () => {
  const made = opened();
  made.ask("a", "b");
  made.drops();
  made.ask("c");
  made.waited();
  made.ask("d");
  made.opens();
  assert.deepEqual(made.sent(), ["2 d"]);
});

test("a request that waited goes before the one that was on its way", () => {
  const made = opened();
  made.ask("a", "b");
  made.drops();
  made.waited();
  made.opens();
  assert.deepEqual(made.sent(), ["2 b"]);
});

test("what was answered is not asked again", () => {
  const made = opened();
  made.ask("a");
  made.answers(1);
  made.drops();
  made.waited();
  made.opens();
  assert.deepEqual(made.sent(), []);
});

test("a page that is closed closes its socket, and makes no other", () => {
  const made = opened();
  made.live.close();
  assert.equal(made.sockets[0].readyState, 2);
  made.drops();
  assert.deepEqual([made.waits.length, made.told.status], [0, ["open"]]);
});

test("a page closed while it waits to connect again does not connect", () => {
  const made = opened();
  made.drops();
  made.live.close();
  made.waited();
  assert.equal(made.sockets.length, 1);
});

test("an answer that reaches a closed page is not drawn", () => {
  const made = opened();
  made.ask("a");
  made.live.close();
  made.answers(1);
  assert.deepEqual(made.told.frames, []);
});

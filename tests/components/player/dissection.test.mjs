// The anatomy of a run is asked for once, and never shown for another.

import assert from "node:assert/strict";
import { test } from "node:test";

import { createDissection } from "../../../components/player/dissection.mjs";

// The frame of a run of no steps, with one column.
function frame(title) {
  const head = new TextEncoder().encode(JSON.stringify({ steps: 0, title, columns: ["w.1"] }));
  const buffer = new ArrayBuffer(Math.ceil((4 + head.length) / 8) * 8 + 8);
  new DataView(buffer).setUint32(0, head.length, true);
  new Uint8Array(buffer, 4).set(head);
  return buffer;
}

function asked() {
  const waiting = [];
  let changes = 0;
  const ask = (address) => new Promise((resolve, reject) => waiting.push({ address, resolve, reject }));
  const dissection = createDissection(() => { changes += 1; }, ask);
  return { dissection, waiting, changes: () => changes };
}

test("it is asked for once, and known then under its own link and place alone", async () => {
  const { dissection, waiting, changes } = asked();
  const done = dissection.want("run=adam~1", 0);
  dissection.want("run=adam~1", 0);
  assert.deepEqual(waiting.map(({ address }) => address), ["./api/anatomy?run=adam~1&of=0"]);
  assert.deepEqual(dissection.of("run=adam~1", 0), {});
  waiting[0].resolve(frame("Adam"));
  await done;
  assert.equal(changes(), 1);
  assert.equal(dissection.of("run=adam~1", 0).inside.title, "Adam");
  assert.deepEqual(dissection.of("run=adam~1", 1), {});
  assert.deepEqual(dissection.of("run=adam~2", 0), {});
});

test("an answer that comes after another question is dropped", async () => {
  const { dissection, waiting, changes } = asked();
  const first = dissection.want("a", 0);
  const second = dissection.want("b", 0);
  waiting[1].resolve(frame("b"));
  waiting[0].resolve(frame("a"));
  await Promise.all([first, second]);
  assert.equal(changes(), 1);
  assert.equal(dissection.of("b", 0).inside.title, "b");
});

test("what could not be had is told, and asked for again", async () => {
  const { dissection, waiting } = asked();
  const first = dissection.want("a", 0);
  waiting[0].reject(new Error("the server is busy"));
  await first;
  assert.equal(dissection.of("a", 0).problem, "the server is busy");
  dissection.want("a", 0);
  assert.equal(waiting.length, 2);
});

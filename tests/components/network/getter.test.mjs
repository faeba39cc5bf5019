// Answers that follow a hand: one request at a time, and the newest wins.

import assert from "node:assert/strict";
import { test } from "node:test";

import { createGetter } from "../../../components/network/getter.mjs";

function bytes(name) {
  const text = new TextEncoder().encode(JSON.stringify({ name, arrays: [] }));
  const buffer = new ArrayBuffer(8 * Math.ceil((8 + text.length) / 8));
  new Uint32Array(buffer, 0, 2).set([0, text.length]);
  new Uint8Array(buffer, 8).set(text);
  return buffer;
}

function page() {
  const [asked, told] = [[], []];
  const fetchBytes = (address) => new Promise((resolve, reject) => asked.push({ address, answer: () => resolve(bytes(address)), fail: (text) => reject(new Error(text)) }));
  const getter = createGetter({ answer: ({ head }) => told.push(head.name), error: (text) => told.push(`! ${text}`), waiting: () => {} }, fetchBytes);
  const settled = () => new Promise((resolve) => setTimeout(resolve, 0));
  return { getter, asked, told, settled };
}

test("of many addresses wanted while one is asked for, only the last is asked for next", async () => {
  const { getter, asked, told, settled } = page();
  for (const address of ["a", "b", "c", "d"]) getter.ask(address);
  assert.deepEqual(asked.map(({ address }) => address), ["a"]);
  asked[0].answer();
  await settled();
  assert.deepEqual(asked.map(({ address }) => address), ["a", "d"]);
  asked[1].answer();
  await settled();
  assert.deepEqual(told, ["d"]); // a is old by then
});

test("what was there is kept, and is not asked for again", async () => {
  const { getter, asked, told, settled } = page();
  for (const address of ["a", "b"]) {
    getter.ask(address);
    asked.at(-1).answer();
    await settled();
  }
  getter.ask("a");
  await settled();
  assert.deepEqual([asked.length, told], [2, ["a", "b", "a"]]);
});

test("an error is told, and the same may be asked for again", async () => {
  const { getter, asked, told, settled } = page();
  getter.ask("a");
  asked[0].fail("no such epoch");
  await settled();
  getter.ask("a");
  asked[1].answer();
  await settled();
  assert.deepEqual(told, ["! no such epoch", "a"]);
});

test("the failure of an answer that nobody wants any more is not told", async () => {
  const { getter, asked, told, settled } = page();
  getter.ask("a");
  getter.ask("b");
  asked[0].fail("late");
  await settled();
  asked[1].answer();
  await settled();
  assert.deepEqual(told, ["b"]);
});

// Sockets, and what stands in for them where they are refused.

import assert from "node:assert/strict";
import { test } from "node:test";

import { address, socketTo } from "../../../components/player/transport.mjs";

globalThis.document ??= {};

function refusing() {
  const made = [];
  const make = (at) => {
    const socket = new EventTarget();
    made.push({ at, socket });
    return socket;
  };
  return { made, make };
}

test("an address stands below the page, wherever the app is mounted", () => {
  document.baseURI = "https://host.test/teaching/maps?landscape=ravine";
  assert.equal(address("./api/live"), "https://host.test/teaching/api/live");
  document.baseURI = "http://host.test/";
  assert.equal(address("./api/live"), "http://host.test/api/live");
});

test("a socket is secure where the page is", () => {
  const { made, make } = refusing();
  document.baseURI = "https://host.test/x/";
  socketTo("./api/live", "./api/trajectories", make)();
  assert.equal(made[0].at, "wss://host.test/x/api/live");
});

test("where sockets are refused the same questions go by plain HTTP, under their own numbers", async () => {
  document.baseURI = "http://host.test/x/";
  const { made, make } = refusing();
  const asked = [];
  const ask = async (at) => { asked.push(at); return { ok: true, arrayBuffer: async () => new ArrayBuffer(8) }; };
  const open = socketTo("./api/live", "./api/trajectories", make, ask);
  for (let i = 0; i < 2; i++) { open(); made[i].socket.dispatchEvent(new Event("close")); }
  const socket = open();
  assert.equal(made.length, 2);
  await new Promise((resolve) => { socket.onopen = resolve; });
  const told = new Promise((resolve) => { socket.onmessage = resolve; });
  socket.send("7 landscape=ravine&run=adam~0.1");
  const { data } = await told;
  assert.deepEqual(asked, ["http://host.test/x/api/trajectories?landscape=ravine&run=adam~0.1"]);
  assert.equal(new Uint32Array(data, 0, 1)[0], 7);
});

test("a question that is refused by plain HTTP says why, and a server that is gone closes", async () => {
  document.baseURI = "http://host.test/";
  const { made, make } = refusing();
  let gone = false;
  const ask = async () => { if (gone) throw new Error("gone"); return { ok: false, status: 400, json: async () => ({ sequence: 0, error: "no" }) }; };
  const open = socketTo("./api/maps", "./api/maps", make, ask);
  for (let i = 0; i < 2; i++) { open(); made[i].socket.dispatchEvent(new Event("close")); }
  const socket = open();
  await new Promise((resolve) => { socket.onopen = resolve; });
  let told = new Promise((resolve) => { socket.onmessage = resolve; });
  socket.send("3 map=basins");
  assert.deepEqual(JSON.parse((await told).data), { sequence: 3, error: "no" });
  gone = true;
  const closed = new Promise((resolve) => { socket.onclose = resolve; });
  socket.send("4 map=basins");
  await closed;
  open(); // a socket is tried again
  assert.equal(made.length, 3);
});

test("a connection that was open and is lost is dialled as a socket again", () => {
  document.baseURI = "http://host.test/";
  const { made, make } = refusing();
  const open = socketTo("./api/live", "./api/trajectories", make);
  for (let i = 0; i < 4; i++) {
    open();
    made[i].socket.dispatchEvent(new Event("open"));
    made[i].socket.dispatchEvent(new Event("close"));
  }
  assert.equal(made.length, 4);
});

// Plain HTTP whose one answer goes on: `push` writes bytes of it, as they may be cut on the way.
async function streaming() {
  document.baseURI = "http://host.test/";
  const { made, make } = refusing();
  const seen = { left: false, told: [], push: null };
  const ask = async () => ({
    ok: true, headers: new Map([["content-type", "application/vnd.optiscape.messages"]]),
    body: new ReadableStream({ start(to) { seen.push = (...bytes) => to.enqueue(Uint8Array.from(bytes)); }, cancel() { seen.left = true; } }),
  });
  const open = socketTo("./api/training", "./api/training/course", make, ask);
  for (let i = 0; i < 2; i++) { open(); made[i].socket.dispatchEvent(new Event("close")); }
  const socket = open();
  await new Promise((resolve) => { socket.onopen = resolve; });
  socket.onmessage = ({ data }) => seen.told.push(typeof data === "string" ? JSON.parse(data) : [...new Uint8Array(data)]);
  return { socket, seen, rest: () => new Promise((resolve) => { setTimeout(resolve, 5); }) };
}

const TEXT = [...new TextEncoder().encode('{"sequence":0,"preparing":true}')];

test("an answer in many messages is told while it goes on, wherever it is cut", async () => {
  const { socket, seen, rest } = await streaming();
  socket.send("3 data=moons");
  await rest();
  seen.push(2 * TEXT.length + 1, 0, 0);
  seen.push(0, ...TEXT, 16, 0, 0, 0, 0, 0);
  await rest();
  assert.deepEqual(seen.told, [{ sequence: 3, preparing: true }]);
  seen.push(0, 0, 7, 7, 7, 7);
  await rest();
  assert.deepEqual(seen.told[1], [3, 0, 0, 0, 7, 7, 7, 7]);
});

test("cancel leaves the answer that goes on, and says that nothing is known of its end", async () => {
  const { socket, seen, rest } = await streaming();
  socket.send("3 data=moons");
  await rest();
  socket.send("4 cancel");
  await rest();
  assert.deepEqual([seen.left, seen.told], [true, [{ sequence: 4, cancelled: null }]]);
});

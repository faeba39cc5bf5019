// The socket on which a network is trained, with a server that does nothing until it is told to.

import assert from "node:assert/strict";
import { test } from "node:test";

import { createTrainer } from "../../../components/network/trainer.mjs";

function page() {
  const sockets = [];
  const told = [];
  const waits = [];
  const note = (name) => (...values) => told.push([name, ...values]);
  const on = { waiting: note("waiting"), preparing: note("preparing"), frame: ({ head }) => told.push(["frame", head.to]), cancelled: note("cancelled"), error: note("error"), status: note("status") };
  const open = () => {
    const socket = { readyState: 0, sent: [], send: (text) => socket.sent.push(text), close: () => (socket.readyState = 3) };
    sockets.push(socket);
    return socket;
  };
  const trainer = createTrainer(on, open, (again, wait) => waits.push({ again, wait }));
  const now = () => sockets.at(-1);
  return {
    trainer, sockets, waits,
    heard: () => told.splice(0),
    opens: () => { now().readyState = 1; now().onopen(); },
    drops: () => { now().readyState = 3; now().onclose(); },
    says: (words) => now().onmessage({ data: JSON.stringify(words) }),
    frames: (sequence, head) => now().onmessage({ data: frame(sequence, { arrays: [], ...head }) }),
    sent: () => now().sent,
  };
}

function frame(sequence, head) {
  const text = new TextEncoder().encode(JSON.stringify(head));
  const buffer = new ArrayBuffer(8 * Math.ceil((8 + text.length) / 8));
  new Uint32Array(buffer, 0, 2).set([sequence, text.length]);
  new Uint8Array(buffer, 8).set(text);
  return buffer;
}

test("nothing is dialled before something is to be trained; then the link is sent as soon as it is open", () => {
  const made = page();
  assert.equal(made.sockets.length, 0);
  made.trainer.train("data=moons");
  assert.deepEqual(made.sent(), []);
  made.opens();
  assert.deepEqual(made.sent(), ["1 data=moons"]);
  assert.ok(made.trainer.running());
});

test("a training is told from its preparation to its end", () => {
  const made = page();
  made.trainer.train("a");
  made.opens();
  made.says({ sequence: 1, waiting: true });
  made.says({ sequence: 1, preparing: true, epochs: 9 });
  made.frames(1, { training: "progress", to: 4 });
  made.frames(1, { training: "done", to: 9 });
  assert.deepEqual(made.heard(), [["status", "open"], ["waiting"], ["preparing"], ["frame", 4], ["frame", 9]]);
  assert.ok(!made.trainer.running());
});

test("a newer training on the same socket ends the older: what is still told of that is left out", () => {
  const made = page();
  made.trainer.train("a");
  made.opens();
  made.trainer.train("b");
  assert.deepEqual(made.sent(), ["1 a", "2 b"]);
  made.heard();
  made.frames(1, { training: "done", to: 9 });
  made.frames(2, { training: "progress", to: 1 });
  assert.deepEqual(made.heard(), [["frame", 1]]);
});

test("a training that is given up tells where, and nothing of it comes after", () => {
  const made = page();
  made.trainer.train("a");
  made.opens();
  made.heard();
  made.trainer.cancel();
  made.trainer.cancel(); // once is enough
  assert.deepEqual(made.sent(), ["1 a", "2 cancel"]);
  made.frames(1, { training: "progress", to: 7 });
  made.says({ sequence: 2, cancelled: 6 });
  assert.deepEqual(made.heard(), [["cancelled", 6]]);
  made.trainer.cancel();
  assert.equal(made.sent().length, 2);
});

test("a training given up before the server was reached is over at once", () => {
  const made = page();
  made.trainer.train("a");
  made.trainer.cancel();
  assert.deepEqual(made.heard(), [["cancelled", null]]);
  made.opens();
  assert.deepEqual(made.sent(), []);
});

test("what the server refuses is told in its words, and it may be trained again", () => {
  const made = page();
  made.trainer.train("a");
  made.opens();
  made.heard();
  made.says({ sequence: 1, error: "too many weights" });
  assert.deepEqual(made.heard(), [["error", "too many weights"]]);
  made.trainer.train("b");
  assert.deepEqual(made.sent(), ["1 a", "2 b"]);
});

test("a connection that is lost while it trains is made again, each time later, and the training is asked for again", () => {
  const made = page();
  made.trainer.train("a");
  made.opens();
  made.drops();
  made.waits.shift().again();
  made.drops();
  assert.deepEqual(made.waits.map(({ wait }) => wait), [500]);
  made.waits.shift().again();
  made.opens();
  assert.deepEqual(made.sent(), ["2 a"]);
});

test("a connection that is lost while nothing runs is made again when it is needed", () => {
  const made = page();
  made.trainer.train("a");
  made.opens();
  made.frames(1, { training: "done", to: 1 });
  made.heard();
  made.drops();
  assert.deepEqual([made.heard(), made.waits.length], [[], 0]);
  made.trainer.train("b");
  assert.equal(made.sockets.length, 2);
});

test("a connection that is lost while it is given up has given it up", () => {
  const made = page();
  made.trainer.train("a");
  made.opens();
  made.trainer.cancel();
  made.heard();
  made.drops();
  assert.deepEqual(made.heard(), [["cancelled", null]]);
});

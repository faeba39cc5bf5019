// Parts of the training that are answered before they know what the answer is about.

import assert from "node:assert/strict";
import { test } from "node:test";

import { createBoundary } from "../../../components/network/boundary.mjs";
import { createTrainer } from "../../../components/network/trainer.mjs";
import { bytes, fakeDocument, settled } from "../player/fake_document.mjs";

const LIGHT = { classes: ["#000000", "#ffffff"], halo: "#ffffff" };
const DARK = { classes: ["#ffffff", "#000000"], halo: "#000000" };

// A training's socket that answers before it has sent, and what the trainer was told.
function training(answer) {
  const told = [];
  const socket = { readyState: 1, close() {}, send(text) { socket.onmessage({ data: answer(Number(text.split(" ")[0])) }); } };
  const trainer = createTrainer({ preparing: () => told.push("preparing"), frame: ({ head }) => told.push(head.training), error: (text) => told.push(text), status() {}, cancelled: (epoch) => told.push(epoch) }, () => socket);
  return { trainer, socket, told };
}

test("a training that is answered while it is asked for is told", () => {
  const { trainer, socket, told } = training((sequence) => bytes(sequence, { training: "done", to: 1 }));
  trainer.train("a");
  socket.onopen();
  assert.deepEqual(told, ["done"]);
  assert.ok(!trainer.running());
});

test("a training that is given up while it says so is over", () => {
  const { trainer, socket, told } = training((sequence) => JSON.stringify(sequence === 1 ? { sequence, preparing: true } : { sequence, cancelled: 3 }));
  trainer.train("a");
  socket.onopen();
  trainer.cancel();
  assert.deepEqual(told, ["preparing", 3]);
});

test("what is told while no training is asked for is none's", () => {
  const { trainer, socket, told } = training((sequence) => bytes(sequence, { training: "done", to: 1 }));
  trainer.train("a");
  socket.onopen();
  told.length = 0;
  socket.onmessage({ data: bytes(1, { training: "progress", to: 2 }) });
  assert.deepEqual(told, []);
});

test("a boundary whose colours change before its answer is there is painted in the new ones", async () => {
  const { fetched } = fakeDocument();
  const boundary = createBoundary();
  const course = { link: "a", runs: [{ title: "Adam", colour: "red" }] };
  boundary.ask(course, 0, 3, ["left", "right"], LIGHT);
  boundary.ask(course, 0, 3, ["left", "right"], DARK);
  const arrays = { probability: Float32Array.of(0.1, 0.9, 0.2, 0.8), points: Float32Array.of(0, 0), labels: Int32Array.of(1), held: Int32Array.of(0) };
  fetched[0].answers(bytes(0, { plane: ["x1", "x2"], box: [[0, 1], [0, 1]], epoch: 3, explained: null }, arrays));
  await settled();
  assert.equal(boundary.element.querySelector("canvas").painted.width, 2);
  assert.equal(boundary.element.querySelector(".met").getAttribute("style"), "--class:#000000");
});

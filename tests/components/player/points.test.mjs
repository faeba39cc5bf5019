// Which points are marked on the map, what they are called, and when the server is asked for them.

import assert from "node:assert/strict";
import { test } from "node:test";
import { axisOf } from "../../../components/player/geometry.mjs";
import { createPoints, merged, name, readable } from "../../../components/player/points.mjs";

const DOMAIN = [[-5, 5], [-5, 5]];
const point = (kind, w1, w2, J = 0) => ({ kind, w1, w2, J });
const many = (count, kind) => Array.from({ length: count }, (_, i) => point(kind, -4 + (8 * i) / count, 1));
const axes = ([low, high] = [-5, 5], length = 450) =>
  ({ X: axisOf([low, high], 0, length), Y: axisOf([low, high], 0, length, true), box: { left: 0, top: 0, right: length, bottom: length }, offset: { x: 46, y: 12 } });
const kinds = (points) => Object.fromEntries(["minimum", "saddle", "maximum"].map((kind) => [kind, points.filter((p) => p.kind === kind).length]));

test("a point's name is its kind, its place and J, with true minus signs", () => {
  assert.equal(name(point("saddle", -1e-9, -1.234, 2.5)), "saddle (0.00, −1.23), J = 2.5");
  assert.equal(name(point("minimum", 3, 2, -1e-5)), "minimum (3.00, 2.00), J = −1e−5");
});

test("the known minima stay the facts: the same found again is left out, another is not", () => {
  const all = merged([[1, 2, 0]], [point("minimum", 1 + 1e-6, 2, 1e-13), point("minimum", 1.5, 2, 0.3), point("saddle", 1, 2)], DOMAIN);
  assert.deepEqual(all.map((p) => [p.kind, p.w1, p.J]), [["minimum", 1, 0], ["minimum", 1.5, 0.3], ["saddle", 1, 0]]);
});

test("minima have letters: the known ones in their order, then those found, in theirs; a point that is none has no letter", () => {
  const all = merged([[3, 2, 0], [-3, 3, 0]], [point("minimum", 0, 0, 1), point("saddle", 1, 1), point("degenerate", 4, 4, 2), point("minimum", 2, -2, 3)], DOMAIN);
  assert.deepEqual(all.map((p) => p.letter), ["A", "B", "C", undefined, "E"]); // D is one that the basins count, and that has no mark
  assert.equal(name(all[1]), "minimum B (−3.00, 3.00), J = 0");
});

test("after Z there is no letter, and the name goes without", () => {
  const all = merged(Array.from({ length: 28 }, (_, i) => [i / 10, 0, 0]), [], DOMAIN);
  assert.deepEqual(all.slice(24).map((p) => p.letter), ["Y", "Z", null, null]);
  assert.equal(name(all[27]), "minimum (2.70, 0.00), J = 0");
});

test("where second derivatives do not decide there is no mark", () => {
  assert.deepEqual(merged([], [point("degenerate", 0, 0)], DOMAIN), []);
});

test("an answer that was cut off shows no saddle and no maximum", () => {
  const cut = [...many(200, "minimum"), ...many(300, "saddle"), ...many(12, "maximum")];
  assert.deepEqual(kinds(merged([], cut, DOMAIN)), { minimum: 200, saddle: 0, maximum: 0 });
});

test("points out of view have no mark", () => {
  assert.equal(readable(merged([], [point("saddle", 3, 3)], DOMAIN), axes([-1, 1])).length, 0);
});

test("where there is no room for all, no saddle and no maximum is shown; where there is none for the minima, no minimum", () => {
  const shown = (...found) => kinds(readable(merged([[0, 0, 0]], found.flat(), DOMAIN), axes()));
  assert.deepEqual(shown(many(9, "minimum"), many(9, "saddle"), many(9, "maximum")), { minimum: 10, saddle: 9, maximum: 9 });
  assert.deepEqual(shown(many(9, "minimum"), many(60, "saddle")), { minimum: 10, saddle: 0, maximum: 0 });
  assert.deepEqual(shown(many(60, "minimum"), many(2, "saddle")), { minimum: 1, saddle: 0, maximum: 0 });
});

test("known minima are always shown, however many", () => {
  const known = Array.from({ length: 100 }, (_, i) => [i / 25 - 2, 0, 0]);
  assert.equal(readable(merged(known, [], DOMAIN), axes()).length, 100);
});

test("zooming in makes room, and a small map has less", () => {
  const found = merged([], many(30, "saddle"), DOMAIN);
  assert.equal(readable(found, axes()).length, 30);
  assert.equal(readable(found, axes([-5, 5], 250)).length, 0);
  assert.equal(readable(found, axes([-1, 1.5], 250)).length, 9);
});

// A server whose answers come when they are let, and an overlay that only holds what is put into it.
function asked(t) {
  const made = () => ({ setAttribute() {}, append() {}, appendChild: (child) => child, replaceChildren() {} });
  globalThis.document = { createElementNS: made };
  t.after(() => delete globalThis.document);
  const waiting = [];
  const points = createPoints(made(), (address) => new Promise((answer, refuse) => waiting.push({ address, answer, refuse })));
  const scene = (key) => ({ surface: key, domain: DOMAIN, minima: [] });
  let drawn = 0;
  return {
    waiting,
    seek: (key) => points.seek(`landscape=${key}`, () => (drawn += 1)),
    shown: (key) => (points.draw(axes(), scene(`landscape=${key}`)), points.shown().map((p) => p.w1)),
    drawn: () => drawn,
  };
}

test("a surface is asked for once, by its short key", async (t) => {
  const { waiting, seek, shown, drawn } = asked(t);
  const first = seek("beale");
  await seek("beale");
  assert.deepEqual(waiting.map((w) => w.address), ["./api/points?landscape=beale"]);
  waiting[0].answer([point("saddle", 1, 0)]);
  await first;
  assert.deepEqual([drawn(), shown("beale")], [1, [1]]);
});

test("the newest surface wins, and no surface is shown another's points", async (t) => {
  const { waiting, seek, shown, drawn } = asked(t);
  const both = [seek("beale"), seek("booth")];
  waiting[1].answer([point("saddle", 2, 0)]);
  waiting[0].answer([point("saddle", 1, 0)]);
  await Promise.all(both);
  assert.deepEqual([drawn(), shown("booth"), shown("beale")], [1, [2], []]);
});

test("a refusal changes nothing, and the next rest asks again", async (t) => {
  const { waiting, seek, shown, drawn } = asked(t);
  const first = seek("beale");
  waiting[0].refuse(new Error("the server answered 503"));
  await first;
  assert.deepEqual([drawn(), shown("beale")], [0, []]);
  seek("beale");
  assert.equal(waiting.length, 2);
});

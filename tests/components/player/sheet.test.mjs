// Where things stand on a saved picture.

import assert from "node:assert/strict";
import { test } from "node:test";
import { closedUp, EDGE, fileName, ROW, rowsOf, scaleOf, sheetOf, wordsOf } from "../../../components/player/picture/sheet.mjs";

test("a legend goes on in a new row where its line is full, and never beside the paper", () => {
  const { places, rows } = rowsOf([100, 100, 100], 260);
  assert.equal(rows, 2);
  assert.deepEqual(places.map(({ row }) => row), [0, 0, 1]);
  assert.ok(places[1].x + 120 <= 260);
  assert.deepEqual(rowsOf([900, 10], 260).places.map(({ row }) => row), [0, 1]);
  assert.deepEqual(rowsOf([], 260), { places: [], rows: 0 });
});

test("the parts of a sheet lie below one another and within it", () => {
  const sheet = sheetOf({ body: { width: 300, height: 200 }, titled: true, words: [200, 200, 200], linked: true });
  assert.equal(sheet.width, 300 + 2 * EDGE);
  const heights = [sheet.title, ...sheet.legend.map(({ y }) => y), sheet.body.y, sheet.body.y + 200, sheet.foot, sheet.height];
  assert.deepEqual(heights, heights.toSorted((a, b) => a - b));
  assert.equal(sheet.legend[1].y - sheet.legend[0].y, ROW);
});

test("without title, runs and link there is the body alone", () => {
  const sheet = sheetOf({ body: { width: 300, height: 200 }, titled: false, words: [], linked: false });
  assert.deepEqual([sheet.body, sheet.height, sheet.foot], [{ x: EDGE, y: EDGE }, 200 + 2 * EDGE, null]);
});

test("a run is told with its rate, unless its name holds that or it has none", () => {
  const settings = [{ key: "learning_rate", value: 0.1 + 0.2 }];
  assert.equal(wordsOf({ title: "Adam", settings }), "Adam, α = 0.3");
  assert.equal(wordsOf({ title: "Adam α = 0.3", settings }), "Adam α = 0.3");
  assert.equal(wordsOf({ title: "β = 0.9" }), "β = 0.9");
});

test("a picture has twice the screen's pixels, and never more than can be drawn", () => {
  assert.equal(scaleOf(1000, 600, 1), 2);
  assert.equal(scaleOf(390, 800, 3), 6);
  const scale = scaleOf(1400, 9000, 3);
  assert.ok(scale < 6 && 1400 * 9000 * scale ** 2 <= 4e7 + 1);
});

test("a file has a name that every system takes", () => {
  assert.equal(fileName("Styblinski–Tang", "png"), "optiscape-styblinski-tang.png");
  assert.equal(fileName("0.1*(w1^2)", "svg"), "optiscape-0-1-w1-2.svg");
  assert.equal(fileName("…", "svg"), "optiscape-picture.svg");
});

test("parts below one another close up, parts beside one another stay", () => {
  const box = (top, bottom) => ({ top, bottom });
  assert.deepEqual(closedUp([box(0, 100), box(10, 90)]), [0, 0]);
  assert.deepEqual(closedUp([box(0, 100), box(300, 400)]), [0, 188]);
  assert.deepEqual(closedUp([box(0, 100), box(300, 400), box(512, 600)]), [0, 188, 288]);
  assert.deepEqual(closedUp([box(50, 100), box(105, 200)]), [0, 0]);
});

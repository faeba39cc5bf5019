// The anatomy frame, built by hand as components/backend/anatomy.py lays it out.

import assert from "node:assert/strict";
import { test } from "node:test";
import { readAnatomy } from "../../../components/player/anatomy_frame.mjs";

// A frame of this head and these columns of float64.
function frame(head, columns) {
  const text = new TextEncoder().encode(JSON.stringify(head));
  const start = Math.ceil((4 + text.length) / 8) * 8;
  const buffer = new ArrayBuffer(start + 8 * columns.flat().length);
  const view = new DataView(buffer);
  view.setUint32(0, text.length, true);
  new Uint8Array(buffer, 4).set(text);
  columns.flat().forEach((value, i) => view.setFloat64(start + 8 * i, value, true));
  return buffer;
}

const HEAD = { steps: 2, title: "Adam β", columns: ["w.1", "alpha"], lines: [["w", "{w-}"]], average: null };
const COLUMNS = [[1, -2.5, Infinity], [NaN, 0.1, 1e-300]];

test("a frame is its head and its columns by name, non-finite rows included", () => {
  const { columns, ...head } = readAnatomy(frame(HEAD, COLUMNS));
  assert.deepEqual({ ...head, columns: HEAD.columns }, HEAD);
  assert.deepEqual(Object.keys(columns), ["w.1", "alpha"]);
  assert.deepEqual([[...columns["w.1"]], [...columns.alpha]], COLUMNS);
});

test("the columns are views of the answer, not copies", () => {
  const buffer = frame(HEAD, COLUMNS);
  for (const column of Object.values(readAnatomy(buffer).columns)) {
    assert.ok(column instanceof Float64Array);
    assert.equal(column.buffer, buffer);
  }
});

test("a head of any length is read", () => {
  for (let i = 0; i < 9; i++) {
    const { title, columns } = readAnatomy(frame({ ...HEAD, title: "α".repeat(i) }, COLUMNS));
    assert.equal(title, "α".repeat(i));
    assert.equal(columns["w.1"][1], -2.5);
  }
});

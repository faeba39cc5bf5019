// The chunks of a PNG: check sums, texts, and where they stand in the file.

import assert from "node:assert/strict";
import { test } from "node:test";
import { crc32 as zlibs } from "node:zlib";
import { chunk, crc32, sizeChunk, textChunk, withChunks } from "../../../components/player/picture/png.mjs";

const bytes = (text) => new TextEncoder().encode(text);
const SMALLEST = Uint8Array.from(Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==", "base64"));

// The chunks of a PNG as [type, data], their check sums found right.
function read(png) {
  const view = new DataView(png.buffer, png.byteOffset);
  const found = [];
  for (let at = 8; at < png.length;) {
    const length = view.getUint32(at);
    const whole = png.subarray(at + 4, at + 8 + length);
    assert.equal(view.getUint32(at + 8 + length), crc32(whole));
    found.push([new TextDecoder().decode(whole.subarray(0, 4)), whole.subarray(4)]);
    at += 12 + length;
  }
  return found;
}

test("the check sum is that of the standard", () => {
  assert.equal(crc32(bytes("123456789")), 0xcbf43926);
  assert.equal(crc32(bytes("IEND")), 0xae426082);
  if (zlibs) assert.equal(crc32(SMALLEST), zlibs(SMALLEST));
});

test("a chunk is its length, its type, its data and their check sum", () => {
  assert.equal(Buffer.from(chunk("IEND", new Uint8Array())).toString("hex"), "0000000049454e44ae426082");
});

test("chunks come after the head, and all others stay as they were", () => {
  const made = withChunks(SMALLEST, [sizeChunk(2), textChunk("Source", "https://example.org/?J=w₁²")]);
  assert.deepEqual(read(made).map(([type]) => type), ["IHDR", "pHYs", "iTXt", "IDAT", "IEND"]);
  const [, text] = read(made).find(([type]) => type === "iTXt");
  assert.equal(new TextDecoder().decode(text), "Source\0\0\0\0\0https://example.org/?J=w₁²");
  assert.deepEqual(read(made).filter(([type]) => type[0] === "I"), read(SMALLEST));
});

test("the size says that two pixels make one of the page", () => {
  const [, data] = read(withChunks(SMALLEST, [sizeChunk(2)]))[1];
  assert.equal(new DataView(data.buffer, data.byteOffset).getUint32(0), Math.round(192 / 0.0254));
  assert.equal(data[8], 1);
});

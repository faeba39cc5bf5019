// A PNG is a signature and chunks; what a picture says of itself stands in chunks of text.

const SIGNATURE = 8; // bytes
const HEAD = SIGNATURE + 25; // and the first chunk, IHDR, which stays the first
const TABLE = Uint32Array.from({ length: 256 }, (_, n) => {
  let c = n;
  for (let k = 0; k < 8; k++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
  return c;
});

// The check sum of PNG and of zip.
export function crc32(bytes) {
  let c = 0xffffffff;
  for (const byte of bytes) c = TABLE[(c ^ byte) & 0xff] ^ (c >>> 8);
  return (c ^ 0xffffffff) >>> 0;
}

// One chunk: length, type, data, check sum of the last two.
export function chunk(type, data) {
  const made = new Uint8Array(12 + data.length);
  const view = new DataView(made.buffer);
  view.setUint32(0, data.length);
  made.set(new TextEncoder().encode(type), 4);
  made.set(data, 8);
  view.setUint32(8 + data.length, crc32(made.subarray(4, 8 + data.length)));
  return made;
}

// A chunk of text in UTF-8, not compressed; a keyword is Latin letters, as the standard's "Title" and "Source".
export const textChunk = (keyword, text) => chunk("iTXt", new TextEncoder().encode(`${keyword}\0\0\0\0\0${text}`));

// How large it is meant to be seen: `scale` pixels to one of the page, of which there are 96 to the inch.
export function sizeChunk(scale) {
  const data = new Uint8Array(9);
  const perMetre = Math.round((scale * 96) / 0.0254);
  new DataView(data.buffer).setUint32(0, perMetre);
  new DataView(data.buffer).setUint32(4, perMetre);
  data[8] = 1; // the unit is the metre
  return chunk("pHYs", data);
}

// The PNG with these chunks after its head.
export function withChunks(png, chunks) {
  const parts = [png.subarray(0, HEAD), ...chunks, png.subarray(HEAD)];
  const made = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    made.set(part, at);
    at += part.length;
  }
  return made;
}

// The answers of the maps' socket, read. The layout is written down in components/backend/maps.

const TYPES = { f4: Float32Array, f8: Float64Array, i4: Int32Array };
const even = (n) => Math.ceil(n / 8) * 8;

// ArrayBuffer -> {sequence, head, arrays: {name: typed array}}; head.arrays has their shapes.
export function readMap(buffer) {
  const [sequence, length] = new Uint32Array(buffer, 0, 2);
  const head = JSON.parse(new TextDecoder().decode(new Uint8Array(buffer, 8, length)));
  let at = even(8 + length);
  const arrays = {};
  for (const { name, shape, type } of head.arrays) {
    const count = shape.reduce((a, b) => a * b, 1);
    arrays[name] = new TYPES[type](buffer, at, count);
    at = even(at + count * TYPES[type].BYTES_PER_ELEMENT);
  }
  return { sequence, head, arrays };
}

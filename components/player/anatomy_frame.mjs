// The anatomy of a run, read: its layout is written down in components/backend/anatomy.py.

// ArrayBuffer -> the frame's head with `columns` as {name: Float64Array (steps + 1,)}, views of the answer.
export function readAnatomy(buffer) {
  const length = new DataView(buffer).getUint32(0, true);
  const head = JSON.parse(new TextDecoder().decode(new Uint8Array(buffer, 4, length)));
  const start = Math.ceil((4 + length) / 8) * 8;
  const rows = head.steps + 1;
  const column = (i) => new Float64Array(buffer, start + 8 * rows * i, rows);
  return { ...head, columns: Object.fromEntries(head.columns.map((name, i) => [name, column(i)])) };
}

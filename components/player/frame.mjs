// The backend's binary answers, read. The layout is written down in components/backend/frame.py.

// gap is J − J*, NaN where no J* is known; rate and moved belong to the step that leaves the row, NaN in the last.
export const COLUMNS = ["w1", "w2", "cost", "gap", "slope", "rate", "moved"];

// ArrayBuffer -> {sequence, rows, runs: [{lost, …COLUMNS}]}, each column a Float32Array (rows,); `lost` is the row from
// which a run is not finite or stays beyond a million map widths, or null.
export function readTrajectories(buffer) {
  const [sequence, count, rows] = new Uint32Array(buffer, 0, 3);
  const heads = new Uint32Array(buffer, 12, count);
  const body = new Float32Array(buffer, 12 + 4 * count);
  const column = (run, i) => body.subarray((COLUMNS.length * run + i) * rows, (COLUMNS.length * run + i + 1) * rows);
  const runs = Array.from({ length: count }, (_, run) => ({
    lost: heads[run] < rows ? heads[run] : null,
    ...Object.fromEntries(COLUMNS.map((name, i) => [name, column(run, i)])),
  }));
  return { sequence, rows, runs };
}

// `frame` as it stands at `step`: each run up to that row, whose number is then its `at`. A step of null is the end.
// `rows` are the runs' own rows, where these are not all the step.
export function upTo(frame, step, rows = null) {
  const last = frame && frame.rows - 1;
  if (!frame || (!rows && (step === null || step >= last))) return frame;
  const cut = (run, i) => {
    const row = Math.min(rows?.[i] ?? step ?? last, last);
    return row === last ? run : { ...run, at: row, ...Object.fromEntries(COLUMNS.map((name) => [name, run[name].subarray(0, row + 1)])) };
  };
  return { ...frame, rows: Math.min(step ?? last, last) + 1, runs: frame.runs.map(cut) };
}

// The points of a run on the map, {w1, w2}: to the first at which J is undefined. What the rule does there has no ground.
export function walked({ w1, w2, cost }) {
  const out = cost.findIndex(Number.isNaN);
  return out < 0 ? { w1, w2 } : { w1: w1.subarray(0, out + 1), w2: w2.subarray(0, out + 1) };
}

// ArrayBuffer -> {n, cost}: J as Float32Array (n·n,), row by row from the lowest w2.
export function readSurface(buffer) {
  const [n] = new Uint32Array(buffer, 0, 1);
  return { n, cost: new Float32Array(buffer, 4, n * n) };
}

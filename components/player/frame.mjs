// The backend's binary answers, read. The layout is written down in components/backend/frame.py.

export const OUTCOMES = ["moving", "converged", "diverged"];

// ArrayBuffer -> {sequence, rows, runs: [{outcome, outcomeStep, w1, w2, cost, gap}]}, the columns as Float32Array (rows,).
export function readTrajectories(buffer) {
  const [sequence, count, rows] = new Uint32Array(buffer, 0, 3);
  const heads = new Uint32Array(buffer, 12, 2 * count);
  const body = new Float32Array(buffer, 12 + 8 * count);
  const column = (run, i) => body.subarray((4 * run + i) * rows, (4 * run + i + 1) * rows);
  const runs = Array.from({ length: count }, (_, run) => ({
    outcome: OUTCOMES[heads[2 * run]],
    outcomeStep: heads[2 * run + 1],
    w1: column(run, 0),
    w2: column(run, 1),
    cost: column(run, 2),
    gap: column(run, 3), // J − J*, NaN where no J* is known
  }));
  return { sequence, rows, runs };
}

// `frame` as it stands at `step`: each run up to that row, whose number is then its `at`. A step of null is the end.
export function upTo(frame, step) {
  if (!frame || step === null || step >= frame.rows - 1) return frame;
  const columns = ["w1", "w2", "cost", "gap"];
  const cut = (run) => ({ ...run, at: step, ...Object.fromEntries(columns.map((name) => [name, run[name].subarray(0, step + 1)])) });
  return { ...frame, rows: step + 1, runs: frame.runs.map(cut) };
}

// ArrayBuffer -> {n, cost}: J as Float32Array (n·n,), row by row from the lowest w2.
export function readSurface(buffer) {
  const [n] = new Uint32Array(buffer, 0, 1);
  return { n, cost: new Float32Array(buffer, 4, n * n) };
}

// The answer of the plane's route as the map and the 3-D view take it: the shadows of the runs on it. Pure.

// {head, arrays} -> {grid, domain, frame, loss, shadow, off}: the paths of the shadows with J there, and what is true of
// the runs themselves, a column each.
export function shadowsOf({ head, arrays }) {
  const side = Math.round(Math.sqrt(arrays.cost.length));
  const count = head.runs.length;
  const rows = arrays.loss.length / count;
  const column = (name) => Array.from({ length: count }, (_, i) => arrays[name].subarray(i * rows, (i + 1) * rows));
  const [loss, shadow, off] = ["loss", "shadow", "off"].map(column);
  const runs = shadow.map((cost, i) => {
    const coordinate = (k) => Float64Array.from({ length: rows }, (_, e) => arrays.paths[2 * (i * rows + e) + k]);
    const [w1, w2] = [coordinate(0), coordinate(1)];
    const last = upToNumbers(w1, w2); // a path whose weights are no numbers any more has come to its end
    const [a, b, J] = [w1, w2, cost].map((values) => values.subarray(0, last));
    return { w1: a, w2: b, cost: J, gap: J }; // the cross-entropy is never below 0: the logarithm is of J itself
  });
  return { grid: { n: side, cost: arrays.cost }, domain: head.domain, frame: { runs, rows }, loss, shadow, off };
}

function upToNumbers(w1, w2) {
  let last = 0;
  while (last < w1.length && Number.isFinite(w1[last]) && Number.isFinite(w2[last])) last++;
  return last;
}

// The frame up to an epoch, null for all of it.
export function upTo(frame, epoch) {
  if (epoch === null) return frame;
  const cut = (run) => Object.fromEntries(Object.entries(run).map(([name, column]) => [name, column.subarray(0, epoch + 1)]));
  return { rows: Math.min(frame.rows, epoch + 1), runs: frame.runs.map(cut) };
}

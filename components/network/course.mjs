// The course of one training: what each run's loss and accuracy were after every epoch, as far as it is known. Pure.

export const MEASURED = { loss: "loss", held_loss: "heldLoss", accuracy: "accuracy", held_accuracy: "heldAccuracy" };

// A training that has been asked for: {link, runs, epochs} and what else is to be known of it. Row 0 of a column is before the first step; what is
// not known yet, or is no number, is NaN, and leaves a gap.
export function begun({ runs, epochs, ...rest }) {
  const columns = () => Object.fromEntries(Object.values(MEASURED).map((name) => [name, new Float64Array(epochs + 1).fill(NaN)]));
  return { ...rest, runs: runs.map((run) => ({ ...run, ...columns() })), epochs, known: -1, state: "preparing", facts: null };
}

// Write one answer into it, {head, arrays}: the epochs head.from to head.to.
export function take(course, { head, arrays }) {
  const count = head.to - head.from + 1;
  for (const [array, name] of Object.entries(MEASURED)) {
    course.runs.forEach((run, i) => run[name].set(arrays[array].subarray(i * count, (i + 1) * count), head.from));
  }
  course.known = Math.max(course.known, head.to);
  course.state = head.training === "done" ? "done" : "training";
  course.facts = { weights: head.weights, training: head.m_train, held: head.m_test, milliseconds: head.milliseconds };
}

// The epoch from which a run's training loss is no finite number any more, as far as is known; null where it still is.
export function diverged(course, run) {
  let epoch = course.known;
  while (epoch >= 0 && !Number.isFinite(run.loss[epoch])) epoch--;
  return epoch === course.known ? null : epoch + 1;
}

// What is known of each run at `epoch`, or at the last known one: {run, epoch, diverged, loss, heldLoss, …}.
export function standings(course, epoch = null) {
  const at = Math.min(epoch ?? course.known, course.known);
  return course.runs.map((run) => {
    const values = Object.fromEntries(Object.values(MEASURED).map((name) => [name, at < 0 ? NaN : run[name][at]]));
    const left = diverged(course, run);
    return { run, epoch: at, diverged: left !== null && left <= at ? left : null, ...values };
  });
}

// The course as a chart takes it: the runs' columns, and how many rows the axis is for.
export const framed = (course) => ({ runs: course.runs, rows: course.epochs + 1 });

// Runs that go through the examples at different paces: how many steps an epoch takes each, and up to which row each is
// shown where they are shown together.

// The batch size that a run, spelled as in a link, has of its own: a number as text or "all"; null where it has none.
export function ownBatch(run) {
  const parts = run.split("~");
  const at = parts.findIndex((part, i) => i >= 2 && i % 2 === 0 && part === "batch");
  return at < 0 ? null : parts[at + 1];
}

// Of the runs in `link`, in order, {batch, steps}: the examples that a step meets, and the steps in which it meets all
// `examples` once. A surface without examples has null for those: a step is an epoch.
export function paces(link, examples) {
  const values = (name) => link.split("&").filter((pair) => pair.startsWith(`${name}=`)).map((pair) => decodeURIComponent(pair.slice(name.length + 1)));
  const shared = values("batch").at(-1) ?? "all";
  return values("run").filter((run) => run !== "none").map((run) => {
    const size = ownBatch(run) ?? shared;
    const batch = examples === null ? null : size === "all" ? examples : Math.min(Number(size), examples);
    return { batch, steps: batch === null ? 1 : Math.ceil(examples / batch) };
  });
}

const most = (each) => Math.max(1, ...each.map(({ steps }) => steps));

// Whether it makes a difference what the runs are shown at.
export const differ = (each) => each.some(({ steps }) => steps !== each[0].steps);

// The row of each run at `step` of the clock, null for the end after `last` steps, where all are shown after as many
// epochs; the clock counts the steps of the run that takes the most to an epoch. Null where each shows that very step.
export function rowsAt(each, at, step, last) {
  if (at !== "epoch" || !differ(each)) return null;
  return each.map(({ steps }) => Math.floor(((step ?? last) * steps) / most(each)));
}

// The step of the clock at which run `i` shows its row `n`.
export function stepOf(each, at, n, i) {
  return at === "epoch" && each[i] && differ(each) ? Math.ceil((n * most(each)) / each[i].steps) : n;
}

// How many epochs each run has whole, after `last` steps of its own.
export const epochs = (each, last) => Math.floor(last / most(each));

// What the page says of a training in words and numbers. Pure.

import { show } from "../player/numbers.mjs";

const percent = (share) => `${show(100 * share, 3)} %`;
const KEPT = 30; // ms: no training ends so soon, only one that the server has kept
const seconds = (ms) => `${(ms / 1000).toFixed(1)} s`;

// How far a training is: of a course, and the milliseconds since it was asked for.
export function progress({ state, known, epochs, facts }, elapsed, why = null) {
  if (state === "waiting") return `Waiting until another training is done… ${seconds(elapsed)}`;
  if (state === "preparing") return `Preparing the network and its optimizers… ${seconds(elapsed)}`;
  if (state === "training") return `Epoch ${known} of ${epochs} · ${seconds(elapsed)}`;
  if (state === "cancelling") return "Cancelling…";
  if (state === "cancelled") return why ?? (known < 0 ? "Cancelled before the first epoch." : `Cancelled at epoch ${known} of ${epochs}.`);
  if (state === "failed") return why ?? "";
  const took = facts.milliseconds < KEPT ? "trained before" : `in ${seconds(facts.milliseconds)}`;
  return `${epochs} ${epochs === 1 ? "epoch" : "epochs"} ${took} · ${facts.weights} weights, ${facts.training} examples to learn from, ${facts.held} held out`;
}

// What a run has come to.
export function outcome({ diverged, loss, heldLoss }) {
  if (diverged !== null) return `diverged: no finite loss from epoch ${diverged} on`;
  if (Number.isFinite(loss) && !Number.isFinite(heldLoss)) return "its held-out loss is not finite";
  return "";
}

// What the plane is, and how much of the runs it shows.
export function aboutPlane({ directions, explained, runs, through }) {
  if (directions === "random") {
    return `Two random directions through the final weights of ${runs[through]}, each unit's part as long as that unit's own weights (filter normalisation, Li et al. 2018). What lies across them is not shown.`;
  }
  if (!explained.every(Number.isFinite)) return "The plane nearest to all recorded weights of all runs: but no run has moved.";
  const [first, second] = explained;
  return `The plane nearest to all recorded weights of all runs. w₁ holds ${percent(first)} of their variance, w₂ ${percent(second)}: ${percent(first + second)} together. The rest lies off the picture.`;
}

// How far each path lies off the plane, a sentence each.
export function offPlane({ runs, off }) {
  return off.map(({ largest, end, length }, i) => {
    if (![largest, end, length].every(Number.isFinite)) return `${runs[i]}: its weights are not finite to the end.`;
    const part = length > 0 ? `, ${percent(largest / length)} of its path's length ${show(length, 3)}` : "";
    return `${runs[i]} lies up to ${show(largest, 3)} off the plane${part}; ${show(end, 3)} at the end.`;
  });
}

// The true loss of one run beside the one that the picture shows under it.
export function shadowed(title, epoch, loss, shadow) {
  if (!Number.isFinite(loss)) return `At epoch ${epoch} ${title} has no finite loss.`;
  return `At epoch ${epoch} the picture shows J = ${show(shadow, 3)} where the true loss of ${title} is ${show(loss, 3)}.`;
}

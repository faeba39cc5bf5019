// Decided by rounding: from which step on the last digits of its gradients decide where a run is. Asked when the page is
// at rest; the map draws the path dashed from there.

import { createAsked } from "./asked.mjs";
import { html } from "./dom.mjs";
import { marker } from "./toolbar.mjs";

const WHY = "With errors of a few units in the last place of its gradients it ends elsewhere, and so may the same rule in another library or on another machine.";

// `on` is {go(step, row), shown(), changed()}: look at a step; what is shown, {link, frame, scene}; its runs are marked.
export function createRounding(on) {
  const element = html("div", { class: "rounding", role: "status", "aria-label": "Decided by rounding" });
  const asked = createAsked("./api/rounding", { shown: on.shown, changed: () => { mark(); on.changed(); } });

  // Mark the paths that are shown with what is known of them, and tell it.
  function mark() {
    const { frame, scene: { runs } } = on.shown();
    frame.runs.forEach((run, i) => { run.decidedFrom = asked.answer()?.[i] ?? null; });
    element.replaceChildren(...frame.runs.flatMap((run, i) => (run.decidedFrom !== null && runs[i] ? [line(run.decidedFrom, runs[i])] : [])));
  }

  function line(step, run) {
    const look = html("button", { type: "button", title: "Look at this step", onclick: () => on.go(step, run.row) }, `step ${step}`);
    return html("div", { class: "row", title: WHY }, marker(run), html("span", {}, html("b", {}, run.title), ": rounding decides (dashed) from "), look);
  }

  return { element, mark, see: asked.see };
}

// How it is said after the outcome of a run that has been marked; "" where there is nothing to say.
export const rounded = (run) => (Number.isInteger(run.decidedFrom) ? `; from step ${run.decidedFrom} on, rounding decides` : "");
